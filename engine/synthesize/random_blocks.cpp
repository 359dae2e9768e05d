// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/random_blocks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace plm::synthesis {

/// Where a format keeps its half precision scale and offset, and what its random bytes need besides.
struct BlockLayout {
    quant::Type type;
    int scale;
    int offset;                                               ///< -1: it has none
    float centre;                                             ///< offset over scale that makes the mean 0
    void (*mend)(std::span<std::byte> block, Random& random); ///< or null
};

namespace {

using quant::Type;

/// Q8_0 counts from -127: encoders never write -128.
void mendQ8_0(std::span<std::byte> block, Random& /*random*/) {
    for (std::byte& code : block.subspan(2))
        code = code == std::byte{0x80} ? std::byte{0x81} : code;
}

/// Q2_K: each group's offset equal to its scale, from 8 to 15.
void mendQ2_K(std::span<std::byte> block, Random& /*random*/) {
    for (std::byte& group : block.first(16)) {
        const auto scale = std::to_integer<unsigned>(group & std::byte{7}) | 8U;
        group = static_cast<std::byte>(scale | scale << 4);
    }
}

/// Q4_K and Q5_K: each group's offset equal to its scale, from 32 to 63, packed as quant/k_scaled_blocks.cpp
/// reads them.
void mendK(std::span<std::byte> block, Random& random) {
    std::array<unsigned, 8> scales{};
    std::uint64_t bits = random.next();
    for (unsigned& scale : scales) {
        scale = 32 | (bits & 31);
        bits >>= 5;
    }
    for (std::size_t g = 0; g < 4; ++g) {
        const auto low = static_cast<std::byte>(scales[g] | (scales[g + 4] >> 4) << 6);
        block[4 + g] = block[8 + g] = low;
        block[12 + g] = static_cast<std::byte>((scales[g + 4] & 15) | (scales[g + 4] & 15) << 4);
    }
}

constexpr std::array kLayouts = {
    BlockLayout{Type::Q4_0, 0, -1, 0, nullptr},   BlockLayout{Type::Q4_1, 0, 2, -7.5F, nullptr},
    BlockLayout{Type::Q5_0, 0, -1, 0, nullptr},   BlockLayout{Type::Q5_1, 0, 2, -15.5F, nullptr},
    BlockLayout{Type::Q8_0, 0, -1, 0, mendQ8_0},  BlockLayout{Type::Q2_K, 80, 82, 1.5F, mendQ2_K},
    BlockLayout{Type::Q3_K, 108, -1, 0, nullptr}, BlockLayout{Type::Q4_K, 0, 2, 7.5F, mendK},
    BlockLayout{Type::Q5_K, 0, 2, 15.5F, mendK},  BlockLayout{Type::Q6_K, 208, -1, 0, nullptr},
    BlockLayout{Type::IQ4_NL, 0, -1, 0, nullptr}, BlockLayout{Type::IQ4_XS, 0, -1, 0, nullptr},
};

const BlockLayout* findLayout(Type type) {
    const auto* found = std::find_if(kLayouts.begin(), kLayouts.end(),
                                     [type](const BlockLayout& layout) { return layout.type == type; });
    return found == kLayouts.end() ? nullptr : found;
}

void storeHalf(std::byte* at, float value) {
    const std::uint16_t half = quant::floatToHalf(value);
    std::memcpy(at, &half, sizeof half);
}

/// A float32's upper half, rounded.
void storeBfloat(std::byte* at, float value) {
    const auto half = static_cast<std::uint16_t>((std::bit_cast<std::uint32_t>(value) + 0x8000U) >> 16);
    std::memcpy(at, &half, sizeof half);
}

void storeFloat(Type type, std::byte* at, float value) {
    if (type == Type::F16)
        storeHalf(at, value);
    else if (type == Type::BF16)
        storeBfloat(at, value);
    else
        std::memcpy(at, &value, sizeof value);
}

const float kUniformRange = std::sqrt(3.0F); // of uniform numbers whose deviation is 1

} // namespace

RandomBlocks::RandomBlocks(const quant::Format& format)
    : m_format(&format),
      m_layout(findLayout(format.type)) {
    if (m_layout == nullptr)
        return;
    m_unitDeviation = measureDeviation();
    m_level = measureLevel();
}

void RandomBlocks::fill(std::span<std::byte> blocks, float deviation, Random& random) const {
    for (; !blocks.empty(); blocks = blocks.subspan(m_format->blockBytes)) {
        if (m_layout == nullptr)
            storeFloat(m_format->type, blocks.data(), deviation * kUniformRange * random.symmetric());
        else
            fillBlock(blocks.first(m_format->blockBytes), deviation, random);
    }
}

void RandomBlocks::fillBlock(std::span<std::byte> block, float deviation, Random& random) const {
    random.fill(block);
    if (m_layout->mend != nullptr)
        m_layout->mend(block, random);
    const float number = random.symmetric();
    const float scale = deviation / m_unitDeviation * (0.75F + 0.5F * std::abs(number));
    // Where codes have a mean of their own, blocks of both signs even it out.
    const bool negative = m_layout->offset < 0 && number < 0;
    storeScales(block.data(), negative ? -scale : scale, scale * m_layout->centre);
}

void RandomBlocks::fillConstant(std::span<std::byte> blocks, float value) const {
    for (; !blocks.empty(); blocks = blocks.subspan(m_format->blockBytes)) {
        if (m_layout == nullptr) {
            storeFloat(m_format->type, blocks.data(), value);
            continue;
        }
        // Bytes of ones are the same code throughout a block, and the same scale of groups, in every format.
        std::fill_n(blocks.data(), m_format->blockBytes, std::byte{0xFF});
        storeScales(blocks.data(), value / m_level, 0);
    }
}

void RandomBlocks::storeScales(std::byte* block, float scale, float offset) const {
    storeHalf(block + m_layout->scale, scale);
    if (m_layout->offset >= 0)
        storeHalf(block + m_layout->offset, offset);
}

float RandomBlocks::measureDeviation() const {
    constexpr std::size_t kBlocks = 1024; // within one per cent
    std::vector<std::byte> blocks(kBlocks * m_format->blockBytes);
    std::vector<float> values(kBlocks * m_format->blockValues);
    Random random(0);
    fill(blocks, 1, random);
    m_format->decode(blocks.data(), values.data(), values.size());
    double squares = 0;
    for (const float value : values)
        squares += static_cast<double>(value) * value;
    return static_cast<float>(std::sqrt(squares / static_cast<double>(values.size())));
}

float RandomBlocks::measureLevel() const {
    std::vector<std::byte> block(m_format->blockBytes);
    std::vector<float> values(m_format->blockValues);
    fillConstant(block, 1);
    m_format->decode(block.data(), values.data(), values.size());
    return values.front();
}

} // namespace plm::synthesis
