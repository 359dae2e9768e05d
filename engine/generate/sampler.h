// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/candidates.h"

#include <plm/generate.h>

#include <optional>
#include <random>
#include <span>
#include <vector>

namespace plm {

/// Chooses tokens from logits. The same seed, options and logits give the same tokens on every machine.
class Sampler {
public:
    /// How many of the latest tokens the repetition penalty looks at.
    static constexpr std::size_t kPenaltyWindow = 64;

    explicit Sampler(const SamplingOptions& options) : m_options(options), m_random(options.seed) {}

    /// One of the tokens 0 … logits.size()−1, or nothing where no logit is a number. `recent` are the tokens
    /// so far.
    std::optional<TokenId> sample(std::span<const float> logits, std::span<const TokenId> recent);
    /// The same from the first candidates() of them, in their order. All logits are numbers.
    TokenId sampleFrom(std::span<const Candidate> likeliest, std::span<const TokenId> recent);
    /// How many candidates decide as all logits do, to the bit; 0 where that is not sure. There are at least
    /// as many logits, or it takes all of them.
    [[nodiscard]] std::size_t candidates() const;

private:
    struct Weighed {
        Candidate candidate;
        double probability = 0;
    };

    [[nodiscard]] bool isGreedy() const { return m_options.temperature <= 0; }
    [[nodiscard]] bool penalises() const { return m_options.repeatPenalty != 1.0F; }
    [[nodiscard]] static std::span<const TokenId> window(std::span<const TokenId> recent);
    [[nodiscard]] float penalised(float logit) const;
    void penalise(std::span<const TokenId> recent);
    [[nodiscard]] std::optional<TokenId> likeliest() const;
    void collectCandidates();
    void keepTopK();
    TokenId choose();
    void computeProbabilities();
    void keepTopP();
    void keepMinP();
    TokenId draw();

    SamplingOptions m_options;
    std::mt19937_64 m_random;
    std::vector<float> m_logits;
    std::vector<Weighed> m_candidates; ///< likeliest first
};

} // namespace plm
