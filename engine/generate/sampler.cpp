// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/sampler.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace plm {

std::optional<TokenId> Sampler::sample(std::span<const float> logits, std::span<const TokenId> recent) {
    m_logits.assign(logits.begin(), logits.end());
    if (penalises())
        penalise(recent);
    const std::optional<TokenId> best = likeliest();
    if (!best || isGreedy())
        return best;
    collectCandidates();
    return choose();
}

TokenId Sampler::sampleFrom(std::span<const Candidate> likeliest, std::span<const TokenId> recent) {
    m_candidates.clear();
    const std::span<const TokenId> last = window(recent);
    for (const auto& [token, logit] : likeliest) {
        const bool isPenalised = penalises() && std::ranges::find(last, token) != last.end();
        m_candidates.push_back({{token, isPenalised ? penalised(logit) : logit}});
    }
    keepTopK();
    return isGreedy() ? m_candidates.front().candidate.token : choose();
}

/// A penalty above 1 makes logits smaller only: whoever is among the first k then has at most k − 1 tokens
/// and the others of the window before it. One below 1 may bring any token to the front. Without top-k every
/// token has a part in the sum of probabilities.
std::size_t Sampler::candidates() const {
    if (!isGreedy() && m_options.topK <= 0)
        return 0;
    const std::size_t kept = isGreedy() ? 1 : static_cast<std::size_t>(m_options.topK);
    if (!penalises())
        return kept;
    return m_options.repeatPenalty > 1 && std::isfinite(m_options.repeatPenalty) ? kept + kPenaltyWindow : 0;
}

std::span<const TokenId> Sampler::window(std::span<const TokenId> recent) {
    return recent.last(std::min(recent.size(), kPenaltyWindow));
}

float Sampler::penalised(float logit) const {
    return logit > 0 ? logit / m_options.repeatPenalty : logit * m_options.repeatPenalty;
}

/// Makes tokens that were there lately less likely (Keskar et al., arXiv 1909.05858).
void Sampler::penalise(std::span<const TokenId> recent) {
    const std::span<const TokenId> last = window(recent);
    for (const TokenId token : std::set<TokenId>(last.begin(), last.end())) {
        float& logit = m_logits[static_cast<std::size_t>(token)];
        logit = penalised(logit);
    }
}

std::optional<TokenId> Sampler::likeliest() const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < m_logits.size(); ++i)
        if (!std::isnan(m_logits[i]) && (!best || m_logits[i] > m_logits[*best]))
            best = i;
    if (!best)
        return std::nullopt;
    return static_cast<TokenId>(*best);
}

/// All that are numbers, or infinite, as far as top-k keeps them.
void Sampler::collectCandidates() {
    m_candidates.clear();
    for (std::size_t i = 0; i < m_logits.size(); ++i)
        if (!std::isnan(m_logits[i]))
            m_candidates.push_back({{static_cast<TokenId>(i), m_logits[i]}});
    keepTopK();
}

/// The top-k tokens, or all, sorted by logit; equal ones by id, so that the order is the same everywhere.
void Sampler::keepTopK() {
    const auto before = [](const Weighed& one, const Weighed& other) {
        const Candidate &a = one.candidate, &b = other.candidate;
        return a.logit != b.logit ? a.logit > b.logit : a.token < b.token;
    };
    const std::size_t all = m_candidates.size();
    const std::size_t kept =
        m_options.topK > 0 ? std::min(all, static_cast<std::size_t>(m_options.topK)) : all;
    std::partial_sort(m_candidates.begin(), m_candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                      m_candidates.end(), before);
    m_candidates.resize(kept);
}

TokenId Sampler::choose() {
    computeProbabilities();
    keepTopP();
    keepMinP();
    return draw();
}

void Sampler::computeProbabilities() {
    const double largest = static_cast<double>(m_candidates.front().candidate.logit);
    double sum = 0;
    for (Weighed& one : m_candidates) {
        const double distance = static_cast<double>(one.candidate.logit) - largest;
        // Two infinities are equally likely; their difference would not be a number.
        one.probability =
            std::isnan(distance) ? 1.0 : std::exp(distance / static_cast<double>(m_options.temperature));
        sum += one.probability;
    }
    for (Weighed& one : m_candidates)
        one.probability /= sum;
}

/// The fewest of the likeliest tokens that hold `topP` of the probability.
void Sampler::keepTopP() {
    if (m_options.topP >= 1.0F)
        return;
    double sum = 0;
    std::size_t kept = 0;
    while (kept < m_candidates.size() && (kept == 0 || sum < static_cast<double>(m_options.topP)))
        sum += m_candidates[kept++].probability;
    m_candidates.resize(kept);
}

void Sampler::keepMinP() {
    if (m_options.minP <= 0.0F)
        return;
    const double least = m_candidates.front().probability * static_cast<double>(m_options.minP);
    const auto end = std::find_if(m_candidates.begin() + 1, m_candidates.end(),
                                  [least](const Weighed& one) { return one.probability < least; });
    m_candidates.erase(end, m_candidates.end());
}

TokenId Sampler::draw() {
    double sum = 0;
    for (const Weighed& one : m_candidates)
        sum += one.probability;
    // 53 random bits: std::uniform_real_distribution is not the same in every library.
    double left = static_cast<double>(m_random() >> 11) * 0x1p-53 * sum;
    for (const Weighed& one : m_candidates) {
        left -= one.probability;
        if (left < 0)
            return one.candidate.token;
    }
    return m_candidates.back().candidate.token;
}

} // namespace plm
