// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/rows.h"
#include "storage/data_folder.h"
#include "storage/database.h"
#include "storage/failure.h"
#include "storage/schema.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringView>

#include <functional>
#include <memory>

namespace peripheral {

/// What the history keeps in history.db; its migrations are the numbered files of migrations/.
[[nodiscard]] Schema schemaOfHistory();

/// The failure that there is no history to read or write.
[[nodiscard]] Failure historyNotOpen();

/// The history in a data folder: every operation is synchronous and either wholly on disk when it returns or,
/// where it returns a Failure, not there at all. One thread at a time. FailureKind::Missing names an id that
/// is not there.
class Store {
public:
    /// Milliseconds since 1970, UTC.
    using Clock = std::function<qint64()>;

    struct Question {
        ConversationId conversationId = 0;
        MessageId messageId = 0;
    };

    /// Opens, or makes, the history in a folder (see openDatabase). Then settles.
    static Result<Store> open(std::shared_ptr<const DataFolder> folder,
                              Clock clock = QDateTime::currentMSecsSinceEpoch);
    /// The same with a folder that is to be claimed first.
    static Result<Store> open(const QString& dataDir, Clock clock = QDateTime::currentMSecsSinceEpoch);

    /// Those that are not removed, the last used first.
    Result<QList<ConversationRow>> conversations();
    Status rename(ConversationId conversationId, const QString& title);
    Status remove(ConversationId conversationId);
    Status restore(ConversationId conversationId);

    /// The messages from the first question to the selected leaf; none for an unknown conversation.
    Result<QList<MessageRow>> path(ConversationId conversationId);

    /// See History::addQuestion and History::beginAnswer.
    Result<Question> addQuestion(ConversationId conversationId, MessageId parentId, QStringView text,
                                 QStringView title);
    Result<MessageId> beginAnswer(ConversationId conversationId, MessageId parentId);

    /// Commits a piece of an answer, which is streaming from then on if it was not.
    Status appendPiece(MessageId messageId, QStringView text);

    /// Commits the last text of an answer, joins its pieces and sets state and statistics.
    Status finishAnswer(MessageId messageId, QStringView lastText, MessageState state,
                        QStringView statisticsJson);
    Status reopenAnswer(MessageId messageId);

    /// Marks streaming answers as broken off, their pieces joined, and erases removed conversations: for the
    /// start and the end of a process.
    Status settle();

private:
    Store(std::shared_ptr<const DataFolder> folder, Database database, Clock clock);

    Result<MessageId> insertMessage(ConversationId conversationId, MessageId parentId, Author author,
                                    MessageState state, QStringView text);
    /// `text` and the pieces behind it.
    Result<QString> joined(MessageId messageId, QString text);
    Status joinPieces(MessageId messageId, QStringView lastText, MessageState state,
                      QStringView statisticsJson);
    Status breakOffAnswers();

    // The database closes before the claim on its folder ends.
    std::shared_ptr<const DataFolder> m_folder;
    Database m_database;
    Clock m_clock;
};

} // namespace peripheral
