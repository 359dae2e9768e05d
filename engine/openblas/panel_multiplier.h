// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "openblas/blas.h"
#include "threads/thread_pool.h"

#include <plm/memory_parts.h>

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
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        addRegion(regions, MemoryPart::Activations, m_values);
    }

private:
    std::vector<float> m_values;
    int m_rows = 0, m_columns = 0;
};

/// The rows [first, first + count) of `matrix` as float32: decoded to `buffer`, which has room for them, or,
/// where they are float32 in the file already, as they lie there.
RowView floatRows(const Matrix& matrix, int first, int count, float* buffer);

/// Multiplies quantised weights panel by panel: a few rows are decoded to float32 at a time, so that a dense
/// copy of the model never exists. Threads share the panels out; each has a buffer for one.
class PanelMultiplier {
public:
    PanelMultiplier(const Blas& blas, ThreadPool& pool);

    /// out[i][row] = matrix[row] · inputs[i], for rows of inputs of matrix.columns values. Throws
    /// std::bad_alloc, and only where the panels are larger than any before.
    void multiply(const Matrix& matrix, const RowView& inputs, const Target& out);
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        for (const std::vector<float>& panel : m_panels)
            addRegion(regions, MemoryPart::Activations, panel);
    }

private:
    const Blas& m_blas;
    ThreadPool& m_pool;
    std::vector<std::vector<float>> m_panels; ///< by thread
};

} // namespace plm::openblas
