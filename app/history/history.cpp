// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history.h"

#include "history/history_worker.h"

#include <QMetaObject>

namespace peripheral {

History::History(QObject* parent) : QObject(parent), m_worker(std::make_unique<HistoryWorker>()) {
    HistoryWorker* worker = m_worker.get();
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
    worker->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("history"));
    m_thread.start();
}

History::~History() {
    close();
}

bool History::close() {
    if (!m_thread.isRunning())
        return true;
    bool written = false;
    QMetaObject::invokeMethod(
        m_worker.get(), [this, &written] { written = m_worker->close(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    return written;
}

template <class Request>
void History::post(Request request) {
    QMetaObject::invokeMethod(m_worker.get(), std::move(request), Qt::QueuedConnection);
}

void History::open(const QString& dataDir) {
    post([=, this] { m_worker->open(dataDir); });
}

void History::open(DataFolder folder) {
    // Requests are copied where they wait.
    auto claimed = std::make_shared<DataFolder>(std::move(folder));
    post([=, this] { m_worker->open(std::move(*claimed)); });
}

void History::tryAgain() {
    post([this] { m_worker->tryAgain(); });
}

void History::listConversations() {
    post([this] { m_worker->listConversations(); });
}

void History::loadPath(qint64 conversationId) {
    post([=, this] { m_worker->loadPath(conversationId); });
}

void History::addQuestion(int requestId, qint64 conversationId, qint64 parentId, const QString& text,
                          const QString& title) {
    post([=, this] { m_worker->addQuestion(requestId, conversationId, parentId, text, title); });
}

void History::beginAnswer(int requestId, qint64 conversationId, qint64 parentId) {
    post([=, this] { m_worker->beginAnswer(requestId, conversationId, parentId); });
}

void History::appendPiece(qint64 messageId, const QString& text) {
    post([=, this] { m_worker->appendPiece(messageId, text); });
}

void History::finishAnswer(qint64 messageId, MessageState state, const QString& statisticsJson) {
    post([=, this] { m_worker->finishAnswer(messageId, state, statisticsJson); });
}

void History::reopenAnswer(qint64 messageId) {
    post([=, this] { m_worker->reopenAnswer(messageId); });
}

void History::rename(qint64 conversationId, const QString& title) {
    post([=, this] { m_worker->rename(conversationId, title); });
}

void History::remove(qint64 conversationId) {
    post([=, this] { m_worker->remove(conversationId); });
}

void History::restore(qint64 conversationId) {
    post([=, this] { m_worker->restore(conversationId); });
}

} // namespace peripheral

#include "moc_history.cpp"
