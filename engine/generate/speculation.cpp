// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/speculation.h"

#include <algorithm>

namespace plm {

namespace {

// A draft has to promise so many times the speed of single steps: what is measured is not exact.
constexpr double kWorthIt = 1.05;

} // namespace

void Speculation::follow(std::span<const TokenId> text) {
    const std::size_t before = m_drafter.text().size();
    if (2 * static_cast<std::size_t>(m_drafter.follow(text)) < before)
        m_rates = {};
    m_match = m_drafter.find();
}

void Speculation::append(TokenId token) {
    if (m_match.length > 0)
        m_rates.record(m_match.length, m_drafter.text()[static_cast<std::size_t>(m_match.next)] == token);
    m_drafter.append(token);
    m_match = m_drafter.find();
}

std::span<const TokenId> Speculation::propose(int most) {
    const int length = m_match.length > 0 ? bestLength(std::min(most, kMostGuesses)) : 0;
    const std::span<TokenId> guess = std::span(m_guess).first(static_cast<std::size_t>(length));
    m_drafter.guess(m_match, guess);
    return guess;
}

/// The number of guesses k with the most tokens expected for a step's time: (1 + Σ P(the first i are right))
/// / cost of k+1 tokens. Each right guess makes the match longer, and the next guess likelier.
int Speculation::bestLength(int most) const {
    const int longest = std::min(most, m_costs.largestToTry() - 1);
    double tokens = 1, allRight = 1, bestSpeed = kWorthIt;
    int best = 0;
    for (int length = 1; length <= longest; ++length) {
        allRight *= m_rates.rate(m_match.length + length - 1);
        tokens += allRight;
        if (const double speed = tokens / m_costs.inSteps(length + 1); speed > bestSpeed) {
            bestSpeed = speed;
            best = length;
        }
    }
    return best;
}

} // namespace plm
