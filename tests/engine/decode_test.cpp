// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_reference.h"
#include "quant/format.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

using namespace plm::quant;
using plm::test::referenceValue;

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kBlocks = 17; // odd, so that no size is a multiple of a vector's

Bytes randomBytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    Bytes bytes(count);
    for (auto& byte : bytes)
        byte = static_cast<std::uint8_t>(random());
    return bytes;
}

/// Where a block's half precision scales stand.
std::vector<std::size_t> scaleOffsets(const Format& format) {
    switch (format.type) {
    case Type::F32:
    case Type::BF16:
        return {};
    case Type::Q4_1:
    case Type::Q5_1:
    case Type::Q4_K:
    case Type::Q5_K:
        return {0, 2};
    case Type::Q2_K:
        return {80, 82};
    case Type::Q3_K:
        return {108};
    case Type::Q6_K:
        return {208};
    default:
        return {0};
    }
}

bool same(float a, float b) {
    return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) ||
           (std::isnan(a) && std::isnan(b));
}

/// Decodes `bytes` from an odd address and compares each value, bit for bit.
void expectAsDefined(const Format& format, const Bytes& bytes) {
    Bytes shifted(bytes.size() + 1);
    std::copy(bytes.begin(), bytes.end(), shifted.begin() + 1);
    const std::size_t values = bytes.size() / format.blockBytes * format.blockValues;
    std::vector<float> got(values);
    format.decode(reinterpret_cast<const std::byte*>(shifted.data() + 1), got.data(), values);
    for (std::size_t i = 0; i < values; ++i) {
        const std::uint8_t* block = bytes.data() + i / format.blockValues * format.blockBytes;
        const float want = referenceValue(format.type, block, static_cast<int>(i % format.blockValues));
        ASSERT_TRUE(same(got[i], want))
            << format.name << " value " << i << ": " << got[i] << ", not " << want;
    }
}

class Decode : public testing::TestWithParam<Type> {
protected:
    const Format& m_format = format(GetParam());
};

TEST_P(Decode, RandomBlocks) {
    for (unsigned seed = 0; seed < 50; ++seed)
        expectAsDefined(m_format, randomBytes(kBlocks * m_format.blockBytes, seed));
}

TEST_P(Decode, BlocksOfOneByteThroughout) {
    for (const int byte : {0x00, 0xFF, 0x0F, 0xF0, 0x80, 0x7F, 0x01, 0xAA, 0x55})
        expectAsDefined(m_format, Bytes(3 * m_format.blockBytes, static_cast<std::uint8_t>(byte)));
}

TEST_P(Decode, ExtremeScales) {
    // Zeros, the least and greatest denormals, the least normal, one, the greatest, infinity, a NaN; and
    // negative.
    for (const unsigned magnitude :
         {0x0000U, 0x0001U, 0x03FFU, 0x0400U, 0x3C00U, 0x7BFFU, 0x7C00U, 0x7E01U}) {
        for (const unsigned scale : {magnitude, magnitude | 0x8000U}) {
            Bytes bytes = randomBytes(kBlocks * m_format.blockBytes, scale);
            for (std::size_t block = 0; block < bytes.size(); block += m_format.blockBytes)
                for (const std::size_t offset : scaleOffsets(m_format))
                    std::memcpy(&bytes[block + offset], &scale, 2);
            expectAsDefined(m_format, bytes);
        }
    }
}

TEST_P(Decode, NothingIsNothing) {
    m_format.decode(nullptr, nullptr, 0);
}

TEST_P(Decode, WritesNothingBehindItsValues) {
    const Bytes bytes = randomBytes(3 * m_format.blockBytes, 1);
    std::vector<float> out(3 * m_format.blockValues + 1, 42.0F);
    m_format.decode(reinterpret_cast<const std::byte*>(bytes.data()), out.data(), 3 * m_format.blockValues);
    EXPECT_EQ(out.back(), 42.0F);
}

std::vector<Type> allTypes() {
    std::vector<Type> types;
    for (const Format& format : formats())
        types.push_back(format.type);
    return types;
}

INSTANTIATE_TEST_SUITE_P(Formats, Decode, testing::ValuesIn(allTypes()),
                         [](const auto& test) { return std::string(format(test.param).name); });

// Blocks written out by hand, so that a mistake shared by decoder and reference would still show.

