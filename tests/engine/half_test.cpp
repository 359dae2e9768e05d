// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/half.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>

using namespace plm::quant;

namespace {

/// A half's value from IEEE 754's definition.
double valueOfHalf(unsigned half) {
    const double sign = (half & 0x8000U) != 0 ? -1 : 1;
    const int exponent = static_cast<int>(half >> 10 & 31U);
    const int mantissa = static_cast<int>(half & 1023U);
    if (exponent == 31)
        return mantissa != 0 ? std::numeric_limits<double>::quiet_NaN()
                             : sign * std::numeric_limits<double>::infinity();
    return sign * (exponent == 0 ? std::ldexp(mantissa, -24) : std::ldexp(1024 + mantissa, exponent - 25));
}

std::uint16_t half(unsigned bits) {
    return static_cast<std::uint16_t>(bits);
}

} // namespace

TEST(Half, EveryValueConvertsExactly) {
    for (unsigned bits = 0; bits < 65536; ++bits) {
        const double want = valueOfHalf(bits);
        const float got = halfToFloat(half(bits));
        if (std::isnan(want))
            ASSERT_TRUE(std::isnan(got)) << bits;
        else
            ASSERT_EQ(std::bit_cast<std::uint64_t>(static_cast<double>(got)),
                      std::bit_cast<std::uint64_t>(want))
                << bits;
    }
}

TEST(Half, EveryValueSurvivesTheRoundTrip) {
    for (unsigned bits = 0; bits < 65536; ++bits) {
        const std::uint16_t back = floatToHalf(halfToFloat(half(bits)));
        if (std::isnan(valueOfHalf(bits)))
            ASSERT_EQ(back, bits | 0x200U) << "a NaN becomes quiet";
        else
            ASSERT_EQ(back, bits);
    }
}

TEST(Half, RoundsToTheNearestAndTiesToEven) {
    for (unsigned bits = 0; bits < 0x7BFF; ++bits) { // each neighbouring pair of finite values
        const auto low = static_cast<float>(valueOfHalf(bits));
        const auto high = static_cast<float>(valueOfHalf(bits + 1));
        const float middle = low + (high - low) / 2; // exact: float32 has room for it
        const unsigned even = bits % 2 == 0 ? bits : bits + 1;
        ASSERT_EQ(floatToHalf(middle), even) << bits;
        ASSERT_EQ(floatToHalf(std::nextafter(middle, low)), bits);
        ASSERT_EQ(floatToHalf(std::nextafter(middle, high)), bits + 1);
        ASSERT_EQ(floatToHalf(-middle), even | 0x8000U);
    }
}

TEST(Half, OverflowsToInfinityAndUnderflowsToZero) {
    EXPECT_EQ(floatToHalf(65504.0F), 0x7BFF);
    EXPECT_EQ(floatToHalf(std::nextafter(65520.0F, 0.0F)), 0x7BFF);
    EXPECT_EQ(floatToHalf(65520.0F), 0x7C00);
    EXPECT_EQ(floatToHalf(-3e38F), 0xFC00);
    EXPECT_EQ(floatToHalf(std::numeric_limits<float>::infinity()), 0x7C00);
    EXPECT_EQ(floatToHalf(0x1p-25F), 0) << "a tie between 0 and the least denormal";
    EXPECT_EQ(floatToHalf(std::numeric_limits<float>::denorm_min()), 0);
    EXPECT_EQ(floatToHalf(-0.0F), 0x8000);
}

TEST(Half, BfloatIsTheUpperHalfOfAFloat) {
    for (unsigned bits = 0; bits < 65536; ++bits)
        ASSERT_EQ(std::bit_cast<std::uint32_t>(bfloatToFloat(half(bits))), bits << 16);
}
