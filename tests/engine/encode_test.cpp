// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/format.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace plm::quant {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// How exact a format is.
struct Exactness {
    Type type;
    double normal;   ///< root of the mean square error of normally distributed values, of deviation 1
    double largest;  ///< error of one value, as a share of its block's largest magnitude
    float mostValue; ///< the largest magnitude that surely has a place
};

constexpr double kFloat16 = 0x1p-11;
constexpr double kBfloat16 = 0x1p-8;
constexpr float kHalf = 65504;

// The errors of normal values are those of a search that works, and a twentieth more.
const Exactness kExactness[] = {
    {Type::F32, 0, 0, 3e38F},
    {Type::F16, 2.2e-4, kFloat16, kHalf},
    {Type::BF16, 1.75e-3, kBfloat16, 3e38F},
    {Type::Q4_0, 0.090, 1.01 / 8, 8 * kHalf},
    {Type::Q4_1, 0.082, 1.03 / 15, kHalf / 2},
    {Type::Q5_0, 0.0447, 1.01 / 16, 16 * kHalf},
    {Type::Q5_1, 0.0396, 1.03 / 31, kHalf / 2},
    {Type::Q8_0, 5.6e-3, 1.02 / 254, 127 * kHalf},
    {Type::Q4_K, 0.074, 2.0 / 15, 63 * kHalf},
    {Type::Q5_K, 0.0368, 2.0 / 31, 63 * kHalf},
    {Type::Q6_K, 0.0186, 1.1 / 31, 127 * 31 * kHalf},
};

class Encode : public testing::TestWithParam<Exactness> {
protected:
    /// What `values` come back as; nothing where they cannot be encoded.
    std::vector<float> throughBlocks(const std::vector<float>& values) const {
        std::vector<std::byte> blocks(m_format.bytesFor(values.size()) + 1, std::byte{0xA5});
        if (!m_format.encode(values.data(), blocks.data(), values.size()))
            return {};
        EXPECT_EQ(blocks.back(), std::byte{0xA5}) << "it wrote behind its blocks";
        std::vector<float> decoded(values.size());
        m_format.decode(blocks.data(), decoded.data(), decoded.size());
        return decoded;
    }

    /// Every value comes back within the format's exactness, by blocks, and within what half precision's last
    /// place is worth when it is rounded in a scale and multiplied with the farthest code.
    void expectClose(const std::vector<float>& values, const std::string& what) const {
        constexpr double kLastPlace = 0x1p-25 * 32;
        const std::vector<float> decoded = throughBlocks(values);
        ASSERT_EQ(decoded.size(), values.size()) << what;
        for (std::size_t block = 0; block < values.size(); block += m_format.blockValues) {
            double largest = 0;
            for (std::size_t i = block; i < block + m_format.blockValues; ++i)
                largest = std::max(largest, std::fabs(static_cast<double>(values[i])));
            for (std::size_t i = block; i < block + m_format.blockValues; ++i)
                ASSERT_LE(std::fabs(static_cast<double>(decoded[i]) - values[i]),
                          GetParam().largest * largest + (m_isExact ? 0 : kLastPlace))
                    << what << ", value " << i << ": " << values[i] << " came back as " << decoded[i];
        }
    }

    const Format& m_format = format(GetParam().type);
    const bool m_isExact = GetParam().type == Type::F32;
    static constexpr std::size_t kCount = 4096;
};

std::vector<float> normalValues(std::size_t count, float deviation, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<float> values(count);
    for (float& value : values) { // the sum of twelve uniform numbers, which is the same everywhere
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += static_cast<double>(random()) * 0x1p-32;
        value = static_cast<float>(sum) * deviation;
    }
    return values;
}

TEST_P(Encode, KeepsNormalValuesAsExactAsTheFormatCan) {
    for (const float deviation : {1.0F, 0.02F, 300.0F}) {
        const auto values = normalValues(1 << 16, deviation, 1);
        const auto decoded = throughBlocks(values);
        ASSERT_EQ(decoded.size(), values.size());
        double squares = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            squares += std::pow(static_cast<double>(decoded[i]) - values[i], 2);
        EXPECT_LE(std::sqrt(squares / static_cast<double>(values.size())) / deviation, GetParam().normal);
        expectClose(values, "normal values");
    }
}

