// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/heat_strip.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace peripheral {

namespace {

constexpr int kLeastRoom = 64;

/// Least, mean and largest of what was measured.
struct Extent {
    double least = 1;
    double sum = 0;
    double most = 0;
    int count = 0;

    void add(float share) {
        if (!std::isfinite(share))
            return;
        least = std::min<double>(least, share);
        most = std::max<double>(most, share);
        sum += share;
        ++count;
    }
    [[nodiscard]] std::optional<double> mean() const {
        return count > 0 ? std::optional(sum / count) : std::nullopt;
    }
};

Extent extentOf(const HeatSamples& samples, int layer) {
    Extent extent;
    for (int column = 0; column < samples.columns(); ++column)
        extent.add(samples.at(column, layer));
    return extent;
}

/// A colour for each hundredth, between the three of the style.
using Colors = std::array<QRgb, 101>;

Colors heatColors(const ChartStyle& style) {
    Colors colors;
    const auto last = static_cast<double>(style.heat.size() - 1);
    for (std::size_t i = 0; i < colors.size(); ++i) {
        if (style.heat.size() < 2) {
            colors.at(i) = style.text.rgb();
            continue;
        }
        const double place = static_cast<double>(i) / 100 * last;
        const auto left = std::min(static_cast<qsizetype>(place), style.heat.size() - 2);
        const auto share = static_cast<float>(place - static_cast<double>(left));
        const QColor& from = style.heat.at(left);
        const QColor& to = style.heat.at(left + 1);
        const auto mix = [share](float one, float other) { return one + (other - one) * share; };
        colors.at(i) = QColor::fromRgbF(mix(from.redF(), to.redF()), mix(from.greenF(), to.greenF()),
                                        mix(from.blueF(), to.blueF()))
                           .rgb();
    }
    return colors;
}

std::size_t hundredth(double share) {
    return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * 100));
}

bool isAnyMeasured(const HeatSamples& samples) {
    for (int layer = 0; layer < samples.layers(); ++layer) {
        if (extentOf(samples, layer).count > 0)
            return true;
    }
    return false;
}

int roomFor(int columns) {
    int room = kLeastRoom;
    while (room < columns)
        room *= 2;
    return room;
}

} // namespace

HeatStrip::HeatStrip(HeatLabels labels, HeatSamples samples)
    : m_labels(std::move(labels)),
      m_samples(std::move(samples)) {}

/// One row of pixels for each layer, one pixel for each place: the mean of the columns that fall there.
QImage HeatStrip::picture(int width, const ChartStyle& style) const {
    const int columns = m_samples.columns();
    const double perPixel = static_cast<double>(roomFor(columns)) / width;
    const Colors colors = heatColors(style);
    QImage image(width, m_samples.layers(), QImage::Format_RGB32);
    image.fill(style.raised);
    for (int layer = 0; layer < image.height(); ++layer) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(layer));
        for (int x = 0; x < width; ++x) {
            const int from = static_cast<int>(x * perPixel);
            const int to = std::max(from + 1, static_cast<int>((x + 1) * perPixel));
            if (from >= columns)
                break;
            Extent extent;
            for (int column = from; column < std::min(to, columns); ++column)
                extent.add(m_samples.at(column, layer));
            if (const auto mean = extent.mean())
                line[x] = colors.at(hundredth(*mean));
        }
    }
    return image;
}

void HeatStrip::lay(ChartLayout& layout) const {
    const ChartStyle& style = layout.style();
    const TextLook muted{.color = style.muted};
    const double top = layout.text({0, 0}, layout.width(), m_labels.share, muted).bottom();
    if (!isAnyMeasured(m_samples))
        return layNotMeasured(layout, top);
    const QRectF strip = layStrip(layout, top + layout.gap() / 2);
    const QString tokens = style.locale.toString(m_samples.columns() * m_samples.perColumn());
    const QString layers = style.locale.toString(m_samples.layers());
    const QString axes =
        tr("Across: %1 1 to %2. Down: %3 1 to %4.", "token, number of tokens, layer, number of layers")
            .arg(m_labels.column, tokens, m_labels.layer, layers);
    const QRectF below = layout.text({strip.left(), strip.bottom() + 2}, strip.width(), axes, muted);
    layScale(layout, below.bottom() + layout.gap() / 2);
}

