// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention_input.h"

#include <array>
#include <vector>

namespace plm::cpu {

/// A number for each lane.
using ByLane = std::array<float, kQueryLanes>;

/// Queries side by side, one to a lane. Lanes that no query was put into are zero.
class LaneQueries {
public:
    /// Room for queries of `columns` values, all of them zero.
    void shape(std::size_t columns) {
        m_columns = columns;
        m_values.assign(columns * kQueryLanes, 0.0F);
    }
    /// Puts the values [first, first + count) of a query into `lane`.
    void put(int lane, std::size_t first, const float* values, std::size_t count) {
        float* target = m_values.data() + first * kQueryLanes + static_cast<std::size_t>(lane);
        for (std::size_t i = 0; i < count; ++i, target += kQueryLanes)
            *target = values[i];
    }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] const float* data() const { return m_values.data(); }

private:
    std::size_t m_columns = 0;
    std::vector<float> m_values; ///< columns × lanes
};

/// The scores of such queries over one segment, and what is made of them.
class LaneScores {
public:
    /// Scores `rows`, of which lane i sees the first visible[i].
    void score(const Kernels& kernels, const LaneQueries& queries, const ConstRows& rows,
               const std::array<int, kQueryLanes>& visible);
    /// largest[lane] = the largest of it and the lane's scores.
    void raise(const Kernels& kernels, ByLane& largest) const;
    /// Turns the scores into weights exp((score − largest) · scale), and adds them to `sums`.
    void weigh(const Kernels& kernels, const ByLane& largest, float scale, ByLane& sums);
    /// Adds Σ weight · row to the rows of `out`, one for each of the first `outputs` lanes.
    void mix(const Kernels& kernels, int outputs, const ConstRows& rows, std::size_t columns, float* out,
             std::size_t outStride) const;

private:
    std::vector<float> m_scores = std::vector<float>(std::size_t{kSegment} * kQueryLanes); ///< rows × lanes
    int m_rows = 0;
};

} // namespace plm::cpu
