// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/tile_layout.h"
#include "cpu/weight_memory.h"
#include "model/weights.h"
#include "threads/thread_pool.h"

#include <cstddef>

namespace plm::cpu {

/// A weight matrix in tiles of kTileLanes rows (TileLayout): the file's own numbers in the order in which the
/// integer kernels take them, so that one load gives every row its next codes and nothing is summed across
/// lanes. Lanes beyond the last row are zero.
class Tiles {
public:
    /// Whether a matrix of this format can be laid out so.
    static bool supports(const Matrix& matrix);
    /// Lays `matrix` out with all threads of `pool`.
    Tiles(const Matrix& matrix, ThreadPool& pool);

    [[nodiscard]] quant::Type type() const { return m_type; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    /// Tiles of kTileLanes rows.
    [[nodiscard]] int count() const { return (m_rows + kTileLanes - 1) / kTileLanes; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes.size(); }
    /// Whether every scale is a number: a NaN or an infinity would spoil all that it is multiplied with.
    [[nodiscard]] bool finite() const { return m_finite; }
    [[nodiscard]] const std::byte* tile(int index) const {
        return m_bytes.data() + static_cast<std::size_t>(index) * m_tileBytes;
    }

private:
    /// Returns whether its scales are finite.
    bool convertTile(const Matrix& matrix, int index);

    quant::Type m_type;
    TileLayout m_layout;
    int m_rows;
    std::size_t m_columns, m_tileBytes;
    bool m_finite;
    WeightMemory m_bytes;
};

} // namespace plm::cpu
