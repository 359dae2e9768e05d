// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/ngram_chains.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace plm {

NGramChains::NGramChains(int length, int capacity)
    : m_length(length),
      m_latest(std::bit_ceil(static_cast<std::size_t>(std::clamp(capacity, 1, kMostReserved))), kNone) {
    m_before.reserve(static_cast<std::size_t>(std::clamp(capacity, 1, kMostReserved)));
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

} // namespace plm
