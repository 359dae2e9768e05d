// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/blocks.h"
#include "quant/format_table.h"

namespace plm::quant {

namespace {

// Q4_K and Q5_K: super-blocks of 8 groups of 32 values, each group with a 6-bit scale and a 6-bit offset.
constexpr int kGroup = 32;
constexpr int kGroups = 8;

struct ScaleAndOffset {
    int scale, offset;
};

/// Of group `g`, from 12 packed bytes: the first four groups' scales stand in bytes 0 to 3, their offsets in
/// 4 to 7, six bits each. The last four have their low nibbles in bytes 8 to 11 and their upper bits on top
/// of the others.
ScaleAndOffset scaleAndOffset(const std::uint8_t* packed, int g) {
    if (g < 4)
        return {packed[g] & 63, packed[g + 4] & 63};
    return {(packed[g + 4] & 0xF) | ((packed[g - 4] >> 6) << 4),
            (packed[g + 4] >> 4) | ((packed[g] >> 6) << 4)};
}

/// Q4_K: scales of scales and offsets, 12 bytes of both, 128 bytes of nibbles (even groups low, odd ones
/// high).
void decodeBlockQ4_K(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scales = loadScale(block);
    const float offsets = loadScale(block + 2);
    for (int g = 0; g < kGroups; ++g) {
        const ScaleAndOffset packed = scaleAndOffset(block + 4, g);
        const float scale = scales * static_cast<float>(packed.scale);
        const float offset = offsets * static_cast<float>(packed.offset);
        const std::uint8_t* nibbles = block + 16 + g / 2 * kGroup;
        const int shift = g % 2 * 4;
        for (int i = 0; i < kGroup; ++i)
            out[g * kGroup + i] = scale * static_cast<float>((nibbles[i] >> shift) & 0xF) - offset;
    }
}

/// Q5_K: as Q4_K, with 32 bytes before the nibbles; bit g of byte i is the fifth bit of value i in group g.
void decodeBlockQ5_K(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scales = loadScale(block);
    const float offsets = loadScale(block + 2);
    const std::uint8_t* fifths = block + 16;
    for (int g = 0; g < kGroups; ++g) {
        const ScaleAndOffset packed = scaleAndOffset(block + 4, g);
        const float scale = scales * static_cast<float>(packed.scale);
        const float offset = offsets * static_cast<float>(packed.offset);
        const std::uint8_t* nibbles = block + 48 + g / 2 * kGroup;
        const int shift = g % 2 * 4;
        for (int i = 0; i < kGroup; ++i) {
            const int value = ((nibbles[i] >> shift) & 0xF) | (((fifths[i] >> g) & 1) << 4);
            out[g * kGroup + i] = scale * static_cast<float>(value) - offset;
        }
    }
}

} // namespace

void decodeQ4_K(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<256, 144>(blocks, out, values, decodeBlockQ4_K);
}

void decodeQ5_K(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<256, 176>(blocks, out, values, decodeBlockQ5_K);
}

} // namespace plm::quant
