// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/firing.h"

#include <cmath>
#include <numbers>

namespace plm::synthesis {

namespace {

constexpr double kSpread = 1;                            // of thresholds over neurons
const double kMargin = std::sqrt(1 + kSpread * kSpread); // deviation of input − threshold

/// The probability that a normally distributed number is above `x`.
double upperTail(double x) {
    return 0.5 * std::erfc(x / std::numbers::sqrt2);
}

double density(double x) {
    return std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
}

/// The number that a normally distributed one is below with `probability`, by bisection.
double quantile(double probability) {
    double low = -10;
    double high = 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (1 - upperTail(middle) < probability ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace

double meanThreshold(double sparsity) {
    return quantile(sparsity) * kMargin;
}

std::vector<float> thresholds(int count, double sparsity) {
    const double mean = meanThreshold(sparsity);
    std::vector<float> values;
    for (int i = 0; i < count; ++i)
        values.push_back(static_cast<float>(mean + kSpread * quantile((i + 0.5) / count)));
    return values;
}

/// The difference is normally distributed as kMargin·(Z − a), and E[max(0, Z − a)⁴] is
/// (a⁴ + 6a² + 3)·P(Z > a) − (a³ + 5a)·density(a), by integrating in parts.
double meanFourthPower(double sparsity) {
    const double a = quantile(sparsity);
    const double unit =
        (std::pow(a, 4) + 6 * a * a + 3) * upperTail(a) - (std::pow(a, 3) + 5 * a) * density(a);
    return std::pow(kMargin, 4) * unit;
}

} // namespace plm::synthesis
