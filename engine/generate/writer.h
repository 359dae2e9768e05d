// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/context.h"
#include "generate/speculation.h"

#include <plm/generate.h>
#include <plm/memory_parts.h>

#include <array>
#include <functional>
#include <optional>
#include <vector>

namespace plm {

/// Decides how a text goes on: gets the logits after the tokens `before`, and gives the token that follows
/// them, or nothing where the text is at its end.
using Continuation =
    std::function<std::optional<TokenId>(const NextLogits& logits, std::span<const TokenId> before)>;

/// Writes a text to the context, one token after another, or several together where guesses pay. A
/// continuation sees the same either way: each token's logits and what is before it, never a wrong guess. One
/// thread at a time.
class Writer {
public:
    /// `context` must outlive it and stay where it is.
    explicit Writer(Context& context);

    /// Begins a text that follows what is in the context. `draft` false: without guesses. `candidates`: so
    /// many of a token's logits its continuation needs; 0: all.
    void begin(bool draft, std::size_t candidates = 0);
    /// Writes `token` and what `next` lets follow, to its end. At most `mostGuesses` tokens behind the first
    /// are of use. Fails with ContextFull where a token has no room any more, and as Context::read() does;
    /// then, too, the context holds what was written and nothing else.
    Status write(std::optional<TokenId> token, int mostGuesses, const Continuation& next,
                 const std::stop_token& stop);
    /// Forgets the text, whatever the buffers hold.
    void forget();
    /// What guessing did since begin().
    void count(Statistics& statistics) const;
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const {
        m_speculation.addRegions(regions);
        m_logits.addRegions(regions);
    }

private:
    Status evaluate(TokenId token, std::span<const TokenId> guesses, const std::stop_token& stop);
    std::optional<TokenId> takeRightGuesses(std::span<const TokenId> guesses, const Continuation& next);
    void append(TokenId token);

    Context& m_context;
    std::function<double()> m_clock; ///< seconds
    int m_mostTogether;              ///< tokens
    Speculation m_speculation;
    bool m_draft = false;
    std::array<TokenId, BatchCosts::kMostTokens> m_batch{};
    LogitRows m_logits; ///< of the tokens of the largest batch
    int m_drafted = 0, m_accepted = 0;
    std::array<int, BatchCosts::kMostTokens> m_lengths{}; ///< evaluations by guesses
};

} // namespace plm
