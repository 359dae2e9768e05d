// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace peripheral {

/// Who wrote a message.
enum class Author { User, Assistant };

/// How far a message has come. A user's message is always Complete.
enum class MessageState {
    Complete,
    Streaming, ///< pieces are still arriving
    Stopped,   ///< ended by the user
    BrokenOff, ///< the program ended before the answer did
    Failed,    ///< ended by an error
};

/// One line of the list of conversations. Times are milliseconds since 1970, UTC.
struct ConversationRow {
    qint64 id = 0;
    QString title;
    qint64 createdMs = 0;
    qint64 updatedMs = 0; ///< when its last message was begun or ended, by the clock of that moment
    qint64 used = 0; ///< larger than that of conversations whose last message came before, whatever the clock

    bool operator==(const ConversationRow&) const = default;
};

/// One message of a conversation's tree.
struct MessageRow {
    qint64 id = 0;
    qint64 parentId = 0; ///< 0 for a first question
    Author author = Author::User;
    QString text; ///< of a streaming answer: what is on disk
    MessageState state = MessageState::Complete;
    QString statisticsJson; ///< as given to finishAnswer; empty where there is none
    qint64 createdMs = 0;

    bool operator==(const MessageRow&) const = default;
};

/// The words that stand for them in the database; an unknown word, which only damage can bring, reads as an
/// answer that broke off.
[[nodiscard]] QString wordFor(Author author);
[[nodiscard]] QString wordFor(MessageState state);
[[nodiscard]] Author authorFor(const QString& word);
[[nodiscard]] MessageState stateFor(const QString& word);

} // namespace peripheral