TEST_P(Encode, KeepsBlocksOfEveryShape) {
    const std::map<std::string, std::function<float(std::size_t)>> shapes = {
        {"a constant", [](std::size_t) { return 0.7F; }},
        {"a negative constant", [](std::size_t) { return -0.7F; }},
        {"far from 0", [](std::size_t i) { return 1000.0F + static_cast<float>(i % 7); }},
        {"far below 0", [](std::size_t i) { return -1000.0F - static_cast<float>(i % 7); }},
        {"two values", [](std::size_t i) { return i % 2 == 0 ? 3.0F : -3.0F; }},
        {"a ramp", [](std::size_t i) { return static_cast<float>(i % 256) - 128; }},
        {"groups of all sizes",
         [](std::size_t i) { return std::pow(10.0F, static_cast<float>(i / 16 % 9) - 6); }},
        {"one huge value", [](std::size_t i) { return i % 256 == 100 ? 3e4F : 1e-3F; }},
        {"one negative huge value", [](std::size_t i) { return i % 256 == 255 ? -3e4F : 1e-3F; }},
        {"one value", [](std::size_t i) { return i % 256 == 31 ? 1.0F : 0.0F; }},
        {"what half precision has no normal scale for",
         [](std::size_t i) { return 1e-6F * static_cast<float>(i % 11); }},
        {"denormals",
         [](std::size_t i) { return (i % 3 == 0 ? -1e-40F : 1e-42F) * static_cast<float>(i % 5); }},
        {"next to nothing", [](std::size_t i) { return i % 2 == 0 ? 1e-19F : -1e-20F; }},
    };
    for (const auto& [name, valueAt] : shapes) {
        std::vector<float> values(kCount);
        for (std::size_t i = 0; i < kCount; ++i)
            values[i] = valueAt(i);
        expectClose(values, name);
    }
}

TEST_P(Encode, KeepsZeros) {
    std::vector<float> values(kCount, 0.0F);
    values[3] = -0.0F;
    for (const float value : throughBlocks(values))
        ASSERT_EQ(value, 0.0F);
    EXPECT_EQ(throughBlocks(values).size(), kCount);
}

TEST_P(Encode, RefusesWhatIsNoNumberWhereverItStands) {
    for (const float bad : {kInfinity, -kInfinity, std::nanf(""), -std::nanf("1")})
        for (const std::size_t at : {0, 1, 15, 16, 31, 100, 128, 255, 256, 511}) {
            auto values = normalValues(512, 1, 2);
            values[at] = bad;
            EXPECT_TRUE(throughBlocks(values).empty()) << bad << " at " << at;
        }
}

TEST_P(Encode, RefusesWhatIsTooLargeAndTakesTheRest) {
    std::vector<float> values(256, 1.0F);
    for (const float sign : {1.0F, -1.0F}) {
        values[9] = sign * GetParam().mostValue;
        expectClose(values, "the largest that has a place");
        values[9] = sign * 3e38F;
        const bool holdsAll = GetParam().type == Type::F32 || GetParam().type == Type::BF16;
        EXPECT_EQ(throughBlocks(values).empty(), !holdsAll);
    }
}

/// Floats of random bits are of all sizes, and often no numbers.
TEST_P(Encode, GivesNumbersOrRefuses) {
    std::mt19937 random(3);
    int taken = 0;
    for (int trial = 0; trial < 400; ++trial) {
        const unsigned spread = 1 + random() % 60; // exponents that differ by so much
        std::vector<float> values(256);
        for (float& value : values)
            value = std::bit_cast<float>(
                static_cast<std::uint32_t>((random() & 0x807FFFFFU) | (100 + random() % spread) << 23));
        const auto decoded = throughBlocks(values);
        taken += decoded.empty() ? 0 : 1;
        for (const float value : decoded)
            ASSERT_TRUE(std::isfinite(value));
    }
    EXPECT_GT(taken, 100);
}

TEST_P(Encode, KnowsNothingOfNeighbours) {
    const auto values = normalValues(1024, 1, 4);
    std::vector<std::byte> whole(m_format.bytesFor(1024));
    ASSERT_TRUE(m_format.encode(values.data(), whole.data(), 1024));
    std::vector<std::byte> parts(whole.size());
    for (std::size_t at = 0; at < 1024; at += 256)
        ASSERT_TRUE(m_format.encode(values.data() + at, parts.data() + m_format.bytesFor(at), 256));
    EXPECT_EQ(whole, parts);
    EXPECT_TRUE(m_format.encode(nullptr, nullptr, 0)) << "nothing is nothing";
}

INSTANTIATE_TEST_SUITE_P(Formats, Encode, testing::ValuesIn(kExactness),
                         [](const auto& test) { return std::string(format(test.param.type).name); });

TEST(Encoders, AreAllTested) {
    for (const Format& known : formats())
        EXPECT_EQ(known.encode != nullptr,
                  std::any_of(std::begin(kExactness), std::end(kExactness),
                              [&](const Exactness& tested) { return tested.type == known.type; }))
            << known.name;
}

} // namespace
} // namespace plm::quant
