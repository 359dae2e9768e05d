// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/ngram_chains.h"

#include <plm/tokenizer.h>

#include <array>
#include <span>
#include <vector>

namespace plm {

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
    [[nodiscard]] std::span<const TokenId> text() const { return m_text; }

    [[nodiscard]] Match find() const;
    /// Fills `guess` with what follows `match`; where that comes to the text's end it goes on with itself.
    void guess(Match match, std::span<TokenId> guess) const;

private:
    void removeLast();
    [[nodiscard]] Match longestOf(const NGramChains& chains) const;
    [[nodiscard]] int matchLength(int end) const;

    std::vector<TokenId> m_text;
    /// Of sequences of 8, 4, 2 and 1 tokens; each knows those that a token follows.
    std::array<NGramChains, 4> m_chains;
};

} // namespace plm
