// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "quant/file_type.h"
#include "threads/thread_pool.h"

#include <plm/model.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace plm::cpu {

/// The orders in which weights are laid out. The numbers are in kept files.
enum class WeightOrder : std::uint32_t { Tiles = 1, NeuronMajor = 2, KeyRows = 3 };

/// A matrix in one order, and where it lies among all that is laid out.
struct PlannedWeights {
    WeightOrder order;
    const Matrix* matrix;
    std::size_t offset; ///< a multiple of WeightPlan::kAlignment
    std::size_t bytes;
};

/// Which of a model's matrices the kernels want laid out, in which orders, and where in memory; the others
/// are multiplied where they lie in the file. Follows from the model's shape and types alone, and is the same
/// for every instruction set.
class WeightPlan {
public:
    static constexpr std::size_t kAlignment = 4096;

    /// `weights` must outlive the plan.
    WeightPlan(const Weights& weights, const HyperParameters& hyper);

    /// In the order in which they lie. Those of one matrix follow one another.
    [[nodiscard]] std::span<const PlannedWeights> parts() const { return m_parts; }
    /// Of all parts, the gaps between them included.
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /// Matrices that no part is of, token_embd apart, whose rows are read as tokens come.
    [[nodiscard]] std::span<const Matrix* const> inPlace() const { return m_inPlace; }
    /// The part of `matrix` in `order`; null where there is none.
    [[nodiscard]] const PlannedWeights* find(WeightOrder order, const Matrix& matrix) const;
    /// Another for other orders, formats, shapes, places or layouts.
    [[nodiscard]] std::uint64_t fingerprint() const;

private:
    void add(quant::Part part, const Matrix& matrix, const HyperParameters& hyper);
    void addTiles(const Matrix& matrix);
    void addNeurons(const Matrix& matrix);
    void add(WeightOrder order, const Matrix& matrix, std::size_t bytes);

    std::vector<PlannedWeights> m_parts;
    std::vector<const Matrix*> m_inPlace;
    std::size_t m_bytes = 0;
};

/// Lays a part of the plan out in its zeroed bytes with all threads of `pool`. Returns whether every scale is
/// a number.
bool layOut(const PlannedWeights& part, const HyperParameters& hyper, std::byte* target, ThreadPool& pool);

} // namespace plm::cpu
