// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/encoding.h"
#include "quant/format_table.h"

#include <algorithm>
#include <cmath>

namespace plm::quant {

namespace {

// Blocks of 32, laid out as in legacy_blocks.cpp. Values are divided by the scale as it is stored, so that
// its own rounding is made good by the codes.
constexpr int kValues = 32;
constexpr int kHalf = 16;

/// Of the values the one with the largest magnitude, the first of equals.
float extremeOf(const float* values) {
    const float largest = largestMagnitude(values, kValues);
    return *std::find_if(values, values + kValues, [=](float value) { return std::fabs(value) == largest; });
}

struct Codes {
    std::uint8_t codes[kValues];
};

/// Codes from 0 to `most` of values ≈ scale·code + least; all 0 where the scale is.
Codes codesOf(const float* values, float scale, float least, int most) {
    const float inverse = inverseOf(scale);
    Codes result;
    for (int i = 0; i < kValues; ++i)
        result.codes[i] = static_cast<std::uint8_t>(roundedCode((values[i] - least) * inverse, most));
    return result;
}

void storeNibbles(const Codes& codes, std::uint8_t* nibbles) {
    for (int i = 0; i < kHalf; ++i)
        nibbles[i] = static_cast<std::uint8_t>((codes.codes[i] & 0xF) | codes.codes[i + kHalf] << 4);
}

void storeFifthBits(const Codes& codes, std::uint8_t* fifths) {
    std::uint32_t bits = 0;
    for (int i = 0; i < kValues; ++i)
        bits |= static_cast<std::uint32_t>(codes.codes[i] >> 4) << i;
    std::memcpy(fifths, &bits, sizeof bits);
}

/// For codes around `centre`, half of so many levels, which stands for 0: the extreme value gets code 0,
/// because that is the one farthest from the centre.
bool encodeCentred(const float* values, int centre, std::uint8_t* scaleAt, Codes& codes) {
    const auto middle = static_cast<float>(centre);
    if (!std::isfinite(largestMagnitude(values, kValues)))
        return false;
    const std::uint16_t half = scaleToHalf(extremeOf(values) / -middle);
    if (!isFiniteHalf(half))
        return false;
    const float scale = halfToFloat(half);
    store(scaleAt, half);
    codes = codesOf(values, scale, -middle * scale, 2 * centre - 1);
    return true;
}

/// For codes from the least value up: the least gets code 0, the greatest the last.
bool encodeWithLeast(const float* values, int levels, std::uint8_t* scaleAt, Codes& codes) {
    if (!std::isfinite(largestMagnitude(values, kValues)))
        return false;
    const auto [least, greatest] = std::minmax_element(values, values + kValues);
    const std::uint16_t leastHalf = floatToHalf(*least);
    const float storedLeast = halfToFloat(leastHalf);
    const std::uint16_t half = scaleToHalf((*greatest - storedLeast) / static_cast<float>(levels - 1));
    if (!isFiniteHalf(half) || !isFiniteHalf(leastHalf))
        return false;
    store(scaleAt, half);
    store(scaleAt + 2, leastHalf);
    codes = codesOf(values, halfToFloat(half), storedLeast, levels - 1);
    return true;
}

bool encodeBlockQ4_0(const float* values, std::uint8_t* block) {
    Codes codes;
    if (!encodeCentred(values, 8, block, codes))
        return false;
    storeNibbles(codes, block + 2);
    return true;
}

bool encodeBlockQ4_1(const float* values, std::uint8_t* block) {
    Codes codes;
    if (!encodeWithLeast(values, 16, block, codes))
        return false;
    storeNibbles(codes, block + 4);
    return true;
}

bool encodeBlockQ5_0(const float* values, std::uint8_t* block) {
    Codes codes;
    if (!encodeCentred(values, 16, block, codes))
        return false;
    storeFifthBits(codes, block + 2);
    storeNibbles(codes, block + 6);
    return true;
}

bool encodeBlockQ5_1(const float* values, std::uint8_t* block) {
    Codes codes;
    if (!encodeWithLeast(values, 32, block, codes))
        return false;
    storeFifthBits(codes, block + 4);
    storeNibbles(codes, block + 8);
    return true;
}

bool encodeBlockQ8_0(const float* values, std::uint8_t* block) {
    constexpr int kMost = 127; // -128 is left out: codes have both signs alike
    const float largest = largestMagnitude(values, kValues);
    const std::uint16_t half = scaleToHalf(largest / kMost);
    if (!std::isfinite(largest) || !isFiniteHalf(half))
        return false;
    store(block, half);
    const float inverse = inverseOf(halfToFloat(half));
    for (int i = 0; i < kValues; ++i) {
        const int code = roundedCode(values[i] * inverse + kMost, 2 * kMost) - kMost;
        block[2 + i] = static_cast<std::uint8_t>(static_cast<std::int8_t>(code));
    }
    return true;
}

} // namespace

bool encodeQ4_0(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<kValues, 18>(values, blocks, count, encodeBlockQ4_0);
}

bool encodeQ4_1(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<kValues, 20>(values, blocks, count, encodeBlockQ4_1);
}

bool encodeQ5_0(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<kValues, 22>(values, blocks, count, encodeBlockQ5_0);
}

bool encodeQ5_1(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<kValues, 24>(values, blocks, count, encodeBlockQ5_1);
}

bool encodeQ8_0(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<kValues, 34>(values, blocks, count, encodeBlockQ8_0);
}

} // namespace plm::quant
