// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/pending_answers.h"
#include "history/store.h"
#include "remote/remote.h"
#include "storage/storage_thread.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace peripheral {

/// How long text waits on its way to the disk.
struct HistoryIntervals {
    /// The longest that a piece waits to be committed: with 150 ms for a slow card to sync the commit before,
    /// a sudden end loses less than half a second of text.
    std::chrono::milliseconds piece{350};
    /// Between two attempts to write what the disk refuses.
    std::chrono::milliseconds retry{2000};
};

/// The conversations on disk: owns the store and lives in the storage's thread. Others ask by History.
///
/// Ids are those of the database, never used twice; 0 stands for "none". What fails is the reply where there
/// is one; else it is said by failed().
class HistoryWorker : public StoreWorker {
    Q_OBJECT

public:
    explicit HistoryWorker(HistoryIntervals intervals = {});

    Status open(std::shared_ptr<const DataFolder> folder) override;
    [[nodiscard]] bool isOpen() const override { return m_store.has_value(); }
    /// Also marks answers that still stream as broken off, and erases removed conversations.
    bool close() override;

    /// The last used first, without removed ones.
    Result<QList<ConversationRow>> conversations();

    /// The messages from the first question to the selected leaf, with what is not written yet; none for an
    /// unknown id.
    Result<QList<MessageRow>> path(ConversationId conversationId);

    /// Adds a question below `parentId` (0: at the root) and selects it. With conversationId 0 a conversation
    /// of that title is made along with it; otherwise `title` is not looked at. To replace a question, give
    /// the parent of the old one: both stay, the new one is the selected branch.
    Result<Store::Question> addQuestion(ConversationId conversationId, MessageId parentId,
                                        const QString& text, const QString& title);

    /// Adds an empty, streaming answer below the question `parentId` and selects it; a second answer to the
    /// same question becomes its sibling. Gives its id.
    Result<MessageId> beginAnswer(ConversationId conversationId, MessageId parentId);

    /// Adds text to a streaming answer. It is collected and committed within 350 ms; while the disk refuses
    /// it, it is kept and tried again.
    void appendPiece(MessageId messageId, const QString& text);

    /// Ends a streaming answer: its last text, its pieces joined, state and statistics, all in one
    /// transaction; tried again like a piece.
    void finishAnswer(MessageId messageId, MessageState state, const QString& statisticsJson);

    /// Makes an ended answer streaming again (Continue): further pieces go behind its text.
    void reopenAnswer(MessageId messageId);

    void rename(ConversationId conversationId, const QString& title);

    /// Takes a conversation off the list. It is erased when the storage closes or at the next start; until
    /// then restore() undoes.
    void remove(ConversationId conversationId);
    void restore(ConversationId conversationId);

signals:
    /// Something that gives no reply could not be read or written. For answers' text: said once, the text is
    /// kept and tried again until recovered().
    void failed(const peripheral::Failure& failure);
    /// All text that was held back by failed() is on disk now.
    void recovered();

private:
    /// Runs `operation` on the store: its result, or the failure that there is no store.
    template <class Operation>
    auto with(Operation operation) -> decltype(operation(std::declval<Store&>()));
    void report(const Status& status);

    /// Writes what is pending. A failure is said once; what it left is tried again until it is written.
    bool flush();

    const HistoryIntervals m_intervals;
    std::optional<Store> m_store;
    PendingAnswers m_pending;
    QTimer m_timer; ///< runs while the store is open and something is pending
    bool m_failing = false;
};

/// The conversations on disk, as other threads see them: a HistoryWorker among the stores of a StorageThread.
///
/// What it can do is asked of the worker, by Remote: ask(&HistoryWorker::path, id).then(…), or tell() where
/// there is no reply, and that from any thread: the engine's tells its pieces by itself, so that a busy GUI
/// cannot delay their saving. The end is the storage's: StorageThread::close() writes all that was posted so
/// far, marks answers that still stream as broken off and erases removed conversations. Later requests are
/// ignored.
class History : public QObject, public Remote<HistoryWorker> {
    Q_OBJECT

public:
    /// Joins the stores of `storage`, which outlives this: opened with them, and answered by opened() or
    /// refused().
    explicit History(StorageThread& storage, QObject* parent = nullptr);

    /// After refused(): tries the same folder again, and is answered in the same way.
    void tryAgain();

signals: // the worker's, in the thread that this lives in
    void opened();
    /// The folder cannot be used and was left as it is; until it is opened every request fails.
    void refused(const peripheral::Failure& failure);
    void failed(const peripheral::Failure& failure);
    void recovered();

private:
    StorageThread& m_storage;
};

} // namespace peripheral
