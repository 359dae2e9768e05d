// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <cstdint>
#include <span>
#include <vector>

namespace plm {

/// Where each sequence of n tokens (an n-gram) ended in a text, latest first: hash chains, as in LZ77
/// compressors. Sequences with the same hash share a chain, so a caller compares what it finds.
class NGramChains {
public:
    static constexpr int kNone = -1;
    /// Memory is set aside for so many tokens at most; further ones take more as they come.
    static constexpr int kMostReserved = 1 << 16;

    /// For sequences of `length` tokens in texts of about `capacity` tokens; longer texts only make chains
    /// longer.
    NGramChains(int length, int capacity);

    [[nodiscard]] int length() const { return m_length; }
    /// Notes the sequence at the end of `text`, whose size grows by one from call to call, from 0 on. Shorter
    /// texts have none.
    void push(std::span<const TokenId> text);
    /// Undoes the latest push(), which was of `text`.
    void pop(std::span<const TokenId> text);

    /// The latest noted end of a sequence like the one at the end of `text`; kNone where there is none.
    [[nodiscard]] int latest(std::span<const TokenId> text) const;
    /// The end before `end` in its chain; kNone where that was the first.
    [[nodiscard]] int before(int end) const { return m_before[static_cast<std::size_t>(end)]; }

private:
    [[nodiscard]] bool hasSequence(std::span<const TokenId> text) const;
    [[nodiscard]] std::size_t chainOf(std::span<const TokenId> text) const;

    int m_length;
    std::vector<std::int32_t> m_latest; ///< by hash
    std::vector<std::int32_t> m_before; ///< by end
};

} // namespace plm
