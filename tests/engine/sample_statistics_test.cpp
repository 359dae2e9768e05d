// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/sample_statistics.h>

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <random>
#include <vector>

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

TEST(SampleStatistics, FiveNumbersOfASample) {
    const FiveNumbers numbers = fiveNumbers({7, 1, 3, 9, 4, 8}); // quarters as R's quantile() has them
    EXPECT_EQ(numbers.least, 1);
    EXPECT_EQ(numbers.lowerQuarter, 3.25);
    EXPECT_EQ(numbers.median, 5.5);
    EXPECT_EQ(numbers.upperQuarter, 7.75);
    EXPECT_EQ(numbers.most, 9);
    EXPECT_EQ(fiveNumbers({2}).upperQuarter, 2);
    EXPECT_EQ(fiveNumbers({}).most, 0);
}

TEST(SampleStatistics, AnIntervalOfFiveValuesReachesFromEndToEnd) {
    EXPECT_FALSE(medianInterval({1, 2, 3, 4}));
    const auto interval = medianInterval({5, 1, 4, 2, 3});
    ASSERT_TRUE(interval);
    EXPECT_EQ(interval->low, 1);
    EXPECT_EQ(interval->high, 5);
}

TEST(SampleStatistics, AnIntervalOfManyValuesIsNarrow) {
    for (const std::size_t count : {999U, 1001U, 100001U}) {
        std::vector<double> values;
        for (std::size_t i = 0; i < count; ++i)
            values.push_back(static_cast<double>(i) / static_cast<double>(count - 1));
        const auto interval = medianInterval(values);
        ASSERT_TRUE(interval);
        const double half = 0.98 / std::sqrt(static_cast<double>(count)); // the normal approximation
        EXPECT_NEAR(interval->low, 0.5 - half, 0.002) << count;
        EXPECT_NEAR(interval->high, 0.5 + half, 0.002) << count;
    }
}

/// Share of so many intervals, each of `count` draws, that the true median lies in.
template <class Draw>
double coverage(int count, double trueMedian, Draw draw) {
    constexpr int kRuns = 10000;
    std::vector<double> values(static_cast<std::size_t>(count));
    int covered = 0;
    for (int run = 0; run < kRuns; ++run) {
        for (double& value : values)
            value = draw();
        const Interval interval = medianInterval(values).value();
        covered += interval.low <= trueMedian && trueMedian <= interval.high ? 1 : 0;
    }
    return covered / static_cast<double>(kRuns);
}

TEST(SampleStatistics, IntervalsCoverTheTrueMedian) {
    std::mt19937_64 random(11);
    for (const int count : {5, 10, 20}) {
        std::normal_distribution<double> normal(50, 3);
        const double ofNormal = coverage(count, 50, [&] { return normal(random); });
        EXPECT_GE(ofNormal, 0.93) << count;
        EXPECT_LE(ofNormal, 0.97) << count;
        std::lognormal_distribution<double> skewed(0, 1);
        const double ofSkewed = coverage(count, 1, [&] { return skewed(random); });
        EXPECT_GE(ofSkewed, 0.93) << count;
        EXPECT_LE(ofSkewed, 0.97) << count;
    }
}

/// A minute of speeds at half seconds that changes by `percent` from its beginning to its end, with so much
/// noise of so much autocorrelation.
class Series {
public:
    explicit Series(std::uint64_t seed) : m_random(seed) {
        for (int i = 0; i < 120; ++i)
            m_times.push_back(0.5 * i);
    }
    Trend trendOf(double percent, double noise = 0.03, double autocorrelation = 0.5) {
        std::normal_distribution<double> normal;
        double error = normal(m_random);
        m_values.clear();
        for (const double time : m_times) {
            const double level = 100 + percent * time / m_times.back();
            m_values.push_back(level * (1 + noise * error));
            error =
                autocorrelation * error + std::sqrt(1 - autocorrelation * autocorrelation) * normal(m_random);
        }
        return trend(m_times, m_values).value();
    }

private:
    std::mt19937_64 m_random;
    std::vector<double> m_times, m_values;
};

TEST(Trend, ADropIsFoundAndItsIntervalHoldsIt) {
    Series series(5);
    int found = 0, held = 0;
    for (int i = 0; i < 1000; ++i) {
        const Trend trend = series.trendOf(-10);
        found += trend.isFalling() ? 1 : 0;
        held += trend.interval.low <= -10 && -10 <= trend.interval.high ? 1 : 0;
    }
    EXPECT_GE(found, 950);
    EXPECT_GE(held, 930);
}

TEST(Trend, NoneIsFoundWhereThereIsNone) {
    Series series(7);
    for (const double autocorrelation : {0.0, 0.5, 0.7}) {
        int found = 0;
        for (int i = 0; i < 1000; ++i)
            found += series.trendOf(0, 0.03, autocorrelation).isSignificant ? 1 : 0;
        EXPECT_LE(found, 50) << autocorrelation;
    }
}

TEST(Trend, OfALineIsItsChange) {
    const Trend trend = Series(1).trendOf(-25, 0);
    EXPECT_NEAR(trend.percent, -25, 1e-9);
    EXPECT_TRUE(trend.isFalling());
    const Trend level = Series(1).trendOf(0, 0);
    EXPECT_EQ(level.percent, 0);
    EXPECT_FALSE(level.isSignificant);
}

TEST(Trend, NeedsASeries) {
    const std::vector<double> nine(9, 1.0), ten(10, 1.0), noTime(10, 3.0);
    EXPECT_FALSE(trend(nine, nine));
    EXPECT_FALSE(trend(noTime, ten)) << "all at one moment";
    EXPECT_FALSE(trend(nine, ten));
    EXPECT_FALSE(trend({}, {}));
    const std::vector<double> times{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, nothing(10, 0.0);
    EXPECT_FALSE(trend(times, nothing)) << "nothing to take a share of";
}

} // namespace
} // namespace plm
