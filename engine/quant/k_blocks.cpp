// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/blocks.h"
#include "quant/format_table.h"

namespace plm::quant {

namespace {

// Super-blocks with 16 groups of 16 values. Q2_K, Q3_K and Q6_K store each half of 128 values in planes of
// 32: plane p holds values 32p to 32p + 31, all of them in the same bytes, at bits that depend on p.
constexpr int kGroup = 16;
constexpr int kGroups = 16;
constexpr int kPlane = 32;

/// Q2_K: 16 bytes of 4-bit scales and offsets, 64 bytes of 2-bit values, the scales of both.
void decodeBlockQ2_K(const std::uint8_t* __restrict block, float* __restrict out) {
    const std::uint8_t* groups = block;
    const std::uint8_t* pairs = block + 16;
    const float scales = loadScale(block + 80);
    const float offsets = loadScale(block + 82);
    for (int g = 0; g < kGroups; ++g) {
        const float scale = scales * static_cast<float>(groups[g] & 0xF);
        const float offset = offsets * static_cast<float>(groups[g] >> 4);
        const std::uint8_t* bits = pairs + g / 8 * kPlane + g % 2 * kGroup;
        const int shift = g % 8 / 2 * 2;
        for (int i = 0; i < kGroup; ++i)
            out[g * kGroup + i] = scale * static_cast<float>((bits[i] >> shift) & 3) - offset;
    }
}

/// Scale `g` of Q3_K's sixteen 6-bit ones: low nibbles in 8 bytes, then the upper two bits in 4.
int scaleQ3_K(const std::uint8_t* packed, int g) {
    const int low = (packed[g % 8] >> (g / 8 * 4)) & 0xF;
    const int high = (packed[8 + g % 4] >> (g / 4 * 2)) & 3;
    return (low | (high << 4)) - 32;
}

/// Q3_K: 32 bytes of third bits, 64 bytes of 2-bit values, 12 bytes of 6-bit scales, their scale.
/// A third bit that is not set takes 4 away.
void decodeBlockQ3_K(const std::uint8_t* __restrict block, float* __restrict out) {
    const std::uint8_t* thirds = block;
    const std::uint8_t* pairs = block + 32;
    const float scales = loadScale(block + 108);
    for (int g = 0; g < kGroups; ++g) {
        const float scale = scales * static_cast<float>(scaleQ3_K(block + 96, g));
        const std::uint8_t* bits = pairs + g / 8 * kPlane + g % 2 * kGroup;
        const std::uint8_t* third = thirds + g % 2 * kGroup;
        const int shift = g % 8 / 2 * 2;
        const int plane = g / 2;
        for (int i = 0; i < kGroup; ++i) {
            const int value = ((bits[i] >> shift) & 3) + (((third[i] >> plane) & 1) << 2) - 4;
            out[g * kGroup + i] = scale * static_cast<float>(value);
        }
    }
}

/// Q6_K: 128 bytes of low nibbles, 64 bytes of upper bit pairs, 16 signed scales, their scale.
void decodeBlockQ6_K(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scales = loadScale(block + 208);
    for (int g = 0; g < kGroups; ++g) {
        const int half = g / 8;
        const int plane = g % 8 / 2;
        const float scale = scales * static_cast<float>(static_cast<std::int8_t>(block[192 + g]));
        const std::uint8_t* nibbles = block + half * 64 + plane % 2 * kPlane + g % 2 * kGroup;
        const std::uint8_t* pairs = block + 128 + half * kPlane + g % 2 * kGroup;
        const int nibbleShift = plane / 2 * 4;
        const int pairShift = plane * 2;
        for (int i = 0; i < kGroup; ++i) {
            const int value = ((nibbles[i] >> nibbleShift) & 0xF) | (((pairs[i] >> pairShift) & 3) << 4);
            out[g * kGroup + i] = scale * static_cast<float>(value - 32);
        }
    }
}

} // namespace

void decodeQ2_K(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<256, 84>(blocks, out, values, decodeBlockQ2_K);
}

void decodeQ3_K(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<256, 110>(blocks, out, values, decodeBlockQ3_K);
}

void decodeQ6_K(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<256, 210>(blocks, out, values, decodeBlockQ6_K);
}

} // namespace plm::quant
