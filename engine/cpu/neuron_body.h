// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernel of ffn_down in neuron order; included after kernels_body.h, under the same rules.

#include "cpu/neuron_codes.h"
#include "cpu/neuron_layout.h"

namespace plm::cpu {
namespace {

/// Vectors of sums that are kept in registers while neurons are added, and the rows that they hold.
constexpr std::size_t kPassVectors = 8;
constexpr std::size_t kPassRows = kPassVectors * kLanes;
/// From so many tokens on, a group's codes are widened once for all of them.
constexpr int kWidenFrom = 4;

/// One neuron's codes for kPassRows rows, times `value`, added to the sums.
struct NibbleCodes {
    static constexpr std::size_t kNeuronBytes = kSliceRows / 2;
    static constexpr std::size_t kPassBytes = kPassRows / 2;
    std::int8_t offset;

    void add(const std::byte* codes, float value, Lanes* sums) const {
        for (std::size_t v = 0; v < kPassVectors; v += 2 * kCodeVectors, codes += 16) {
            const Sixteen packed = loadSixteen(codes);
            addSixteen(lowNibbles(packed) - offset, value, sums + v);
            addSixteen(highNibbles(packed) - offset, value, sums + v + kCodeVectors);
        }
    }
};

struct ByteCodes {
    static constexpr std::size_t kNeuronBytes = kSliceRows;
    static constexpr std::size_t kPassBytes = kPassRows;

    void add(const std::byte* codes, float value, Lanes* sums) const {
        for (std::size_t v = 0; v < kPassVectors; v += kCodeVectors)
            addSixteen(loadSixteen(codes + v * kLanes), value, sums + v);
    }
};

struct WideCodes {
    static constexpr std::size_t kNeuronBytes = kSliceRows * sizeof(float);
    static constexpr std::size_t kPassBytes = kPassRows * sizeof(float);

