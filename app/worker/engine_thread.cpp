// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "worker/engine_thread.h"

#include <QCoreApplication>
#include <QEvent>

#include <ctime>

namespace peripheral {

namespace {

/// Processor time that this thread has used.
TellingPace::Duration processorTime() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace

EngineThread::EngineThread(EngineFactory makeEngine, QObject* parent)
    : EngineThread(std::make_unique<EngineWorker>(std::move(makeEngine)), parent) {}

EngineThread::EngineThread(std::unique_ptr<EngineWorker> worker, QObject* parent)
    : QObject(parent),
      Remote(worker.get(), this),
      m_worker(std::move(worker)) {
    m_thread.setObjectName("engine");
    m_worker->moveToThread(&m_thread);
    relay();
    // In the engine's thread, as the last thing there.
    connect(&m_thread, &QThread::finished, m_worker.get(), &EngineWorker::saveCache, Qt::DirectConnection);
    m_thread.start();
}

EngineThread::~EngineThread() {
    stop();
}

void EngineThread::stop() {
    m_load.request_stop();
    m_answer.request_stop();
    m_replay.request_stop();
    // Behind what was asked for: quit() from here would overtake it, and a removed conversation's cache stay.
    post(m_worker.get(), [this] { m_thread.quit(); });
    m_thread.wait();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
}

Asked<LoadReply> EngineThread::open(const LoadRequest& request) {
    m_load.request_stop();
    m_answer.request_stop();
    m_replay.request_stop();
    m_load = request.stop;
    return ask(&EngineWorker::open, request);
}

Asked<AnswerReply> EngineThread::answer(const AnswerRequest& request) {
    m_replay.request_stop();
    m_answer = request.stop;
    m_worker->pace().pause();
    emit answerAsked();
    return ask(&EngineWorker::answer, request);
}

Asked<AnswerReply> EngineThread::replay(const AnswerRequest& request) {
    m_replay = request.stop;
    emit replayAsked();
    return ask(&EngineWorker::answer, request);
}

void EngineThread::setWatched(bool watched) {
    m_worker->setWatched(watched);
    if (watched)
        tell(&EngineWorker::tellMemory);
}

void EngineThread::relay() {
    const EngineWorker* worker = m_worker.get();
    connect(worker, &EngineWorker::progressed, this, &EngineThread::progressed);
    connect(worker, &EngineWorker::loadProgressed, this, &EngineThread::loadProgressed);
    connect(worker, &EngineWorker::promptProgressed, this, &EngineThread::promptProgressed);
    // All that this thread does between two parts of an answer counts as what showing one costs.
    connect(worker, &EngineWorker::textArrived, this, [this] { m_worker->pace().told(processorTime()); });
    connect(worker, &EngineWorker::textArrived, this, &EngineThread::textArrived);
    connect(worker, &EngineWorker::readingsArrived, this, &EngineThread::readingsArrived);
    connect(worker, &EngineWorker::memoryChanged, this, &EngineThread::memoryChanged);
    connect(worker, &EngineWorker::executorChanged, this, &EngineThread::executorChanged);
    connect(worker, &EngineWorker::modelOpened, this, &EngineThread::modelOpened);
    connect(worker, &EngineWorker::conversationForgotten, this, &EngineThread::conversationForgotten);
    connect(worker, &EngineWorker::answerEnded, this, &EngineThread::answerEnded);
}

} // namespace peripheral

#include "moc_engine_thread.cpp"
