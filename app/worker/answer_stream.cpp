// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/answer_stream.h"

#include <utility>

namespace peripheral {

namespace {

/// More often nobody reads figures.
constexpr std::chrono::milliseconds kReadingInterval{500};

} // namespace

AnswerStream::AnswerStream(EngineWorker& worker, const AnswerRequest& request, ReadingSums sums)
    : m_worker(worker),
      m_request(request),
      m_promptThrottle(TellingPace::kShortest),
      m_textThrottle(TellingPace::kShortest),
      m_readingThrottle(kReadingInterval),
      m_sums(std::move(sums)) {}

plm::GenerationCallbacks AnswerStream::callbacks() {
    return {.onPrompt = [this](const plm::PromptProgress& progress) { onPrompt(progress); },
            .onText = [this](std::string_view text, int tokens) { return onText(text, tokens); },
            .onReading = [this](const plm::AnswerReading& reading) { onReading(reading); }};
}

void AnswerStream::onPrompt(const plm::PromptProgress& progress) {
    m_worker.noteProgress();
    if (m_request.silent)
        return;
    m_promptThrottle.setInterval(m_worker.pace().interval());
    if (m_promptThrottle.due() || progress.done == progress.total)
        emit m_worker.promptProgressed(m_request.id, progress);
}

bool AnswerStream::onText(std::string_view text, int tokens) {
    m_worker.noteProgress();
    const auto now = Throttle::Clock::now();
    if (m_tokens == 0) {
        m_firstText = now;
        m_firstTokens = tokens;
    }
    m_text += text;
    m_tokens = tokens;
    m_sums.setTokens(tokens);
    m_textThrottle.setInterval(m_worker.pace().interval());
    if (m_textThrottle.due(now))
        flush();
    return !m_request.stop.stop_requested();
}

/// Adding up goes on while nobody watches, so that who begins to sees the whole answer's sums.
void AnswerStream::onReading(const plm::AnswerReading& reading) {
    m_sums.add(reading, m_worker.isWatched());
    if (m_worker.isWatched() && m_readingThrottle.due())
        tellReadings();
}

void AnswerStream::tellReadings() {
    emit m_worker.readingsArrived(m_sums.take());
    m_worker.tellMemory();
}

void AnswerStream::finish() {
    flush();
    if (m_worker.isWatched())
        tellReadings();
}

void AnswerStream::flush() {
    if (m_text.empty() || m_request.silent)
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
