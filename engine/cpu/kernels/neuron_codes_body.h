// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Codes and scales of ffn_down in neuron order, for neuron_body.h and neuron_wide_body.h; under the rules of
// kernels_body.h.

#include "cpu/layout/neuron_layout.h"

namespace plm::cpu {
namespace {

/// Rows whose sums are kept in registers while neurons are added.
constexpr std::size_t kPassRows = kFloatsTogether * 16;
/// Rows whose nibbles lie in 16 bytes.
constexpr std::size_t kPieceRows = 32;

/// One neuron's codes for kPassRows rows, times `value`, added to the sums.
struct NibbleCodes {
    static constexpr std::size_t kNeuronBytes = kSliceRows / 2;
    NibbleValues values;

    /// `row` is the first of the pass.
    template <std::size_t Rows = kPassRows>
    void add(const std::byte* neuron, std::size_t row, Floats value, Floats* sums) const {
        for (std::size_t at = 0; at < Rows; at += kPieceRows) {
            Floats low;
            Floats high;
            loadNibbles(neuron + (row + at) / 2, values, low, high);
            addProduct(sums[at / 16], low, value);
            addProduct(sums[at / 16 + 1], high, value);
        }
    }
};

struct ByteCodes {
    static constexpr std::size_t kNeuronBytes = kSliceRows;

    template <std::size_t Rows = kPassRows>
    void add(const std::byte* neuron, std::size_t row, Floats value, Floats* sums) const {
        for (std::size_t at = 0; at < Rows; at += 16)
            addProduct(sums[at / 16], loadSignedBytes(neuron + row + at), value);
    }
};

/// Weights as they are: of kNumberBytes bytes each, which Load turns into 16 float32.
template <std::size_t NumberBytes, Floats (*Load)(const std::byte*)>
struct NumberCodes {
    static constexpr std::size_t kNeuronBytes = kSliceRows * NumberBytes;

    template <std::size_t Rows = kPassRows>
    void add(const std::byte* neuron, std::size_t row, Floats value, Floats* sums) const {
        for (std::size_t at = 0; at < Rows; at += 16)
            addProduct(sums[at / 16], Load(neuron + (row + at) * NumberBytes), value);
    }
};

Floats loadFloatBytes(const std::byte* floats) {
    return loadFloats(reinterpret_cast<const float*>(floats));
}

using HalfCodes = NumberCodes<2, loadHalves>;
using BrainFloatCodes = NumberCodes<2, loadBrainFloats>;
using FloatCodes = NumberCodes<4, loadFloatBytes>;

/// A group's scales and minima as float32, for the rows of the slice.
struct GroupScales {
    float low[kSliceRows];
    float high[kSliceRows]; ///< of the last 16 neurons, where they have their own
    float minima[kSliceRows];
};

/// The scales of 16 rows: their factors, and, where `bytes` is not null, those times a byte each. One where
/// there are no factors.
[[gnu::always_inline]] inline Floats scalesAt(const std::byte* factors, const std::byte* bytes, bool isSigned,
                                              std::size_t row) {
    if (factors == nullptr)
        return spread(1.0F);
    const Floats factor = loadHalves(factors + 2 * row);
    if (bytes == nullptr)
        return factor;
    return product(factor, isSigned ? loadSignedBytes(bytes + row) : loadUnsignedBytes(bytes + row));
}

void multiplyOut(const std::byte* factors, const std::byte* bytes, bool isSigned, float* out) {
    for (std::size_t row = 0; row < kSliceRows; row += 16)
        storeFloats(scalesAt(factors, bytes, isSigned, row), out + row);
}

/// Where the factors of `group` stand, null where there are none.
const std::byte* factorsOf(const NeuronLayout& layout, const std::byte* slice, std::size_t group) {
    return layout.factors ? slice + layout.factorsAt(group) : nullptr;
}

void readScales(const NeuronLayout& layout, const std::byte* factors, const std::byte* scales,
                GroupScales& group) {
    multiplyOut(factors, layout.scales ? scales : nullptr, true, group.low);
    if (layout.halfGroups)
        multiplyOut(factors, scales + kSliceRows, true, group.high);
    if (layout.minima)
        multiplyOut(factors + 2 * kSliceRows, scales + kSliceRows, false, group.minima);
}

} // namespace
} // namespace plm::cpu
