// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "openblas/blas.h"

#include <cstddef>
#include <vector>

namespace plm::openblas {

/// A buffer of float32 rows without padding, most often a row a token. Grows as needed, never shrinks.
class Activations {
public:
    /// Makes room for `rows` rows of `columns` values, whose contents are anything. Throws std::bad_alloc.
    void shape(int rows, int columns) {
        m_rows = rows;
        m_columns = columns;
        const std::size_t size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
        if (m_values.size() < size)
            m_values.resize(size);
    }

    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] int columns() const { return m_columns; }
    [[nodiscard]] float* row(int index) {
        return m_values.data() + static_cast<std::size_t>(index) * static_cast<std::size_t>(m_columns);
    }
    [[nodiscard]] const float* row(int index) const {
        return m_values.data() + static_cast<std::size_t>(index) * static_cast<std::size_t>(m_columns);
    }
    [[nodiscard]] RowView view() const { return {m_values.data(), m_rows, m_columns}; }
    [[nodiscard]] Target target() { return {m_values.data(), m_columns}; }

private:
    std::vector<float> m_values;
    int m_rows = 0, m_columns = 0;
};

} // namespace plm::openblas
