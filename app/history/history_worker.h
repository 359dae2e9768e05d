// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/pending_answers.h"
#include "history/store.h"
#include "storage/store_worker.h"

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

/// The inside of History: owns the store and lives in the storage's thread. Functions and signals are those
/// of History, without the detour over an event queue.
class HistoryWorker : public StoreWorker {
    Q_OBJECT

public:
    explicit HistoryWorker(HistoryIntervals intervals = {});

    Status open(std::shared_ptr<const DataFolder> folder) override;
    [[nodiscard]] bool isOpen() const override { return m_store.has_value(); }
    /// Also marks answers that still stream as broken off, and erases removed conversations.
    bool close() override;

    void listConversations();
    void loadPath(qint64 conversationId);
    void addQuestion(int requestId, qint64 conversationId, qint64 parentId, const QString& text,
                     const QString& title);
    void beginAnswer(int requestId, qint64 conversationId, qint64 parentId);
    void appendPiece(qint64 messageId, const QString& text);
    void finishAnswer(qint64 messageId, MessageState state, const QString& statisticsJson);
    void reopenAnswer(qint64 messageId);
    void rename(qint64 conversationId, const QString& title);
    void remove(qint64 conversationId);
    void restore(qint64 conversationId);

signals:
    void conversations(const QList<peripheral::ConversationRow>& rows);
    void path(qint64 conversationId, const QList<peripheral::MessageRow>& messages);
    void questionAdded(int requestId, qint64 conversationId, qint64 messageId);
    void answerBegun(int requestId, qint64 messageId);
    void answerSaved(qint64 messageId);
    void requestFailed(int requestId, const peripheral::Failure& failure);
    void failed(const peripheral::Failure& failure);
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

} // namespace peripheral
