// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/key_rows_layout.h"
#include "cpu/weight_memory.h"
#include "model/weights.h"
#include "threads/thread_pool.h"

#include <plm/model.h>

#include <vector>

namespace plm::cpu {

/// The key rows of attn_kv_b, n for each head, as absorbed attention reads them: a row at a time, each
/// multiplied by its value of the query. The file's own codes, with their scales multiplied out to float32.
class KeyRows {
public:
    /// Whether the format's codes can be had apart from their scales.
    static bool supports(const Matrix& keyValue);
    KeyRows(const Matrix& keyValue, const HyperParameters& hyper, ThreadPool& pool);

    [[nodiscard]] KeyRowsView head(int index) const;
    [[nodiscard]] std::size_t bytes() const {
        return m_codes.size() + sizeof(float) * (m_scales.size() + m_minima.size());
    }

private:
    void convertHead(const Matrix& keyValue, int rowsApart, int head);

    KeyRowsView m_shape;
    std::size_t m_rowBytes, m_rowScales;
    WeightMemory m_codes;
    std::vector<float> m_scales, m_minima;
};

} // namespace plm::cpu
