// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace peripheral {

/// Where values lie along an axis, from 0 to 1, and which of them are written there.
class Scale {
public:
    enum class Kind {
        Linear,
        Log2,  ///< zero lies one step before the least value above it
        Log10, ///< reaches from one power of ten to another
    };

    /// From 0 (or the least value, where that is below) to the next even value.
    static Scale fromZero(const std::vector<double>& values, int mostTicks);
    /// From the least to the largest value.
    static Scale across(Kind kind, const std::vector<double>& values);

    /// 0 at the least value of the axis, 1 at the largest.
    [[nodiscard]] double place(double value) const;
    /// Even values within the axis, at most `most` of them where that is two or more.
    [[nodiscard]] std::vector<double> ticks(int most) const;
    [[nodiscard]] double least() const { return m_least; }
    [[nodiscard]] double most() const { return m_most; }

private:
    Scale(Kind kind, double least, double most) : m_kind(kind), m_least(least), m_most(most) {}

    [[nodiscard]] double position(double value) const;

    Kind m_kind;
    double m_least;
    double m_most;
    double m_zero = 0; ///< where a Log2 axis has zero; 0: nowhere
};

} // namespace peripheral
