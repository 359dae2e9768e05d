// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cfloat>
#include <cmath>
#include <cstddef>
#include <fmt/format.h>
#include <string>

namespace plm::test {

/// By what a float32 operation rounds at most, of its result: half of the distance of 1 and its neighbour.
constexpr double kUnit = 0x1p-24;
/// Below this Vulkan lets a device take a number for zero.
constexpr double kLeast = FLT_MIN;
/// What Vulkan allows exp(x), of its result: 3 + 2·|x| of the distances of neighbours, which are up to 2
/// units.
inline double expError(double x) {
    return (3 + 2 * std::fabs(x)) * 2 * kUnit;
}

/// A sum of products, added up in double precision, and how far from it one of float32 numbers may be.
struct Sum {
    double value = 0;
    double size = 0; ///< of its terms, without signs
    double tiny = 0; ///< what comes of factors and products that are taken for zero

    void add(double a, double b) { add(a, b, std::fabs(a)); }
    /// `a` is itself a sum of what comes to `aSize` without signs, each part of which is multiplied by
    /// itself.
    void add(double a, double b, double aSize) {
        value += a * b;
        size += aSize * std::fabs(b);
        tiny += (1 + aSize + std::fabs(b)) * kLeast;
    }
    /// Where no term goes through more than `depth` additions: each rounds by a unit of what is summed so
    /// far, which is no more than `size`. Before that a factor that was decoded is rounded in the device and
    /// in the expected value, and the product once.
    [[nodiscard]] double bound(double depth) const { return (depth + 3) * kUnit * 1.001 * size + tiny; }
};

/// Compares many results, and tells of the first that is too far off, so that a test that fails can be read.
class Agreement {
public:
    void add(double actual, double expected, double bound) {
        if (!isWithin(actual, expected, bound) && m_wrong++ == 0)
            m_first = fmt::format("number {} is {:.9g} instead of {:.9g} ± {:.3g}", m_count, actual, expected,
                                  bound);
        ++m_count;
    }
    /// Nothing, where all are within their bounds.
    [[nodiscard]] std::string misses() const {
        return m_wrong == 0 ? "" : fmt::format("{} of {}: {}", m_wrong, m_count, m_first);
    }

private:
    /// Infinities are themselves only, and what is no number is nothing.
    static bool isWithin(double actual, double expected, double bound) {
        return actual == expected || (std::isfinite(actual) && std::fabs(actual - expected) <= bound);
    }

    std::size_t m_count = 0, m_wrong = 0;
    std::string m_first;
};

} // namespace plm::test
