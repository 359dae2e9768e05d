// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart.h"

namespace peripheral {

ChartLayout Chart::layout(double width, const ChartStyle& style) const {
    constexpr double kLeast = 80; // under this, nobody could read it
    ChartLayout layout(std::max(width, kLeast), style);
    if (!isEmpty())
        m_drawing->lay(layout);
    if (style.rightToLeft)
        layout.mirror();
    return layout;
}

void layNotMeasured(ChartLayout& layout, double top) {
    layout.text({0, top}, layout.width(), notMeasured(), {.color = layout.style().muted});
}

} // namespace peripheral

#include "moc_chart.cpp"
#include "moc_chart_style.cpp"
