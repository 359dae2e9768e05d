// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace peripheral {

/// In a namespace of their own, because Qt describes the enums of a namespace to QML
/// (app/chat/message_list_model.h).
namespace message_enums {
Q_NAMESPACE

/// Who wrote a message.
enum class Author { User, Assistant };
Q_ENUM_NS(Author)

/// How far a message has come, from the database to the window. A user's message is always Complete.
enum class State {
    Waiting,   ///< an answer for which the history, a model or an earlier answer is awaited
    Reading,   ///< an answer whose prompt is being read
    Streaming, ///< an answer that arrives
    Complete,
    Stopped,   ///< by the user; can be continued
    BrokenOff, ///< the program ended before the answer did; can be continued
    Failed,    ///< ended by an error
};
Q_ENUM_NS(State)

} // namespace message_enums

using message_enums::Author;
using MessageState = message_enums::State;

/// More text may come.
[[nodiscard]] bool isUnderWay(MessageState state);

/// The words that stand for them in the database, which tells no stages of an answer under way: it is
/// "streaming". An unknown word, which only damage can bring, reads as an answer that broke off.
[[nodiscard]] QString wordFor(Author author);
[[nodiscard]] QString wordFor(MessageState state);
[[nodiscard]] Author authorFor(const QString& word);
[[nodiscard]] MessageState stateFor(const QString& word);

} // namespace peripheral
