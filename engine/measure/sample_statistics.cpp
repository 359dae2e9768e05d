// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/sample_statistics.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace plm {

namespace {

constexpr double kConfidence = 0.95;

/// Between the sorted values, `share` of the way from the first to the last.
double quantile(std::span<const double> sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

/// The two order statistics, counted from 1 from either end, between which 95 % lie or a little more, and how
/// far one goes from them to the next inner ones.
struct OrderStatistics {
    std::size_t place = 1;
    double towardsNext = 0;
};

/// With p(k) the chance of k heads in n throws of a coin, the interval from order statistic d to n + 1 − d
/// covers 1 − 2 (p(0) + … + p(d − 1)).
OrderStatistics orderStatistics(std::size_t count) {
    const auto n = static_cast<double>(count);
    double chance = std::exp2(-n), coverage = 1 - 2 * chance; // p(0)
    for (std::size_t place = 1;; ++place) {
        const auto d = static_cast<double>(place);
        chance *= (n - d + 1) / d;
        const double next = coverage - 2 * chance; // of the interval from d + 1 on
        if (next < kConfidence) {
            const double surplus = std::max(0.0, (coverage - kConfidence) / (coverage - next));
            return {place, (n - d) * surplus / (d + (n - 2 * d) * surplus)};
        }
        coverage = next;
    }
}

} // namespace

double mean(std::span<const double> values) {
    if (values.empty())
        return 0;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

double standardDeviation(std::span<const double> values) {
    if (values.size() < 2)
        return 0;
    const double centre = mean(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - centre) * (value - centre);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

FiveNumbers fiveNumbers(std::vector<double> values) {
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    return {values.front(), quantile(values, 0.25), median(values), quantile(values, 0.75), values.back()};
}

std::optional<Interval> medianInterval(std::vector<double> values) {
    if (values.size() < kLeastForInterval)
        return std::nullopt;
    std::sort(values.begin(), values.end());
    // Of very many values 2^-n is 0; the normal distribution, which the binomial one becomes, then tells.
    constexpr std::size_t kMany = 1000;
    const auto n = static_cast<double>(values.size());
    const OrderStatistics found =
        values.size() <= kMany
            ? orderStatistics(values.size())
            : OrderStatistics{static_cast<std::size_t>((n + 1) / 2 - 1.959964 * std::sqrt(n) / 2), 0};
    const std::size_t low = found.place - 1, high = values.size() - found.place;
    return Interval{std::lerp(values[low], values[low + 1], found.towardsNext),
                    std::lerp(values[high], values[high - 1], found.towardsNext)};
}

} // namespace plm
