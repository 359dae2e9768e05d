// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_worker.h"

#include <QThread>

namespace peripheral {

/// The engine in a thread of its own, as the GUI thread sees it: requests go in and return at once, signals
/// come out in the GUI thread. One answer at a time: the next is asked for after the end of the one before.
class EngineThread : public QObject {
    Q_OBJECT

public:
    /// Starts the thread; the engine is made in it at the first request.
    explicit EngineThread(EngineFactory makeEngine, QObject* parent = nullptr);
    ~EngineThread() override;

    /// Stops what runs, does what was asked for and waits for it; the worker's last words are said before
    /// this returns, the conversation's cache is saved, and later requests are not heard.
    void stop();

    /// Loads a model. An answer that runs is stopped first, as is an earlier load.
    void open(const LoadRequest& request);
    void answer(const AnswerRequest& request);
    void countTokens(int id, std::vector<plm::ChatMessage> messages);
    /// From now on what was read of conversations is saved to files and taken up again.
    void keepCaches(const CacheRequest& request);
    /// Removes what is saved of the conversation.
    void forget(qint64 conversation);

    /// To connect to the worker's signals in its own thread.
    [[nodiscard]] const EngineWorker* worker() const { return m_worker.get(); }

signals: // the worker's, in the GUI thread
    void loadProgressed(int id, double fraction);
    void loaded(int id, const peripheral::OpenedModel& model);
    void loadFailed(int id, const peripheral::EngineFailure& failure);
    void promptProgressed(qint64 id, const plm::PromptProgress& progress);
    void textArrived(qint64 id, const QString& text, int tokens, double tokensPerSecond);
    void answered(qint64 id, const plm::Generation& generation);
    void answerFailed(qint64 id, const peripheral::EngineFailure& failure);
    void counted(int id, int tokens);
    void countFailed(int id);

private:
    void relay();

    QThread m_thread;
    std::unique_ptr<EngineWorker> m_worker; ///< lives in m_thread; deleted after it has ended
    std::stop_source m_load;
    std::stop_source m_answer;
};

} // namespace peripheral
