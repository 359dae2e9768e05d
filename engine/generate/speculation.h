// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/drafter.h"

#include <plm/memory_parts.h>

#include <array>
#include <cstddef>
#include <span>

namespace plm {

/// What it costs to evaluate a few tokens together, in single steps: 1 for one token; for several about 1
/// where memory is the limit, and about as many as there are where arithmetic is. Learned from times, which
/// the caller measures.
class BatchCosts {
public:
    /// Tokens in the largest batch.
    static constexpr int kMostTokens = 16;

    /// A batch of `tokens` (1 … kMostTokens) took `seconds`.
    void record(int tokens, double seconds);
    /// In steps. What was not measured, or not for long, is rather taken too low than too high, so that it
    /// will be tried.
    [[nodiscard]] double inSteps(int tokens) const;
    /// Tokens in the largest batch that should be tried by what is known.
    [[nodiscard]] int largestToTry() const;

private:
    struct Cost {
        double beyondFirst = 0; ///< steps more than a single token takes: a running mean
        double hope = 1;        ///< by which it is multiplied; sinks until it is measured again
        int measured = 0;
    };
    void recordStep(double seconds);
    void recordCost(Cost& cost, double beyondFirst);
    [[nodiscard]] bool isKnown(int tokens) const;
    [[nodiscard]] int largestKnown() const;
    [[nodiscard]] double beyondFirst(int tokens) const;
    [[nodiscard]] double costOfMore(int tokens) const;

    double m_stepSeconds = 0;
    int m_steps = 0;
    std::array<Cost, kMostTokens + 1> m_costs; ///< by tokens, from 2 on
};

/// How often a guess is right, by the length of the match that it comes from. Starts from what is usual, and
/// forgets: texts change.
class HitRates {
public:
    HitRates();
    void record(int matchLength, bool hit);
    /// 0 to 1, of the next token after a match of `matchLength` ≥ 1 tokens.
    [[nodiscard]] double rate(int matchLength) const;

private:
    struct Tally {
        double hits, trials;
    };
    static std::size_t classOf(int matchLength);

    std::array<Tally, 10> m_tallies;
};

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
    /// Forgets the text and what was learned of it, whatever the buffers hold; what batches cost is known
    /// still.
    void forget();
    /// A token and guesses behind it, `tokens` in all, took `seconds` to evaluate.
    void record(int tokens, double seconds) { m_costs.record(tokens, seconds); }
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const { m_drafter.addRegions(regions); }

private:
    [[nodiscard]] int bestLength(int most) const;

    Drafter m_drafter;
    Drafter::Match m_match; ///< of the text as it is
    HitRates m_rates;
    BatchCosts m_costs;
    std::array<TokenId, kMostGuesses> m_guess{};
};

} // namespace plm
