// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history.h"

#include "history/history_worker.h"
#include "storage/storage_thread.h"

#include <QMetaObject>

namespace peripheral {

History::History(StorageThread& storage, QObject* parent) : QObject(parent), m_storage(storage) {
    const HistoryWorker* worker = m_worker = storage.add(std::make_unique<HistoryWorker>());
    connect(worker, &HistoryWorker::opened, this, &History::opened);
    connect(worker, &HistoryWorker::refused, this, &History::refused);
    connect(worker, &HistoryWorker::conversations, this, &History::conversations);
    connect(worker, &HistoryWorker::path, this, &History::path);
    connect(worker, &HistoryWorker::questionAdded, this, &History::questionAdded);
    connect(worker, &HistoryWorker::answerBegun, this, &History::answerBegun);
    connect(worker, &HistoryWorker::answerSaved, this, &History::answerSaved);
    connect(worker, &HistoryWorker::requestFailed, this, &History::requestFailed);
    connect(worker, &HistoryWorker::failed, this, &History::failed);
    connect(worker, &HistoryWorker::recovered, this, &History::recovered);
}

template <class Request>
void History::post(Request request) {
    QMetaObject::invokeMethod(m_worker, std::move(request), Qt::QueuedConnection);
}

void History::tryAgain() {
    m_storage.tryAgain();
}

void History::listConversations() {
    post([worker = m_worker] { worker->listConversations(); });
}

void History::loadPath(qint64 conversationId) {
    post([=, worker = m_worker] { worker->loadPath(conversationId); });
}

void History::addQuestion(int requestId, qint64 conversationId, qint64 parentId, const QString& text,
                          const QString& title) {
    post([=, worker = m_worker] { worker->addQuestion(requestId, conversationId, parentId, text, title); });
}

void History::beginAnswer(int requestId, qint64 conversationId, qint64 parentId) {
    post([=, worker = m_worker] { worker->beginAnswer(requestId, conversationId, parentId); });
}

void History::appendPiece(qint64 messageId, const QString& text) {
    post([=, worker = m_worker] { worker->appendPiece(messageId, text); });
}

void History::finishAnswer(qint64 messageId, MessageState state, const QString& statisticsJson) {
    post([=, worker = m_worker] { worker->finishAnswer(messageId, state, statisticsJson); });
}

void History::reopenAnswer(qint64 messageId) {
    post([=, worker = m_worker] { worker->reopenAnswer(messageId); });
}

void History::rename(qint64 conversationId, const QString& title) {
    post([=, worker = m_worker] { worker->rename(conversationId, title); });
}

void History::remove(qint64 conversationId) {
    post([=, worker = m_worker] { worker->remove(conversationId); });
}

void History::restore(qint64 conversationId) {
    post([=, worker = m_worker] { worker->restore(conversationId); });
}

} // namespace peripheral

#include "moc_history.cpp"
