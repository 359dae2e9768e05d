// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/logit_rows.h"
#include "generate/pace.h"
#include "generate/sampler.h"
#include "generate/stop_matcher.h"

#include <plm/generate.h>
#include <plm/tokenizer.h>

#include <chrono>
#include <span>
#include <stop_token>
#include <vector>

namespace plm {

/// One answer as it comes into being: samples, turns tokens into text, finds the end, keeps the time and
/// tells the caller. It knows nothing of how logits are computed.
class AnswerStream {
public:
    AnswerStream(const Tokenizer& tokenizer, const GenerationOptions& options,
                 const GenerationCallbacks& callbacks);

    /// `total` tokens are to be read, of which the cache has `cached`.
    void beginPrompt(int total, int cached);
    /// `done` tokens of the prompt are read, cached ones included.
    void promptRead(int done) const;
    void endPrompt();

    /// As Sampler::candidates().
    [[nodiscard]] std::size_t candidates() const { return m_sampler.candidates(); }
    /// Samples the next token from `logits`; `context` are the tokens before it. True where the answer goes
    /// on.
    bool add(const NextLogits& logits, std::span<const TokenId> context, const std::stop_token& stop);
    [[nodiscard]] TokenId lastToken() const { return m_result.tokens.back(); }
    /// Ends the answer for a reason from outside.
    void end(StopReason reason) { m_result.reason = reason; }
    /// True where no logit was a number.
    [[nodiscard]] bool failed() const { return m_failed; }

    /// What was held back is shown, and the whole answer returned.
    Generation finish();

private:
    using Clock = std::chrono::steady_clock;
    bool show(const std::string& text);
    bool endWith(StopReason reason);

    const Tokenizer& m_tokenizer;
    const GenerationOptions& m_options;
    const GenerationCallbacks& m_callbacks;
    Sampler m_sampler;
    StreamDecoder m_decoder;
    StopMatcher m_stops;
    Pace m_pace;
    Generation m_result;
    bool m_failed = false;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_promptEnd = m_start;
};

} // namespace plm
