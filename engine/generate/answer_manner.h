// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/context.h"

#include <plm/generate.h>

namespace plm {

/// How a context reads while one answer comes into being, and who is told what it cost. As long as it lives;
/// the options and callbacks must live as long.
class AnswerManner {
public:
    AnswerManner(Context& context, const GenerationOptions& options, const GenerationCallbacks& callbacks)
        : m_context(context),
          m_callbacks(callbacks) {
        Context::Manner manner{.skipZeros = options.skipZeros};
        if (callbacks.onReading)
            manner.onPiece = [this](const Counters& cost) { tell(cost); };
        context.setManner(std::move(manner));
    }
    ~AnswerManner() { m_context.setManner({}); }
    AnswerManner(const AnswerManner&) = delete;
    AnswerManner& operator=(const AnswerManner&) = delete;

    /// From here on the answer is written.
    void beginWriting() { m_ofPrompt = false; }

private:
    void tell(const Counters& cost) const {
        m_callbacks.onReading({.ofPrompt = m_ofPrompt,
                               .guesses = m_ofPrompt ? 0 : static_cast<int>(cost.tokens) - 1,
                               .context = m_context.size(),
                               .cost = cost});
    }

    Context& m_context;
    const GenerationCallbacks& m_callbacks;
    bool m_ofPrompt = true;
};

} // namespace plm
