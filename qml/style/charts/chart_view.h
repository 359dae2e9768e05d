// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QQuickPaintedItem>

#include <optional>

namespace peripheral {

/// Shows a chart as high as it needs to be for its width. It is laid out once for each change of chart, style
/// or width, before the frame that shows it. GUI thread; paint() reads what was laid out, while that thread
/// waits.
class ChartView : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(peripheral::Chart chart READ chart WRITE setChart NOTIFY chartChanged)
    Q_PROPERTY(peripheral::ChartStyle style READ style WRITE setStyle NOTIFY styleChanged)
    Q_PROPERTY(int current READ current WRITE setCurrent NOTIFY currentChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY chartChanged)
    Q_PROPERTY(QString spoken READ spoken NOTIFY spokenChanged)

public:
    explicit ChartView(QQuickItem* parent = nullptr);

    [[nodiscard]] const Chart& chart() const { return m_chart; }
    void setChart(const Chart& chart);
    [[nodiscard]] const ChartStyle& style() const { return m_style; }
    void setStyle(const ChartStyle& style);
    /// The row of the chart's table that is marked in the chart; -1: none.
    [[nodiscard]] int current() const { return m_current; }
    /// Beyond the first or last row it stays there.
    void setCurrent(int row);
    [[nodiscard]] QString summary() const { return m_chart.summary(m_style.locale); }
    /// The row that is marked, in one sentence; empty where none is.
    [[nodiscard]] const QString& spoken() const { return m_spoken; }

    /// The row that is drawn at this point, or near it; -1 where there is none.
    Q_INVOKABLE [[nodiscard]] int rowAt(qreal x, qreal y) const;

    void paint(QPainter* painter) override;

signals:
    void chartChanged();
    void styleChanged();
    void currentChanged();
    void spokenChanged();

protected:
    void componentComplete() override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void updatePolish() override;

private:
    void layAgain();
    void speak();
    void outlineCurrent(QPainter& painter) const;

    Chart m_chart;
    ChartStyle m_style;
    std::optional<ChartLayout> m_layout;
    int m_current = -1;
    QString m_spoken;
};

} // namespace peripheral
