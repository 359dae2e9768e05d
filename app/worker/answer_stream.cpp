// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/answer_stream.h"

namespace peripheral {

AnswerStream::AnswerStream(EngineWorker& worker, const AnswerRequest& request)
    : m_worker(worker),
      m_request(request),
      m_promptThrottle(TellingPace::kShortest),
      m_textThrottle(TellingPace::kShortest) {}

plm::GenerationCallbacks AnswerStream::callbacks() {
    return {.onPrompt = [this](const plm::PromptProgress& progress) { onPrompt(progress); },
            .onText = [this](std::string_view text, int tokens) { return onText(text, tokens); }};
}

void AnswerStream::onPrompt(const plm::PromptProgress& progress) {
    m_promptThrottle.setInterval(m_worker.pace().interval());
    if (m_promptThrottle.due() || progress.done == progress.total)
        emit m_worker.promptProgressed(m_request.id, progress);
}

bool AnswerStream::onText(std::string_view text, int tokens) {
    const auto now = Throttle::Clock::now();
    if (m_tokens == 0) {
        m_firstText = now;
        m_firstTokens = tokens;
    }
    m_text += text;
    m_tokens = tokens;
    m_textThrottle.setInterval(m_worker.pace().interval());
    if (m_textThrottle.due(now))
        flush();
    return !m_request.stop.stop_requested();
}

void AnswerStream::flush() {
    if (m_text.empty())
        return;
    const QString text = QString::fromUtf8(m_text.data(), static_cast<qsizetype>(m_text.size()));
    m_text.clear();
    emit m_worker.textArrived(m_request.id, text, m_tokens, tokensPerSecond());
}

double AnswerStream::tokensPerSecond() const {
    const std::chrono::duration<double> seconds = Throttle::Clock::now() - m_firstText;
    return seconds.count() > 0 ? (m_tokens - m_firstTokens) / seconds.count() : 0;
}

} // namespace peripheral
