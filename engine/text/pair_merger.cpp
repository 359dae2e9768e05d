// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pair_merger.h"

#include <algorithm>
#include <functional>

namespace plm::text {

void PairMerger::append(std::vector<TokenId>& tokens, std::string_view word) {
    split(word);
    mergeAll();
    for (std::int32_t at = 0; at != kEnd; at = m_parts[static_cast<std::size_t>(at)].next)
        tokens.push_back(m_parts[static_cast<std::size_t>(at)].token);
}

void PairMerger::split(std::string_view word) {
    m_parts.clear();
    m_heap.clear();
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto at = static_cast<std::int32_t>(i);
        m_parts.push_back({m_byteTokens[static_cast<unsigned char>(word[i])],
                           at - 1,
                           i + 1 < word.size() ? at + 1 : kEnd,
                           {}});
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        lookUp(static_cast<std::int32_t>(i));
        if (m_parts[i].merge.exists())
            m_heap.push_back(static_cast<std::uint64_t>(m_parts[i].merge.rank) << 32 | i);
    }
    std::make_heap(m_heap.begin(), m_heap.end(), std::greater<>());
}

void PairMerger::mergeAll() {
    while (!m_heap.empty()) {
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>());
        const std::uint64_t top = m_heap.back();
        m_heap.pop_back();
        const auto at = static_cast<std::int32_t>(top & 0xFFFFFFFFU);
        Part& part = m_parts[static_cast<std::size_t>(at)];
        // What was pushed before a neighbour changed is out of date.
        if (part.merge.exists() && part.merge.rank == top >> 32)
            mergeWithNext(part, at);
    }
}

void PairMerger::mergeWithNext(Part& part, std::int32_t at) {
    Part& gone = m_parts[static_cast<std::size_t>(part.next)];
    part.token = part.merge.token;
    part.next = gone.next;
    gone.merge = {};
    if (part.next != kEnd)
        m_parts[static_cast<std::size_t>(part.next)].previous = at;
    lookUp(at);
    push(at);
    if (part.previous != kEnd) {
        lookUp(part.previous);
        push(part.previous);
    }
}

void PairMerger::lookUp(std::int32_t at) {
    Part& part = m_parts[static_cast<std::size_t>(at)];
    part.merge = part.next == kEnd
                     ? Merge{}
                     : m_merges.find(part.token, m_parts[static_cast<std::size_t>(part.next)].token);
}

void PairMerger::push(std::int32_t at) {
    const Merge& merge = m_parts[static_cast<std::size_t>(at)].merge;
    if (merge.exists()) {
        m_heap.push_back(static_cast<std::uint64_t>(merge.rank) << 32 | static_cast<std::uint32_t>(at));
        std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>());
    }
}

} // namespace plm::text
