// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quant/blocks.h"
#include "quant/encoding.h"
#include "quant/format_table.h"

#include <cmath>
#include <cstring>

namespace plm::quant {

void decodeF32(const std::byte* blocks, float* out, std::size_t values) {
    if (values > 0) // memcpy takes no null pointer, not even for nothing
        std::memcpy(out, blocks, values * sizeof(float));
}

void decodeF16(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<1, 2>(blocks, out, values, [](const std::uint8_t* block, float* to) {
        *to = halfToFloat(load<std::uint16_t>(block));
    });
}

void decodeBF16(const std::byte* blocks, float* out, std::size_t values) {
    decodeBlocks<1, 2>(blocks, out, values, [](const std::uint8_t* block, float* to) {
        *to = bfloatToFloat(load<std::uint16_t>(block));
    });
}

bool encodeF32(const float* values, std::byte* blocks, std::size_t count) {
    if (count > 0) // memcpy takes no null pointer, not even for nothing
        std::memcpy(blocks, values, count * sizeof(float));
    return std::isfinite(largestMagnitude(values, count));
}

bool encodeF16(const float* values, std::byte* blocks, std::size_t count) {
    constexpr float kInfinite = 65520; // what rounds to infinity
    auto* block = reinterpret_cast<std::uint8_t*>(blocks);
    for (std::size_t i = 0; i < count; ++i)
        store(block + 2 * i, floatToHalf(values[i]));
    return largestMagnitude(values, count) < kInfinite; // false for a NaN, too
}

bool encodeBF16(const float* values, std::byte* blocks, std::size_t count) {
    constexpr float kInfinite = 0x1.FFp+127F;
    auto* block = reinterpret_cast<std::uint8_t*>(blocks);
    for (std::size_t i = 0; i < count; ++i)
        store(block + 2 * i, floatToBfloat(values[i]));
    return largestMagnitude(values, count) < kInfinite;
}

} // namespace plm::quant