    void add(const std::byte* codes, float value, Lanes* sums) const {
        const float* wide = reinterpret_cast<const float*>(codes);
        for (std::size_t v = 0; v < kPassVectors; ++v)
            sums[v] += value * lanes(wide + v * kLanes);
    }
};

/// A group's scales and minima as float32, for the rows of the slice.
struct GroupScales {
    float low[kSliceRows];
    float high[kSliceRows]; ///< of the last 16 neurons, where they have their own
    float minima[kSliceRows];
};

void multiplyOut(const std::byte* factors, const std::byte* bytes, bool isSigned, float* out) {
    halfToFloat(factors, out, kSliceRows);
    for (std::size_t row = 0; bytes != nullptr && row < kSliceRows; ++row)
        out[row] *= isSigned ? static_cast<float>(static_cast<std::int8_t>(bytes[row]))
                             : static_cast<float>(static_cast<std::uint8_t>(bytes[row]));
}

void readScales(const NeuronLayout& layout, const std::byte* factors, const std::byte* scales,
                GroupScales& group) {
    multiplyOut(factors, layout.scales ? scales : nullptr, true, group.low);
    if (layout.halfGroups)
        multiplyOut(factors, scales + kSliceRows, true, group.high);
    if (layout.minima)
        multiplyOut(factors + 2 * kSliceRows, scales + kSliceRows, false, group.minima);
}

/// sums[row] += scale[row] · Σ value · code over the neurons of `mask`.
template <class Codes>
void addMasked(const Codes& codes, const std::byte* group, const float* values, std::uint32_t mask,
               const float* scales, float* sums) {
    for (std::size_t pass = 0; pass < kSliceRows / kPassRows; ++pass) {
        Lanes partial[kPassVectors] = {};
        for (std::uint32_t left = mask; left != 0; left &= left - 1) {
            const auto neuron = static_cast<std::size_t>(__builtin_ctz(left));
            codes.add(group + neuron * Codes::kNeuronBytes + pass * Codes::kPassBytes, values[neuron],
                      partial);
        }
        for (std::size_t v = 0; v < kPassVectors; ++v) {
            const std::size_t row = pass * kPassRows + v * kLanes;
            lanes(sums + row) += partial[v] * lanes(scales + row);
        }
    }
}

void takeMinima(const float* values, std::uint32_t mask, const float* minima, float* sums) {
    float sum = 0;
    for (std::uint32_t left = mask; left != 0; left &= left - 1)
        sum += values[__builtin_ctz(left)];
    for (std::size_t row = 0; row < kSliceRows; row += kLanes)
        lanes(sums + row) -= sum * lanes(minima + row);
}

template <class Codes>
void addToken(const NeuronLayout& layout, const Codes& codes, const std::byte* group,
              const GroupScales& scales, const float* values, std::uint32_t mask, float* sums) {
    if (layout.halfGroups) {
        addMasked(codes, group, values, mask & 0xffffU, scales.low, sums);
        addMasked(codes, group, values, mask & 0xffff0000U, scales.high, sums);
    } else {
        addMasked(codes, group, values, mask, scales.low, sums);
    }
    if (layout.minima)
        takeMinima(values, mask, scales.minima, sums);
}

template <class Codes>
void addGroup(const NeuronLayout& layout, const Codes& codes, const std::byte* bytes,
              const GroupScales& scales, std::size_t group, const ActiveNeurons* tokens, int count,
              float* sums) {
    for (int t = 0; t < count; ++t)
        if (tokens[t].masks[group] != 0)
            addToken(layout, codes, bytes, scales, tokens[t].values + group * kGroupNeurons,
                     tokens[t].masks[group], sums + static_cast<std::size_t>(t) * kSliceRows);
}

template <class Codes>
void widenGroup(const Codes& codes, const std::byte* bytes, float* wide) {
    for (std::size_t neuron = 0; neuron < kGroupNeurons; ++neuron)
        for (std::size_t pass = 0; pass < kSliceRows / kPassRows; ++pass) {
            Lanes values[kPassVectors] = {};
            codes.add(bytes + neuron * Codes::kNeuronBytes + pass * Codes::kPassBytes, 1.0F, values);
            for (std::size_t v = 0; v < kPassVectors; ++v)
                lanes(wide + neuron * kSliceRows + pass * kPassRows + v * kLanes) = values[v];
        }
}

template <class Codes>
void addSlice(const NeuronLayout& layout, const Codes& codes, const std::byte* at, std::size_t groups,
              const ActiveNeurons* tokens, int count, float* sums) {
    const std::byte* factors = at;
    GroupScales scales;
    float wide[kGroupNeurons * kSliceRows];
    for (std::size_t group = 0; group < groups; ++group) {
        if (group % static_cast<std::size_t>(layout.groupsPerFactor) == 0) {
            factors = at;
            at += layout.factorBytes();
        }
        std::uint32_t any = 0;
        for (int t = 0; t < count; ++t)
            any |= tokens[t].masks[group];
        const std::byte* bytes = at + layout.scaleBytes();
        if (any != 0) {
            readScales(layout, factors, at, scales);
            if (count >= kWidenFrom) {
                widenGroup(codes, bytes, wide);
                addGroup(layout, WideCodes(), reinterpret_cast<const std::byte*>(wide), scales, group, tokens,
                         count, sums);
            } else {
                addGroup(layout, codes, bytes, scales, group, tokens, count, sums);
            }
        }
        at = bytes + layout.codeBytes();
    }
}

void addNeurons(const NeuronLayout& layout, const std::byte* slice, std::size_t groups,
                const ActiveNeurons* tokens, int count, float* sums) {
    if (layout.nibbles)
        addSlice(layout, NibbleCodes{static_cast<std::int8_t>(layout.offset)}, slice, groups, tokens, count,
                 sums);
    else
        addSlice(layout, ByteCodes(), slice, groups, tokens, count, sums);
}

void squaredRelu(float* values, std::size_t groups, std::uint32_t* masks) {
    for (std::size_t group = 0; group < groups; ++group, values += kGroupNeurons) {
        std::uint32_t mask = 0;
        for (std::size_t i = 0; i < kGroupNeurons; ++i) {
            const float positive = values[i] > 0 ? values[i] : 0.0F;
            values[i] = positive * positive;
            mask |= static_cast<std::uint32_t>(values[i] != 0.0F) << i;
        }
        masks[group] = mask;
    }
}

} // namespace
} // namespace plm::cpu
