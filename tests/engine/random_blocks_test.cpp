// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/magnitudes.h"
#include "synthesize/random_blocks.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace plm::synthesis {
namespace {

class RandomBlocksTest : public testing::TestWithParam<quant::Format> {
protected:
    static constexpr std::size_t kValues = 1 << 16;

    std::vector<float> decoded() const {
        std::vector<float> values(kValues);
        GetParam().decode(m_bytes.data(), values.data(), values.size());
        return values;
    }

    std::vector<std::byte> m_bytes = std::vector<std::byte>(GetParam().bytesFor(kValues));
};

TEST_P(RandomBlocksTest, HaveTheMeanAndDeviationAskedFor) {
    Random random(7);
    for (const float deviation : {0.02F, 4.0F}) {
        RandomBlocks(GetParam()).fill(m_bytes, deviation, random);
        double sum = 0;
        double squares = 0;
        for (const float value : decoded()) {
            sum += value;
            squares += static_cast<double>(value) * value;
        }
        EXPECT_NEAR(sum / kValues / deviation, 0, 0.03);
        EXPECT_NEAR(std::sqrt(squares / kValues) / deviation, 1, 0.03);
    }
}

TEST_P(RandomBlocksTest, HoldOneValueEverywhere) {
    for (const float value : {0.02F, -4.0F, 0.0F}) {
        RandomBlocks(GetParam()).fillConstant(m_bytes, value);
        for (const float got : decoded())
            ASSERT_NEAR(got, value, std::abs(value) * 0.005F);
    }
}

INSTANTIATE_TEST_SUITE_P(Formats, RandomBlocksTest,
                         testing::ValuesIn(quant::formats().begin(), quant::formats().end()),
                         [](const auto& format) { return std::string(format.param.name); });

TEST(Firing, ThresholdsLeaveTheShareOfNeuronsSilent) {
    for (const double sparsity : {0.5, 0.9, 0.99}) {
        double firing = 0;
        for (const float threshold : thresholds(4096, sparsity))
            firing += 0.5 * std::erfc(threshold / std::sqrt(2.0)) / 4096;
        EXPECT_NEAR(1 - firing, sparsity, 0.001);
    }
}

TEST(Firing, AFewNeuronsFireOftenAndMostRarely) {
    const auto values = thresholds(4096, 0.9);
    EXPECT_LT(values[4096 * 3 / 100], 0) << "these fire for more than every second token";
    EXPECT_GT(values[4096 * 5 / 100], 0);
    EXPECT_GT(values[4096 / 2], 1.75) << "these fire for less than 4 in a hundred";
}

/// Against a sum over samples of the input and of the threshold.
TEST(Firing, KnowsTheSizeOfWhatSquaredReluGives) {
    constexpr int kSteps = 1000;
    for (const double sparsity : {0.5, 0.9}) {
        const auto inputs = thresholds(kSteps, 0.5); // normally distributed about 0
        double sum = 0;
        for (const float threshold : thresholds(kSteps, sparsity))
            for (const float input : inputs)
                sum += std::pow(std::max(0.0F, input - threshold), 4) / kSteps / kSteps;
        EXPECT_NEAR(sum / meanFourthPower(sparsity), 1, 0.05);
    }
}

} // namespace
} // namespace plm::synthesis
