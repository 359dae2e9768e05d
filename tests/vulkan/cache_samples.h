// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latent_cache.h"

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace plm::test {

inline constexpr CacheType kCacheTypes[] = {CacheType::F16, CacheType::F32, CacheType::Q8};

/// cache_row.glsl's CACHE_BITS.
inline std::uint32_t cacheBits(CacheType type) {
    return type == CacheType::F16 ? 16 : type == CacheType::F32 ? 32 : 8;
}

inline CacheRow cacheRow(std::uint32_t latentRank, std::uint32_t rotary, CacheType type) {
    HyperParameters hyper;
    hyper.latentRank = static_cast<int>(latentRank);
    hyper.rotaryWidth = static_cast<int>(rotary);
    return {hyper, type};
}

/// Of a row on the device.
inline std::uint32_t rowWords(const CacheRow& row) {
    return static_cast<std::uint32_t>((row.bytes() + 3) / 4);
}

/// Rows of a cache as they lie on the device, from the values of as many tokens.
inline std::vector<std::uint32_t> cacheWords(const CacheRow& row, std::span<const float> values) {
    const auto width = static_cast<std::size_t>(row.width());
    std::vector<std::uint32_t> words(values.size() / width * rowWords(row));
    std::vector<std::byte> bytes(row.bytes());
    for (std::size_t r = 0; r < values.size() / width; ++r) {
        row.encode(values.data() + r * width, bytes.data());
        std::memcpy(words.data() + r * rowWords(row), bytes.data(), bytes.size());
    }
    return words;
}

/// The values of row `index` of them.
inline std::vector<float> cachedValues(const CacheRow& row, std::span<const std::uint32_t> words,
                                       std::size_t index) {
    std::vector<std::byte> bytes(row.bytes());
    std::memcpy(bytes.data(), words.data() + index * rowWords(row), bytes.size());
    std::vector<float> values(static_cast<std::size_t>(row.width()));
    row.decode(bytes.data(), values.data());
    return values;
}

/// What stands behind row `index` in its last word.
inline std::uint32_t fillingOf(const CacheRow& row, std::span<const std::uint32_t> words, std::size_t index) {
    const std::size_t filled = row.bytes() % 4;
    return filled == 0 ? 0 : words[(index + 1) * rowWords(row) - 1] >> 8 * filled;
}

} // namespace plm::test
