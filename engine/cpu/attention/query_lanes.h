// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention/attention_input.h"

#include <array>
#include <vector>

namespace plm::cpu {

/// kQueryLanes, for what counts in int.
inline constexpr int kLanes = static_cast<int>(kQueryLanes);

/// A number for each lane.
using ByLane = std::array<float, kQueryLanes>;

/// Rows of keys and of values that attention takes together, and, where it is to be rounded, their bfloat16
/// numbers. All values of a segment, and keys of as many of its rows as are scored at a time.
class LaneRows {
public:
    /// What the rounded numbers of `keyRows` keys and of a segment's values take.
    static std::size_t bytesFor(std::size_t keyRows, std::size_t keyColumns, std::size_t valueColumns) {
        return keyRows * padded(keyColumns) * sizeof(std::uint16_t) +
               std::size_t{kSegment} / 2 * padded(valueColumns) * sizeof(std::uint32_t);
    }
    /// Asks for the memory of the rounded numbers of `keyRows` keys at a time and of a segment's values.
    void reserve(std::size_t keyRows, std::size_t keyColumns, std::size_t valueColumns);
    /// `rows` whole, with their padding, as keys, instead of those before.
    void takeKeys(const Kernels& kernels, const ConstRows& rows, bool rounded);
    /// The first `columns`, a multiple of kPadding, of `rows` as the values from row `at` on, an even number.
    /// Those that are not rounded stay where they are until they are used, and follow each other.
    void takeValues(const Kernels& kernels, const ConstRows& rows, std::size_t columns, bool rounded,
                    int at = 0);
    /// Both at once, rounded, from `rows` rows of `width` half-precision numbers, one behind the other: all
    /// of them, padded with zeros, as keys, the first `columns` of these as values.
    void takeHalves(const Kernels& kernels, const std::byte* halves, std::size_t width, int rows,
                    std::size_t columns, int at = 0);

private:
    friend class LaneScores;
    std::uint32_t* pairsFrom(int row);

    ConstRows m_keyRows, m_valueRows;
    std::size_t m_columns = 0; ///< of values
    /// Bytes to fetch while keys are scored: those that come next in the cache, or the keys themselves.
    const std::byte* m_ahead = nullptr;
    std::vector<std::uint16_t> m_keys;       ///< rows × columns
    std::vector<std::uint32_t> m_valuePairs; ///< pairs of rows × columns
};

/// Queries side by side, one to a lane. Lanes that no query was put into are zero.
class LaneQueries {
public:
    /// What kQueryLanes queries of `columns` values take.
    static std::size_t bytesFor(std::size_t columns, bool rounded) {
        return kQueryLanes * (rounded ? padded(columns) * 2 : columns * sizeof(float));
    }
    /// Room for queries of `columns` values, all of them zero.
    void shape(std::size_t columns, bool rounded);
    /// Puts the values [first, first + count) of a query into `lane`. Threads may fill lanes side by side.
    void put(int lane, std::size_t first, const float* values, std::size_t count);

private:
    friend class LaneScores;
    std::size_t m_columns = 0; ///< a multiple of kPadding where rounded
    bool m_rounded = false;
    std::vector<float> m_values;        ///< columns × lanes
    std::vector<std::uint32_t> m_pairs; ///< rounded: pairs of columns × lanes
};

/// The scores of such queries over one segment, and what is made of them.
class LaneScores {
public:
    /// What the scores of a segment and their weights in pairs take.
    static constexpr std::size_t kBytes =
        std::size_t{kSegment} * kQueryLanes * (sizeof(float) + sizeof(std::uint32_t) / 2);

    /// Scores the keys that `rows` holds, as rows `at` and following of the segment.
    void score(const Kernels& kernels, const LaneQueries& queries, const LaneRows& rows, int at = 0);
    /// Lane i does not see but the first visible[i] rows.
    void hide(const std::array<int, kQueryLanes>& visible);
    /// largest[lane] = the largest of it and the lane's scores.
    void raise(const Kernels& kernels, ByLane& largest) const;
    /// Turns the scores into weights exp((score − largest) · scale), and adds them to `sums`.
    void weigh(const Kernels& kernels, const ByLane& largest, float scale, ByLane& sums);
    /// Writes Σ weight · value to the rows of `out`, one for each of the first `outputs` lanes; or adds it.
    void mix(const Kernels& kernels, int outputs, const LaneRows& rows, float* out, std::size_t outStride,
             bool add);

private:
    std::vector<float> m_scores = std::vector<float>(std::size_t{kSegment} * kQueryLanes); ///< rows × lanes
    std::vector<std::uint32_t> m_weightPairs = std::vector<std::uint32_t>(m_scores.size() / 2);
    bool m_rounded = false;
    int m_rows = 0;
};

/// What some of the cache gave so far, by lane.
struct LaneTotals {
    ByLane largest, sums; ///< scores; weights

    void clear();
};

} // namespace plm::cpu
