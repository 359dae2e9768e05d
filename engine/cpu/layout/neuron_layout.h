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

/// How a type's numbers lie in neuron order. A slice of kSliceRows output rows holds, group by group of 32
/// neurons, [factors, at the start of each block of the file: half a row; the same for minima] [scales: a
/// byte a row, for each half group where they differ] [minima: a byte a row] [codes: 32 neurons × rows].
struct NeuronLayout {
    bool nibbles;        ///< codes of 4 bits (plus `offset`), else signed bytes
    int offset;          ///< taken from each nibble
    int groupsPerFactor; ///< groups of 32 that share a factor: 1, or 8 of a super-block
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
    return std::size_t{2} * kSliceRows * (minima ? 2 : 1);
}

constexpr std::size_t NeuronLayout::scaleBytes() const {
    return std::size_t{kSliceRows} * ((scales ? 1U : 0U) + (halfGroups ? 1U : 0U) + (minima ? 1U : 0U));
}

constexpr std::size_t NeuronLayout::codeBytes() const {
    return std::size_t{kGroupNeurons} * kSliceRows / (nibbles ? 2 : 1);
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

/// Of a format that has codes.
constexpr NeuronLayout neuronLayoutOf(const quant::Format& format) {
    const quant::CodeForm& codes = format.codes;
    const bool nibbles = codes.bits == 4;
    return {.nibbles = nibbles,
            .offset = nibbles ? codes.offset : 0,
            .groupsPerFactor = static_cast<int>(format.blockValues) / kGroupNeurons,
            .scales = codes.scaleValues > 0,
            .halfGroups = codes.scaleValues == kGroupNeurons / 2,
            .minima = codes.minima};
}

} // namespace plm::cpu