std::vector<float> decodeOne(Type type, const Bytes& bytes) {
    const Format& f = format(type);
    EXPECT_EQ(bytes.size(), f.blockBytes);
    std::vector<float> out(f.blockValues);
    f.decode(reinterpret_cast<const std::byte*>(bytes.data()), out.data(), f.blockValues);
    return out;
}

Bytes concat(std::initializer_list<Bytes> parts) {
    Bytes all;
    for (const Bytes& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

const Bytes kOne = {0x00, 0x3C};  // 1 as a half
const Bytes kHalf = {0x00, 0x38}; // 0.5

TEST(KnownBlock, Q4_0) {
    const auto out = decodeOne(Type::Q4_0, concat({kHalf, {0xF0}, Bytes(15, 0x88)}));
    EXPECT_EQ(out[0], -4.0F);
    EXPECT_EQ(out[16], 3.5F);
    EXPECT_EQ(out[1], 0.0F);
}

TEST(KnownBlock, Q5_1) {
    const auto out = decodeOne(Type::Q5_1, concat({kOne, kHalf, {0x01, 0x00, 0x00, 0x80}, Bytes(16, 0x21)}));
    EXPECT_EQ(out[0], 17.5F) << "the fifth bit of the first value is set";
    EXPECT_EQ(out[1], 1.5F);
    EXPECT_EQ(out[16], 2.5F);
    EXPECT_EQ(out[31], 18.5F);
}

TEST(KnownBlock, Q8_0) {
    const auto out = decodeOne(Type::Q8_0, concat({kHalf, {0x80, 0x7F}, Bytes(30, 0xFF)}));
    EXPECT_EQ(out[0], -64.0F);
    EXPECT_EQ(out[1], 63.5F);
    EXPECT_EQ(out[31], -0.5F);
}

TEST(KnownBlock, Q4_K) {
    // Group 0 has scale 2 and offset 1, group 5 scale 1 + 16·3 and offset 2 + 16·1, the others none.
    const Bytes packed = {2, 0xC0, 0, 0, 1, 0x40, 0, 0, 0, 0x21, 0, 0};
    const auto out = decodeOne(Type::Q4_K, concat({kOne, kHalf, packed, Bytes(128, 0x53)}));
    EXPECT_EQ(out[0], 2 * 3 - 0.5F);
    EXPECT_EQ(out[32], 0.0F);
    EXPECT_EQ(out[160], 49 * 5 - 9.0F);
}

TEST(KnownBlock, Q6_K) {
    Bytes block(210, 0);
    block[0] = 0x5A;       // low nibbles of values 0 and 64
    block[128] = 0x03;     // value 0: upper bits 3; value 64: upper bits 0
    block[192] = 2;        // scale of values 0 to 15
    block[196] = 0xFF;     // scale of values 64 to 79: −1
    block[208 + 1] = 0x3C; // 1
    const auto out = decodeOne(Type::Q6_K, block);
    EXPECT_EQ(out[0], 2.0F * (0xA + 48 - 32));
    EXPECT_EQ(out[64], -1.0F * (5 - 32));
    EXPECT_EQ(out[1], 2.0F * -32);
}

TEST(KnownBlock, IQ4_XS) {
    // Scale 0 is 1 + 16·2 − 32 = 1, scale 7 is 15 + 16·3 − 32 = 31.
    const auto out =
        decodeOne(Type::IQ4_XS, concat({kOne, {0x02, 0xC0}, {0x01, 0, 0, 0xF0}, Bytes(128, 0xF8)}));
    EXPECT_EQ(out[0], 1.0F);
    EXPECT_EQ(out[16], 113.0F);
    EXPECT_EQ(out[224], 31.0F);
}

TEST(Formats, AreFoundByNumberAndName) {
    for (const Format& f : formats()) {
        EXPECT_EQ(find(static_cast<std::uint32_t>(f.type)), &f);
        EXPECT_EQ(find(f.name), &f);
    }
    EXPECT_GE(formats().size(), 15U);
    EXPECT_EQ(find(4U), nullptr);
    EXPECT_EQ(find(0xFFFFFFFFU), nullptr);
    EXPECT_EQ(find("Q4_X"), nullptr);
    EXPECT_EQ(format(Type::Q4_K).bytesFor(512), 288U);
}

} // namespace
