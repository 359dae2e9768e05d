// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/half.h" // conversions of IEEE half precision and bfloat16

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace plm::quant {

/// Tensor types, numbered as in GGUF (ggml_type).
enum class Type : std::uint32_t {
    F32 = 0,
    F16 = 1,
    Q4_0 = 2,
    Q4_1 = 3,
    Q5_0 = 6,
    Q5_1 = 7,
    Q8_0 = 8,
    Q2_K = 10,
    Q3_K = 11,
    Q4_K = 12,
    Q5_K = 13,
    Q6_K = 14,
    IQ4_NL = 20,
    IQ4_XS = 23,
    BF16 = 30,
};

/// The numbers of one block as they stand in the file, before they are multiplied out (Format::takeApart);
/// codes that have no sign are less their offset:
/// value[i] = factor · scale[i / 16] · code[i] − minimumFactor · minimum[i / 16]
/// where a format without scales of its own has 1 for them, and one without minima has 0.
struct BlockParts {
    std::array<std::int8_t, 256> codes{};
    std::array<std::int8_t, 16> scales{};
    std::array<std::uint8_t, 16> minima{};
    std::uint16_t factor = 0;        ///< half precision
    std::uint16_t minimumFactor = 0; ///< half precision
};

/// Whether the factors are numbers: a NaN or an infinity spoils all that it is multiplied with.
bool isFinite(const BlockParts& parts);

/// Of which codes and scales a block is made: what its parts are (BlockParts), and what the layouts that
/// integer kernels read follow from.
struct CodeForm {
    int bits = 0;        ///< of a code; of fewer than 8, they have no sign
    int offset = 0;      ///< taken from each code without a sign
    int scaleValues = 0; ///< values that share a scale beside the block's factor, 16 or 32; 0: none do
    bool minima = false; ///< whether as many share a minimum
};

/// One block format: `blockValues` numbers stored in `blockBytes` bytes, little-endian. All that the program
/// knows of it stands in its row of the table (format_table.h); the rest follows.
struct Format {
    Type type;
    std::string_view name; ///< as llama.cpp spells it, e.g. "Q4_K"
    std::size_t blockValues;
    std::size_t blockBytes;
    /// Decodes `values` numbers (a multiple of blockValues) from `blocks` to float32. Unaligned input is
    /// fine.
    void (*decode)(const std::byte* blocks, float* out, std::size_t values);
    /// Encodes `count` numbers (a multiple of blockValues) so that they decode to about the same. False where
    /// one is not finite, or larger than the format holds: the blocks are then of no use. Null where this
    /// program reads the format only.
    bool (*encode)(const float* values, std::byte* blocks, std::size_t count);
    /// The parts of one block, as `codes` tells; entries beyond the block's size are left alone. Null where
    /// there are no integer kernels for the format.
    void (*takeApart)(const std::byte* block, BlockParts& parts) = nullptr;
    CodeForm codes{};

    /// Whether its numbers stand for themselves.
    [[nodiscard]] constexpr bool isFloat() const { return blockValues == 1; }
    [[nodiscard]] constexpr bool hasCodes() const { return takeApart != nullptr; }
    [[nodiscard]] std::size_t bytesFor(std::size_t values) const { return values / blockValues * blockBytes; }
};

/// All formats this program reads.
std::span<const Format> formats();
/// The format with GGUF's number `type`, or null where this program does not read it.
const Format* find(std::uint32_t type);
const Format* find(std::string_view name);
inline const Format& format(Type type) {
    return *find(static_cast<std::uint32_t>(type));
}

} // namespace plm::quant
