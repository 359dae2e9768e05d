// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plm::cpu {

/// 32 activations rounded to 8 bits: x ≈ scale · code, code from −127 to 127. What the integer kernels
/// multiply quantised weights with. All that a kernel needs of a block lies together, so that one pointer an
/// input leads to it.
struct QuantisedBlock {
    std::int8_t codes[32];
    float scale;
    float sum;               ///< scale · Σ codes
    std::int32_t start;      ///< −8 · Σ codes: what weights' codes that stand 8 too high add too much
    std::int32_t firstStart; ///< the same of the first 16 alone
};

/// Rows of such blocks, one an input; row i begins `stride` blocks after row i − 1.
struct QuantisedInputs {
    const QuantisedBlock* first;
    std::size_t stride;

    [[nodiscard]] const QuantisedBlock* row(std::size_t index) const { return first + index * stride; }
    /// Those from row `index` on.
    [[nodiscard]] QuantisedInputs from(std::size_t index) const { return {row(index), stride}; }
};

class QuantisedRows;

/// Some of the rows of a QuantisedRows.
struct QuantisedView {
    const QuantisedRows* rows;
    int first;
    int count;

    [[nodiscard]] QuantisedInputs inputs() const;
};

/// Rows of such activations. One thread writes a row; any may read it afterwards.
class QuantisedRows {
public:
    static constexpr std::size_t kBlock = sizeof QuantisedBlock::codes;
    /// Values that a kernel takes at a time at most: the largest super-block.
    static constexpr std::size_t kStep = 256;

    /// What `rows` rows of `columns` values take.
    static std::size_t bytesFor(int rows, int columns) {
        const std::size_t steps = (static_cast<std::size_t>(columns) + kStep - 1) / kStep;
        return static_cast<std::size_t>(rows) * steps * (kStep / kBlock) * sizeof(QuantisedBlock);
    }

    /// Makes room for `rows` rows of `columns` values, padded with zeros to a multiple of kStep.
    void shape(int rows, std::size_t columns) {
        const std::size_t stride = (columns + kStep - 1) / kStep * (kStep / kBlock);
        if (stride != m_stride || columns != m_columns) // what lies in the padding is not zero any more
            m_blocks.clear();
        m_rows = rows;
        m_columns = columns;
        m_stride = stride;
        if (m_blocks.size() < at(rows))
            m_blocks.resize(at(rows));
    }
    /// Where row `index` is written, whole blocks of it.
    [[nodiscard]] QuantisedBlock* target(int index) { return m_blocks.data() + at(index); }
    [[nodiscard]] const QuantisedBlock* row(int index) const { return m_blocks.data() + at(index); }
    [[nodiscard]] std::size_t blocks() const { return (m_columns + kBlock - 1) / kBlock; }
    [[nodiscard]] std::size_t stride() const { return m_stride; } ///< in blocks
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] QuantisedView from(int first, int count) const { return {this, first, count}; }
    [[nodiscard]] QuantisedView all() const { return from(0, m_rows); }
    [[nodiscard]] std::size_t columns() const { return m_columns; }

private:
    [[nodiscard]] std::size_t at(int index) const { return static_cast<std::size_t>(index) * m_stride; }

    int m_rows = 0;
    std::size_t m_columns = 0, m_stride = 0;
    std::vector<QuantisedBlock> m_blocks;
};

inline QuantisedInputs QuantisedView::inputs() const {
    return {rows->row(first), rows->stride()};
}

} // namespace plm::cpu
