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
    [[nodiscard]] Asked<AnswerReply> answer(const AnswerRequest& request);

signals: // the worker's, in the GUI thread
    void loadProgressed(int id, double fraction);
    void promptProgressed(qint64 id, const plm::PromptProgress& progress);
    void textArrived(qint64 id, const QString& text, int tokens, double tokensPerSecond);

private:
    EngineThread(std::unique_ptr<EngineWorker> worker, QObject* parent);
    void relay();

    QThread m_thread;
    std::unique_ptr<EngineWorker> m_worker; ///< lives in m_thread; deleted after it has ended
    std::stop_source m_load;
    std::stop_source m_answer;
};

} // namespace peripheral
