// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_worker.h"
#include "worker/throttle.h"

#include <string>

namespace peripheral {

/// Gathers what the engine says of one answer into few signals of the worker. Engine's thread.
class AnswerStream {
public:
    AnswerStream(EngineWorker& worker, const AnswerRequest& request);

    /// What the engine is to call; refers to this object.
    [[nodiscard]] plm::GenerationCallbacks callbacks();
    /// Says what is left.
    void flush();

private:
    void onPrompt(const plm::PromptProgress& progress);
    bool onText(std::string_view text, int tokens);
    [[nodiscard]] double tokensPerSecond() const;

    EngineWorker& m_worker;
    const AnswerRequest& m_request;
    Throttle m_promptThrottle, m_textThrottle;
    std::string m_text; ///< not said yet
    int m_tokens = 0;
    int m_firstTokens = 0; ///< sampled when the first text came, from when speed is measured
    Throttle::Clock::time_point m_firstText;
};

} // namespace peripheral
