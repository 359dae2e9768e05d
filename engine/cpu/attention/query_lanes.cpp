// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention/query_lanes.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace plm::cpu {

namespace {

/// To the nearest bfloat16, ties to even; no NaN.
std::uint16_t toBfloat16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7fffU + (bits >> 16 & 1U)) >> 16);
}

} // namespace

void LaneRows::reserve(std::size_t keyRows, std::size_t keyColumns, std::size_t valueColumns) {
    m_keys.reserve(keyRows * keyColumns);
    m_valuePairs.reserve(std::size_t{kSegment} / 2 * valueColumns);
}

void LaneRows::takeKeys(const Kernels& kernels, const ConstRows& rows, bool rounded) {
    m_keyRows = rows;
    if (!rounded)
        return;
    m_keys.resize(static_cast<std::size_t>(rows.rows) * rows.stride);
    m_ahead = reinterpret_cast<const std::byte*>(m_keys.data());
    kernels.rounded->roundRows(rows, rows.stride, m_keys.data());
}

void LaneRows::takeValues(const Kernels& kernels, const ConstRows& rows, std::size_t columns, bool rounded,
                          int at) {
    if (at == 0)
        m_valueRows = rows;
    m_valueRows.rows = at + rows.rows;
    m_columns = columns;
    if (rounded)
        kernels.rounded->pairRows(rows, columns, pairsFrom(at));
}

void LaneRows::takeHalves(const Kernels& kernels, const std::byte* halves, std::size_t width, int rows,
                          std::size_t columns, int at) {
    const std::size_t keyColumns = padded(width);
    m_keyRows = {nullptr, keyColumns, rows};
    m_valueRows.rows = at + rows;
    m_columns = columns;
    m_ahead = halves + 2 * width * static_cast<std::size_t>(rows);
    m_keys.resize(static_cast<std::size_t>(rows) * keyColumns);
    kernels.rounded->roundHalves(halves, width, rows, keyColumns, columns, m_keys.data(), pairsFrom(at));
}

std::uint32_t* LaneRows::pairsFrom(int row) {
    m_valuePairs.resize(std::size_t{kSegment} / 2 * m_columns);
    return m_valuePairs.data() + static_cast<std::size_t>(row) / 2 * m_columns;
}

void LaneQueries::shape(std::size_t columns, bool rounded) {
    m_columns = rounded ? padded(columns) : columns;
    m_rounded = rounded;
    if (rounded)
        m_pairs.assign(m_columns / 2 * kQueryLanes, 0);
    else
        m_values.assign(columns * kQueryLanes, 0.0F);
}

void LaneQueries::put(int lane, std::size_t first, const float* values, std::size_t count) {
    const auto at = static_cast<std::size_t>(lane);
    if (m_rounded) {
        std::size_t c = first;
        const std::size_t end = first + count;
        if (c % 2 != 0 && c < end)
            m_pairs[c++ / 2 * kQueryLanes + at] |= std::uint32_t{toBfloat16(*values++)} << 16;
        for (; c + 1 < end; c += 2, values += 2)
            m_pairs[c / 2 * kQueryLanes + at] = toBfloat16(values[0]) | std::uint32_t{toBfloat16(values[1])}
                                                                            << 16;
        if (c < end)
            m_pairs[c / 2 * kQueryLanes + at] |= toBfloat16(*values);
        return;
    }
    float* target = m_values.data() + first * kQueryLanes + at;
    for (std::size_t i = 0; i < count; ++i, target += kQueryLanes)
        *target = values[i];
}

void LaneScores::score(const Kernels& kernels, const LaneQueries& queries, const LaneRows& rows, int at) {
    const int count = rows.m_keyRows.rows;
    m_rows = at + count;
    m_rounded = queries.m_rounded;
    float* scores = m_scores.data() + static_cast<std::size_t>(at) * kQueryLanes;
    if (m_rounded)
        kernels.rounded->scoreRows(queries.m_pairs.data(), queries.m_columns, rows.m_keys.data(), count,
                                   scores, rows.m_ahead);
    else
        kernels.attention.scoreRows(queries.m_values.data(), queries.m_columns, rows.m_keyRows, scores);
}

void LaneScores::hide(const std::array<int, kQueryLanes>& visible) {
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

void LaneScores::mix(const Kernels& kernels, int outputs, const LaneRows& rows, float* out,
                     std::size_t outStride, bool add) {
    if (!m_rounded) {
        kernels.attention.mixRows(m_scores.data(), outputs, rows.m_valueRows, rows.m_columns, out, outStride,
                                  add);
        return;
    }
    kernels.rounded->pairRows({m_scores.data(), kQueryLanes, m_rows}, kQueryLanes, m_weightPairs.data());
    kernels.rounded->mixRows(m_weightPairs.data(), outputs, rows.m_valuePairs.data(), m_rows, rows.m_columns,
                             out, outStride, add);
}

void LaneTotals::clear() {
    largest.fill(std::numeric_limits<float>::lowest());
    sums.fill(0);
}

} // namespace plm::cpu
