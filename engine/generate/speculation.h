// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/batch_costs.h"
#include "generate/drafter.h"
#include "generate/hit_rates.h"

#include <array>
#include <span>

namespace plm {

/// Guesses what a text goes on with, as many tokens at a time as promise the most tokens a second by what
/// batches cost and how often guesses were right; none where none pay. It decides about speed only.
///
/// How often guesses are right is learned from every token, guessed in earnest or not, so that nothing is
/// spent on trying.
class Speculation {
public:
    /// Guesses in the longest draft: with the token before they are one batch.
    static constexpr int kMostGuesses = BatchCosts::kMostTokens - 1;

    /// For texts of up to `capacity` tokens.
    explicit Speculation(int capacity) : m_drafter(capacity) {}

    /// Makes `text` the text. Where that leaves less than half of the present one it is another conversation,
    /// and how often guesses were right is forgotten.
    void follow(std::span<const TokenId> text);
    /// The text goes on with `token`.
    void append(TokenId token);
    /// What follows the text, at most `most` tokens and none where that is best. Valid until the next call.
    std::span<const TokenId> propose(int most);
    /// A token and guesses behind it, `tokens` in all, took `seconds` to evaluate.
    void record(int tokens, double seconds) { m_costs.record(tokens, seconds); }

private:
    [[nodiscard]] int bestLength(int most) const;

    Drafter m_drafter;
    Drafter::Match m_match; ///< of the text as it is
    HitRates m_rates;
    BatchCosts m_costs;
    std::array<TokenId, kMostGuesses> m_guess{};
};

} // namespace plm
