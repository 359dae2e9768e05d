// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/rotary.h"

#include <cmath>
#include <cstddef>

namespace plm {

RotaryTable::RotaryTable(int width, float base) : m_pairs(width / 2) {
    for (int i = 0; i < m_pairs; ++i)
        m_frequency.push_back(std::pow(static_cast<double>(base), -2.0 * i / width));
}

void RotaryTable::prepare(int first, int count) {
    const auto size = static_cast<std::size_t>(count) * static_cast<std::size_t>(m_pairs);
    m_cosine.resize(size);
    m_sine.resize(size);
    std::size_t at = 0;
    for (int position = first; position < first + count; ++position)
        for (const double frequency : m_frequency) {
            m_cosine[at] = static_cast<float>(std::cos(position * frequency));
            m_sine[at++] = static_cast<float>(std::sin(position * frequency));
        }
}

void RotaryTable::rotate(int index, float* values) const {
    const std::size_t row = static_cast<std::size_t>(index) * static_cast<std::size_t>(m_pairs);
    for (int i = 0; i < m_pairs; ++i) {
        const float cosine = m_cosine[row + static_cast<std::size_t>(i)];
        const float sine = m_sine[row + static_cast<std::size_t>(i)];
        const float even = values[2 * i];
        const float odd = values[2 * i + 1];
        values[2 * i] = even * cosine - odd * sine;
        values[2 * i + 1] = even * sine + odd * cosine;
    }
}

} // namespace plm
