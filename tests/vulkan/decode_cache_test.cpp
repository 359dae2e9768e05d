// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// decode_cache.comp: rows of the latent cache as numbers, latents and rotary keys apart.
#include "cache_samples.h"
#include "float_sums.h"
#include "padded_rows.h"
#include "sample_inputs.h"
#include "shader_test.h"
#include "vulkan/device_attention.h"

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

struct DecodeShape {
    std::uint32_t rank, rotary;
    std::uint32_t firstRow, rows; ///< of the cache

    [[nodiscard]] std::uint32_t width() const { return rank + rotary; }
    [[nodiscard]] std::size_t values() const { return std::size_t{firstRow + rows} * width(); }
};

class DecodeTest : public ShaderTest {
protected:
    static void expectDecoded(const DecodeShape& shape, CacheType type, const std::vector<float>& values);
};

/// Rows of `width` numbers that `wanted` tells, and behind each what nobody wrote.
template <class Wanted>
void compareRows(std::span<const float> found, std::uint32_t width, Agreement& agreement,
                 const Wanted& wanted) {
    for (std::size_t at = 0; at < found.size(); ++at) {
        const std::size_t row = at / strideOf(width), i = at % strideOf(width);
        if (i < width)
            // 8 bits are multiplied by their scale.
            agreement.add(static_cast<double>(found[at]), wanted(row, i), std::fabs(wanted(row, i)) * kUnit);
        else
            EXPECT_EQ(std::bit_cast<std::uint32_t>(found[at]), Numbers::kUnwritten) << at;
    }
}

void DecodeTest::expectDecoded(const DecodeShape& shape, CacheType type, const std::vector<float>& values) {
    const CacheRow row = cacheRow(shape.rank, shape.rotary, type);
    const auto words = cacheWords(row, values);
    const Numbers cache = numbers(words), latents = numbers(std::size_t{shape.rows} * strideOf(shape.rank)),
                  keys = numbers(std::size_t{shape.rows} * strideOf(shape.rotary));
    run(kDecodeCache, decodeConstants(type),
        DecodeArguments{shape.rank, shape.rotary, rowWords(row), shape.firstRow, shape.rows},
        {groupsFor(std::size_t{shape.rows} * strideOf(shape.width()) / 8, kDecodeLanes), 1, 1}, cache,
        latents, keys);
    const auto kept = [&](std::size_t r, std::size_t i) {
        return static_cast<double>(cachedValues(row, words, shape.firstRow + r)[i]);
    };
    Agreement agreement;
    compareRows(latents.floats(), shape.rank, agreement, kept);
    compareRows(keys.floats(), shape.rotary, agreement,
                [&](std::size_t r, std::size_t i) { return kept(r, shape.rank + i); });
    EXPECT_EQ(agreement.misses(), "") << cacheBits(type) << " bits, latents of " << shape.rank << ", keys of "
                                      << shape.rotary << ", " << shape.rows << " rows";
}

/// Latents that end within eight numbers, within a word and within a scale, and the widest; rows that do not
/// begin with the cache.
TEST_F(DecodeTest, GivesWhatWasKept) {
    for (const CacheType type : kCacheTypes)
        for (const DecodeShape& shape : {DecodeShape{1, 2, 0, 1},
                                         {23, 6, 3, 17},
                                         {33, 2, 1, 5},
                                         {40, 8, 0, 300},
                                         {512, 64, 70, 9},
                                         {kMostLatentRank, 64, 2, 3}})
            expectDecoded(shape, type, sampleInputs(Inputs::Random, shape.values(), 1));
}

TEST_F(DecodeTest, GivesUnusualNumbers) {
    const DecodeShape shape{52, 6, 2, 7};
    for (const CacheType type : kCacheTypes)
        for (const Inputs kind : {Inputs::Zeros, Inputs::NegativeZeros, Inputs::SmallIntegers})
            expectDecoded(shape, type, sampleInputs(kind, shape.values(), 2));
}

} // namespace
