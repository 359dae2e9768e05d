// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/host_cache.h"
#include "random_values.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace {

using namespace plm;
using plm::test::randomValues;

HyperParameters shape(int rank, int rotary) {
    HyperParameters hyper;
    hyper.layers = 3;
    hyper.latentRank = rank;
    hyper.rotaryWidth = rotary;
    return hyper;
}

/// The bytes a token that PLM-1.8B's shape takes.
TEST(HostCache, TakesTheBytesOfItsType) {
    HyperParameters hyper = shape(512, 64);
    hyper.layers = 32;
    EXPECT_EQ((*HostCache::create(hyper, 1, CacheType::F16))->bytesPerToken(), 36864U);
    EXPECT_EQ((*HostCache::create(hyper, 1, CacheType::F32))->bytesPerToken(), 73728U);
    EXPECT_EQ((*HostCache::create(hyper, 1, CacheType::Q8))->bytesPerToken(), 21504U);
}

TEST(HostCache, KeepsEightBitsOfEachBlockAndHalvesOfTheRotaryKey) {
    for (const int rank : {512, 33, 7}) {
        const auto width = static_cast<std::size_t>(rank) + 6;
        auto cache = HostCache::create(shape(rank, 6), 4, CacheType::Q8);
        ASSERT_TRUE(cache);
        std::vector<std::vector<float>> rows;
        for (int i = 0; i < 4; ++i) {
            rows.push_back(randomValues(width, static_cast<unsigned>(i)));
            if (i == 2)
                std::fill(rows[2].begin(), rows[2].end(), 0.0F);
            (*cache)->store(1, i, rows.back().data());
        }
        for (int i = 0; i < 4; ++i) { // after all were stored: none reaches into another
            std::vector<float> back(width);
            (*cache)->load(1, i, back.data());
            const std::vector<float>& row = rows[static_cast<std::size_t>(i)];
            for (std::size_t c = 0; c < width; ++c) {
                float largest = 0;
                for (std::size_t k = c / 32 * 32; k < std::min<std::size_t>(c / 32 * 32 + 32, width - 6); ++k)
                    largest = std::max(largest, std::fabs(row[k]));
                const float step = c < width - 6 ? largest / 127 : std::fabs(row[c]) / 1024;
                EXPECT_NEAR(back[c], row[c], 0.52F * step + 1e-7F) << "row " << i << " value " << c;
            }
        }
    }
}

TEST(HostCache, NumbersOutsideHalfPrecisionDoNotSpoilTheirBlock) {
    auto cache = HostCache::create(shape(32, 2), 1, CacheType::Q8);
    std::vector<float> row(34, 1e-12F); // the scale would be zero in half precision
    (*cache)->store(0, 0, row.data());
    std::vector<float> back(34);
    (*cache)->load(0, 0, back.data());
    for (const float value : back)
        EXPECT_NEAR(value, 0, 1e-7);
}

} // namespace
