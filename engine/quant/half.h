// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>

namespace plm::quant {

// Inline and free of branches, so that the compiler vectorises the loops that convert whole rows.

/// `condition ? yes : no` by masks: compilers turn the operator into a branch where one side has floating
/// point.
inline std::uint32_t select(bool condition, std::uint32_t yes, std::uint32_t no) {
    return no ^ ((no ^ yes) & (0U - static_cast<std::uint32_t>(condition)));
}

/// The value of an IEEE half precision number, exactly: denormals, infinities and NaNs included.
inline float halfToFloat(std::uint16_t half) {
    constexpr std::uint32_t kExponent = 0x1FU << 23; // where a half's exponent lies once shifted by 13
    constexpr std::uint32_t kRebias = (127U - 15U) << 23;
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t magnitude = (half & 0x7FFFU) << 13;
    const std::uint32_t exponent = magnitude & kExponent;
    const std::uint32_t normal = magnitude + kRebias;
    const std::uint32_t special = normal + kRebias; // carries the exponent 31 on to 255
    // A denormal m·2^-24 is (1 + m·2^-10)·2^-14 without its implied one.
    const float implied = std::bit_cast<float>(normal + (1U << 23));
    const auto denormal = std::bit_cast<std::uint32_t>(implied - 0x1p-14F);
    const std::uint32_t finite = select(exponent == 0, denormal, normal);
    return std::bit_cast<float>(sign | select(exponent == kExponent, special, finite));
}

/// The half nearest to `value`, ties to even; infinite from 65520 on. A NaN stays one and becomes quiet.
inline std::uint16_t floatToHalf(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16) & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    // Rounds the 13 bits away that a half has no room for; a carry into the exponent is right as it is.
    const std::uint32_t tieToEven = (magnitude >> 13) & 1U;
    const std::uint32_t normal = (magnitude - ((127U - 15U) << 23) + 0xFFFU + tieToEven) >> 13;
    // Below 2^-14, adding 0.5 makes the sum's last place 2^-24, a denormal half's: the addition itself
    // rounds.
    const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
    const std::uint32_t denormal = std::bit_cast<std::uint32_t>(shifted) - std::bit_cast<std::uint32_t>(0.5F);
    const std::uint32_t notANumber = 0x7E00U | ((magnitude >> 13) & 0x3FFU);
    const std::uint32_t finite = select(magnitude < (113U << 23), denormal, normal);
    const std::uint32_t orInfinite = select(magnitude >= 0x477FF000U, 0x7C00U, finite);
    return static_cast<std::uint16_t>(sign | select(magnitude > 0x7F800000U, notANumber, orInfinite));
}

/// The bfloat16 nearest to `value`, ties to even. A NaN stays one and becomes quiet.
inline std::uint16_t floatToBfloat(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t tieToEven = (bits >> 16) & 1U;
    const std::uint32_t rounded = (bits + 0x7FFFU + tieToEven) >> 16; // a carry into the exponent is right
    const bool isNaN = (bits & 0x7FFFFFFFU) > 0x7F800000U;
    return static_cast<std::uint16_t>(select(isNaN, (bits >> 16) | 0x40U, rounded));
}

/// The value of a bfloat16, which is a float32's upper half.
inline float bfloatToFloat(std::uint16_t value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16);
}

} // namespace plm::quant
