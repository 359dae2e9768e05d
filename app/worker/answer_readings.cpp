// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/answer_readings.h"

#include <utility>

namespace peripheral {

ReadingSums::ReadingSums(const AnswerRequest& request, std::uint64_t number, int feedForward) {
    m_sums.id = request.id;
    m_sums.silent = request.silent;
    m_sums.number = number;
    m_sums.feedForward = feedForward;
}

void ReadingSums::add(const plm::AnswerReading& reading, bool keepStep) {
    (reading.ofPrompt ? m_sums.prompt : m_sums.writing) += reading.cost;
    if (reading.ofPrompt)
        return;
    m_sums.last = reading.cost;
    if (keepStep)
        m_sums.steps.push_back(
            {static_cast<int>(reading.cost.tokens), reading.cost.activeShares(m_sums.feedForward)});
}

void ReadingSums::setTokens(int tokens) {
    if (m_sums.tokens == 0) {
        m_sums.firstTokenSeconds = m_toldAt = seconds();
        m_toldTokens = tokens;
    }
    m_sums.tokens = tokens;
}

AnswerReadings ReadingSums::take() {
    m_sums.seconds = seconds();
    const double passed = m_sums.seconds - m_toldAt;
    m_sums.tokensPerSecond = passed > 0 ? (m_sums.tokens - m_toldTokens) / passed : 0;
    m_toldAt = m_sums.seconds;
    m_toldTokens = m_sums.tokens;
    AnswerReadings told = m_sums;
    m_sums.steps.clear();
    return told;
}

double ReadingSums::seconds() const {
    return std::chrono::duration<double>(Clock::now() - m_start).count();
}

} // namespace peripheral
