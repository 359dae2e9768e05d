// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/sample_statistics.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace plm {

namespace {

/// A straight line by least squares: `level` is its value at the mean of the times.
struct Line {
    double level = 0, slope = 0;
    std::vector<double> offsets;   ///< of the times from their mean
    std::vector<double> residuals; ///< of the values from the line
    double spread = 0;             ///< sum of the squares of the offsets
};

double squaresOf(std::span<const double> values) {
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

Line fit(std::span<const double> times, std::span<const double> values) {
    Line line;
    line.level = mean(values);
    const double middle = mean(times);
    for (const double time : times)
        line.offsets.push_back(time - middle);
    line.spread = squaresOf(line.offsets);
    line.slope = std::inner_product(values.begin(), values.end(), line.offsets.begin(), 0.0) / line.spread;
    for (std::size_t i = 0; i < values.size(); ++i)
        line.residuals.push_back(values[i] - line.level - line.slope * line.offsets[i]);
    return line;
}

/// The autocorrelation at lag 1 that the errors have, on the careful side. That of the residuals of a line is
/// less by about (2 + 4 ρ)/n. Its own standard error, √((1 − ρ²)/n), is added, because a coefficient that
/// comes out too small finds trends where there are none more often than one that is too large misses some.
/// One below zero would make the line's error less than that of independent values; it is taken for none.
double autocorrelation(std::span<const double> residuals) {
    const double squares = squaresOf(residuals);
    if (squares <= 0)
        return 0;
    const double found =
        std::inner_product(residuals.begin() + 1, residuals.end(), residuals.begin(), 0.0) / squares;
    const auto n = static_cast<double>(residuals.size());
    const double corrected = (found + 2 / n) / (1 - 4 / n);
    const double error = std::sqrt(std::max(0.0, 1 - corrected * corrected) / n);
    return std::clamp(corrected + error, 0.0, 0.95);
}

/// Σ wᵢ wⱼ ρ^|i−j| over all i and j.
double correlated(std::span<const double> weights, double correlation) {
    double sum = 0, before = 0; // Σ wⱼ ρ^(i−j) over j < i
    for (const double weight : weights) {
        sum += weight * weight + 2 * weight * before;
        before = correlation * (before + weight);
    }
    return sum;
}

/// The standard error of the slope. The residuals' squares are divided by what their mean is in units of the
/// errors' variance, n − tr(HR) with the matrix H that projects on the line and the correlations R.
double errorOfSlope(const Line& line, double correlation) {
    const auto n = static_cast<double>(line.residuals.size());
    const std::vector<double> ones(line.residuals.size(), 1.0);
    const double byOffsets = correlated(line.offsets, correlation) / line.spread;
    const double freedom = n - correlated(ones, correlation) / n - byOffsets;
    const double variance = squaresOf(line.residuals) / std::max(freedom, 1.0);
    return std::sqrt(variance * byOffsets / line.spread);
}

/// The quantile 0.975 of Student's t distribution by Abramowitz and Stegun 26.7.5, for `freedom` of at
/// least 3.
double studentQuantile(double freedom) {
    constexpr double kNormal = 1.959964;
    const double z2 = kNormal * kNormal;
    return kNormal * (1 + (z2 + 1) / (4 * freedom) + ((5 * z2 + 16) * z2 + 3) / (96 * freedom * freedom));
}

} // namespace

std::optional<Trend> trend(std::span<const double> times, std::span<const double> values) {
    if (values.size() < kLeastForTrend || times.size() != values.size())
        return std::nullopt;
    const auto [first, last] = std::minmax_element(times.begin(), times.end());
    const double duration = *last - *first;
    if (!(duration > 0))
        return std::nullopt;
    const Line line = fit(times, values);
    const double start =
        line.level + line.slope * *std::min_element(line.offsets.begin(), line.offsets.end());
    if (!(start > 0))
        return std::nullopt;
    const double correlation = autocorrelation(line.residuals);
    const double independent = static_cast<double>(values.size()) * (1 - correlation) / (1 + correlation);
    const double percent = 100 * duration / start; // of a slope of 1
    const double reach =
        studentQuantile(std::max(independent - 2, 3.0)) * errorOfSlope(line, correlation) * percent;
    const double change = line.slope * percent;
    return Trend{change, {change - reach, change + reach}, std::abs(change) > reach};
}

} // namespace plm
