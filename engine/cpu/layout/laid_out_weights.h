// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/key_rows.h"
#include "cpu/layout/neuron_major.h"
#include "cpu/layout/tiles.h"
#include "cpu/layout/weight_plan.h"
#include "files/mapping.h"
#include "model/loading.h"
#include "model/weights.h"

#include <plm/result.h>

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace plm::cpu {

/// Zeroed memory for weights, straight from the system and in large pages where it has them: kernels jump
/// about in it, and each small page would be looked up anew.
class WeightMemory {
public:
    WeightMemory() = default;
    /// Throws std::bad_alloc where the system has no `bytes`.
    explicit WeightMemory(std::size_t bytes);
    ~WeightMemory();
    WeightMemory(WeightMemory&& other) noexcept
        : m_data(std::exchange(other.m_data, nullptr)),
          m_size(std::exchange(other.m_size, 0)) {}
    WeightMemory& operator=(WeightMemory&& other) noexcept {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        return *this;
    }

    [[nodiscard]] std::byte* data() { return m_data; }
    [[nodiscard]] const std::byte* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

/// A weight matrix as it is multiplied: in tiles where there is an integer kernel for its format, else where
/// it lies in the file.
struct Linear {
    const Matrix* matrix = nullptr;
    std::optional<Tiles> tiles;

    /// Read by each product.
    [[nodiscard]] std::size_t bytes() const { return tiles ? tiles->bytes() : matrix->bytes(); }
};

struct LaidOutLayer {
    Linear query, latent, output, up;
    Linear keyValue;             ///< to expand keys and values with
    std::optional<KeyRows> keys; ///< its key rows once more, as absorbed attention takes them
    std::optional<NeuronMajor> down;

    /// Read by attention, which takes the key rows apart from the value rows where it absorbs.
    [[nodiscard]] std::size_t keyValueBytes(const HyperParameters& hyper, bool expanded) const;
};

/// The model's weights in the order in which the kernels take them: the file's own numbers, one copy, in own
/// memory or in a file that was kept.
struct LaidOutWeights {
    std::vector<LaidOutLayer> layers;
    Linear head;
    std::span<const std::byte> memory; ///< of all that was laid out, as WeightPlan says
    bool kept = false;                 ///< whether that is mapped from a file

    /// Reads the matrices and lays them out with all threads of `pool`. What was laid out gives its pages of
    /// the model's file back to the system. Fails with BadFile and the name of the tensor where a scale is
    /// not a number, and with Cancelled. `weights` must outlive the result.
    static Result<LaidOutWeights> layOut(const WeightPlan& plan, const Weights& weights,
                                         const HyperParameters& hyper, ThreadPool& pool, Loading& loading);
    /// What was laid out before and lies in `file` from `offset` on, plan.bytes() of it.
    static LaidOutWeights of(const WeightPlan& plan, const Weights& weights, const HyperParameters& hyper,
                             files::Mapping file, std::size_t offset);

    /// As Mapping::intact(); own memory is always so.
    [[nodiscard]] Status intact() const { return m_file.intact(); }

private:
    void assemble(const WeightPlan& plan, const Weights& weights, const HyperParameters& hyper);

    WeightMemory m_own;
    files::Mapping m_file;
};

} // namespace plm::cpu
