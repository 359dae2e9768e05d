// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

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

} // namespace plm
