// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/memory_parts.h>
#include <plm/tokenizer.h>

#include <array>
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
    /// As it was made.
    void forget();
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        addRegion(regions, MemoryPart::Activations, m_latest);
        addRegion(regions, MemoryPart::Activations, m_before);
    }

private:
    [[nodiscard]] bool hasSequence(std::span<const TokenId> text) const;
    [[nodiscard]] std::size_t chainOf(std::span<const TokenId> text) const;

    int m_length;
    std::vector<std::int32_t> m_latest; ///< by hash
    std::vector<std::int32_t> m_before; ///< by end
};

/// Guesses how a text goes on by looking for its end further up: the longest sequence of tokens that ends it
/// and was there before, and the latest of equally long ones, is taken to go on as it did then (prompt lookup
/// decoding, Saxena 2023). A token costs a bounded number of comparisons, however long the text is, and no
/// memory while the text is no longer than it was before.
class Drafter {
public:
    /// Longer matches count as of this length.
    static constexpr int kLongestMatch = 64;

    /// The end of the text, found further up. No match has length 0.
    struct Match {
        int length = 0; ///< tokens that are alike, at most kLongestMatch
        int next = 0;   ///< position of the token behind the earlier one: the guess
    };

    /// For texts of up to `capacity` tokens; longer ones are possible, and slower.
    explicit Drafter(int capacity);

    /// Makes `text` the text. What it has in common with the present one is kept; returns its length.
    int follow(std::span<const TokenId> text);
    void append(TokenId token);
    /// As it was made, whatever its buffers hold.
    void forget();
    [[nodiscard]] std::span<const TokenId> text() const { return m_text; }

    [[nodiscard]] Match find() const;
    /// Fills `guess` with what follows `match`; where that comes to the text's end it goes on with itself.
    void guess(Match match, std::span<TokenId> guess) const;
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        addRegion(regions, MemoryPart::Activations, m_text);
        for (const NGramChains& chains : m_chains)
            chains.addRegions(regions);
    }

private:
    void removeLast();
    [[nodiscard]] Match longestOf(const NGramChains& chains) const;
    [[nodiscard]] int matchLength(int end) const;

    std::vector<TokenId> m_text;
    /// Of sequences of 8, 4, 2 and 1 tokens; each knows those that a token follows.
    std::array<NGramChains, 4> m_chains;
};

} // namespace plm
