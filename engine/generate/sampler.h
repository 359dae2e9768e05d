// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

private:
    struct Candidate {
        TokenId token;
        float logit;
        double probability;
    };

    void penalise(std::span<const TokenId> recent);
    [[nodiscard]] std::optional<TokenId> likeliest() const;
    void collectCandidates();
    void computeProbabilities();
    void keepTopP();
    void keepMinP();
    TokenId draw();

    SamplingOptions m_options;
    std::mt19937_64 m_random;
    std::vector<float> m_logits;
    std::vector<Candidate> m_candidates; ///< likeliest first
};

} // namespace plm
