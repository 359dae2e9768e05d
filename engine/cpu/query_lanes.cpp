// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/query_lanes.h"

#include <algorithm>
#include <limits>

namespace plm::cpu {

void LaneScores::score(const Kernels& kernels, const LaneQueries& queries, const ConstRows& rows,
                       const std::array<int, kQueryLanes>& visible) {
    m_rows = rows.rows;
    kernels.attention.scoreRows(queries.data(), queries.columns(), rows, m_scores.data());
    for (std::size_t lane = 0; lane < kQueryLanes; ++lane)
        for (int s = std::max(visible[lane], 0); s < m_rows; ++s)
            m_scores[static_cast<std::size_t>(s) * kQueryLanes + lane] =
                -std::numeric_limits<float>::infinity();
}

void LaneScores::raise(const Kernels& kernels, ByLane& largest) const {
    kernels.attention.largestByLane(m_scores.data(), m_rows, largest.data());
}

void LaneScores::weigh(const Kernels& kernels, const ByLane& largest, float scale, ByLane& sums) {
    kernels.attention.exponentialsByLane(m_scores.data(), m_rows, largest.data(), scale, sums.data());
}

void LaneScores::mix(const Kernels& kernels, int outputs, const ConstRows& rows, std::size_t columns,
                     float* out, std::size_t outStride) const {
    kernels.attention.mixRows(m_scores.data(), outputs, rows, columns, out, outStride);
}

} // namespace plm::cpu
