// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/pending_answers.h"

#include "history/store.h"

#include <algorithm>

namespace peripheral {
namespace {

/// All but the first half of a surrogate pair whose other half is still to come.
qsizetype wholeCharacters(const QString& text) {
    return !text.isEmpty() && text.back().isHighSurrogate() ? text.size() - 1 : text.size();
}

} // namespace

void PendingAnswers::append(MessageId messageId, const QString& text) {
    m_answers[messageId].text += text;
}

void PendingAnswers::finish(MessageId messageId, MessageState state, const QString& statisticsJson) {
    m_answers[messageId].end = End{state, statisticsJson};
}

bool PendingAnswers::reopen(MessageId messageId) {
    const auto answer = m_answers.find(messageId);
    if (answer == m_answers.end() || !answer->second.end)
        return false;
    answer->second.end.reset();
    return true;
}

bool PendingAnswers::isDue() const {
    return std::any_of(m_answers.begin(), m_answers.end(), [](const auto& entry) {
        return entry.second.end || wholeCharacters(entry.second.text) > 0;
    });
}

Status PendingAnswers::flush(Store& store) {
    Status result;
    for (auto entry = m_answers.begin(); entry != m_answers.end();) {
        auto& [id, answer] = *entry;
        const Status status = write(store, id, answer);
        if (!status)
            result = status;
        const bool done = status ? answer.text.isEmpty() : status.error().kind == FailureKind::Missing;
        entry = done ? m_answers.erase(entry) : std::next(entry);
    }
    return result;
}

Status PendingAnswers::write(Store& store, MessageId messageId, Answer& answer) {
    if (answer.end) {
        Status status =
            store.finishAnswer(messageId, answer.text, answer.end->state, answer.end->statisticsJson);
        if (status)
            answer = {};
        return status;
    }
    const qsizetype size = wholeCharacters(answer.text);
    Status status = size > 0 ? store.appendPiece(messageId, QStringView(answer.text).left(size)) : Status();
    if (status)
        answer.text.remove(0, size);
    return status;
}

void PendingAnswers::applyTo(QList<MessageRow>& messages) const {
    for (MessageRow& message : messages) {
        const auto entry = m_answers.find(message.id);
        if (entry == m_answers.end())
            continue;
        message.text += entry->second.text;
        if (entry->second.end) {
            message.state = entry->second.end->state;
            message.statisticsJson = entry->second.end->statisticsJson;
        }
    }
}

} // namespace peripheral
