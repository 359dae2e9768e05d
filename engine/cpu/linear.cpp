// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/linear.h"

#include <algorithm>
#include <cstring>

namespace plm::cpu {

namespace {

// Few inputs: weights are decoded a piece at a time and used while they are in the nearest cache. A multiple
// of every format's block.
constexpr std::size_t kPiece = 256;
// Many inputs: so many whole rows are decoded at once, and each group of inputs passes over all of them.
constexpr int kDecodedRows = 16;

} // namespace

void Multiplier::multiply(const Matrix& matrix, int begin, int end, const ConstRows& inputs,
                          const Products& products) {
    const bool few = inputs.rows <= kTileInputs;
    const int step = few ? kTileRows : kDecodedRows;
    for (int row = begin; row < end; row += step) {
        const int count = std::min(step, end - row);
        if (few)
            multiplyFew(matrix, row, count, inputs, products);
        else
            multiplyMany(matrix, row, count, inputs, products);
    }
}

void Multiplier::multiply(const Tiles& tiles, int begin, int end, const QuantisedView& inputs,
                          const Products& products) {
    const TileDot dot = m_kernels.dots.of(tiles.type());
    for (int index = begin; index < end; ++index) {
        float* out = products.data + static_cast<std::ptrdiff_t>(index - begin) * kTileLanes;
        const int rows = tiles.rows() - index * kTileLanes;
        if (rows >= kTileLanes) {
            dot(tiles.tile(index), tiles.columns(), inputs.inputs(), inputs.count, out, products.stride);
            continue;
        }
        const auto count = static_cast<std::size_t>(inputs.count);
        m_lastTile.resize(count * kTileLanes);
        dot(tiles.tile(index), tiles.columns(), inputs.inputs(), inputs.count, m_lastTile.data(), kTileLanes);
        for (std::size_t i = 0; i < count; ++i)
            std::copy_n(m_lastTile.data() + i * kTileLanes, rows, out + i * products.stride);
    }
}

void Multiplier::multiplyFew(const Matrix& matrix, int row, int count, const ConstRows& inputs,
                             const Products& products) {
    const auto columns = static_cast<std::size_t>(matrix.columns);
    alignas(64) float weights[kTileRows][kPiece];
    alignas(64) float sums[kTileSums] = {};
    for (std::size_t begin = 0; begin < columns; begin += kPiece) {
        const std::size_t end = std::min(begin + kPiece, columns);
        for (int r = 0; r < count; ++r)
            decode(matrix, row + r, begin, end, weights[r]);
        m_kernels.accumulate({weights[0], kPiece, count}, {inputs.data + begin, inputs.stride, inputs.rows},
                             padded(end - begin), sums);
    }
    m_kernels.finish(sums, count, inputs.rows, products.data + row, products.stride);
}

void Multiplier::multiplyMany(const Matrix& matrix, int row, int count, const ConstRows& inputs,
                              const Products& products) {
    m_decoded.shape(count, matrix.columns);
    for (int r = 0; r < count; ++r)
        decodeRow(matrix, row + r, m_decoded.row(r));
    for (int input = 0; input < inputs.rows; input += kTileInputs) {
        const int inputCount = std::min(kTileInputs, inputs.rows - input);
        for (int r = 0; r < count; r += kTileRows) {
            const int rowCount = std::min(kTileRows, count - r);
            alignas(64) float sums[kTileSums] = {};
            m_kernels.accumulate(m_decoded.view().from(r, rowCount), inputs.from(input, inputCount),
                                 m_decoded.stride(), sums);
            float* out = products.data + static_cast<std::size_t>(input) * products.stride + row + r;
            m_kernels.finish(sums, rowCount, inputCount, out, products.stride);
        }
    }
}

void Multiplier::decodeRow(const Matrix& matrix, int index, float* out) const {
    decode(matrix, index, 0, static_cast<std::size_t>(matrix.columns), out);
}

/// Columns [begin, end) of a row, both on block bounds, and zeros up to the padding.
void Multiplier::decode(const Matrix& matrix, int row, std::size_t begin, std::size_t end, float* out) const {
    const std::byte* blocks = matrix.row(row) + matrix.format->bytesFor(begin);
    const std::size_t values = end - begin;
    if (matrix.format->type == quant::Type::F16)
        m_kernels.halfToFloat(blocks, out, values);
    else
        matrix.format->decode(blocks, out, values);
    std::fill(out + values, out + padded(values), 0.0F);
}

} // namespace plm::cpu
