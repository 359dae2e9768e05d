// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_layout.h"
#include "charts/number_form.h"
#include "charts/scale.h"

namespace peripheral {

/// One direction of a plot.
struct PlotAxis {
    Axis axis;
    Scale scale;
};

/// The axes of a plot, with their titles, ticks and grid, laid out over the whole width from `top` on; and
/// where values lie between them.
class PlotFrame {
public:
    PlotFrame(ChartLayout& layout, double top, const PlotAxis& x, const PlotAxis& y);

    [[nodiscard]] QPointF at(double x, double y) const;
    [[nodiscard]] const QRectF& plot() const { return m_plot; }
    /// Where the axes and their titles end.
    [[nodiscard]] double bottom() const { return m_bottom; }

    /// How many values the upright axis of a plot of this width has room for.
    [[nodiscard]] static int yTicks(const ChartLayout& layout);

private:
    void layY(ChartLayout& layout, double top);
    void layX(ChartLayout& layout);

    PlotAxis m_x;
    PlotAxis m_y;
    QRectF m_plot;
    double m_bottom = 0;
};

} // namespace peripheral
