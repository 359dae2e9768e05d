// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/block_dots.h"
#include "cpu/quantised_rows.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plm::cpu {

/// Weight rows that a tile holds side by side, one to a lane.
inline constexpr int kTileLanes = 16;

/// Quantised weight rows, unpacked for many inputs: codes[c / run][row][c % run] with the instruction set's
/// own run (tile_block_*.h), and scales[b][row] (minima likewise) for each block of `scaleValues` columns, so
/// that one load gives many rows their next codes and little is summed across. value = scale · (code −
/// offset) − minimum
struct WeightTile {
    std::int8_t* codes;
    float* scales;
    float* minima; ///< null where the format has none
    std::size_t columns;
    std::size_t scaleValues; ///< 32 or 16
    int offset;
};

/// The kernels of one format: unpack up to kTileLanes rows (the rest of the lanes become zero), and
/// out[input · outStride + row] = the products with `count` inputs, for kTileLanes rows.
struct TileKernel {
    void (*unpack)(const WeightRows& weights, WeightTile& tile) = nullptr;
    void (*multiply)(const WeightTile& tile, const QuantisedRow* inputs, int count, float* out,
                     std::size_t outStride) = nullptr;
};

using TileKernels = ByFormat<TileKernel>;

/// The memory of one tile, and of its rows while they are unpacked. One object a thread.
class TileBuffer {
public:
    /// A tile for rows of `columns` values.
    WeightTile shape(std::size_t columns);

private:
    std::vector<std::int8_t> m_codes;
    std::vector<float> m_scales, m_minima;
};

} // namespace plm::cpu
