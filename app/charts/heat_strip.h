// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QCoreApplication>
#include <QList>

#include <span>

namespace peripheral {

/// Shares of one over time, layer by layer, as they come. Copies share their memory. Above 4,000 columns,
/// neighbours are averaged: the same time takes half the columns.
class HeatSamples {
public:
    explicit HeatSamples(int layers) : m_layers(std::max(layers, 1)) {}

    /// Some more columns, each of as many shares as there are layers; what was not measured is NaN. Anything
    /// that does not fill a column is left out.
    void append(std::span<const float> columns);
    void clear();

    [[nodiscard]] int layers() const { return m_layers; }
    [[nodiscard]] int columns() const { return static_cast<int>(m_shares.size() / m_layers); }
    /// How many of what was appended stand in one column.
    [[nodiscard]] int perColumn() const { return m_perColumn; }
    [[nodiscard]] float at(int column, int layer) const { return m_shares.at(column * m_layers + layer); }

private:
    void addColumn(std::span<const float> column);
    void squeeze();

    int m_layers;
    int m_perColumn = 1;
    QList<float> m_shares;     ///< column by column
    QList<float> m_unfinished; ///< sums of the column that is not full yet
    int m_waiting = 0;         ///< how many of those it has
};

/// What the strip shows beside its samples.
struct HeatLabels {
    QString share;  ///< what a colour means: "Neurons active"
    QString layer;  ///< what a row is: "Layer"
    QString column; ///< what a column is: "Token"
};

/// Layers from top to bottom, time from left to right, dark for nothing and bright for all. It has room for
/// twice as many columns as there are, at most, and fills from the left.
class HeatStrip : public Drawing {
    Q_DECLARE_TR_FUNCTIONS(HeatStrip)

public:
    HeatStrip(HeatLabels labels, HeatSamples samples);

    void lay(ChartLayout& layout) const override;
    /// A row for each layer: its mean, least and largest share.
    [[nodiscard]] ChartTable table() const override;
    /// A row for each column, with the share of each layer.
    [[nodiscard]] ChartTable samples() const override;
    [[nodiscard]] QString summary(const QLocale& locale) const override;

private:
    [[nodiscard]] QImage picture(int width, const ChartStyle& style) const;
    double layScale(ChartLayout& layout, double top) const;

    HeatLabels m_labels;
    HeatSamples m_samples;
};

} // namespace peripheral
