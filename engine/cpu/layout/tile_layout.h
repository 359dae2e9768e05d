// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <cstddef>

namespace plm::cpu {

/// Weight rows that a tile holds side by side, one to a lane.
inline constexpr int kTileLanes = 16;
/// Columns that a kernel takes at a time: the smallest block of any format.
inline constexpr std::size_t kStepColumns = 32;
/// Columns whose codes lie together for each row, as integer dot products take them.
inline constexpr std::size_t kQuadColumns = 4;

/// How a format's numbers lie in tiles of kTileLanes rows. A tile holds, block by block of the file,
/// [factors: a half a row] [minimum factors: likewise], and then, step by step of kStepColumns columns,
/// [scales: a byte a row, for each of `scaleGroups` parts of the step] [minima: a byte a row] [codes].
/// A quad is the codes of kQuadColumns columns, row beside row: 64 values. Codes of 8 bits are 8 quads. Of
/// smaller codes, the lower 4 bits come first, quad q and quad q + 4 in the halves of a byte; then the fifth
/// bits, quad q's in bit q; or the fifth and sixth, of quads 0 to 3 and then 4 to 7, in bits 2 (q mod 4).
/// value = factor · scale · (code − offset) − minimum factor · minimum, without scales where the file has
/// none
struct TileLayout {
    int bits;        ///< of a code: 4, 5, 6, or 8 with a sign
    int offset;      ///< taken from each code
    int blockSteps;  ///< steps that share the factors: 1, or 8 of a super-block
    int scaleGroups; ///< 0, 1 or 2
    bool minima;

    [[nodiscard]] constexpr std::size_t factorBytes() const {
        return std::size_t{2} * kTileLanes * (minima ? 2 : 1);
    }
    [[nodiscard]] constexpr std::size_t scaleBytes() const {
        return static_cast<std::size_t>(kTileLanes * (scaleGroups + (minima ? 1 : 0)));
    }
    [[nodiscard]] constexpr std::size_t codeBytes() const {
        return static_cast<std::size_t>(kTileLanes * bits) * kStepColumns / 8;
    }
    /// Bytes of a tile with `columns` columns, whole blocks of them.
    [[nodiscard]] constexpr std::size_t tileBytes(std::size_t columns) const {
        const std::size_t steps = columns / kStepColumns;
        return steps / static_cast<std::size_t>(blockSteps) * factorBytes() +
               steps * (scaleBytes() + codeBytes());
    }
};

/// Of a format that has codes.
constexpr TileLayout tileLayoutOf(const quant::Format& format) {
    return {.bits = format.codes.bits,
            .offset = format.codes.offset,
            .blockSteps = static_cast<int>(format.blockValues / kStepColumns),
            .scaleGroups =
                format.codes.scaleValues > 0 ? static_cast<int>(kStepColumns) / format.codes.scaleValues : 0,
            .minima = format.codes.minima};
}

} // namespace plm::cpu
