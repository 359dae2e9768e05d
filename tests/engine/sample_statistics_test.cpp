// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/benchmark.h>

#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace plm {
namespace {

TEST(SampleStatistics, OfAnOddNumberOfSamples) {
    const std::array samples{9.0, 1.0, 2.0};
    EXPECT_EQ(mean(samples), 4);
    EXPECT_EQ(median({samples.begin(), samples.end()}), 2);
    EXPECT_DOUBLE_EQ(standardDeviation(samples), std::sqrt((25.0 + 9.0 + 4.0) / 2));
}

TEST(SampleStatistics, OfAnEvenNumberOfSamples) {
    const std::array samples{8.0, 1.0, 2.0, 5.0};
    EXPECT_EQ(mean(samples), 4);
    EXPECT_EQ(median({samples.begin(), samples.end()}), 3.5) << "halfway between the two in the middle";
    EXPECT_DOUBLE_EQ(standardDeviation(samples), std::sqrt((16.0 + 9.0 + 4.0 + 1.0) / 3));
}

TEST(SampleStatistics, OfOneSampleAndOfNone) {
    const std::array one{3.0};
    EXPECT_EQ(mean(one), 3);
    EXPECT_EQ(median({3.0}), 3);
    EXPECT_EQ(standardDeviation(one), 0);
    EXPECT_EQ(mean({}), 0);
    EXPECT_EQ(median({}), 0);
    EXPECT_EQ(standardDeviation({}), 0);
}

} // namespace
} // namespace plm
