// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/rows.h"
#include "storage/failure.h"

#include <QList>
#include <QObject>
#include <QString>

namespace peripheral {

class HistoryWorker;
class StorageThread;

/// The conversations on disk: a store in the storage's thread.
///
/// Lives in the GUI thread and answers by signals there. Every slot only posts a request to that thread,
/// in order, and returns at once, so it may be called from any thread: connect the engine worker's
/// pieces to appendPiece() with Qt::DirectConnection and a busy GUI cannot delay their saving.
///
/// Ids are those of the database, never used twice; 0 stands for "none". A request that carries a requestId
/// is answered by its own signal or by requestFailed() with the same number; the others report by failed().
/// The end is the storage's: StorageThread::close() writes all that was posted so far, marks answers that
/// still stream as broken off and erases removed conversations. Later requests are ignored.
class History : public QObject {
    Q_OBJECT

public:
    /// Joins the stores of `storage`, which outlives this: opened with them, and answered by opened() or
    /// refused().
    explicit History(StorageThread& storage, QObject* parent = nullptr);

public slots:
    /// After refused(): tries the same folder again, and is answered in the same way.
    void tryAgain();

    /// Answered by conversations(), newest first, without removed ones.
    void listConversations();

    /// Answered by path(): the messages from the first question to the selected leaf; none for an unknown id.
    void loadPath(qint64 conversationId);

    /// Adds a question below `parentId` (0: at the root) and selects it. With conversationId 0 a conversation
    /// of that title is made along with it; otherwise `title` is not looked at. Answered by questionAdded().
    /// To replace a question, give the parent of the old one: both stay, the new one is the selected branch.
    void addQuestion(int requestId, qint64 conversationId, qint64 parentId, const QString& text,
                     const QString& title);

    /// Adds an empty, streaming answer below the question `parentId` and selects it; a second answer to the
    /// same question becomes its sibling. Answered by answerBegun().
    void beginAnswer(int requestId, qint64 conversationId, qint64 parentId);

    /// Adds text to a streaming answer. It is collected and committed within 350 ms; while the disk refuses
    /// it, it is kept and tried again.
    void appendPiece(qint64 messageId, const QString& text);

    /// Ends a streaming answer: its last text, its pieces joined, state and statistics, all in one
    /// transaction; tried again like a piece. Answered by answerSaved() once it is on disk.
    void finishAnswer(qint64 messageId, peripheral::MessageState state, const QString& statisticsJson);

    /// Makes an ended answer streaming again (Continue): further pieces go behind its text.
    void reopenAnswer(qint64 messageId);

    void rename(qint64 conversationId, const QString& title);

    /// Takes a conversation off the list. It is erased when the storage closes or at the next start; until
    /// then restore() undoes.
    void remove(qint64 conversationId);
    void restore(qint64 conversationId);

signals:
    void opened();
    /// The folder cannot be used and was left as it is; until it is opened every request fails.
    void refused(const peripheral::Failure& failure);

    void conversations(const QList<peripheral::ConversationRow>& rows);
    void path(qint64 conversationId, const QList<peripheral::MessageRow>& messages);
    void questionAdded(int requestId, qint64 conversationId, qint64 messageId);
    void answerBegun(int requestId, qint64 messageId);
    void answerSaved(qint64 messageId);
    void requestFailed(int requestId, const peripheral::Failure& failure);

    /// Something without a requestId could not be read or written. For answers' text: said once, the text is
    /// kept and tried again until recovered().
    void failed(const peripheral::Failure& failure);
    /// All text that was held back by failed() is on disk now.
    void recovered();

private:
    template <class Request>
    void post(Request request);

    StorageThread& m_storage;
    HistoryWorker* m_worker; ///< lives in the storage's thread, and is the storage's
};

} // namespace peripheral
