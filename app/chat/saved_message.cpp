// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/saved_message.h"

#include "chat/answer_statistics.h"

namespace peripheral {

namespace {

MessageListModel::State fromHistory(MessageState state) {
    switch (state) {
    case MessageState::Complete:
        return MessageListModel::Complete;
    case MessageState::Streaming:
        return MessageListModel::Streaming;
    case MessageState::Stopped:
        return MessageListModel::Stopped;
    case MessageState::BrokenOff:
        return MessageListModel::BrokenOff;
    case MessageState::Failed:
        return MessageListModel::Failed;
    }
    return MessageListModel::Failed;
}

} // namespace

Message fromHistory(const MessageRow& row) {
    const auto statistics = AnswerStatistics::fromJson(row.statisticsJson);
    return {.id = static_cast<int>(row.id),
            .parentId = static_cast<int>(row.parentId),
            .author = row.author == Author::User ? MessageListModel::User : MessageListModel::Assistant,
            .text = row.text,
            .state = fromHistory(row.state),
            .error = statistics.error,
            .footnote = statistics.footnote()};
}

MessageState toHistory(MessageListModel::State state) {
    switch (state) {
    case MessageListModel::Stopped:
        return MessageState::Stopped;
    case MessageListModel::Failed:
        return MessageState::Failed;
    default:
        return MessageState::Complete;
    }
}

} // namespace peripheral
