// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openblas/panel_multiplier.h"

#include <algorithm>
#include <cstdint>

namespace plm::openblas {

namespace {

// For many tokens: so many rows that copying the inputs into OpenBLAS's own order, which it does for each
// panel, costs little beside multiplying them.
constexpr int kManyRows = 256;
// For few tokens weights are decoded and used once: a panel then fits the second-nearest cache.
constexpr int kFewRows = 16;
constexpr int kFewTokens = 8;
// For widths that no PLM has.
constexpr std::size_t kLargestPanel = std::size_t{8} << 20; // bytes

int panelRows(const Matrix& matrix, int tokens) {
    const std::size_t rowBytes = sizeof(float) * static_cast<std::size_t>(matrix.columns);
    const int wanted = tokens <= kFewTokens ? kFewRows : kManyRows;
    return std::clamp(static_cast<int>(kLargestPanel / rowBytes), 1, wanted);
}

bool isPlainFloat(const Matrix& matrix) {
    return matrix.format->type == quant::Type::F32 &&
           reinterpret_cast<std::uintptr_t>(matrix.data) % alignof(float) == 0;
}

} // namespace

RowView floatRows(const Matrix& matrix, int first, int count, float* buffer) {
    if (isPlainFloat(matrix))
        return {reinterpret_cast<const float*>(matrix.row(first)), count, matrix.columns};
    // Whole rows are whole blocks, and rows follow one another.
    const std::size_t values = static_cast<std::size_t>(count) * static_cast<std::size_t>(matrix.columns);
    matrix.format->decode(matrix.row(first), buffer, values);
    return {buffer, count, matrix.columns};
}

PanelMultiplier::PanelMultiplier(const Blas& blas, ThreadPool& pool)
    : m_blas(blas),
      m_pool(pool),
      m_panels(static_cast<std::size_t>(pool.threads())) {}

void PanelMultiplier::multiply(const Matrix& matrix, const RowView& inputs, const Target& out) {
    const int rows = panelRows(matrix, inputs.rows);
    const std::size_t values = static_cast<std::size_t>(rows) * static_cast<std::size_t>(matrix.columns);
    for (std::vector<float>& panel : m_panels)
        if (panel.size() < values && !isPlainFloat(matrix))
            panel.resize(values);
    const std::size_t rowWork =
        static_cast<std::size_t>(matrix.columns) * static_cast<std::size_t>(inputs.rows);
    // Shares are whole panels, so that panels are the same for any number of threads.
    const auto share = [&](int begin, int end, int thread) {
        float* panel = m_panels[static_cast<std::size_t>(thread)].data();
        for (int row = begin; row < end; row += rows) {
            const RowView weights = floatRows(matrix, row, std::min(rows, end - row), panel);
            m_blas.timesTransposed(inputs, weights, matrix.columns, {out.data + row, out.stride});
        }
    };
    m_pool.parallel(matrix.rows, ThreadPool::grainFor(rowWork, rows), share);
}

} // namespace plm::openblas
