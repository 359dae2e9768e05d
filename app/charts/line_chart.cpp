// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/line_chart.h"

#include "charts/legend.h"
#include "charts/plot_frame.h"

#include <algorithm>
#include <cmath>

namespace peripheral {

namespace {

constexpr std::size_t kFewPoints = 24; // more than these are a curve: only some are marked

/// A point as it is drawn.
struct Placed {
    QPointF at;
    const LinePoint* point;
    std::size_t row;
};

/// Lines between measured points, one for each stretch without a gap.
using Stretches = std::vector<std::vector<Placed>>;

Stretches stretchesOf(const std::vector<LinePoint>& points, const PlotFrame& frame, std::size_t firstRow) {
    Stretches stretches(1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::optional<double> y = measured(points[i].y);
        if (!y || !std::isfinite(points[i].x)) {
            stretches.emplace_back();
            continue;
        }
        stretches.back().push_back({frame.at(points[i].x, *y), &points[i], firstRow + i});
    }
    return stretches;
}

/// At most the highest and the lowest point of each pixel: what is left out would be painted over.
QPolygonF thinned(const std::vector<Placed>& points) {
    QPolygonF line;
    for (std::size_t i = 0; i < points.size();) {
        const double column = std::floor(points[i].at.x());
        std::size_t end = i;
        while (end < points.size() && std::floor(points[end].at.x()) == column)
            ++end;
        const auto byHeight = [](const Placed& one, const Placed& other) {
            return one.at.y() < other.at.y();
        };
        auto [high, low] = std::minmax_element(points.begin() + static_cast<std::ptrdiff_t>(i),
                                               points.begin() + static_cast<std::ptrdiff_t>(end), byHeight);
        if (low < high)
            std::swap(low, high);
        line += high->at;
        if (low != high)
            line += low->at;
        i = end;
    }
    return line;
}

void layError(ChartLayout& layout, const PlotFrame& frame, const LinePoint& point, int series) {
    const std::optional<double> low = measured(point.low);
    const std::optional<double> high = measured(point.high);
    if (!low || !high)
        return;
    const QPen pen(layout.style().colorOf(series), 1.5);
    const QPointF cap(layout.gap() / 2, 0);
    const QPointF bottom = frame.at(point.x, *low);
    const QPointF top = frame.at(point.x, *high);
    layout.stroke({bottom, top}, pen);
    layout.stroke({bottom - cap, bottom + cap}, pen);
    layout.stroke({top - cap, top + cap}, pen);
}

/// Markers stand apart: where points are dense, only some have one.
void layMarkers(ChartLayout& layout, const std::vector<Placed>& points, int series, bool hollow) {
    const double apart = layout.lineHeight() * (points.size() > kFewPoints ? 3 : 0.8);
    double next = -apart;
    for (const Placed& placed : points) {
        if (placed.at.x() < next && &placed != &points.back())
            continue;
        layout.marker(placed.at, series, hollow);
        next = placed.at.x() + apart;
    }
}

QPen levelPen(const ChartStyle& style) {
    return {style.text, 1.5, Qt::DashDotDotLine};
}

void addFinite(std::vector<double>& values, std::optional<double> value) {
    if (measured(value))
        values.push_back(*value);
}

} // namespace

LineChart::LineChart(LineData data) : m_data(std::move(data)) {
    if (m_data.level && !measured(m_data.level->value))
        m_data.level.reset();
}

std::vector<double> LineChart::xs() const {
    std::vector<double> values;
    for (const LineSeries& series : m_data.series) {
        for (const LinePoint& point : series.points) {
            if (measured(point.y))
                addFinite(values, point.x);
        }
    }
    return values;
}

std::vector<double> LineChart::ys() const {
    std::vector<double> values;
    for (const LineSeries& series : m_data.series) {
        for (const LinePoint& point : series.points) {
            for (const auto& value : {point.y, point.low, point.high})
                addFinite(values, value);
        }
    }
    if (m_data.level)
        values.push_back(m_data.level->value);
    return values;
}

QString LineChart::nameOf(const LineSeries& series) const {
    return series.estimated ? tr("%1, estimated").arg(series.name) : series.name;
}

void LineChart::lay(ChartLayout& layout) const {
    const std::vector<double> across = xs();
    if (across.empty()) {
        const QRectF title =
            layout.text({0, 0}, layout.width(), m_data.y.title, {.color = layout.style().muted});
        return layNotMeasured(layout, title.bottom());
    }
    const PlotFrame frame(layout, 0, {m_data.x, Scale::across(m_data.across, across)},
                          {m_data.y, Scale::fromZero(ys(), PlotFrame::yTicks(layout))});
    if (m_data.level)
        layLevel(layout, frame);
    std::size_t row = 0;
    for (std::size_t i = 0; i < m_data.series.size(); ++i) {
        laySeries(layout, frame, i, row);
        row += m_data.series[i].points.size();
    }
    layLegendBelow(layout, frame.bottom() + layout.gap() / 2);
}

void LineChart::laySeries(ChartLayout& layout, const PlotFrame& frame, std::size_t number,
                          std::size_t firstRow) const {
    const LineSeries& series = m_data.series[number];
    const int look = static_cast<int>(number);
    for (const std::vector<Placed>& stretch : stretchesOf(series.points, frame, firstRow)) {
        if (stretch.empty())
            continue;
        layout.stroke(thinned(stretch), seriesPen(layout.style(), look));
        for (const Placed& placed : stretch) {
            layError(layout, frame, *placed.point, look);
            layout.stop(placed.row, QRectF(placed.at, QSizeF()).adjusted(-6, -6, 6, 6));
        }
        if (m_data.series.size() > 1 || stretch.size() <= kFewPoints)
            layMarkers(layout, stretch, look, series.estimated);
    }
}

void LineChart::layLevel(ChartLayout& layout, const PlotFrame& frame) const {
    const double y = frame.at(0, m_data.level->value).y();
    layout.stroke({QPointF(frame.plot().left(), y), QPointF(frame.plot().right(), y)},
                  levelPen(layout.style()));
}

void LineChart::layLegendBelow(ChartLayout& layout, double top) const {
    std::vector<LegendEntry> entries;
    for (std::size_t i = 0; i < m_data.series.size() && m_data.series.size() > 1; ++i)
        entries.push_back(lineEntry(nameOf(m_data.series[i]), static_cast<int>(i)));
    if (m_data.series.size() == 1 && m_data.series[0].estimated)
        entries.push_back(lineEntry(nameOf(m_data.series[0]), 0));
    if (m_data.level) {
        const QString value = written(m_data.level->value, m_data.y.form, layout.style().locale);
        entries.push_back({tr("%1: %2", "name, amount").arg(m_data.level->label, value),
                           [](ChartLayout& to, const QRectF& place) {
                               to.stroke({QPointF(place.left(), place.center().y()),
                                          QPointF(place.right(), place.center().y())},
                                         levelPen(to.style()));
                           }});
    }
    layLegend(layout, top, entries);
}

ChartTable LineChart::table() const {
    ChartTable table;
    table.columns = {{tr("Series")}, m_data.x, m_data.y};
    const auto spreads = [](const LineSeries& series) {
        return std::any_of(series.points.begin(), series.points.end(),
                           [](const LinePoint& point) { return point.low || point.high; });
    };
    const bool spread = std::any_of(m_data.series.begin(), m_data.series.end(), spreads);
    if (spread) {
        table.columns.push_back({tr("From"), m_data.y.form});
        table.columns.push_back({tr("To"), m_data.y.form});
    }
    for (const LineSeries& series : m_data.series) {
        for (const LinePoint& point : series.points) {
            table.rows.push_back({nameOf(series), cellOf(point.x), cellOf(point.y)});
            if (spread)
                table.rows.back().insert(table.rows.back().end(), {cellOf(point.low), cellOf(point.high)});
        }
    }
    if (m_data.level) {
        table.rows.push_back({m_data.level->label, ChartTable::Cell(), m_data.level->value});
        table.rows.back().resize(table.columns.size());
    }
    return table;
}

QString LineChart::summary(const QLocale& locale) const {
    QStringList said;
    for (const LineSeries& series : m_data.series) {
        std::vector<double> values;
        for (const LinePoint& point : series.points)
            addFinite(values, point.y);
        if (values.empty()) {
            said += tr("%1: %2", "name, amount").arg(nameOf(series), notMeasured());
            continue;
        }
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        const auto text = [&](double value) { return written(value, m_data.y.form, locale); };
        said += tr("%1: from %2 to %3, at last %4")
                    .arg(nameOf(series), text(*least), text(*most), text(values.back()));
    }
    return said.isEmpty() ? notMeasured()
                          : tr("%1. %2", "title, sentence").arg(m_data.y.title, said.join("; "));
}

} // namespace peripheral
