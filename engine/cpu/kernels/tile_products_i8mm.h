// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The integer sums of tile_dots_body.h, which includes it, by products of small matrices (see
// tile_products.h): one instruction multiplies eight codes of two rows with those of two inputs, which is
// twice a dot product. A single input has no use for it.

#include "cpu/quantised_rows.h"

#include <arm_neon.h>

namespace plm::cpu {
namespace {

template <bool Signed, int N>
struct TileProducts {
    static_assert(N % 2 == 0);
    static constexpr int kRowPairs = 8;
    std::int32_t first[N];
    int32x4_t sums[N / 2][kRowPairs]; ///< of rows r, r + 1 and inputs i, i + 1: r·i, r·(i+1), (r+1)·i, …
    Codes even;

    void start(int input, std::int32_t sum) {
        first[input] = sum;
        if (input % 2 == 0)
            return;
        const int32x2_t both = vset_lane_s32(sum, vdup_n_s32(first[input - 1]), 1);
        for (int32x4_t& four : sums[input / 2])
            four = vcombine_s32(both, both);
    }
    /// A pair of quads makes eight columns.
    template <int Quad>
    void add(const Codes& weights, const QuantisedInputs& inputs) {
        if constexpr (Quad % 2 == 0) {
            even = weights;
        } else {
            int8x16_t two[N / 2];
            for (int i = 0; i < N / 2; ++i) {
                const QuantisedInputs pair = inputs.from(2 * static_cast<std::size_t>(i));
                two[i] = vcombine_s8(vld1_s8(pair.row(0)->codes + 4 * (Quad - 1)),
                                     vld1_s8(pair.row(1)->codes + 4 * (Quad - 1)));
            }
            for (int v = 0; v < 4; ++v) {
                const int32x4_t a = vreinterpretq_s32_s8(even.v[v]);
                const int32x4_t b = vreinterpretq_s32_s8(weights.v[v]);
                const int8x16_t low = vreinterpretq_s8_s32(vzip1q_s32(a, b));
                const int8x16_t high = vreinterpretq_s8_s32(vzip2q_s32(a, b));
                for (int i = 0; i < N / 2; ++i) {
                    sums[i][2 * v] = vmmlaq_s32(sums[i][2 * v], low, two[i]);
                    sums[i][2 * v + 1] = vmmlaq_s32(sums[i][2 * v + 1], high, two[i]);
                }
            }
        }
    }
    [[nodiscard]] Sums of(int input) const {
        const int32x4_t* pairs = sums[input / 2];
        Sums lanes;
        for (int v = 0; v < 4; ++v)
            lanes.v[v] = input % 2 == 0 ? vuzp1q_s32(pairs[2 * v], pairs[2 * v + 1])
                                        : vuzp2q_s32(pairs[2 * v], pairs[2 * v + 1]);
        return lanes;
    }
};

template <bool Signed>
struct TileProducts<Signed, 1> {
    Sums sums;

    void start(int, std::int32_t sum) { sums = spreadSum(sum); }
    template <int Quad>
    void add(const Codes& weights, const QuantisedInputs& inputs) {
        addLanes<Signed>(sums, weights, inputs.first->codes + 4 * Quad);
    }
    [[nodiscard]] Sums of(int) const { return sums; }
};

} // namespace
} // namespace plm::cpu
