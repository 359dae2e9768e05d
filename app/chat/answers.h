// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/answer_statistics.h"
#include "history/history.h"
#include "models/loaded_model.h"
#include "worker/engine_thread.h"

#include <plm/chat.h>
#include <plm/generate.h>

#include <QObject>
#include <QString>

#include <memory>
#include <stop_token>
#include <type_traits>
#include <vector>

namespace peripheral {

/// A question to be asked.
struct Question {
    ConversationId conversationId = 0; ///< 0: in a new conversation
    MessageId parentId = 0;            ///< the message before it; 0: none
    QString text;
    QString title; ///< of a new conversation
};

/// A question and its answer on their way, from the saving of the question to the answer's end.
struct AnswerRun {
    int requestId = 0;                 ///< of the request to the history
    ConversationId conversationId = 0; ///< 0 until a new conversation is saved
    MessageId questionId = 0;          ///< 0 until it is saved
    MessageId answerId = 0;            ///< 0 until the history has made room for it
    MessageState state = MessageState::Waiting;
    std::vector<plm::ChatMessage> messages; ///< the conversation to answer
    plm::GenerationOptions options;
    std::stop_source stop;

    QString text; ///< so far; of a continued answer with what stood there before
    plm::PromptProgress prompt;
    int tokens = 0; ///< sampled so far
    double tokensPerSecond = 0;

    /// Its turn comes when a model is there, and no other answer with the engine.
    [[nodiscard]] bool isQueued() const { return answerId != 0 && state == MessageState::Waiting; }
    [[nodiscard]] bool isAtEngine() const {
        return state == MessageState::Reading || state == MessageState::Streaming;
    }
};

/// All answers on their way: at most one a conversation, and one after the other for the engine. Each is
/// saved before it is worked on, and goes on whichever conversation is shown. GUI thread.
class Answers : public QObject {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Answers)

public:
    Answers(EngineThread& engine, History& history, LoadedModel& model, QObject* parent = nullptr);
    ~Answers() override;

    /// What is to be said to the engine, and how.
    struct Prompt {
        std::vector<plm::ChatMessage> messages; ///< the question at the end, or the answer to be continued
        plm::GenerationOptions options;
    };

    /// Saves the question, then answers it. Gives the number that questionSaved() comes back with.
    int ask(const Question& question, Prompt prompt);
    /// Answers a question that is saved already.
    void answer(ConversationId conversationId, MessageId questionId, Prompt prompt);
    /// Goes on with an answer that has ended; `text` is what there is of it.
    void goOn(ConversationId conversationId, MessageId answerId, const QString& text, Prompt prompt);
    /// Stops the answer, whatever state it is in. What has arrived of it stays.
    void stop(const AnswerRun& run);
    /// The program ends: stops all answers, those with the engine at its last word, and begins no more.
    void stopAll();
    /// The conversation is removed: stops its answer, and removes what the engine saved of it.
    void forget(ConversationId conversationId);

    /// The answer under way in this conversation, or to this request; null where there is none.
    [[nodiscard]] const AnswerRun* inConversation(ConversationId conversationId) const;
    [[nodiscard]] const AnswerRun* ofRequest(int requestId) const;
    /// The engine is at work, or will be as soon as it can.
    [[nodiscard]] bool isBusy() const { return !m_runs.empty(); }

signals:
    void busyChanged(bool busy);
    void questionSaved(const peripheral::AnswerRun& run);
    /// Neither the question nor an answer is there; `run` is over.
    void notSaved(const peripheral::AnswerRun& run, const peripheral::Failure& failure);
    /// An answer has its place, empty or (continued) with the text that was there.
    void begun(const peripheral::AnswerRun& run);
    /// Its state, prompt, tokens or speed changed.
    void progressed(const peripheral::AnswerRun& run);
    void textArrived(const peripheral::AnswerRun& run, const QString& text);
    /// It is over; its statistics say why where it failed.
    void ended(const peripheral::AnswerRun& run, peripheral::MessageState state,
               const peripheral::AnswerStatistics& statistics);

private:
    using Runs = std::vector<std::unique_ptr<AnswerRun>>;

    void onQuestionAdded(int requestId, const Store::Question& saved);
    void beginAnswer(const AnswerRun& run);
    void onAnswerBegun(int requestId, MessageId messageId);
    void onNotSaved(int requestId, const Failure& failure);
    void onPromptProgressed(MessageId id, const plm::PromptProgress& progress);
    void onTextArrived(MessageId id, const QString& text, int tokens, double tokensPerSecond);
    void onAnswered(MessageId id, const plm::Generation& generation);
    void onAnswerFailed(MessageId id, const EngineFailure& failure);

    AnswerRun& start(ConversationId conversationId, Prompt prompt);
    void queue(AnswerRun& run);
    /// Gives the engine the next answer, where it is free and a model is there.
    void dispatch();
    void end(AnswerRun& run, MessageState state, const AnswerStatistics& statistics);
    void fail(AnswerRun& run, const QString& sentence, AnswerStatistics statistics = {});
    std::unique_ptr<AnswerRun> take(const AnswerRun& run);
    template <class Id>
    [[nodiscard]] AnswerRun* find(Id AnswerRun::*member, std::type_identity_t<Id> value) const;
    [[nodiscard]] AnswerRun* active(MessageId id) const;

    EngineThread& m_engine;
    History& m_history;
    LoadedModel& m_model;
    Runs m_runs; ///< in the order of asking
    int m_lastRequestId = 0;
    bool m_ending = false;
};

} // namespace peripheral
