// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/writer.h"

#include <algorithm>
#include <chrono>

namespace plm {

namespace {

double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A batch has to stay one piece, or it would not be evaluated together.
int mostTogether(const Context& context) {
    const SessionOptions& options = context.options();
    return std::min({context.executor().alikeTogether(), options.pieceTokens, BatchCosts::kMostTokens});
}

} // namespace

Writer::Writer(Context& context)
    : m_context(context),
      m_clock(context.options().clock ? context.options().clock : steadySeconds),
      m_mostTogether(mostTogether(context)),
      m_speculation(context.cache().capacity()),
      m_logits(static_cast<std::size_t>(m_mostTogether), context.vocabulary()) {}

void Writer::begin(bool draft, std::size_t candidates) {
    m_logits.want(candidates);
    m_draft = draft && m_mostTogether > 1;
    if (m_draft)
        m_speculation.follow(m_context.tokens());
    m_drafted = m_accepted = 0;
    m_lengths.fill(0);
}

Status Writer::write(std::optional<TokenId> token, int mostGuesses, const Continuation& next,
                     const std::stop_token& stop) {
    const int last = m_context.size() + std::min(mostGuesses, m_context.room()); // position of use
    while (token) {
        if (m_context.room() == 0)
            return fail(ErrorKind::ContextFull, "The context is full.");
        append(*token);
        const int most = std::min({last - m_context.size(), m_context.room() - 1, m_mostTogether - 1});
        const std::span<const TokenId> guesses =
            m_draft ? m_speculation.propose(std::max(most, 0)) : std::span<const TokenId>();
        if (auto ok = evaluate(*token, guesses, stop); !ok)
            return ok;
        token = takeRightGuesses(guesses, next);
    }
    return {};
}

/// The token and the guesses in one batch; their logits go to m_logits.
Status Writer::evaluate(TokenId token, std::span<const TokenId> guesses, const std::stop_token& stop) {
    const std::size_t tokens = 1 + guesses.size();
    m_batch[0] = token;
    std::copy(guesses.begin(), guesses.end(), m_batch.begin() + 1);
    const double start = m_clock();
    const auto batch = std::span<const TokenId>(m_batch).first(tokens);
    if (auto ok = m_context.read(batch, m_logits.room(tokens), stop); !ok)
        return ok;
    m_speculation.record(static_cast<int>(tokens), m_clock() - start);
    ++m_lengths[guesses.size()];
    m_drafted += static_cast<int>(guesses.size());
    return {};
}

/// Asks `next` after each token of the batch for as long as it says what was guessed; the rest is forgotten.
/// Returns its last word.
std::optional<TokenId> Writer::takeRightGuesses(std::span<const TokenId> guesses, const Continuation& next) {
    const std::size_t first = m_context.tokens().size() - guesses.size();
    std::size_t right = 0;
    std::optional<TokenId> token;
    for (;; ++right) {
        token = next(m_logits[right], m_context.tokens().first(first + right));
        if (!token || right == guesses.size() || *token != guesses[right])
            break;
        append(*token);
    }
    m_accepted += static_cast<int>(right);
    m_context.rewind(static_cast<int>(first + right));
    return token;
}

void Writer::append(TokenId token) {
    if (m_draft)
        m_speculation.append(token);
}

void Writer::forget() {
    m_speculation.forget();
    m_batch.fill(0);
    m_drafted = m_accepted = 0;
    m_lengths.fill(0);
}

void Writer::count(Statistics& statistics) const {
    statistics.drafted = m_drafted;
    statistics.accepted = m_accepted;
    statistics.draftLengths.assign(m_lengths.begin(), m_lengths.begin() + m_mostTogether);
}

} // namespace plm
