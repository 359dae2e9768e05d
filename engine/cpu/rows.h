// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/kernels/kernels.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace plm::cpu {

/// A buffer of float32 rows, each padded with zeros to a multiple of kPadding. Grows as needed, never
/// shrinks.
class Rows {
public:
    /// What `rows` rows of `columns` values take.
    static std::size_t bytesFor(int rows, int columns) {
        return static_cast<std::size_t>(rows) * padded(static_cast<std::size_t>(columns)) * sizeof(float);
    }

    /// Makes room for `rows` rows of `columns` values and sets the padding to zero.
    void shape(int rows, int columns) {
        m_rows = rows;
        m_columns = static_cast<std::size_t>(columns);
        m_stride = padded(m_columns);
        const std::size_t size = static_cast<std::size_t>(rows) * m_stride;
        if (m_values.size() < size)
            m_values.resize(size);
        for (int i = 0; i < rows; ++i)
            std::fill(row(i) + m_columns, row(i) + m_stride, 0.0F);
    }

    /// Makes shape() need no more memory up to `rows` rows of `columns` values.
    void reserve(int rows, int columns) {
        m_values.reserve(static_cast<std::size_t>(rows) * padded(static_cast<std::size_t>(columns)));
    }

    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] std::size_t stride() const { return m_stride; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    [[nodiscard]] float* row(int index) {
        return m_values.data() + static_cast<std::size_t>(index) * m_stride;
    }
    [[nodiscard]] const float* row(int index) const {
        return m_values.data() + static_cast<std::size_t>(index) * m_stride;
    }
    [[nodiscard]] ConstRows view() const { return {m_values.data(), m_stride, m_rows}; }

private:
    std::vector<float> m_values;
    std::size_t m_columns = 0, m_stride = 0;
    int m_rows = 0;
};

} // namespace plm::cpu
