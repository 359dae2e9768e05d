// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace plm::cpu {

/// Which of a token's neurons are above zero: a mask for each group of 32, and the values.
struct ActiveNeurons {
    const float* values;        ///< F of them, zero where the mask is
    const std::uint32_t* masks; ///< one a group
};

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

    [[nodiscard]] std::size_t factorBytes() const;
    [[nodiscard]] std::size_t scaleBytes() const;
    [[nodiscard]] std::size_t codeBytes() const;
    /// Bytes of one slice with `groups` groups.
    [[nodiscard]] std::size_t sliceBytes(std::size_t groups) const;
};

/// Output rows of a slice: the codes of one neuron for a slice fill one or two cache lines.
inline constexpr int kSliceRows = 128;
inline constexpr int kGroupNeurons = 32;

} // namespace plm::cpu
