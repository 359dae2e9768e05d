// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/legend.h"

#include <algorithm>

namespace peripheral {

double layLegend(ChartLayout& layout, double top, const std::vector<LegendEntry>& entries) {
    const QSizeF sample = sampleSize(layout);
    const double toText = sample.width() + layout.gap() / 2;
    QPointF at(0, top);
    double bottom = top;
    for (const LegendEntry& entry : entries) {
        const double wanted = std::min(toText + layout.widthOf(entry.name), layout.width());
        if (at.x() > 0 && at.x() + wanted > layout.width())
            at = {0, bottom + layout.gap() / 4};
        entry.sample(layout, QRectF(at, sample));
        const QRectF text = layout.text(at + QPointF(toText, 0), wanted - toText, entry.name);
        bottom = std::max(bottom, text.bottom());
        at.rx() += wanted + layout.gap() * 1.5;
    }
    return bottom;
}

LegendEntry lineEntry(const QString& name, int series) {
    return {name, [series](ChartLayout& layout, const QRectF& place) {
                layout.stroke(
                    {QPointF(place.left(), place.center().y()), QPointF(place.right(), place.center().y())},
                    seriesPen(layout.style(), series));
                layout.marker(place.center(), series);
            }};
}

double layTwoEnds(ChartLayout& layout, QPointF at, double width, const QString& name, const QString& amount) {
    const TextLook atTheEnd{.alignment = Qt::AlignRight | Qt::AlignTop};
    const double needed = layout.widthOf(amount);
    const double left = width - needed - layout.gap();
    if (left < std::min(width / 2, layout.widthOf(name))) {
        const QRectF above = layout.text(at, width, name);
        return layout.text(above.bottomLeft(), width, amount, atTheEnd).bottom();
    }
    const QRectF beside = layout.text(at + QPointF(width - needed, 0), needed, amount, atTheEnd);
    return std::max(beside.bottom(), layout.text(at, left, name).bottom());
}

QSizeF sampleSize(const ChartLayout& layout) {
    return {layout.style().pixelSize * 2.2, layout.lineHeight()};
}

} // namespace peripheral