/// The picture, with the first and the last layer's number beside it. Returns where the picture lies.
QRectF HeatStrip::layStrip(ChartLayout& layout, double top) const {
    const ChartStyle& style = layout.style();
    const int layers = m_samples.layers();
    const QString last = style.locale.toString(layers);
    const double line = layout.lineHeight();
    const double room = layout.widthOf(last);
    const double row = std::max(4.0, std::ceil(line * 2 / layers));
    const double left = room + layout.gap() / 2;
    const QRectF strip(left, top, layout.width() - left, row * layers);
    layout.image(strip, picture(static_cast<int>(strip.width()), style));
    const TextLook atTheEnd{.color = style.muted, .alignment = Qt::AlignRight | Qt::AlignVCenter};
    layout.label({0, strip.top(), room, line}, style.locale.toString(1), atTheEnd);
    if (layers > 1)
        layout.label({0, strip.bottom() - line, room, line}, last, atTheEnd);
    for (int layer = 0; layer < layers; ++layer)
        layout.stop(static_cast<std::size_t>(layer), {left, top + row * layer, strip.width(), row});
    return strip;
}

/// The colours from nothing to all.
void HeatStrip::layScale(ChartLayout& layout, double top) const {
    const ChartStyle& style = layout.style();
    const Colors colors = heatColors(style);
    QImage image(static_cast<int>(colors.size()), 1, QImage::Format_RGB32);
    for (std::size_t i = 0; i < colors.size(); ++i)
        image.setPixel(static_cast<int>(i), 0, colors.at(i));
    const QString none = written(0, NumberForm::Percent, style.locale);
    const QString all = written(1, NumberForm::Percent, style.locale);
    const double line = layout.lineHeight();
    const double noneWidth = layout.widthOf(none);
    const double allWidth = layout.widthOf(all);
    const double width = std::min(layout.width() - noneWidth - allWidth - 2 * layout.gap(), line * 8);
    const QRectF bar(noneWidth + layout.gap(), top + line * 0.2, std::max(width, 1.0), line * 0.6);
    const TextLook look{.color = style.muted, .alignment = Qt::AlignLeft | Qt::AlignVCenter};
    layout.label({0, top, noneWidth, line}, none, look);
    layout.image(bar, image);
    layout.label({bar.right() + layout.gap(), top, allWidth, line}, all, look);
}

ChartTable HeatStrip::table() const {
    ChartTable table;
    table.columns = {{m_labels.layer},
                     {tr("Mean"), NumberForm::Percent},
                     {tr("Least"), NumberForm::Percent},
                     {tr("Most"), NumberForm::Percent}};
    for (int layer = 0; layer < m_samples.layers() && m_samples.columns() > 0; ++layer) {
        const Extent extent = extentOf(m_samples, layer);
        const bool any = extent.count > 0;
        const auto when = [any](double value) { return any ? std::optional(value) : std::nullopt; };
        table.rows.push_back({tr("%1 %2", "what, number").arg(m_labels.layer).arg(layer + 1),
                              cellOf(extent.mean()), cellOf(when(extent.least)), cellOf(when(extent.most))});
    }
    return table;
}

ChartTable HeatStrip::samples() const {
    ChartTable table;
    table.columns.push_back({m_labels.column});
    for (int layer = 0; layer < m_samples.layers(); ++layer)
        table.columns.push_back(
            {tr("%1 %2", "what, number").arg(m_labels.layer).arg(layer + 1), NumberForm::Percent});
    for (int column = 0; column < m_samples.columns(); ++column) {
        ChartTable::Row row{static_cast<double>(column) * m_samples.perColumn() + 1};
        for (int layer = 0; layer < m_samples.layers(); ++layer)
            row.push_back(cellOf(m_samples.at(column, layer)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

QString HeatStrip::summary(const QLocale& locale) const {
    Extent means;
    for (int layer = 0; layer < m_samples.layers() && m_samples.columns() > 0; ++layer) {
        if (const auto mean = extentOf(m_samples, layer).mean())
            means.add(static_cast<float>(*mean));
    }
    if (means.count == 0)
        return tr("%1: %2", "name, amount").arg(m_labels.share, notMeasured());
    const auto text = [&](double share) { return written(share, NumberForm::Percent, locale); };
    return tr("%1: %2 on average, from %3 to %4 by layer")
        .arg(m_labels.share, text(*means.mean()), text(means.least), text(means.most));
}

} // namespace peripheral
