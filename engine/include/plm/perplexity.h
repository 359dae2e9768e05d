// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/result.h"
#include "plm/session.h"
#include "plm/tokenizer.h"

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace plm {

/// How well a model predicts a text.
struct Perplexity {
    double sum = 0;            ///< of negative log-likelihoods, in nats
    std::size_t predicted = 0; ///< tokens that the sum is over
    std::size_t read = 0;      ///< tokens that were evaluated
    double seconds = 0;        ///< that it took

    /// Nats a token; nothing may be predicted yet, which gives 0.
    [[nodiscard]] double negativeLogLikelihood() const;
    /// e to the power of it.
    [[nodiscard]] double perplexity() const;
};

/// `text` as tokens to be predicted, after a first one where the vocabulary has one to begin with. Fails with
/// BadArgument where they are fewer than two, and as Tokenizer::encode() does. Any thread.
[[nodiscard]] Result<std::vector<TokenId>> tokensToPredict(std::string_view text, const Tokenizer& tokenizer);

/// Told what came of the text so far, after each part, on the thread that measures.
using PerplexityProgress = std::function<void(const Perplexity& soFar)>;

/// Reads `tokens` in parts of `context`, which the session's context has room for, each part by itself: every
/// token of it but the first is predicted from those before it. Fails as Session::evaluate() does. The thread
/// that uses the session.
[[nodiscard]] Result<Perplexity> measurePerplexity(Session& session, std::span<const TokenId> tokens,
                                                   std::size_t context,
                                                   const PerplexityProgress& progress = {},
                                                   const std::stop_token& stop = {});

} // namespace plm
