// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/kernels/kernels.h"
#include "quant/format.h"
#include "random_values.h"

#include <plm/executors.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <iostream>
#include <limits>
#include <map>
#include <vector>

namespace {

using namespace plm::cpu;
using plm::test::randomValues;

std::string kernelName(const testing::TestParamInfo<const Kernels*>& kernels) {
    std::string name = kernels.param->name;
    std::erase(name, '-');
    return name;
}

class EveryKernelSet : public testing::TestWithParam<const Kernels*> {};
INSTANTIATE_TEST_SUITE_P(Usable, EveryKernelSet,
                         testing::ValuesIn(usableKernels().begin(), usableKernels().end()), kernelName);

/// Where the processor is known beforehand (tests/engine/arm64.cmake), its best kernels are, too.
TEST(BestKernels, AreTheProcessorsNewest) {
    for (const Kernels* kernels : usableKernels())
        std::cout << "can run: " << kernels->name << '\n';
    std::cout << "chosen: " << bestKernels().name << '\n';
    EXPECT_EQ(&bestKernels(), usableKernels().back());
    const char* expected = std::getenv("PERIPHERAL_EXPECTED_KERNELS");
    EXPECT_STREQ(bestKernels().name, expected != nullptr ? expected : bestKernels().name);
}

TEST(BestKernels, AreWhatProgramsAreTold) {
    const plm::KernelChoice choice = plm::kernelChoice();
    EXPECT_EQ(choice.name, bestKernels().name);
    const std::map<std::string, std::vector<std::string>> sets{
        {"Portable", {}},
        {"AVX2", {"AVX2", "FMA", "F16C"}},
        {"AVX-512", {"AVX2", "FMA", "F16C", "AVX512F", "AVX512BW", "AVX512VL", "AVX512VNNI"}},
        {"AVX-512-BF16",
         {"AVX2", "FMA", "F16C", "AVX512F", "AVX512BW", "AVX512VL", "AVX512VNNI", "AVX512BF16"}},
        {"NEON", {"NEON"}},
        {"NEON-dotprod", {"NEON", "dotprod"}},
        {"NEON-i8mm", {"NEON", "dotprod", "i8mm"}},
    };
    ASSERT_TRUE(sets.contains(choice.name)) << choice.name;
    EXPECT_EQ(choice.instructionSets, sets.at(choice.name));
}

constexpr std::size_t kColumns = 160;

TEST_P(EveryKernelSet, ProductsOfEveryTileShape) {
    const auto weights = randomValues(kTileRows * kColumns, 1);
    const auto inputs = randomValues(kTileInputs * kColumns, 2);
    for (int rows = 1; rows <= kTileRows; ++rows)
        for (int count = 1; count <= kTileInputs; ++count) {
            float sums[kTileSums] = {};
            float out[kTileInputs][kTileRows] = {};
            GetParam()->accumulate({weights.data(), kColumns, rows}, {inputs.data(), kColumns, count},
                                   kColumns, sums);
            GetParam()->finish(sums, rows, count, out[0], kTileRows);
            for (int r = 0; r < rows; ++r)
                for (int i = 0; i < count; ++i) {
                    double expected = 0;
                    for (std::size_t c = 0; c < kColumns; ++c)
                        expected += static_cast<double>(weights[static_cast<std::size_t>(r) * kColumns + c]) *
                                    static_cast<double>(inputs[static_cast<std::size_t>(i) * kColumns + c]);
                    EXPECT_NEAR(out[i][r], expected, 2e-5);
                }
        }
}

TEST_P(EveryKernelSet, ExponentialsAreThoseOfTheLibrary) {
    constexpr int kScoreRows = 9;
    std::vector<float> scores = randomValues(kScoreRows * kQueryLanes, 20);
    for (float& score : scores)
        score *= 7;
    scores[3] = -std::numeric_limits<float>::infinity();
    scores[77] = -1000;
    std::vector<float> largest(kQueryLanes, -2.0F);
    largest[5] = 100;
    std::vector<float> expectedLargest = largest;
    for (std::size_t i = 0; i < scores.size(); ++i)
        expectedLargest[i % kQueryLanes] = std::max(expectedLargest[i % kQueryLanes], scores[i]);
    GetParam()->attention.largestByLane(scores.data(), kScoreRows, largest.data());
    EXPECT_EQ(largest, expectedLargest);
    std::vector<float> powers = scores;
    std::vector<float> sums(kQueryLanes, 0.5F);
    GetParam()->attention.exponentialsByLane(powers.data(), kScoreRows, largest.data(), 0.25F, sums.data());
    std::vector<double> expectedSums(kQueryLanes, 0.5);
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double expected = std::exp(static_cast<double>((scores[i] - largest[i % kQueryLanes]) * 0.25F));
        EXPECT_NEAR(powers[i], expected, 3e-7 * expected + 1e-37) << scores[i];
        expectedSums[i % kQueryLanes] += expected;
    }
    for (std::size_t lane = 0; lane < kQueryLanes; ++lane)
        EXPECT_NEAR(sums[lane], expectedSums[lane], 1e-5 * expectedSums[lane]);
    EXPECT_EQ(powers[3], 0);
    EXPECT_EQ(powers[77], 0);
}

