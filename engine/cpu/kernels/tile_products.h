// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The integer sums of tile_dots_body.h, which includes it, by addLanes(): an input at a time.

#include "cpu/quantised_rows.h"

namespace plm::cpu {
namespace {

/// The sums of N inputs with the rows of a tile, while the quads that share a scale are added.
template <bool Signed, int N>
struct TileProducts {
    Sums sums[N];

    void start(int input, std::int32_t sum) { sums[input] = spreadSum(sum); }
    /// Adds the products of quad `Quad` of the blocks that `inputs` begin with. Quads come in their order, an
    /// even number of them.
    template <int Quad>
    void add(const Codes& weights, const QuantisedInputs& inputs) {
        for (int i = 0; i < N; ++i)
            addLanes<Signed>(sums[i], weights, inputs.row(static_cast<std::size_t>(i))->codes + 4 * Quad);
    }
    [[nodiscard]] Sums of(int input) const { return sums[input]; }
};

} // namespace
} // namespace plm::cpu
