// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The kernel of ffn_down in neuron order; included after the vectors, under the rules of
// kernels_body.h.

#include "cpu/kernels/fetch.h"
#include "cpu/kernels/neuron_wide_body.h"

namespace plm::cpu {
namespace {

/// Where all tokens together need a group's neurons so often, the codes are widened once for all of them.
constexpr int kWidenFrom = 96;
/// From so many tokens on, weights are multiplied out with their scales, and several groups are added at a
/// time. That rounds otherwise than for a single token, so it is more than alikeTogether() promises.
constexpr int kMultiplyOutFrom = 17;
/// Groups between asking for one's bytes and using them: about as long as memory takes.
constexpr std::size_t kFetchAhead = 8;

/// Σ value · code over the neurons of `mask`, for the kPassRows rows from `row` on.
template <class Codes>
[[gnu::always_inline]] inline void sumMasked(const Codes& codes, const std::byte* group, std::size_t row,
                                             const float* values, std::uint32_t mask, Floats* partial) {
    for (std::size_t i = 0; i < kFloatsTogether; ++i)
        partial[i] = zeroFloats();
    for (std::uint32_t left = mask; left != 0; left &= left - 1) {
        const auto neuron = static_cast<std::size_t>(__builtin_ctz(left));
        codes.add(group + neuron * Codes::kNeuronBytes, row, spread(values[neuron]), partial);
    }
}

/// sums[row] += scale[row] · Σ value · code over the neurons of `mask`.
template <class Codes>
void addMasked(const Codes& codes, const std::byte* group, const float* values, std::uint32_t mask,
               const float* scales, float* sums) {
    for (std::size_t row = 0; row < kSliceRows; row += kPassRows) {
        Floats partial[kFloatsTogether];
        sumMasked(codes, group, row, values, mask, partial);
        for (std::size_t i = 0; i < kFloatsTogether; ++i) {
            Floats sum = loadFloats(sums + row + 16 * i);
            addProduct(sum, partial[i], loadFloats(scales + row + 16 * i));
            storeFloats(sum, sums + row + 16 * i);
        }
    }
}

float sumOfMasked(const float* values, std::uint32_t mask) {
    float sum = 0;
    for (std::uint32_t left = mask; left != 0; left &= left - 1)
        sum += values[__builtin_ctz(left)];
    return sum;
}

void takeMinima(const float* values, std::uint32_t mask, const float* minima, float* sums) {
    const float taken = sumOfMasked(values, mask);
    for (std::size_t row = 0; row < kSliceRows; row += 16) {
        Floats sum = loadFloats(sums + row);
        subtractScaled(sum, loadFloats(minima + row), taken);
        storeFloats(sum, sums + row);
    }
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
void widenGroup(const Codes& codes, const std::byte* bytes, std::uint32_t mask, float* wide) {
    for (std::uint32_t left = mask; left != 0; left &= left - 1) {
        const auto neuron = static_cast<std::size_t>(__builtin_ctz(left));
        for (std::size_t row = 0; row < kSliceRows; row += kPassRows) {
            Floats values[kFloatsTogether];
            for (Floats& value : values)
                value = zeroFloats();
            codes.add(bytes + neuron * Codes::kNeuronBytes, row, spread(1.0F), values);
            for (std::size_t i = 0; i < kFloatsTogether; ++i)
                storeFloats(values[i], wide + neuron * kSliceRows + row + 16 * i);
        }
    }
}

/// The neurons of a group that any of the tokens needs.
std::uint32_t anyActive(const ActiveNeurons* tokens, int count, std::size_t group) {
    std::uint32_t any = 0;
    for (int t = 0; t < count; ++t)
        any |= tokens[t].masks[group];
    return any;
}

/// How often the tokens need a neuron of a group.
int needsOf(const ActiveNeurons* tokens, int count, std::size_t group) {
    int needs = 0;
    for (int t = 0; t < count; ++t)
        needs += __builtin_popcount(tokens[t].masks[group]);
    return needs;
}

/// Asks for what addSlice will need of a group: its neurons lie apart, which no processor guesses.
template <class Codes>
[[gnu::always_inline]] inline void fetchGroup(const NeuronLayout& layout, const std::byte* slice,
                                              std::size_t group, std::uint32_t mask) {
    const std::byte* scales = slice + layout.groupAt(group);
    if (group % static_cast<std::size_t>(layout.groupsPerFactor) == 0)
        fetch(slice + layout.factorsAt(group), layout.factorBytes());
    fetch(scales, layout.scaleBytes());
    for (std::uint32_t left = mask; left != 0; left &= left - 1)
        fetch(scales + layout.scaleBytes() +
                  static_cast<std::size_t>(__builtin_ctz(left)) * Codes::kNeuronBytes,
              Codes::kNeuronBytes);
}

template <class Codes>
void addSlice(const NeuronLayout& layout, const Codes& codes, const std::byte* slice, std::size_t groups,
              const ActiveNeurons* tokens, int count, float* sums) {
    GroupScales scales;
    float wide[kGroupNeurons * kSliceRows];
    for (std::size_t group = 0; group < groups; ++group) {
        if (group + kFetchAhead < groups)
            fetchGroup<Codes>(layout, slice, group + kFetchAhead,
                              anyActive(tokens, count, group + kFetchAhead));
        const std::uint32_t any = anyActive(tokens, count, group);
        if (any == 0)
            continue;
        const std::byte* at = slice + layout.groupAt(group);
        const std::byte* bytes = at + layout.scaleBytes();
        readScales(layout, factorsOf(layout, slice, group), at, scales);
        if (needsOf(tokens, count, group) >= kWidenFrom) {
            widenGroup(codes, bytes, any, wide);
            addGroup(layout, FloatCodes(), reinterpret_cast<const std::byte*>(wide), scales, group, tokens,
                     count, sums);
        } else {
            addGroup(layout, codes, bytes, scales, group, tokens, count, sums);
        }
    }
}

/// addMasked() for the kPassRows rows from `row` on, with scales that are multiplied out where they are used,
/// because no other token wants them.
template <class Codes>
[[gnu::always_inline]] inline void
addMaskedOnce(const Codes& codes, const std::byte* group, std::size_t row, const float* values,
              std::uint32_t mask, const std::byte* factors, const std::byte* scales, Floats* sums) {
    if (mask == 0)
        return;
    Floats partial[kFloatsTogether];
    sumMasked(codes, group, row, values, mask, partial);
    for (std::size_t i = 0; i < kFloatsTogether; ++i)
        addProduct(sums[i], partial[i], scalesAt(factors, scales, true, row + 16 * i));
}

/// What addToken does of a single token's group.
template <class Codes>
[[gnu::always_inline]] inline void addGroupOnce(const NeuronLayout& layout, const Codes& codes,
                                                const std::byte* slice, std::size_t group, std::size_t row,
                                                const float* values, std::uint32_t mask, Floats* sums) {
    constexpr std::uint32_t kFirstHalf = 0xffff;
    const std::byte* factors = factorsOf(layout, slice, group);
    const std::byte* scales = slice + layout.groupAt(group);
    const std::byte* bytes = scales + layout.scaleBytes();
    if (layout.halfGroups) {
        addMaskedOnce(codes, bytes, row, values, mask & kFirstHalf, factors, scales, sums);
        addMaskedOnce(codes, bytes, row, values, mask & ~kFirstHalf, factors, scales + kSliceRows, sums);
    } else {
        addMaskedOnce(codes, bytes, row, values, mask, factors, layout.scales ? scales : nullptr, sums);
    }
    if (layout.minima) {
        const float taken = sumOfMasked(values, mask);
        for (std::size_t i = 0; i < kFloatsTogether; ++i)
            subtractScaled(
                sums[i], scalesAt(factors + 2 * kSliceRows, scales + kSliceRows, false, row + 16 * i), taken);
    }
}

/// What addSlice does for a single token, in the same order, with the sums in registers.
template <class Codes>
void addSliceOfOne(const NeuronLayout& layout, const Codes& codes, const std::byte* slice, std::size_t groups,
                   const ActiveNeurons& token, float* sums) {
    for (std::size_t row = 0; row < kSliceRows; row += kPassRows) {
        Floats sum[kFloatsTogether];
        for (std::size_t i = 0; i < kFloatsTogether; ++i)
            sum[i] = loadFloats(sums + row + 16 * i);
        for (std::size_t group = 0; group < groups; ++group) {
            if (row == 0 && group + kFetchAhead < groups)
                fetchGroup<Codes>(layout, slice, group + kFetchAhead, token.masks[group + kFetchAhead]);
            if (token.masks[group] != 0)
                addGroupOnce(layout, codes, slice, group, row, token.values + group * kGroupNeurons,
                             token.masks[group], sum);
        }
        for (std::size_t i = 0; i < kFloatsTogether; ++i)
            storeFloats(sum[i], sums + row + 16 * i);
    }
}

void addNeurons(const NeuronLayout& layout, const std::byte* slice, std::size_t groups,
                const ActiveNeurons* tokens, int count, float* sums) {
    const auto add = [&](const auto& codes) {
        if (count >= kMultiplyOutFrom)
            addSliceMultipliedOut(layout, codes, slice, groups, tokens, count, sums);
        else if (count == 1)
            addSliceOfOne(layout, codes, slice, groups, tokens[0], sums);
        else
            addSlice(layout, codes, slice, groups, tokens, count, sums);
    };
    switch (layout.code) {
    case NeuronCode::Nibble:
        return add(NibbleCodes{NibbleValues(layout.offset)});
    case NeuronCode::Byte:
        return add(ByteCodes());
    case NeuronCode::Half:
        return add(HalfCodes());
    case NeuronCode::BrainFloat:
        return add(BrainFloatCodes());
    case NeuronCode::Float:
        return add(FloatCodes());
    }
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