TEST_P(EveryKernelSet, ScoresAndMixesOfLanes) {
    constexpr std::size_t kDepth = 43; // of queries and keys
    const auto queries = randomValues(kDepth * kQueryLanes, 21);
    for (const std::size_t rows : {1U, 4U, 21U}) {
        const auto keys = randomValues(rows * kColumns, 22);
        const ConstRows view{keys.data(), kColumns, static_cast<int>(rows)};
        std::vector<float> scores(rows * kQueryLanes);
        GetParam()->attention.scoreRows(queries.data(), kDepth, view, scores.data());
        for (std::size_t s = 0; s < rows; ++s)
            for (std::size_t lane = 0; lane < kQueryLanes; ++lane) {
                double expected = 0;
                for (std::size_t c = 0; c < kDepth; ++c)
                    expected += static_cast<double>(keys[s * kColumns + c]) *
                                static_cast<double>(queries[c * kQueryLanes + lane]);
                EXPECT_NEAR(scores[s * kQueryLanes + lane], expected, 2e-5);
            }
        for (const std::size_t outputs : {1U, 6U, 16U}) {
            const bool add = outputs != 6;
            std::vector<float> out(outputs * kColumns, 1.0F);
            GetParam()->attention.mixRows(scores.data(), static_cast<int>(outputs), view, kColumns,
                                          out.data(), kColumns, add);
            for (std::size_t i = 0; i < outputs; ++i)
                for (std::size_t c = 0; c < kColumns; ++c) {
                    double expected = add ? 1 : 0;
                    for (std::size_t s = 0; s < rows; ++s)
                        expected += static_cast<double>(scores[s * kQueryLanes + i]) *
                                    static_cast<double>(keys[s * kColumns + c]);
                    EXPECT_NEAR(out[i * kColumns + c], expected, 2e-4);
                }
        }
    }
}

/// What makes results independent of batches and of the pieces in which weights are decoded.
TEST_P(EveryKernelSet, OrderOfSumsDependsNeitherOnTileNorPieces) {
    const auto weights = randomValues(kTileRows * kColumns, 3);
    const auto inputs = randomValues(kTileInputs * kColumns, 4);
    float whole[kTileSums] = {};
    GetParam()->accumulate({weights.data(), kColumns, kTileRows}, {inputs.data(), kColumns, kTileInputs},
                           kColumns, whole);
    float expected[kTileInputs][kTileRows];
    GetParam()->finish(whole, kTileRows, kTileInputs, expected[0], kTileRows);
    for (int r = 0; r < kTileRows; ++r)
        for (int i = 0; i < kTileInputs; ++i) {
            float sums[kTileSums] = {};
            const float* weight = weights.data() + static_cast<std::size_t>(r) * kColumns;
            const float* input = inputs.data() + static_cast<std::size_t>(i) * kColumns;
            for (std::size_t c = 0; c < kColumns; c += 32)
                GetParam()->accumulate({weight + c, kColumns, 1}, {input + c, kColumns, 1}, 32, sums);
            float out = 0;
            GetParam()->finish(sums, 1, 1, &out, 1);
            EXPECT_EQ(std::bit_cast<std::uint32_t>(out), std::bit_cast<std::uint32_t>(expected[i][r]));
        }
}

TEST_P(EveryKernelSet, ScaledRows) {
    constexpr int kRowCount = 7;
    const auto scales = randomValues(kRowCount, 5);
    const auto rows = randomValues(kRowCount * kColumns, 6);
    std::vector<float> out(kColumns, 1.0F);
    GetParam()->addScaledRows(scales.data(), {rows.data(), kColumns, kRowCount}, kColumns, out.data());
    for (std::size_t c = 0; c < kColumns; ++c) {
        double expected = 1;
        for (std::size_t s = 0; s < kRowCount; ++s)
            expected += static_cast<double>(scales[s]) * static_cast<double>(rows[s * kColumns + c]);
        EXPECT_NEAR(out[c], expected, 1e-5);
    }
}

TEST_P(EveryKernelSet, EveryHalfIsExact) {
    std::vector<std::uint16_t> halves(65536 + 3); // not a multiple of any vector
    for (std::size_t i = 0; i < halves.size(); ++i)
        halves[i] = static_cast<std::uint16_t>(i);
    std::vector<float> out(halves.size());
    GetParam()->halfToFloat(reinterpret_cast<const std::byte*>(halves.data()), out.data(), halves.size());
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const float expected = plm::quant::halfToFloat(halves[i]);
        if (std::isnan(expected))
            EXPECT_TRUE(std::isnan(out[i])) << i;
        else
            EXPECT_EQ(std::bit_cast<std::uint32_t>(out[i]), std::bit_cast<std::uint32_t>(expected)) << i;
    }
}

} // namespace
