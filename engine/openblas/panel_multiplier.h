// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "openblas/activations.h"
#include "threads/thread_pool.h"

#include <vector>

namespace plm::openblas {

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

private:
    const Blas& m_blas;
    ThreadPool& m_pool;
    std::vector<std::vector<float>> m_panels; ///< by thread
};

} // namespace plm::openblas
