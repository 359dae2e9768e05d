// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/answer_readings.h"
#include "worker/conversation_caches.h"
#include "worker/requests.h"
#include "worker/telling_pace.h"
#include "worker/throttle.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace peripheral {

/// Makes the engine, in the engine's thread.
using EngineFactory = std::function<std::unique_ptr<plm::Engine>()>;

/// Owns the engine and answers one request after the other, in its own thread (see EngineThread). While one
/// is worked on it says how far it is as often as pace() lets it, the first time at once. Nothing that goes
/// wrong in the engine gets further than a failure as the reply.
class EngineWorker : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineWorker)

public:
    explicit EngineWorker(EngineFactory makeEngine);
    ~EngineWorker() override;

    /// Where it fails, the model before it is still there.
    LoadReply open(const LoadRequest& request);
    /// The reply is the end of the answer, also of one that was stopped; all of its text has arrived. Where
    /// it went wrong, the text that arrived before stands.
    AnswerReply answer(const AnswerRequest& request);
    /// Nothing where they cannot be counted.
    std::optional<int> countTokens(const std::vector<plm::ChatMessage>& messages);
    /// From now on saves what was read of a conversation: some time after an answer, before another is
    /// answered or another model opened, and at the end.
    void saveCaches(const CacheRequest& request);
    /// Saves what is not saved.
    void saveCache();
    void forget(qint64 conversation);

    /// Those of the conversation that was read last; empty where they cannot be had.
    std::vector<plm::TokenId> tokens();
    /// Forgets every conversation and overwrites what was kept of them in memory; what is not saved by now
    /// never will be. The next answer reads everything anew. After a failure something may be left.
    EraseReply erase();
    /// True: for those who ask by it whether the engine's thread goes on.
    bool goesOn() { return true; }

    /// Says where the engine's memory lies.
    void tellMemory();

    /// Whether anybody wants readings and memory told. Any thread, also while an answer is under way.
    void setWatched(bool watched) { m_watched.store(watched, std::memory_order_relaxed); }
    [[nodiscard]] bool isWatched() const { return m_watched.load(std::memory_order_relaxed); }

    /// The engine has done a piece of its work. Engine's thread.
    void noteProgress();

    /// How often an answer is told of; whoever shows it measures what that costs.
    [[nodiscard]] TellingPace& pace() { return m_pace; }

signals:
    /// The engine goes on with what takes it long: a step of loading, a layer of a prompt, a token, also one
    /// without text or of a silent answer. Twice a second at most.
    void progressed();
    /// Fraction done, 0 to 1.
    void loadProgressed(int id, double fraction);
    void promptProgressed(qint64 id, const plm::PromptProgress& progress);
    /// The next part of the answer's text; `tokens` sampled so far, and how fast they come.
    void textArrived(qint64 id, const QString& text, int tokens, double tokensPerSecond);
    /// While it is watched: what the answer cost so far, and where memory lies.
    void readingsArrived(const peripheral::AnswerReadings& readings);
    void memoryChanged(const peripheral::EngineMemory& memory);
    /// What computes is another from here on: a device failed.
    void executorChanged(const peripheral::ExecutorFacts& facts);
    /// Another model is open, and what was answered before is not of it.
    void modelOpened();
    void conversationForgotten(qint64 conversation);
    /// An answer has ended, in whatever way; without tokens where it failed or never began.
    void answerEnded(const peripheral::AnswerRequest& request, const plm::Generation& generation);

private:
    LoadReply load(const LoadRequest& request);
    AnswerReply generate(const AnswerRequest& request);
    [[nodiscard]] EngineFailure describe(const plm::Error& error, const AnswerRequest& request);
    plm::Engine& engine();
    void standIn(const std::string& sentence);

    EngineFactory m_makeEngine;
    std::unique_ptr<plm::Engine> m_engine;
    ExecutorWish m_wish; ///< of the model that is opened
    ExecutorInUse m_executor;
    ConversationCaches m_caches;
    QTimer* m_idle; ///< until the cache is saved
    TellingPace m_pace;
    Throttle m_progress{std::chrono::milliseconds(500)};
    plm::HyperParameters m_hyper; ///< of the model that is open
    std::uint64_t m_answers = 0;  ///< so far
    std::atomic<bool> m_watched = false;
};

} // namespace peripheral
