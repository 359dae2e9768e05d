// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/merge_table.h"

#include <plm/tokenizer.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace plm::text {

/// The loop of byte-pair encoding: in a word, the pair of the lowest rank is merged, the leftmost first,
/// until none is left (Sennrich et al., arXiv 1508.07909). The pairs wait in a heap, so a word of n bytes
/// takes n log n steps. Keeps its buffers from word to word; one thread at a time.
class PairMerger {
public:
    PairMerger(const std::array<TokenId, 256>& byteTokens, const MergeTable& merges)
        : m_byteTokens(byteTokens),
          m_merges(merges) {}

    /// Appends the tokens of `word`, which is shorter than 2 GiB.
    void append(std::vector<TokenId>& tokens, std::string_view word);

private:
    /// A token of the word so far. Merged ones stay in place and point at their neighbours.
    struct Part {
        TokenId token;
        std::int32_t previous;
        std::int32_t next; ///< kEnd after the last
        Merge merge;       ///< with the next part
    };
    static constexpr std::int32_t kEnd = -1;

    void split(std::string_view word);
    void mergeAll();
    void mergeWithNext(Part& part, std::int32_t at);
    void lookUp(std::int32_t at);
    void push(std::int32_t at);

    const std::array<TokenId, 256>& m_byteTokens;
    const MergeTable& m_merges;
    std::vector<Part> m_parts;
    std::vector<std::uint64_t> m_heap; ///< rank above position, the least on top
};

} // namespace plm::text
