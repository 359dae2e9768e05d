// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/roofline.h"

#include "charts/legend.h"

#include <algorithm>
#include <cmath>

namespace peripheral {

namespace {

/// What a logarithmic axis can show.
std::optional<double> positive(std::optional<double> value) {
    const std::optional<double> number = measured(value);
    return number && *number > 0 ? number : std::nullopt;
}

/// The limits as a line over the whole axis: corners as (operations a byte, operations a second).
std::vector<QPointF> roofOf(const RooflineDevice& device, const Scale& across) {
    const std::optional<double> bandwidth = positive(device.bytesPerSecond);
    const std::optional<double> arithmetic = positive(device.operationsPerSecond);
    const double left = across.least();
    const double right = across.most();
    if (!bandwidth && !arithmetic)
        return {};
    if (!bandwidth)
        return {{left, *arithmetic}, {right, *arithmetic}};
    if (!arithmetic)
        return {{left, *bandwidth * left}, {right, *bandwidth * right}};
    const double ridge = std::clamp(*arithmetic / *bandwidth, left, right);
    const auto roof = [&](double x) { return QPointF(x, std::min(*bandwidth * x, *arithmetic)); };
    return {roof(left), roof(ridge), roof(right)};
}

std::size_t rowsOf(const RooflineDevice& device) {
    return device.points.size() + 2; // and both limits
}

} // namespace

std::vector<double> Roofline::intensities() const {
    std::vector<double> values;
    for (const RooflineDevice& device : m_devices) {
        const auto bandwidth = positive(device.bytesPerSecond);
        const auto arithmetic = positive(device.operationsPerSecond);
        if (bandwidth && arithmetic) // both limits are to be seen
            values.insert(values.end(), {*arithmetic / *bandwidth / 2, *arithmetic / *bandwidth * 2});
        for (const RooflinePoint& point : device.points) {
            if (const auto x = positive(point.operationsPerByte))
                values.push_back(*x);
        }
        if (values.empty() && (bandwidth || arithmetic))
            values = {1, 10};
    }
    return values;
}

std::vector<double> Roofline::rates(const Scale& across) const {
    std::vector<double> values;
    for (const RooflineDevice& device : m_devices) {
        for (const QPointF& corner : roofOf(device, across))
            values.push_back(corner.y());
        for (const RooflinePoint& point : device.points) {
            for (const auto& rate : {positive(point.measured), positive(point.predicted)}) {
                if (rate && positive(point.operationsPerByte))
                    values.push_back(*rate);
            }
        }
    }
    return values;
}

void Roofline::lay(ChartLayout& layout) const {
    const Axis x{tr("Operations for each byte read"), NumberForm::Plain};
    const Axis y{tr("Operations a second"), NumberForm::Prefixed};
    const Scale across = Scale::across(Scale::Kind::Log10, intensities());
    const std::vector<double> values = rates(across);
    if (values.empty()) {
        const QRectF title = layout.text({0, 0}, layout.width(), y.title, {.color = layout.style().muted});
        return layNotMeasured(layout, title.bottom());
    }
    const PlotFrame frame(layout, 0, {x, across}, {y, Scale::across(Scale::Kind::Log10, values)});
    std::size_t row = 0;
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
        layDevice(layout, frame, across, i, row);
        row += rowsOf(m_devices[i]);
    }
    layLegendBelow(layout, frame.bottom() + layout.gap() / 2);
}

void Roofline::layDevice(ChartLayout& layout, const PlotFrame& frame, const Scale& across, std::size_t number,
                         std::size_t firstRow) const {
    const RooflineDevice& device = m_devices[number];
    const int look = static_cast<int>(number);
    QPolygonF roof;
    for (const QPointF& corner : roofOf(device, across))
        roof += frame.at(corner.x(), corner.y());
    if (!roof.isEmpty()) {
        layout.stroke(roof, seriesPen(layout.style(), look));
        layout.stop(firstRow, QRectF(roof.first(), QSizeF()).adjusted(-6, -6, 6, 6));
        layout.stop(firstRow + 1, QRectF(roof.last(), QSizeF()).adjusted(-6, -6, 6, 6));
    }
    for (std::size_t i = 0; i < device.points.size(); ++i) {
        const RooflinePoint& point = device.points[i];
        const auto x = positive(point.operationsPerByte);
        const auto done = positive(point.measured);
        const auto predicted = positive(point.predicted);
        if (!x || (!done && !predicted))
            continue;
        const QPointF upper = frame.at(*x, predicted ? *predicted : *done);
        const QPointF lower = frame.at(*x, done ? *done : *predicted);
        layout.stroke({upper, lower}, QPen(layout.style().colorOf(look), 1.5));
        if (predicted)
            layout.marker(upper, look, true);
        if (done)
            layout.marker(lower, look);
        layout.stop(firstRow + 2 + i, QRectF(upper, lower).normalized().adjusted(-6, -6, 6, 6));
    }
}

void Roofline::layLegendBelow(ChartLayout& layout, double top) const {
    std::vector<LegendEntry> entries;
    bool predicted = false;
    for (std::size_t i = 0; i < m_devices.size(); ++i) {
        entries.push_back(lineEntry(m_devices[i].name, static_cast<int>(i)));
        for (const RooflinePoint& point : m_devices[i].points)
            predicted = predicted || positive(point.predicted);
    }
    if (predicted)
        entries.push_back({tr("hollow: predicted"),
                           [](ChartLayout& to, const QRectF& place) { to.marker(place.center(), 0, true); }});
    layLegend(layout, top, entries);
}

ChartTable Roofline::table() const {
    ChartTable table;
    table.columns = {{tr("Device")},
                     {tr("What")},
                     {tr("Operations for each byte read")},
                     {tr("Measured, operations a second"), NumberForm::Prefixed},
                     {tr("Predicted, operations a second"), NumberForm::Prefixed}};
    for (const RooflineDevice& device : m_devices) {
        // At one operation a byte, as many operations as bytes.
        table.rows.push_back({device.name, tr("limit by memory, at one operation for each byte"), 1.0,
                              cellOf(device.bytesPerSecond), QString()});
        table.rows.push_back({device.name, tr("limit by arithmetic"), QString(),
                              cellOf(device.operationsPerSecond), QString()});
        for (const RooflinePoint& point : device.points)
            table.rows.push_back({device.name, point.label, cellOf(point.operationsPerByte),
                                  cellOf(point.measured), cellOf(point.predicted)});
    }
    return table;
}

QString Roofline::summary(const QLocale& locale) const {
    QStringList said;
    for (const RooflineDevice& device : m_devices) {
        const auto text = [&](std::optional<double> value, NumberForm form) {
            return value ? written(*value, form, locale) : notMeasured();
        };
        said += tr("%1: reads %2 a second, computes %3 operations a second")
                    .arg(device.name, text(device.bytesPerSecond, NumberForm::Bytes),
                         text(device.operationsPerSecond, NumberForm::Prefixed));
    }
    return said.isEmpty() ? notMeasured() : said.join(QStringLiteral("; "));
}

} // namespace peripheral
