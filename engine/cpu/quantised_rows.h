// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace plm::cpu {

/// Activations rounded to 8 bits in blocks of 32: x ≈ scale · code, code from −127 to 127. What the integer
/// kernels multiply quantised weights with. Every array is padded with zeros to a whole step of the kernels.
struct QuantisedRow {
    const std::int8_t* codes;     ///< one a value, padded to a multiple of QuantisedRows::kStep
    const float* blockScales;     ///< one a block of 32
    const float* halfScales;      ///< the same, once for each half block of 16
    const float* blockSums;       ///< scale · Σ codes, one a block of 32
    const std::int32_t* halfSums; ///< Σ codes, one a half block
};

/// The same arrays, to be written.
struct QuantisedTarget {
    std::int8_t* codes;
    float* blockScales;
    float* halfScales;
    float* blockSums;
    std::int32_t* halfSums;
};

class QuantisedRows;

/// Some of the rows of a QuantisedRows.
struct QuantisedView {
    const QuantisedRows* rows;
    int first;
    int count;
};

/// Rows of such activations. One thread writes a row; any may read it afterwards.
class QuantisedRows {
public:
    static constexpr std::size_t kBlock = 32;
    /// Values that a kernel takes at a time at most: the largest super-block.
    static constexpr std::size_t kStep = 256;

    /// Makes room for `rows` rows of `columns` values.
    void shape(int rows, std::size_t columns);
    /// Where row `index` is written, whole blocks of it.
    [[nodiscard]] QuantisedTarget target(int index);
    [[nodiscard]] QuantisedRow row(int index) const;
    [[nodiscard]] std::size_t blocks() const { return (m_columns + kBlock - 1) / kBlock; }
    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] QuantisedView from(int first, int count) const { return {this, first, count}; }
    [[nodiscard]] QuantisedView all() const { return from(0, m_rows); }
    [[nodiscard]] std::size_t columns() const { return m_columns; }

private:
    int m_rows = 0;
    std::size_t m_columns = 0, m_stride = 0;
    std::vector<std::int8_t> m_codes;
    std::vector<float> m_blockScales, m_halfScales, m_blockSums;
    std::vector<std::int32_t> m_halfSums;
};

} // namespace plm::cpu
