// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/key_rows.h"

#include "quant/block_parts.h"
#include "quant/half.h"

namespace plm::cpu {

namespace {

/// How the codes of `type` are kept: as in NeuronLayout.
KeyRowsView shapeOf(const Matrix& keyValue, int rows) {
    const quant::Type type = keyValue.format->type;
    KeyRowsView shape;
    shape.rows = rows;
    shape.columns = static_cast<std::size_t>(keyValue.columns);
    shape.scaleColumns = type == quant::Type::Q6_K ? 16 : 32;
    shape.nibbles = type == quant::Type::Q4_0 || type == quant::Type::Q4_K;
    shape.offset = type == quant::Type::Q4_0 ? 8 : 0;
    return shape;
}

bool hasMinima(quant::Type type) {
    return type == quant::Type::Q4_K || type == quant::Type::Q5_K;
}

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

bool KeyRows::supports(const Matrix& keyValue) {
    return quant::canTakeApart(keyValue.format->type);
}

KeyRows::KeyRows(const Matrix& keyValue, const HyperParameters& hyper, ThreadPool& pool)
    : m_shape(shapeOf(keyValue, hyper.noPositionWidth)),
      m_rowBytes(m_shape.columns / (m_shape.nibbles ? 2 : 1)),
      m_rowScales(m_shape.columns / m_shape.scaleColumns),
      m_codes(m_rowBytes * static_cast<std::size_t>(hyper.heads * hyper.noPositionWidth)) {
    const auto rows = static_cast<std::size_t>(hyper.heads * hyper.noPositionWidth);
    m_scales.resize(rows * m_rowScales);
    if (hasMinima(keyValue.format->type))
        m_minima.resize(rows * m_rowScales);
    pool.parallel(hyper.heads, 1, [&](int begin, int end, int) {
        for (int head = begin; head < end; ++head)
            convertHead(keyValue, hyper.noPositionWidth + hyper.valueWidth, head);
    });
}

void KeyRows::convertHead(const Matrix& keyValue, int rowsApart, int head) {
    const std::size_t blockScales = keyValue.format->blockValues / m_shape.scaleColumns;
    const std::size_t halves = m_shape.scaleColumns / 16; // of which one BlockParts scale tells
    const std::size_t blocks = m_shape.columns / keyValue.format->blockValues;
    quant::BlockParts parts;
    for (int i = 0; i < m_shape.rows; ++i) {
        const std::byte* block = keyValue.row(head * rowsApart + i);
        const auto row = static_cast<std::size_t>(head * m_shape.rows + i);
        for (std::size_t b = 0; b < blocks; ++b, block += keyValue.format->blockBytes) {
            quant::takeApart(keyValue.format->type, block, parts);
            writeCodes(parts, keyValue.format->blockValues, m_shape,
                       m_codes.data() + row * m_rowBytes + b * m_rowBytes / blocks);
            const std::size_t first = row * m_rowScales + b * blockScales;
            for (std::size_t k = 0; k < blockScales; ++k) {
                m_scales[first + k] =
                    quant::halfToFloat(parts.factor) * static_cast<float>(parts.scales[k * halves]);
                if (!m_minima.empty())
                    m_minima[first + k] = quant::halfToFloat(parts.minimumFactor) *
                                          static_cast<float>(parts.minima[k * halves]);
            }
        }
    }
}

KeyRowsView KeyRows::head(int index) const {
    const auto row = static_cast<std::size_t>(index * m_shape.rows);
    KeyRowsView view = m_shape;
    view.codes = m_codes.data() + row * m_rowBytes;
    view.scales = m_scales.data() + row * m_rowScales;
    view.minima = m_minima.empty() ? nullptr : m_minima.data() + row * m_rowScales;
    return view;
}

} // namespace plm::cpu
