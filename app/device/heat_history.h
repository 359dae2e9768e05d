// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/answer_readings.h"

#include <cstddef>
#include <vector>

namespace peripheral {

/// Which share of each layer's neurons was active, from the beginning of an answer to now: a column an
/// evaluation. Where there would be too many columns, neighbours become one, their mean by tokens, so that a
/// long answer still fits.
class HeatHistory {
public:
    static constexpr std::size_t kMostColumns = 512;

    void clear();
    void add(const AnswerReadings::Step& step);

    [[nodiscard]] std::size_t columns() const { return m_columns.size(); }
    /// Shares by layer, 0 to 1.
    [[nodiscard]] const std::vector<float>& column(std::size_t index) const {
        return m_columns[index].shares;
    }
    [[nodiscard]] int evaluationsPerColumn() const { return m_evaluations; }
    /// How often neighbours were joined: columns from before mean nothing any more.
    [[nodiscard]] int joinings() const { return m_joinings; }

private:
    void joinNeighbours();

    std::vector<AnswerReadings::Step> m_columns;
    int m_evaluations = 1; ///< that make a column
    int m_inLast = 0;      ///< in the last column so far
    int m_joinings = 0;
};

} // namespace peripheral
