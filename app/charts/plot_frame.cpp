// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plot_frame.h"

#include <algorithm>

namespace peripheral {

namespace {

/// Half as high as wide, but with room for some lines of text, and not higher than a window.
double plotHeight(const ChartLayout& layout) {
    return std::clamp(layout.width() * 0.45, layout.lineHeight() * 6, layout.lineHeight() * 16);
}

/// Where hairlines are as bright as the lines, they are dotted.
QPen gridPen(const ChartStyle& style) {
    return {style.line, 1, style.patterned ? Qt::DotLine : Qt::SolidLine};
}

} // namespace

int PlotFrame::yTicks(const ChartLayout& layout) {
    return std::clamp(static_cast<int>(plotHeight(layout) / (layout.lineHeight() * 1.5)), 2, 6);
}

PlotFrame::PlotFrame(ChartLayout& layout, double top, const PlotAxis& x, const PlotAxis& y) : m_x(x), m_y(y) {
    const QRectF title =
        layout.text({0, top}, layout.width(), m_y.axis.title, {.color = layout.style().muted});
    layY(layout, title.bottom() + layout.gap());
    layX(layout);
}

QPointF PlotFrame::at(double x, double y) const {
    return {m_plot.left() + m_x.scale.place(x) * m_plot.width(),
            m_plot.bottom() - m_y.scale.place(y) * m_plot.height()};
}

void PlotFrame::layY(ChartLayout& layout, double top) {
    const ChartStyle& style = layout.style();
    const double half = layout.lineHeight() / 2;
    std::vector<std::pair<double, QString>> ticks;
    double width = 0;
    for (const double value : m_y.scale.ticks(yTicks(layout))) {
        ticks.emplace_back(value, written(value, m_y.axis.form, style.locale));
        width = std::max(width, layout.widthOf(ticks.back().second));
    }
    const double left = width + half;
    m_plot = QRectF(left, top + half, layout.width() - left - half, plotHeight(layout));
    for (const auto& [value, text] : ticks) {
        const double y = at(m_x.scale.least(), value).y();
        layout.stroke({QPointF(m_plot.left(), y), QPointF(m_plot.right(), y)}, gridPen(style));
        layout.label({0, y - half, width, 2 * half}, text,
                     {.color = style.muted, .alignment = Qt::AlignRight | Qt::AlignVCenter});
    }
}

void PlotFrame::layX(ChartLayout& layout) {
    const ChartStyle& style = layout.style();
    const double top = m_plot.bottom() + layout.gap(); // under the lower half of the other axis' zero
    const int most = std::clamp(static_cast<int>(m_plot.width() / (layout.lineHeight() * 3.5)), 2, 8);
    double end = 0; // of the tick before
    for (const double value : m_x.scale.ticks(most)) {
        const QString text = written(value, m_x.axis.form, style.locale);
        const double x = at(value, m_y.scale.least()).x();
        const double width = layout.widthOf(text);
        const double left = std::clamp(x - width / 2, 0.0, std::max(layout.width() - width, 0.0));
        layout.stroke({QPointF(x, m_plot.bottom()), QPointF(x, m_plot.bottom() + layout.gap() / 2)},
                      QPen(style.muted, 1));
        if (left < end)
            continue; // there is no room for it
        layout.label({left, top, width, layout.lineHeight()}, text,
                     {.color = style.muted, .alignment = Qt::AlignHCenter | Qt::AlignTop});
        end = left + width + layout.gap();
    }
    layout.stroke({m_plot.bottomLeft(), m_plot.bottomRight()}, QPen(style.muted, 1));
    m_bottom = layout
                   .text({0, top + layout.lineHeight()}, layout.width(), m_x.axis.title,
                         {.color = style.muted, .alignment = Qt::AlignRight | Qt::AlignTop})
                   .bottom();
}

} // namespace peripheral
