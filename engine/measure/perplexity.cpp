// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/stopwatch.h"

#include <plm/perplexity.h>

#include <algorithm>
#include <cmath>

namespace plm {

namespace {

/// The negative logarithm of what `logits` give `token`.
double negativeLogarithm(std::span<const float> logits, TokenId token) {
    const float largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit) - largest);
    return std::log(sum) + largest - logits[static_cast<std::size_t>(token)];
}

/// Reads `part` by itself.
Status readPart(Session& session, std::span<const TokenId> part, Perplexity& result,
                const std::stop_token& stop) {
    constexpr std::size_t kPiece = 64; // their logits are held at once
    const auto vocabulary = static_cast<std::size_t>(session.model().info().hyper.vocabulary);
    std::vector<float> logits;
    session.rewind(0);
    for (std::size_t at = 0; at < part.size(); at += kPiece) {
        const auto piece = part.subspan(at, std::min(kPiece, part.size() - at));
        logits.resize(piece.size() * vocabulary);
        if (Status read = session.evaluate(piece, logits, stop); !read)
            return read;
        for (std::size_t i = 0; i < piece.size() && at + i + 1 < part.size(); ++i) {
            result.sum +=
                negativeLogarithm(std::span(logits).subspan(i * vocabulary, vocabulary), part[at + i + 1]);
            ++result.predicted;
        }
    }
    result.read += part.size();
    return {};
}

} // namespace

double Perplexity::negativeLogLikelihood() const {
    return predicted > 0 ? sum / static_cast<double>(predicted) : 0;
}

double Perplexity::perplexity() const {
    return std::exp(negativeLogLikelihood());
}

Result<std::vector<TokenId>> tokensToPredict(std::string_view text, const Tokenizer& tokenizer) {
    auto tokens = tokenizer.encode(text, SpecialTokens::AsText);
    if (!tokens)
        return tokens;
    if (const auto begin = tokenizer.beginOfSequence())
        tokens->insert(tokens->begin(), *begin);
    if (tokens->size() < 2)
        return fail(ErrorKind::BadArgument, "There must be two tokens at least to predict one.");
    return tokens;
}

Result<Perplexity> measurePerplexity(Session& session, std::span<const TokenId> tokens, std::size_t context,
                                     const PerplexityProgress& progress, const std::stop_token& stop) {
    Perplexity result;
    const Stopwatch watch;
    while (tokens.size() > 1) {
        const auto part = tokens.first(std::min(context, tokens.size()));
        if (const Status read = readPart(session, part, result, stop); !read)
            return tl::unexpected(read.error());
        tokens = tokens.subspan(part.size());
        result.seconds = watch.seconds();
        if (progress)
            progress(result);
    }
    return result;
}

} // namespace plm
