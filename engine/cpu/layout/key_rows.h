// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/key_rows_layout.h"
#include "model/weights.h"
#include "threads/thread_pool.h"

#include <plm/model.h>

#include <cstddef>

namespace plm::cpu {

/// The key rows of attn_kv_b, n for each head, as absorbed attention reads them: a row at a time, each
/// multiplied by its value of the query. The file's own codes, with their scales multiplied out to float32:
/// for matrices that Tiles supports.
class KeyRows {
public:
    /// Bytes that they take.
    static std::size_t bytesFor(const Matrix& keyValue, const HyperParameters& hyper);
    /// Writes them to bytesFor() zeroed bytes, aligned for float32, with all threads of `pool`.
    static void layOut(const Matrix& keyValue, const HyperParameters& hyper, std::byte* target,
                       ThreadPool& pool);

    /// What layOut() wrote, which must stay there.
    KeyRows(const Matrix& keyValue, const HyperParameters& hyper, const std::byte* laidOut);

    [[nodiscard]] KeyRowsView head(int index) const;
    [[nodiscard]] std::size_t bytes() const { return m_shape.bytes(); }

private:
    /// In memory all codes come first, then all scales, then all minima.
    struct Shape {
        KeyRowsView head; ///< of one head, without pointers
        std::size_t rows, rowBytes, rowScales;
        bool minima;

        Shape(const Matrix& keyValue, const HyperParameters& hyper);
        [[nodiscard]] std::size_t codeBytes() const { return rows * rowBytes; }
        [[nodiscard]] std::size_t scaleBytes() const { return rows * rowScales * sizeof(float); }
        [[nodiscard]] std::size_t bytes() const { return codeBytes() + scaleBytes() * (minima ? 2 : 1); }
    };
    static void layOutRow(const Matrix& keyValue, int source, const Shape& shape, std::size_t row,
                          std::byte* target);

    Shape m_shape;
    const std::byte* m_data;
};

} // namespace plm::cpu
