// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <cstddef>
#include <cstdint>

namespace plm::cpu {

/// Which of a token's neurons are above zero: a mask for each group of 32, and the values.
struct ActiveNeurons {
    const float* values;        ///< F of them, zero where the mask is
    const std::uint32_t* masks; ///< one a group
};

/// Output rows of a slice: the codes of one neuron for a slice fill one or two cache lines.
inline constexpr int kSliceRows = 128;
inline constexpr int kGroupNeurons = 32;

/// What stands for a weight in neuron order.
enum class NeuronCode {
    Nibble,     ///< 4 bits, an offset higher than what they mean
    Byte,       ///< with a sign
    Half,       ///< the weight itself, in IEEE half precision
    BrainFloat, ///< likewise in bfloat16
    Float,      ///< likewise in float32
};

constexpr std::size_t bitsOf(NeuronCode code) {
    switch (code) {
    case NeuronCode::Nibble:
        return 4;
    case NeuronCode::Byte:
        return 8;
    case NeuronCode::Half:
    case NeuronCode::BrainFloat:
        return 16;
    case NeuronCode::Float:
        break;
    }
    return 32;
}

/// How a format's numbers lie in neuron order. A slice of kSliceRows output rows holds, group by group of 32
/// neurons, [factors, at the start of each block of the file: half a row; the same for minima] [scales: a
/// byte a row, for each half group where they differ] [minima: a byte a row] [codes: 32 neurons × rows].
/// Formats of plain numbers have codes only.
struct NeuronLayout {
    NeuronCode code;
    int offset;          ///< taken from each nibble
    int groupsPerFactor; ///< groups of 32 that share a factor: 1, or 8 of a super-block
    bool factors;        ///< whether there are any
    bool scales;         ///< whether there are scales below the factor
    bool halfGroups;     ///< scales for 16 neurons each
    bool minima;

    [[nodiscard]] constexpr std::size_t factorBytes() const;
    [[nodiscard]] constexpr std::size_t scaleBytes() const;
    [[nodiscard]] constexpr std::size_t codeBytes() const;
    /// Where the scales of `group` begin in its slice.
    [[nodiscard]] constexpr std::size_t groupAt(std::size_t group) const;
    /// Where the factors begin that `group` shares with its block.
    [[nodiscard]] constexpr std::size_t factorsAt(std::size_t group) const;
    /// Bytes of one slice with `groups` groups.
    [[nodiscard]] constexpr std::size_t sliceBytes(std::size_t groups) const;
};

constexpr std::size_t NeuronLayout::factorBytes() const {
    return std::size_t{2} * kSliceRows * ((factors ? 1U : 0U) + (minima ? 1U : 0U));
}

constexpr std::size_t NeuronLayout::scaleBytes() const {
    return std::size_t{kSliceRows} * ((scales ? 1U : 0U) + (halfGroups ? 1U : 0U) + (minima ? 1U : 0U));
}

constexpr std::size_t NeuronLayout::codeBytes() const {
    return std::size_t{kGroupNeurons} * kSliceRows * bitsOf(code) / 8;
}

constexpr std::size_t NeuronLayout::groupAt(std::size_t group) const {
    const std::size_t block = group / static_cast<std::size_t>(groupsPerFactor);
    return (block + 1) * factorBytes() + group * (scaleBytes() + codeBytes());
}

constexpr std::size_t NeuronLayout::factorsAt(std::size_t group) const {
    const auto groups = static_cast<std::size_t>(groupsPerFactor);
    return groupAt(group / groups * groups) - factorBytes();
}

constexpr std::size_t NeuronLayout::sliceBytes(std::size_t groups) const {
    return groupAt(groups) - factorBytes();
}

/// Of a format of plain numbers, or one that has codes.
constexpr NeuronLayout neuronLayoutOf(const quant::Format& format) {
    NeuronLayout layout{.code = NeuronCode::Byte,
                        .offset = 0,
                        .groupsPerFactor = 1,
                        .factors = false,
                        .scales = false,
                        .halfGroups = false,
                        .minima = false};
    if (format.isFloat()) {
        layout.code = format.type == quant::Type::F16    ? NeuronCode::Half
                      : format.type == quant::Type::BF16 ? NeuronCode::BrainFloat
                                                         : NeuronCode::Float;
        return layout;
    }
    const quant::CodeForm& codes = format.codes;
    if (codes.bits == 4) {
        layout.code = NeuronCode::Nibble;
        layout.offset = codes.offset;
    }
    layout.groupsPerFactor = static_cast<int>(format.blockValues) / kGroupNeurons;
    layout.factors = true;
    layout.scales = codes.scaleValues > 0;
    layout.halfGroups = codes.scaleValues == kGroupNeurons / 2;
    layout.minima = codes.minima;
    return layout;
}

} // namespace plm::cpu
