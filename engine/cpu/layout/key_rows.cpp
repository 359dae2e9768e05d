// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/key_rows.h"

#include "quant/format.h"
#include "quant/half.h"

#include <cstring>

namespace plm::cpu {

namespace {

/// As in NeuronLayout.
void writeCodes(const quant::BlockParts& parts, std::size_t values, const KeyRowsView& shape,
                std::byte* target) {
    for (std::size_t i = 0; i < values; ++i) {
        if (!shape.nibbles) {
            target[i] = static_cast<std::byte>(parts.codes[i]);
            continue;
        }
        const auto nibble = static_cast<std::byte>(parts.codes[i] + shape.offset);
        target[i / 32 * 16 + i % 16] |= i % 32 < 16 ? nibble : nibble << 4;
    }
}

} // namespace

KeyRows::Shape::Shape(const Matrix& keyValue, const HyperParameters& hyper)
    : rows(static_cast<std::size_t>(hyper.heads * hyper.noPositionWidth)),
      minima(keyValue.format->codes.minima) {
    const quant::CodeForm& codes = keyValue.format->codes;
    head.rows = hyper.noPositionWidth;
    head.columns = static_cast<std::size_t>(keyValue.columns);
    head.scaleColumns = codes.scaleValues > 0 ? static_cast<std::size_t>(codes.scaleValues) : 32;
    head.nibbles = codes.bits == 4;
    head.offset = head.nibbles ? codes.offset : 0;
    rowBytes = head.columns / (head.nibbles ? 2 : 1);
    rowScales = head.columns / head.scaleColumns;
}

std::size_t KeyRows::bytesFor(const Matrix& keyValue, const HyperParameters& hyper) {
    return Shape(keyValue, hyper).bytes();
}

void KeyRows::layOut(const Matrix& keyValue, const HyperParameters& hyper, std::byte* target,
                     ThreadPool& pool) {
    const Shape shape(keyValue, hyper);
    const int rowsApart = hyper.noPositionWidth + hyper.valueWidth;
    pool.parallel(hyper.heads, 1, [&](int begin, int end, int) {
        for (int head = begin; head < end; ++head)
            for (int i = 0; i < hyper.noPositionWidth; ++i)
                layOutRow(keyValue, head * rowsApart + i, shape,
                          static_cast<std::size_t>(head) * static_cast<std::size_t>(hyper.noPositionWidth) +
                              static_cast<std::size_t>(i),
                          target);
    });
}

/// Row `source` of the matrix, as row `row` of all heads' key rows.
void KeyRows::layOutRow(const Matrix& keyValue, int source, const Shape& shape, std::size_t row,
                        std::byte* target) {
    const std::size_t blocks = shape.head.columns / keyValue.format->blockValues;
    const std::size_t blockScales = shape.rowScales / blocks;
    const std::size_t halves = shape.head.scaleColumns / 16; // of which one BlockParts scale tells
    const std::byte* block = keyValue.row(source);
    quant::BlockParts parts;
    for (std::size_t b = 0; b < blocks; ++b, block += keyValue.format->blockBytes) {
        keyValue.format->takeApart(block, parts);
        writeCodes(parts, keyValue.format->blockValues, shape.head,
                   target + row * shape.rowBytes + b * shape.rowBytes / blocks);
        std::byte* scales =
            target + shape.codeBytes() + sizeof(float) * (row * shape.rowScales + b * blockScales);
        for (std::size_t k = 0; k < blockScales; ++k, scales += sizeof(float)) {
            const float scale =
                quant::halfToFloat(parts.factor) * static_cast<float>(parts.scales[k * halves]);
            std::memcpy(scales, &scale, sizeof scale);
            if (!shape.minima)
                continue;
            const float minimum =
                quant::halfToFloat(parts.minimumFactor) * static_cast<float>(parts.minima[k * halves]);
            std::memcpy(scales + shape.scaleBytes(), &minimum, sizeof minimum);
        }
    }
}

KeyRows::KeyRows(const Matrix& keyValue, const HyperParameters& hyper, const std::byte* laidOut)
    : m_shape(keyValue, hyper),
      m_data(laidOut) {}

KeyRowsView KeyRows::head(int index) const {
    const std::size_t row = static_cast<std::size_t>(index) * static_cast<std::size_t>(m_shape.head.rows);
    const auto* scales = reinterpret_cast<const float*>(m_data + m_shape.codeBytes());
    KeyRowsView view = m_shape.head;
    view.codes = m_data + row * m_shape.rowBytes;
    view.scales = scales + row * m_shape.rowScales;
    view.minima = m_shape.minima ? view.scales + m_shape.rows * m_shape.rowScales : nullptr;
    return view;
}

} // namespace plm::cpu
