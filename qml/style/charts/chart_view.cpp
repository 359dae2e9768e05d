// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace peripheral {

ChartView::ChartView(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAntialiasing(true);
}

void ChartView::setChart(const Chart& chart) {
    if (chart == m_chart)
        return;
    m_chart = chart;
    emit chartChanged();
    setCurrent(m_current);
    speak();
    polish();
}

void ChartView::setStyle(const ChartStyle& style) {
    if (style == m_style)
        return;
    m_style = style;
    emit styleChanged();
    polish();
}

void ChartView::setCurrent(int row) {
    const int rows = row < 0 ? 0 : static_cast<int>(m_chart.table().rows.size());
    const int within = std::clamp(row, -1, rows - 1);
    if (within == m_current)
        return;
    m_current = within;
    emit currentChanged();
    speak();
    update();
}

void ChartView::speak() {
    const ChartTable table = m_current < 0 ? ChartTable() : m_chart.table();
    const QString spoken =
        m_current < 0 ? QString() : table.spoken(static_cast<std::size_t>(m_current), m_style.locale);
    if (spoken == m_spoken)
        return;
    m_spoken = spoken;
    emit spokenChanged();
}

int ChartView::rowAt(qreal x, qreal y) const {
    int nearest = -1;
    double least = m_style.pixelSize; // farther away, it is meant for nothing
    for (const ChartStop& stop : m_layout ? m_layout->stops() : std::vector<ChartStop>()) {
        const double right = std::max({stop.place.left() - x, x - stop.place.right(), 0.0});
        const double down = std::max({stop.place.top() - y, y - stop.place.bottom(), 0.0});
        if (const double away = std::hypot(right, down); away < least) {
            least = away;
            nearest = static_cast<int>(stop.row);
        }
    }
    return nearest;
}

void ChartView::paint(QPainter* painter) {
    if (!m_layout)
        return;
    m_layout->paint(*painter);
    outlineCurrent(*painter);
}

void ChartView::outlineCurrent(QPainter& painter) const {
    for (const ChartStop& stop : m_layout->stops()) {
        if (static_cast<int>(stop.row) != m_current)
            continue;
        const QRectF place =
            stop.place.adjusted(-1.5, -1.5, 1.5, 1.5) & QRectF(1, 1, width() - 2, height() - 2);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_style.surface, 4)); // so that it shows on every colour
        painter.drawRect(place);
        painter.setPen(QPen(m_style.text, 2));
        painter.drawRect(place);
    }
}

void ChartView::componentComplete() {
    QQuickPaintedItem::componentComplete();
    layAgain();
}

void ChartView::geometryChange(const QRectF& now, const QRectF& before) {
    QQuickPaintedItem::geometryChange(now, before);
    if (now.width() != before.width())
        polish();
}

void ChartView::updatePolish() {
    layAgain();
}

void ChartView::layAgain() {
    if (width() <= 0)
        return;
    m_layout = m_chart.layout(width(), m_style);
    setImplicitHeight(m_chart.isEmpty() ? 0 : std::ceil(m_layout->height()) + 1);
    update();
}

} // namespace peripheral

#include "moc_chart_view.cpp"
