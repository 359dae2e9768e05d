// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernel of ffn_down in neuron order for prompts; included by neuron_body.h, under the rules of
// kernels_body.h.

#include "cpu/kernels/neuron_codes_body.h"

namespace plm::cpu {
namespace {

/// Groups that are multiplied out and added at a time.
constexpr std::size_t kWideGroups = 4;
/// Rows at a time then, so that the groups' weights fit the nearest cache.
constexpr std::size_t kWideRows = kPassRows > 2 * kPieceRows ? kPassRows / 2 : kPieceRows;

/// A group's weights for kWideRows rows from `row` on, multiplied out: 32 neurons × rows.
template <class Codes>
void multiplyOutGroup(const NeuronLayout& layout, const Codes& codes, const std::byte* bytes,
                      const GroupScales& scales, std::size_t row, float* weights) {
    for (std::size_t neuron = 0; neuron < kGroupNeurons; ++neuron, weights += kWideRows) {
        Floats values[kWideRows / 16];
        for (Floats& value : values)
            value = zeroFloats();
        codes.template add<kWideRows>(bytes + neuron * Codes::kNeuronBytes, row, spread(1.0F), values);
        const float* scale =
            (layout.halfGroups && neuron >= kGroupNeurons / 2 ? scales.high : scales.low) + row;
        for (std::size_t i = 0; i < kWideRows / 16; ++i) {
            Floats weight = product(values[i], loadFloats(scale + 16 * i));
            if (layout.minima)
                subtractScaled(weight, loadFloats(scales.minima + row + 16 * i), 1.0F);
            storeFloats(weight, weights + 16 * i);
        }
    }
}

/// Adds one token's active neurons of `count` groups to its sums of kWideRows rows.
void addGroups(const float* weights, const ActiveNeurons& token, std::size_t firstGroup, std::size_t count,
               float* sums) {
    Floats sum[kWideRows / 16];
    for (std::size_t i = 0; i < kWideRows / 16; ++i)
        sum[i] = loadFloats(sums + 16 * i);
    for (std::size_t group = 0; group < count; ++group) {
        const float* values = token.values + (firstGroup + group) * kGroupNeurons;
        const float* rows = weights + group * kGroupNeurons * kWideRows;
        for (std::uint32_t left = token.masks[firstGroup + group]; left != 0; left &= left - 1) {
            const auto neuron = static_cast<std::size_t>(__builtin_ctz(left));
            const Floats value = spread(values[neuron]);
            for (std::size_t i = 0; i < kWideRows / 16; ++i)
                addProduct(sum[i], loadFloats(rows + neuron * kWideRows + 16 * i), value);
        }
    }
    for (std::size_t i = 0; i < kWideRows / 16; ++i)
        storeFloats(sum[i], sums + 16 * i);
}

template <class Codes>
void addSliceMultipliedOut(const NeuronLayout& layout, const Codes& codes, const std::byte* slice,
                           std::size_t groups, const ActiveNeurons* tokens, int count, float* sums) {
    float weights[kWideGroups * kGroupNeurons * kWideRows];
    GroupScales scales;
    for (std::size_t row = 0; row < kSliceRows; row += kWideRows)
        for (std::size_t first = 0; first < groups; first += kWideGroups) {
            const std::size_t taken = groups - first < kWideGroups ? groups - first : kWideGroups;
            for (std::size_t k = 0; k < taken; ++k) {
                const std::byte* at = slice + layout.groupAt(first + k);
                readScales(layout, factorsOf(layout, slice, first + k), at, scales);
                multiplyOutGroup(layout, codes, at + layout.scaleBytes(), scales, row,
                                 weights + k * kGroupNeurons * kWideRows);
            }
            for (int t = 0; t < count; ++t)
                addGroups(weights, tokens[t], first, taken,
                          sums + static_cast<std::size_t>(t) * kSliceRows + row);
        }
}

} // namespace
} // namespace plm::cpu
