// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/format.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <gtest/gtest.h>
#include <random>
#include <string>
#include <vector>

namespace plm::test {

/// Names the tests of each format.
inline std::string formatName(const testing::TestParamInfo<quant::Format>& format) {
    return std::string(format.param.name);
}

/// Those that are taken apart, and that integer kernels read.
inline std::vector<quant::Format> formatsWithCodes() {
    std::vector<quant::Format> found;
    for (const quant::Format& format : quant::formats())
        if (format.hasCodes())
            found.push_back(format);
    return found;
}

inline bool isModest(const std::vector<float>& values) {
    for (const float value : values)
        if (!std::isfinite(value) || std::fabs(value) > 1e4F)
            return false;
    return true;
}

/// Sets all half-precision factors of a block that the integer kernels know.
inline void setFactors(const quant::Format& format, std::byte* block, std::uint16_t half) {
    const bool superBlockWithMinima = format.type == quant::Type::Q4_K || format.type == quant::Type::Q5_K;
    std::memcpy(block + (format.type == quant::Type::Q6_K ? 208 : 0), &half, sizeof half);
    if (superBlockWithMinima)
        std::memcpy(block + 2, &half, sizeof half);
}

/// Blocks of random bytes for `values` numbers: random codes and scales, of which those are taken whose
/// values are of modest size.
inline std::vector<std::byte> randomBlocks(const quant::Format& format, std::size_t values, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::byte> bytes;
    std::vector<std::byte> block(format.blockBytes);
    std::vector<float> decoded(format.blockValues);
    for (std::size_t i = 0; i < values / format.blockValues; ++i) {
        do {
            for (std::byte& byte : block)
                byte = static_cast<std::byte>(random());
            format.decode(block.data(), decoded.data(), decoded.size());
        } while (!isModest(decoded));
        bytes.insert(bytes.end(), block.begin(), block.end());
    }
    return bytes;
}

} // namespace plm::test
