// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "remote/remote.h"
#include "worker/engine_worker.h"

#include <QThread>

namespace peripheral {

/// The engine in a thread of its own, as the GUI thread sees it. One answer at a time: the next is asked for
/// after the end of the one before.
///
/// What else EngineWorker can do is asked of it by Remote: ask(&EngineWorker::countTokens, messages).then(…),
/// tell(&EngineWorker::forget, conversation).
class EngineThread : public QObject, public Remote<EngineWorker> {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineThread)

public:
    /// Starts the thread; the engine is made in it at the first request.
    explicit EngineThread(EngineFactory makeEngine, QObject* parent = nullptr);
    ~EngineThread() override;

    /// Stops what runs, does what was asked for and waits for it; the worker's last words and replies are
    /// heard before this returns, the conversation's cache is saved, and later requests are not heard.
    void stop();

    /// Loads a model. An answer that runs is stopped first, as is an earlier load.
    [[nodiscard]] Asked<LoadReply> open(const LoadRequest& request);
    /// A replay that runs is stopped first: what a person asks goes before.
    [[nodiscard]] Asked<AnswerReply> answer(const AnswerRequest& request);
    /// The same for an answer that nobody reads, to measure: to be asked for while there is no other.
    [[nodiscard]] Asked<AnswerReply> replay(const AnswerRequest& request);

    /// Whether readingsArrived() and memoryChanged() are said; at once, also in the middle of an answer.
    void setWatched(bool watched);

signals: // what was asked for, at once
    /// Each is followed by answerEnded().
    void answerAsked();
    void replayAsked();

signals: // the worker's, in the GUI thread
    void progressed();
    void loadProgressed(int id, double fraction);
    void promptProgressed(qint64 id, const plm::PromptProgress& progress);
    void textArrived(qint64 id, const QString& text, int tokens, double tokensPerSecond);
    void readingsArrived(const peripheral::AnswerReadings& readings);
    void memoryChanged(const peripheral::EngineMemory& memory);
    void executorChanged(const peripheral::ExecutorFacts& facts);
    void modelOpened();
    void conversationForgotten(qint64 conversation);
    void answerEnded(const peripheral::AnswerRequest& request, const plm::Generation& generation);

private:
    EngineThread(std::unique_ptr<EngineWorker> worker, QObject* parent);
    void relay();

    QThread m_thread;
    std::unique_ptr<EngineWorker> m_worker; ///< lives in m_thread; deleted after it has ended
    std::stop_source m_load;
    std::stop_source m_answer;
    std::stop_source m_replay;
};

} // namespace peripheral
