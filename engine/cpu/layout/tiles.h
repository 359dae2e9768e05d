// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/tile_layout.h"
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
    /// Bytes that it takes then.
    static std::size_t bytesFor(const Matrix& matrix);
    /// Lays `matrix` out in bytesFor() zeroed bytes with all threads of `pool`. Returns whether every scale
    /// is a number: a NaN or an infinity would spoil all that it is multiplied with.
    static bool layOut(const Matrix& matrix, std::byte* target, ThreadPool& pool);

    /// What layOut() wrote of `matrix`, which must stay there.
    Tiles(const Matrix& matrix, const std::byte* laidOut);

    [[nodiscard]] quant::Type type() const { return m_type; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    /// Tiles of kTileLanes rows.
    [[nodiscard]] int count() const { return (m_rows + kTileLanes - 1) / kTileLanes; }
    [[nodiscard]] std::size_t bytes() const { return m_tileBytes * static_cast<std::size_t>(count()); }
    [[nodiscard]] const std::byte* tile(int index) const {
        return m_tiles + static_cast<std::size_t>(index) * m_tileBytes;
    }

private:
    quant::Type m_type;
    int m_rows;
    std::size_t m_columns, m_tileBytes;
    const std::byte* m_tiles;
};

} // namespace plm::cpu
