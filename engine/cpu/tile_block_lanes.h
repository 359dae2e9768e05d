// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// How the codes of a tile lie, and the products of one of its blocks, where the vectors have addLanes();
// included between block_dots_body.h and weight_tile_body.h, under the same rules.

#include <cstddef>
#include <cstdint>

namespace plm::cpu {
namespace {

constexpr std::size_t kTileRun = 4;

/// products[i] = start[i] + each row's products of `Values` codes with those of input i, for N inputs.
template <int N, std::size_t Values, bool Signed>
void multiplyBlock(const std::int8_t* codes, const std::int8_t* const* inputs, const std::int32_t* start,
                   Sums* products) {
    for (int i = 0; i < N; ++i)
        products[i] = spreadSum(start[i]);
    for (std::size_t c = 0; c < Values; c += kTileRun, codes += kTileRun * kTileLanes) {
        const Codes weights = loadCodes(codes);
        for (int i = 0; i < N; ++i)
            addLanes<Signed>(products[i], weights, inputs[i] + c);
    }
}

} // namespace
} // namespace plm::cpu
