// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/half.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace plm::quant {

/// The largest magnitude of `count` values. Infinite or NaN where one of them is: as integers, magnitudes are
/// in the order of their values, with infinity and then NaNs behind.
inline float largestMagnitude(const float* values, std::size_t count) {
    std::uint32_t largest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t magnitude = std::bit_cast<std::uint32_t>(values[i]) & 0x7FFFFFFFU;
        largest = magnitude > largest ? magnitude : largest;
    }
    return std::bit_cast<float>(largest);
}

inline bool isFiniteHalf(std::uint16_t half) {
    return (half & 0x7C00U) != 0x7C00U;
}

/// `value` in half precision, for a scale: below 2^-14, where halves are coarse, rounded away from 0, or
/// codes up to half as large again would be needed.
inline std::uint16_t scaleToHalf(float value) {
    const std::uint16_t half = floatToHalf(value);
    const float stored = halfToFloat(half);
    const bool isTooSmall = value > 0.0F ? stored < value : stored > value;
    const bool isCoarse = (half & 0x7FFFU) < 0x0400U;
    return static_cast<std::uint16_t>(half + (isTooSmall && isCoarse ? 1 : 0));
}

inline void store(std::uint8_t* at, std::uint16_t value) {
    std::memcpy(at, &value, sizeof value);
}

/// 1 / `value`, and 0 where that is so small that it stands for 0: nothing here is divided by less.
inline float inverseOf(float value) {
    constexpr float kLeast = 0x1p-60F;
    return value >= kLeast || value <= -kLeast ? 1.0F / value : 0.0F;
}

/// The code from 0 to `most` that is nearest to `value`, of two the upper one; 0 for a NaN.
inline int roundedCode(float value, int most) {
    const float raised = value + 0.5F;
    const float end = static_cast<float>(most) + 0.5F;
    const float low = raised > 0.0F ? raised : 0.0F;
    return static_cast<int>(low < end ? low : end); // which cuts off
}

/// Encodes block after block; false as soon as one cannot be encoded.
template <std::size_t Values, std::size_t Bytes, class EncodeBlock>
inline bool encodeBlocks(const float* values, std::byte* blocks, std::size_t count, EncodeBlock encodeBlock) {
    auto* block = reinterpret_cast<std::uint8_t*>(blocks);
    for (std::size_t done = 0; done < count; done += Values, block += Bytes)
        if (!encodeBlock(values + done, block))
            return false;
    return true;
}

} // namespace plm::quant
