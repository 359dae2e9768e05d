// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/answer_readings.h"
#include "worker/engine_worker.h"
#include "worker/throttle.h"

#include <string>

namespace peripheral {

/// Gathers what the engine says of one answer into few signals of the worker. Engine's thread.
class AnswerStream {
public:
    AnswerStream(EngineWorker& worker, const AnswerRequest& request, ReadingSums sums);

    /// What the engine is to call; refers to this object.
    [[nodiscard]] plm::GenerationCallbacks callbacks();
    /// Says what is left.
    void finish();

private:
    void flush();
    void onPrompt(const plm::PromptProgress& progress);
    bool onText(std::string_view text, int tokens);
    void onReading(const plm::AnswerReading& reading);
    void tellReadings();
    [[nodiscard]] double tokensPerSecond() const;

    EngineWorker& m_worker;
    const AnswerRequest& m_request;
    Throttle m_promptThrottle, m_textThrottle, m_readingThrottle;
    ReadingSums m_sums;
    std::string m_text; ///< not said yet
    int m_tokens = 0;
    int m_firstTokens = 0; ///< sampled when the first text came, from when speed is measured
    Throttle::Clock::time_point m_firstText;
};

} // namespace peripheral
