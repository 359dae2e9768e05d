// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/history.h"

#include <utility>

namespace peripheral {

HistoryWorker::HistoryWorker(HistoryIntervals intervals) : m_intervals(intervals), m_timer(this) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &HistoryWorker::flush);
}

template <class Operation>
auto HistoryWorker::with(Operation operation) -> decltype(operation(std::declval<Store&>())) {
    if (!m_store)
        return tl::unexpected(historyNotOpen());
    return operation(*m_store);
}

void HistoryWorker::report(const Status& status) {
    if (!status)
        emit failed(status.error());
}

Status HistoryWorker::open(std::shared_ptr<const DataFolder> folder) {
    Result<Store> store = Store::open(std::move(folder));
    if (!store)
        return tl::unexpected(store.error());
    m_store.emplace(std::move(*store));
    return {};
}

bool HistoryWorker::close() {
    m_timer.stop();
    if (!m_store)
        return !m_pending.isDue();
    const bool flushed = flush();
    m_timer.stop();
    const Status settled = m_store->settle();
    report(settled);
    m_store.reset();
    return flushed && settled;
}

Result<QList<ConversationRow>> HistoryWorker::conversations() {
    return with([](Store& store) { return store.conversations(); });
}

Result<QList<MessageRow>> HistoryWorker::path(ConversationId conversationId) {
    auto rows = with([=](Store& store) { return store.path(conversationId); });
    if (rows)
        m_pending.applyTo(*rows);
    return rows;
}

Result<Store::Question> HistoryWorker::addQuestion(ConversationId conversationId, MessageId parentId,
                                                   const QString& text, const QString& title) {
    return with([&](Store& store) { return store.addQuestion(conversationId, parentId, text, title); });
}

Result<MessageId> HistoryWorker::beginAnswer(ConversationId conversationId, MessageId parentId) {
    return with([=](Store& store) { return store.beginAnswer(conversationId, parentId); });
}

void HistoryWorker::appendPiece(MessageId messageId, const QString& text) {
    m_pending.append(messageId, text);
    if (m_store && !m_timer.isActive())
        m_timer.start(m_intervals.piece);
}

void HistoryWorker::finishAnswer(MessageId messageId, MessageState state, const QString& statisticsJson) {
    m_pending.finish(messageId, state, statisticsJson);
    flush();
}

void HistoryWorker::reopenAnswer(MessageId messageId) {
    if (!m_pending.reopen(messageId))
        report(with([=](Store& store) { return store.reopenAnswer(messageId); }));
}

void HistoryWorker::rename(ConversationId conversationId, const QString& title) {
    report(with([&](Store& store) { return store.rename(conversationId, title); }));
}

void HistoryWorker::remove(ConversationId conversationId) {
    report(with([=](Store& store) { return store.remove(conversationId); }));
}

void HistoryWorker::restore(ConversationId conversationId) {
    report(with([=](Store& store) { return store.restore(conversationId); }));
}

bool HistoryWorker::flush() {
    m_timer.stop();
    const Status status = with([&](Store& store) { return m_pending.flush(store); });
    const bool kept = m_pending.isDue();
    if (!status && !m_failing)
        emit failed(status.error());
    if (!kept && m_failing)
        emit recovered();
    m_failing = kept;
    if (kept && m_store)
        m_timer.start(m_intervals.retry);
    return status.has_value();
}

History::History(StorageThread& storage, QObject* parent)
    : QObject(parent),
      Remote(storage.add(std::make_unique<HistoryWorker>())),
      m_storage(storage) {
    connect(object(), &HistoryWorker::opened, this, &History::opened);
    connect(object(), &HistoryWorker::refused, this, &History::refused);
    connect(object(), &HistoryWorker::failed, this, &History::failed);
    connect(object(), &HistoryWorker::recovered, this, &History::recovered);
}

void History::tryAgain() {
    m_storage.tryAgain();
}

} // namespace peripheral

#include "moc_history.cpp"
