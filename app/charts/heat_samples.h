// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>
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

} // namespace peripheral
