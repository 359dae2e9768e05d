// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace plm {

// What repeated measurements come to, in the unit of the values, which are finite; 0 where there are none.
// Any thread.

[[nodiscard]] double mean(std::span<const double> values);
/// The value in the middle, or halfway between the two that are.
[[nodiscard]] double median(std::vector<double> values);
/// Of a sample (n − 1); 0 where there is one value only.
[[nodiscard]] double standardDeviation(std::span<const double> values);

/// Tukey's summary of a sample.
struct FiveNumbers {
    double least = 0, lowerQuarter = 0, median = 0, upperQuarter = 0, most = 0;
};
/// Quarters lie between the sorted values 1 + (n − 1) p, p = 1/4 and 3/4, on a straight line (definition 7 of
/// Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996; what R and NumPy do).
[[nodiscard]] FiveNumbers fiveNumbers(std::vector<double> values);

struct Interval {
    double low = 0, high = 0;
};
/// The least number of values of which there is an interval.
inline constexpr std::size_t kLeastForInterval = 5;
/// A 95 % interval of the median of what the values are a sample of, whatever its distribution: between order
/// statistics, whose coverage the binomial distribution gives, interpolated as Hettmansperger and Sheather do
/// ("Confidence Intervals Based on Interpolated Order Statistics", 1986). Of five values it reaches from the
/// least to the most, which covers 93.75 %. Nothing where there are fewer.
[[nodiscard]] std::optional<Interval> medianInterval(std::vector<double> values);

/// How a series changed from its beginning to its end.
struct Trend {
    double percent = 0; ///< of what the fitted line begins with; below zero: it became less
    Interval interval;  ///< 95 %, likewise
    /// Whether a series without a trend would differ as much from its beginning in fewer than 5 of 100 cases.
    bool isSignificant = false;

    [[nodiscard]] bool isFalling() const { return isSignificant && percent < 0; }
};
/// The least length of a series of which a trend can be told.
inline constexpr std::size_t kLeastForTrend = 10;
/// Fits a straight line through `values`, measured at `times` at about equal distances. What disturbs one
/// value of a speed lasts into the next ones, so that the errors are taken for a first-order autoregressive
/// process: its coefficient is that of the residuals, corrected for their bias and on the careful side, and
/// the line's error is what follows from it. Nothing where the series is too short, the times are all the
/// same, or the line does not begin above zero.
[[nodiscard]] std::optional<Trend> trend(std::span<const double> times, std::span<const double> values);

} // namespace plm
