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

/// The next run of at most kPiece columns from `at` on that has to be read; empty (begin == end) at the end.
struct Run {
    std::size_t begin, end;
};

Run nextRun(std::size_t at, std::size_t columns, std::size_t unit, const ActiveGroups* active) {
    if (active == nullptr)
        return {at, std::min(at + kPiece, columns)};
    const auto unitEnd = [&](std::size_t begin) { return std::min(begin + unit, columns); };
    while (at < columns && !active->any(at, unitEnd(at)))
        at = unitEnd(at);
    std::size_t end = at;
    while (end < columns && unitEnd(end) - at <= kPiece && active->any(end, unitEnd(end)))
        end = unitEnd(end);
    return {at, end};
}

} // namespace

void ActiveGroups::find(const ConstRows& inputs, std::size_t columns) {
    m_active.assign((columns + kGroup - 1) / kGroup, 0);
    for (int i = 0; i < inputs.rows; ++i)
        for (std::size_t c = 0; c < columns; ++c)
            m_active[c / kGroup] |= static_cast<std::uint8_t>(inputs.row(i)[c] != 0.0F);
}

bool ActiveGroups::any(std::size_t begin, std::size_t end) const {
    for (std::size_t group = begin / kGroup; group * kGroup < end; ++group)
        if (m_active[group] != 0)
            return true;
    return false;
}

void Multiplier::multiply(const Matrix& matrix, int begin, int end, const ConstRows& inputs,
                          const Products& products, const ActiveGroups* active) {
    const bool few = inputs.rows <= kTileInputs;
    const int step = few ? kTileRows : kDecodedRows;
    for (int row = begin; row < end; row += step) {
        const int count = std::min(step, end - row);
        if (few)
            multiplyFew(matrix, row, count, inputs, products, active);
        else
            multiplyMany(matrix, row, count, inputs, products);
    }
}

void Multiplier::multiply(const Matrix& matrix, int begin, int end, const QuantisedRows& inputs,
                          const Products& products) const {
    const BlockDot dot = m_kernels.dots.of(matrix.format->type);
    for (int row = begin; row < end; row += kTileRows) {
        const WeightRows weights{matrix.row(row), matrix.rowBytes(), std::min(kTileRows, end - row),
                                 static_cast<std::size_t>(matrix.columns)};
        for (int input = 0; input < inputs.rows(); input += kTileInputs) {
            const int count = std::min(kTileInputs, inputs.rows() - input);
            QuantisedRow rows[kTileInputs];
            for (int i = 0; i < count; ++i)
                rows[i] = inputs.row(input + i);
            dot(weights, rows, count, products.data + static_cast<std::size_t>(input) * products.stride + row,
                products.stride);
        }
    }
}

void Multiplier::multiplyFew(const Matrix& matrix, int row, int count, const ConstRows& inputs,
                             const Products& products, const ActiveGroups* active) {
    const auto columns = static_cast<std::size_t>(matrix.columns);
    const std::size_t unit = std::max(ActiveGroups::kGroup, matrix.format->blockValues);
    alignas(64) float weights[kTileRows][kPiece];
    alignas(64) float sums[kTileSums] = {};
    for (Run run = nextRun(0, columns, unit, active); run.begin < run.end;
         run = nextRun(run.end, columns, unit, active)) {
        for (int r = 0; r < count; ++r)
            decode(matrix, row + r, run.begin, run.end, weights[r]);
        m_kernels.accumulate({weights[0], kPiece, count},
                             {inputs.data + run.begin, inputs.stride, inputs.rows},
                             padded(run.end - run.begin), sums);
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
