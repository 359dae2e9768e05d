// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/blocks.h"
#include "quant/format_table.h"

#include <array>

namespace plm::quant {

namespace {

constexpr int kGroup = 32;
constexpr int kGroups = 8;

/// The sixteen levels that a nibble stands for, a constant of both formats.
constexpr std::array<float, 16> kLevels = {-127, -104, -83, -65, -49, -35, -22, -10,
                                           1,    13,   25,  38,  53,  69,  89,  113};

/// 32 values from 16 bytes: the low nibbles, then the high ones.
void decodeGroup(const std::uint8_t* __restrict nibbles, float scale, float* __restrict out) {
    for (int i = 0; i < kGroup / 2; ++i) {
        out[i] = scale * kLevels[nibbles[i] & 0xF];
        out[i + kGroup / 2] = scale * kLevels[nibbles[i] >> 4];
    }
}

/// IQ4_XS: the scale of scales, 16 bits and 4 bytes that hold 6-bit scales, 128 bytes of nibbles.
void decodeBlockIQ4_XS(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scales = loadScale(block);
    const auto upperPairs = load<std::uint16_t>(block + 2);
    for (int g = 0; g < kGroups; ++g) {
        const int low = (block[4 + g / 2] >> (g % 2 * 4)) & 0xF;
        const int high = (upperPairs >> (2 * g)) & 3;
        const float scale = scales * static_cast<float>((low | (high << 4)) - 32);
        decodeGroup(block + 8 + g * (kGroup / 2), scale, out + g * kGroup);
    }
}

} // namespace

void decodeIQ4_NL(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<32, 18>(blocks, out, values, [](const std::uint8_t* block, float* to) {
        decodeGroup(block + 2, loadScale(block), to);
    });
}

void decodeIQ4_XS(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<256, 136>(blocks, out, values, decodeBlockIQ4_XS);
}

} // namespace plm::quant
