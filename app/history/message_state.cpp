// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/message_state.h"

namespace peripheral {

bool isUnderWay(MessageState state) {
    return state == MessageState::Waiting || state == MessageState::Reading ||
           state == MessageState::Streaming;
}

QString wordFor(Author author) {
    return author == Author::User ? QStringLiteral("user") : QStringLiteral("assistant");
}

QString wordFor(MessageState state) {
    switch (state) {
    case MessageState::Complete:
        return QStringLiteral("complete");
    case MessageState::Waiting:
    case MessageState::Reading:
    case MessageState::Streaming:
        return QStringLiteral("streaming");
    case MessageState::Stopped:
        return QStringLiteral("stopped");
    case MessageState::BrokenOff:
        return QStringLiteral("broken-off");
    case MessageState::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

Author authorFor(const QString& word) {
    return word == wordFor(Author::User) ? Author::User : Author::Assistant;
}

MessageState stateFor(const QString& word) {
    for (const MessageState state : {MessageState::Streaming, MessageState::Complete, MessageState::Stopped,
                                     MessageState::BrokenOff, MessageState::Failed})
        if (word == wordFor(state))
            return state;
    return MessageState::BrokenOff;
}

} // namespace peripheral

#include "moc_message_state.cpp"
