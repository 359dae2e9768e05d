// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_layout.h"

#include <functional>

namespace peripheral {

/// A name, and what stands for it in the chart.
struct LegendEntry {
    QString name;
    std::function<void(ChartLayout&, const QRectF&)> sample; ///< draws it into this place
};

/// The entries beside each other, and below where there is no room, from `top` on. Returns where they end.
double layLegend(ChartLayout& layout, double top, const std::vector<LegendEntry>& entries);
/// An entry for a line of this series, with its marker.
[[nodiscard]] LegendEntry lineEntry(const QString& name, int series);

/// A name at one end and what it amounts to at the other; below each other where one line has no room for
/// both. Returns where they end.
double layTwoEnds(ChartLayout& layout, QPointF at, double width, const QString& name, const QString& amount);

/// Room for a sample: two letters wide, one line of text high.
[[nodiscard]] QSizeF sampleSize(const ChartLayout& layout);

} // namespace peripheral
