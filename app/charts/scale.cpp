// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/scale.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace peripheral {

namespace {

/// 1, 2 or 5 times a power of ten, so that the range has at most `most` steps of it.
double evenStep(double range, int most) {
    const double rough = range / std::max(most, 1);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

std::vector<double> evenTicks(double least, double most, int count) {
    const double step = evenStep(most - least, std::max(count - 1, 1));
    std::vector<double> ticks;
    for (double n = std::ceil(least / step - 1e-9); n * step <= most + step * 1e-9; ++n)
        ticks.push_back(n * step);
    return ticks;
}

/// Powers of `base` whose logarithms these bound, or each second, third … of them.
std::vector<double> powers(double base, double low, double high, int count) {
    const double first = std::ceil(low - 1e-9);
    const double last = std::floor(high + 1e-9);
    const double step = std::max(1.0, std::ceil((last - first) / std::max(count - 1, 1)));
    std::vector<double> ticks;
    for (double n = first; n <= last; n += step)
        ticks.push_back(std::pow(base, n));
    return ticks;
}

std::optional<double> leastAboveZero(const std::vector<double>& values) {
    std::optional<double> least;
    for (const double value : values) {
        if (value > 0 && (!least || value < *least))
            least = value;
    }
    return least;
}

} // namespace

Scale Scale::fromZero(const std::vector<double>& values, int mostTicks) {
    double least = 0;
    double most = 0;
    for (const double value : values) {
        least = std::min(least, value);
        most = std::max(most, value);
    }
    if (least == most)
        return {Kind::Linear, 0, 1};
    const double step = evenStep(most - least, std::max(mostTicks - 1, 1));
    return {Kind::Linear, std::floor(least / step + 1e-9) * step, std::ceil(most / step - 1e-9) * step};
}

Scale Scale::across(Kind kind, const std::vector<double>& values) {
    if (values.empty())
        return {Kind::Linear, 0, 1};
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    if (kind == Kind::Linear)
        return *least < *most ? Scale(kind, *least, *most) : Scale(kind, *least - 0.5, *least + 0.5);
    const double positive = leastAboveZero(values).value_or(1);
    const double largest = std::max(*most, positive);
    if (kind == Kind::Log10) {
        const double low = std::floor(std::log10(positive));
        return {kind, std::pow(10, low), std::pow(10, std::max(std::ceil(std::log10(largest)), low + 1))};
    }
    Scale scale(kind, positive, std::max(largest, positive * 2));
    if (*least <= 0) {
        scale.m_zero = positive / 2;
        scale.m_least = scale.m_zero;
    }
    return scale;
}

double Scale::position(double value) const {
    switch (m_kind) {
    case Kind::Linear:
        return value;
    case Kind::Log2:
    case Kind::Log10:
        return std::log2(std::max(value, m_least));
    }
    return 0;
}

double Scale::place(double value) const {
    const double low = position(m_least);
    return std::clamp((position(value) - low) / (position(m_most) - low), 0.0, 1.0);
}

std::vector<double> Scale::ticks(int most) const {
    switch (m_kind) {
    case Kind::Linear:
        return evenTicks(m_least, m_most, most);
    case Kind::Log10:
        return powers(10, std::log10(m_least), std::log10(m_most), most);
    case Kind::Log2:
        break;
    }
    const bool zero = m_zero > 0;
    std::vector<double> ticks =
        powers(2, std::log2(m_least) + (zero ? 1 : 0), std::log2(m_most), zero ? most - 1 : most);
    if (zero)
        ticks.insert(ticks.begin(), 0);
    return ticks;
}

} // namespace peripheral
