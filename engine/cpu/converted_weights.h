// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/kernels.h"
#include "cpu/key_rows.h"
#include "cpu/neuron_major.h"
#include "cpu/tiles.h"
#include "model/weights.h"

#include <plm/result.h>

#include <optional>
#include <vector>

namespace plm::cpu {

/// A weight matrix as it is multiplied: in tiles where there is an integer kernel for its format, else where
/// it lies in the file.
struct Linear {
    const Matrix* matrix = nullptr;
    std::optional<Tiles> tiles;

    /// Read by each product.
    [[nodiscard]] std::size_t bytes() const { return tiles ? tiles->bytes() : matrix->bytes(); }
};

struct ConvertedLayer {
    Linear query, latent, output, up;
    Linear keyValue;             ///< to expand keys and values with
    std::optional<KeyRows> keys; ///< its key rows once more, as absorbed attention takes them
    std::optional<NeuronMajor> down;

    /// Read by attention, which takes the key rows apart from the value rows where it absorbs.
    [[nodiscard]] std::size_t keyValueBytes(const HyperParameters& hyper, bool expanded) const;
};

/// The model's weights in the order in which the kernels take them: the file's own numbers, one copy. What
/// was converted gives its pages of the file back to the system.
struct ConvertedWeights {
    std::vector<ConvertedLayer> layers;
    Linear head;

    /// Of all that was converted.
    [[nodiscard]] std::size_t bytes() const;

    /// Converts with all threads of `pool`. Fails with BadFile and the name of the tensor where a scale is
    /// not a number. `weights` must outlive the result.
    static Result<ConvertedWeights> convert(const Weights& weights, const HyperParameters& hyper,
                                            const Kernels& kernels, ThreadPool& pool);
};

} // namespace plm::cpu
