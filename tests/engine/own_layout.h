// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/laid_out_weights.h"
#include "model/weights.h"
#include "threads/thread_pool.h"

namespace plm::test {

/// Tiles, NeuronMajor or KeyRows with memory of their own. `Shape` is what they are told beside the matrix.
template <class Layout, class... Shape>
class Own : private cpu::WeightMemory, public Layout {
public:
    Own(const Matrix& matrix, const Shape&... shape, ThreadPool& pool)
        : WeightMemory(Layout::bytesFor(matrix, shape...)),
          Layout(matrix, shape..., laidOut(matrix, shape..., pool)) {}

private:
    const std::byte* laidOut(const Matrix& matrix, const Shape&... shape, ThreadPool& pool) {
        Layout::layOut(matrix, shape..., WeightMemory::data(), pool);
        return WeightMemory::data();
    }
};

} // namespace plm::test
