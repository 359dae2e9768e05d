// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/drafter.h"

#include <algorithm>

namespace plm {

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
