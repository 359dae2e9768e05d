// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/drafter.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace plm {

NGramChains::NGramChains(int length, int capacity)
    : m_length(length),
      m_latest(std::bit_ceil(static_cast<std::size_t>(std::clamp(capacity, 1, kMostReserved))), kNone) {
    m_before.reserve(static_cast<std::size_t>(std::clamp(capacity, 1, kMostReserved)));
}

void NGramChains::forget() {
    std::fill(m_latest.begin(), m_latest.end(), kNone);
    m_before.clear();
}

bool NGramChains::hasSequence(std::span<const TokenId> text) const {
    return text.size() >= static_cast<std::size_t>(m_length);
}

std::size_t NGramChains::chainOf(std::span<const TokenId> text) const {
    std::uint64_t hash = 0;
    for (const TokenId token : text.last(static_cast<std::size_t>(m_length)))
        hash = (hash ^ static_cast<std::uint64_t>(token)) * 0x9E3779B97F4A7C15; // 2⁶⁴ over the golden ratio
    return (hash >> 32) & (m_latest.size() - 1);
}

void NGramChains::push(std::span<const TokenId> text) {
    const auto end = static_cast<std::int32_t>(text.size());
    m_before.push_back(hasSequence(text) ? std::exchange(m_latest[chainOf(text)], end) : kNone);
}

void NGramChains::pop(std::span<const TokenId> text) {
    if (hasSequence(text))
        m_latest[chainOf(text)] = m_before.back();
    m_before.pop_back();
}

int NGramChains::latest(std::span<const TokenId> text) const {
    return hasSequence(text) ? m_latest[chainOf(text)] : kNone;
}

namespace {

// Ends that are looked at for one sequence: common words would have hundreds.
constexpr int kCandidates = 16;

} // namespace

Drafter::Drafter(int capacity)
    : m_chains{NGramChains(8, capacity), NGramChains(4, capacity), NGramChains(2, capacity),
               NGramChains(1, capacity)} {
    m_text.reserve(static_cast<std::size_t>(std::clamp(capacity, 1, NGramChains::kMostReserved)));
}

int Drafter::follow(std::span<const TokenId> text) {
    const auto end = std::mismatch(m_text.begin(), m_text.end(), text.begin(), text.end()).first;
    const auto common = static_cast<std::size_t>(end - m_text.begin());
    while (m_text.size() > common)
        removeLast();
    for (const TokenId token : text.subspan(common))
        append(token);
    return static_cast<int>(common);
}

void Drafter::append(TokenId token) {
    for (NGramChains& chains : m_chains)
        chains.push(m_text);
    m_text.push_back(token);
}

void Drafter::forget() {
    m_text.clear();
    for (NGramChains& chains : m_chains)
        chains.forget();
}

void Drafter::removeLast() {
    m_text.pop_back();
    for (NGramChains& chains : m_chains)
        chains.pop(m_text);
}

Drafter::Match Drafter::find() const {
    for (const NGramChains& chains : m_chains)
        if (const Match match = longestOf(chains); match.length > 0)
            return match;
    return {};
}

Drafter::Match Drafter::longestOf(const NGramChains& chains) const {
    Match best;
    int end = chains.latest(m_text);
    for (int i = 0; i < kCandidates && end != NGramChains::kNone; ++i, end = chains.before(end))
        if (const int length = matchLength(end); length >= chains.length() && length > best.length)
            best = {length, end};
    return best;
}

/// How many tokens before `end` are those at the text's end.
int Drafter::matchLength(int end) const {
    const int most = std::min(end, kLongestMatch);
    const TokenId* earlier = m_text.data() + end;
    const TokenId* last = m_text.data() + m_text.size();
    int length = 0;
    while (length < most && earlier[-length - 1] == last[-length - 1])
        ++length;
    return length;
}

void Drafter::guess(Match match, std::span<TokenId> guess) const {
    const auto next = static_cast<std::size_t>(match.next);
    for (std::size_t i = 0; i < guess.size(); ++i)
        guess[i] = next + i < m_text.size() ? m_text[next + i] : guess[next + i - m_text.size()];
}

} // namespace plm
