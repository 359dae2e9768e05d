// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/heat_history.h"

#include <algorithm>
#include <utility>

namespace peripheral {

namespace {

/// Makes `column` the mean of both by tokens.
void join(AnswerReadings::Step& column, const AnswerReadings::Step& step) {
    const auto before = static_cast<float>(column.tokens);
    const auto more = static_cast<float>(step.tokens);
    const std::size_t layers = std::min(column.shares.size(), step.shares.size());
    for (std::size_t i = 0; i < layers && before + more > 0; ++i)
        column.shares[i] = (column.shares[i] * before + step.shares[i] * more) / (before + more);
    column.tokens += step.tokens;
}

} // namespace

void HeatHistory::clear() {
    *this = HeatHistory();
}

void HeatHistory::add(const AnswerReadings::Step& step) {
    if (m_inLast > 0 && m_inLast < m_evaluations) {
        join(m_columns.back(), step);
        ++m_inLast;
        return;
    }
    if (m_columns.size() == kMostColumns)
        joinNeighbours();
    m_columns.push_back(step);
    m_inLast = 1;
}

void HeatHistory::joinNeighbours() {
    for (std::size_t i = 0; 2 * i + 1 < m_columns.size(); ++i) {
        if (i > 0)
            m_columns[i] = std::move(m_columns[2 * i]);
        join(m_columns[i], m_columns[2 * i + 1]);
    }
    m_columns.resize(m_columns.size() / 2);
    m_evaluations *= 2;
    ++m_joinings;
}

} // namespace peripheral
