// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/blocks.h"
#include "quant/format_table.h"

#include <array>

namespace plm::quant {

namespace {

constexpr int kHalf = 16; // the low nibbles of a block are its first 16 values, the high ones the last 16

void decodeBlockQ4_0(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scale = loadScale(block);
    const std::uint8_t* nibbles = block + 2;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = static_cast<float>((nibbles[i] & 0xF) - 8) * scale;
        out[i + kHalf] = static_cast<float>((nibbles[i] >> 4) - 8) * scale;
    }
}

void decodeBlockQ4_1(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scale = loadScale(block);
    const float least = loadScale(block + 2);
    const std::uint8_t* nibbles = block + 4;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = static_cast<float>(nibbles[i] & 0xF) * scale + least;
        out[i + kHalf] = static_cast<float>(nibbles[i] >> 4) * scale + least;
    }
}

/// Bit i at place i. A table, because the baseline instruction sets cannot shift each lane by its own count.
constexpr std::array<std::int32_t, kHalf> kBits = [] {
    std::array<std::int32_t, kHalf> bits{};
    for (int i = 0; i < kHalf; ++i)
        bits[i] = 1 << i;
    return bits;
}();

/// 16 where bit `i` of `bits` is set, else 0: the fifth bit of a value.
int fifthBit(int bits, int i) {
    return (bits & kBits[i]) != 0 ? 16 : 0;
}

void decodeBlockQ5_0(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scale = loadScale(block);
    const int lowFifths = load<std::uint16_t>(block + 2);
    const int highFifths = load<std::uint16_t>(block + 4);
    const std::uint8_t* nibbles = block + 6;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = static_cast<float>(((nibbles[i] & 0xF) | fifthBit(lowFifths, i)) - 16) * scale;
        out[i + kHalf] = static_cast<float>(((nibbles[i] >> 4) | fifthBit(highFifths, i)) - 16) * scale;
    }
}

void decodeBlockQ5_1(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scale = loadScale(block);
    const float least = loadScale(block + 2);
    const int lowFifths = load<std::uint16_t>(block + 4);
    const int highFifths = load<std::uint16_t>(block + 6);
    const std::uint8_t* nibbles = block + 8;
    for (int i = 0; i < kHalf; ++i) {
        out[i] = static_cast<float>((nibbles[i] & 0xF) | fifthBit(lowFifths, i)) * scale + least;
        out[i + kHalf] = static_cast<float>((nibbles[i] >> 4) | fifthBit(highFifths, i)) * scale + least;
    }
}

void decodeBlockQ8_0(const std::uint8_t* __restrict block, float* __restrict out) {
    const float scale = loadScale(block);
    for (int i = 0; i < 2 * kHalf; ++i)
        out[i] = static_cast<float>(static_cast<std::int8_t>(block[2 + i])) * scale;
}

} // namespace

void decodeQ4_0(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<32, 18>(blocks, out, values, decodeBlockQ4_0);
}

void decodeQ4_1(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<32, 20>(blocks, out, values, decodeBlockQ4_1);
}

void decodeQ5_0(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<32, 22>(blocks, out, values, decodeBlockQ5_0);
}

void decodeQ5_1(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<32, 24>(blocks, out, values, decodeBlockQ5_1);
}

void decodeQ8_0(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<32, 34>(blocks, out, values, decodeBlockQ8_0);
}

} // namespace plm::quant
