// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "float_sums.h"

#include <cmath>
#include <span>
#include <vector>

namespace plm::test {

/// A row divided by its root mean square, times weights, in double precision.
class NormReference {
public:
    NormReference(std::span<const float> row, std::span<const float> weights, float epsilon)
        : m_row(row.begin(), row.end()),
          m_weights(weights.begin(), weights.end()) {
        double squares = 0;
        for (const float value : row)
            squares += static_cast<double>(value) * static_cast<double>(value);
        const auto width = static_cast<double>(row.size());
        m_scale = 1 / std::sqrt(squares / width + static_cast<double>(epsilon));
        // 256 lanes have each their part, and 8 steps join them; the root halves what that is off, and what
        // the quotient (2.5 distances of neighbours), the square and epsilon's sum are. The root itself may
        // be off by 2 distances, and two products follow.
        m_relative = ((std::ceil(width / 256) + 8 + 5 + 2) / 2 + 4 + 2) * kUnit * 1.001;
    }
    [[nodiscard]] double value(std::size_t i) const { return m_row[i] * m_scale * m_weights[i]; }
    /// Squares of small numbers may be taken for zero: epsilon is far above them all. Numbers themselves may,
    /// too.
    [[nodiscard]] double bound(std::size_t i) const {
        return std::fabs(value(i)) * m_relative + kLeast * (1 + std::fabs(m_scale * m_weights[i]));
    }

private:
    std::vector<double> m_row, m_weights;
    double m_scale, m_relative;
};

} // namespace plm::test
