// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/kernels/kernels.h"
#include "cpu/layout/tiles.h"
#include "cpu/rows.h"
#include "model/weights.h"

#include <plm/memory_parts.h>

#include <cstdint>
#include <vector>

namespace plm::cpu {

/// Where products go: value `row` of input `i` is at data[i · stride + row].
struct Products {
    float* data = nullptr;
    std::size_t stride = 0;
};

/// So many inputs, or fewer, need no memory.
inline constexpr int kFewInputs = 16;

/// Multiplies weights where they lie, decoded with float32 activations, or in tiles, as integers with 8-bit
/// ones. One object a thread: it owns the buffers for decoded rows.
class Multiplier {
public:
    explicit Multiplier(const Kernels& kernels) : m_kernels(kernels) {
        m_lastTile.reserve(std::size_t{kFewInputs} * kTileLanes);
    }

    /// products[i][row] = matrix[row] · inputs[i] for the rows [begin, end). Inputs are padded rows of
    /// matrix.columns values.
    void multiply(const Matrix& matrix, int begin, int end, const ConstRows& inputs,
                  const Products& products);

    /// The same for the tiles [begin, end), with activations rounded to 8 bits, where the kernels have
    /// integer products for the format (Kernels::dots). An input gives the same bits alone as among others.
    /// The products of the first tile go to products[i][0 …].
    void multiply(const Tiles& tiles, int begin, int end, const QuantisedView& inputs,
                  const Products& products);

    /// Decodes row `index` of `matrix` to `out`, which has room for the padded columns and gets zeros there.
    void decodeRow(const Matrix& matrix, int index, float* out) const;
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        m_decoded.addRegions(regions);
        addRegion(regions, MemoryPart::Activations, m_lastTile);
    }

private:
    void multiplyFew(const Matrix& matrix, int row, int count, const ConstRows& inputs,
                     const Products& products);
    void multiplyMany(const Matrix& matrix, int row, int count, const ConstRows& inputs,
                      const Products& products);
    void decode(const Matrix& matrix, int row, std::size_t begin, std::size_t end, float* out) const;

    const Kernels& m_kernels;
    Rows m_decoded;
    std::vector<float> m_lastTile; ///< inputs × kTileLanes
};

} // namespace plm::cpu
