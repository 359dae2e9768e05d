// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/message_state.h"

#include <QString>

namespace peripheral {

/// What the database counts conversations and messages by; never used twice. 0: none, or not saved yet.
using ConversationId = qint64;
using MessageId = qint64;

/// One line of the list of conversations. Times are milliseconds since 1970, UTC.
struct ConversationRow {
    ConversationId id = 0;
    QString title;
    qint64 createdMs = 0;
    qint64 updatedMs = 0; ///< when its last message was begun or ended, by the clock of that moment
    qint64 used = 0; ///< larger than that of conversations whose last message came before, whatever the clock

    bool operator==(const ConversationRow&) const = default;
};

/// One message of a conversation's tree.
struct MessageRow {
    MessageId id = 0;
    MessageId parentId = 0; ///< 0 for a first question
    Author author = Author::User;
    QString text; ///< of a streaming answer: what is on disk
    MessageState state = MessageState::Complete;
    QString statisticsJson; ///< as given to finishAnswer; empty where there is none
    qint64 createdMs = 0;

    bool operator==(const MessageRow&) const = default;
};

} // namespace peripheral
