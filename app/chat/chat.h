// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/answer_statistics.h"
#include "chat/answers.h"
#include "chat/context_gauge.h"
#include "chat/conversation_list_model.h"
#include "chat/shown_conversation.h"
#include "history/history.h"
#include "models/loaded_model.h"
#include "settings/settings.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <QtQmlIntegration>

#include <optional>

namespace peripheral {

/// The conversation that is shown and all that can be done with it. GUI thread.
class Chat : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::ConversationListModel* conversations READ conversations CONSTANT)
    Q_PROPERTY(peripheral::MessageListModel* messages READ messages CONSTANT)
    /// The conversation that is shown; 0 while it is new and nothing of it is saved.
    Q_PROPERTY(qint64 currentId READ currentId NOTIFY currentIdChanged)
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    /// An answer is under way in the conversation that is shown; how far it has come, else Complete.
    Q_PROPERTY(bool busy READ busy NOTIFY answerStateChanged)
    Q_PROPERTY(peripheral::message_enums::State answerState READ answerState NOTIFY answerStateChanged)
    /// While Reading: tokens of the prompt read so far, all of them, and an estimate.
    Q_PROPERTY(int promptDone READ promptDone NOTIFY promptChanged)
    Q_PROPERTY(int promptTotal READ promptTotal NOTIFY promptChanged)
    Q_PROPERTY(double promptSecondsLeft READ promptSecondsLeft NOTIFY promptChanged)
    /// Tokens of the context that the conversation takes, the draft included, and how many there are.
    Q_PROPERTY(int contextUsed READ contextUsed NOTIFY contextChanged)
    Q_PROPERTY(int contextLength READ contextLength NOTIFY contextChanged)
    /// Of the answer that arrives, or of the last one.
    Q_PROPERTY(double tokensPerSecond READ tokensPerSecond NOTIFY tokensPerSecondChanged)
    /// Of the last answer that ended, whichever conversation it was in: the share of feed-forward neurons
    /// whose weights were not needed, 0 to 1. 0: not measured.
    Q_PROPERTY(double skippedShare READ skippedShare NOTIFY measuredChanged)
    /// One sentence on what keeps conversations from being saved or sent; empty when all is well.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString problemDetails READ problemDetails NOTIFY problemChanged)
    /// Nothing can be sent or changed, because nothing could be saved.
    Q_PROPERTY(bool readOnly READ readOnly NOTIFY problemChanged)
    /// What undoRemove() would bring back, as a sentence; empty where there is nothing.
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoTextChanged)
    /// The text in the input; each conversation keeps its own.
    Q_PROPERTY(QString draft READ draft WRITE setDraft NOTIFY draftChanged)
    /// The next send() replaces the last question (see editLast()).
    Q_PROPERTY(bool editing READ editing NOTIFY editingChanged)
    /// send() and regenerate() would do something: a model is there or on its way, and this conversation is
    /// idle.
    Q_PROPERTY(bool canSend READ canSend NOTIFY canSendChanged)

public:
    /// What the conversation is carried on with; all of it must outlive the chat.
    struct Parts {
        EngineThread& engine;
        History& history;
        LoadedModel& model;
        Settings& settings;
    };
    explicit Chat(const Parts& parts, QObject* parent = nullptr);

    [[nodiscard]] ConversationListModel* conversations() const { return m_conversations; }
    [[nodiscard]] MessageListModel* messages() const { return m_shown->messages(); }
    [[nodiscard]] ConversationId currentId() const { return m_shown->id(); }
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool busy() const { return isUnderWay(m_answerState); }
    [[nodiscard]] MessageState answerState() const { return m_answerState; }
    [[nodiscard]] int promptDone() const { return m_prompt.done; }
    [[nodiscard]] int promptTotal() const { return m_prompt.total; }
    [[nodiscard]] double promptSecondsLeft() const { return m_prompt.secondsLeft; }
    [[nodiscard]] int contextUsed() const { return m_gauge->used(); }
    [[nodiscard]] int contextLength() const { return m_model.contextLength(); }
    [[nodiscard]] double tokensPerSecond() const { return m_tokensPerSecond; }
    [[nodiscard]] double skippedShare() const { return m_measured.skippedShare; }
    [[nodiscard]] QString problem() const { return m_problem.sentence; }
    [[nodiscard]] QString problemDetails() const { return m_problem.details; }
    [[nodiscard]] bool readOnly() const { return m_readOnly; }
    [[nodiscard]] QString undoText() const;
    [[nodiscard]] QString draft() const { return m_draft; }
    void setDraft(const QString& draft);
    [[nodiscard]] bool editing() const { return m_shown->editing(); }
    [[nodiscard]] bool canSend() const { return m_canSend; }
    /// Answers come at most so fast; 0: as fast as they can (for tests).
    void setPace(double tokensPerSecond) { m_shown->setPace(tokensPerSecond); }
    /// Answers have at most so many tokens; 0: as many as the context holds.
    void setLongestAnswer(int tokens) { m_shown->setLongestAnswer(tokens); }

    /// The program ends: what has come of answers stays, and they are told at the next start as stopped. To
    /// be called before the engine's thread is stopped.
    void stopAll() { m_answers->stopAll(); }

    Q_INVOKABLE void newConversation();
    // qint64: QML does not know what a ConversationId is.
    Q_INVOKABLE void open(qint64 id);
    Q_INVOKABLE void rename(qint64 id, const QString& title);
    Q_INVOKABLE void remove(qint64 id);
    Q_INVOKABLE void undoRemove();
    Q_INVOKABLE void dismissUndo();
    Q_INVOKABLE void dismissProblem();
    /// Where nothing can be saved (readOnly): tries once more to open the history.
    Q_INVOKABLE void tryAgain();

    /// Asks `text` at the end of the path (or in place of the question being edited) and clears the draft.
    Q_INVOKABLE void send(const QString& text);
    Q_INVOKABLE void stop();
    /// Answers the last question again; the answer before stays in the tree.
    Q_INVOKABLE void regenerate();
    /// Goes on with a last answer that was stopped or broken off.
    Q_INVOKABLE void continueAnswer();
    /// The last question's text (empty where there is none); the next send() replaces that question.
    Q_INVOKABLE QString editLast();
    Q_INVOKABLE void cancelEdit();
    /// The whole message as Markdown to the clipboard.
    Q_INVOKABLE void copy(int row);
    Q_INVOKABLE void copyText(const QString& text);

signals:
    void currentIdChanged();
    void titleChanged();
    void answerStateChanged();
    void promptChanged();
    void contextChanged();
    void tokensPerSecondChanged();
    void measuredChanged();
    void problemChanged();
    void undoTextChanged();
    void draftChanged();
    void editingChanged();
    void canSendChanged();
    /// Whether an answer is under way in any conversation.
    void answeringChanged(bool answering);
    /// An answer has ended, in whatever way: all of its text, its tokens, and how long they took.
    void answerEnded(const QString& text, int tokens, double seconds);

private:
    void connectHistory();
    void connectAnswers();
    void connectModel();
    void onConversations(const QList<ConversationRow>& rows);
    /// Shows the newest conversation, where its answer was broken off.
    void onNewestPath(ConversationId conversationId, const QList<MessageRow>& rows);
    void onOpened();
    void onRefused(const Failure& failure);
    void setProblem(const Failure& failure);
    void onQuestionSaved(const AnswerRun& run);
    void onProgressed(const AnswerRun& run);
    void onEnded(const AnswerRun& run, const AnswerStatistics& statistics);
    void showFigures();
    void onShownIdChanged();
    void changeDraft(ConversationId before);
    /// Works out answerState, prompt and canSend again and says so where they changed.
    void update();

    History& m_history;
    LoadedModel& m_model;
    Settings& m_settings;
    ConversationListModel* m_conversations;
    Answers* m_answers;
    ShownConversation* m_shown;
    ContextGauge* m_gauge;

    MessageState m_answerState = MessageState::Complete;
    bool m_canSend = false;
    bool m_readOnly = false;
    Failure m_problem;
    plm::PromptProgress m_prompt;
    double m_tokensPerSecond = 0;
    QTimer m_figures; ///< since speed and context were said last; runs out where no text comes
    AnswerStatistics m_measured;
    QString m_draft;
    QHash<ConversationId, QString> m_drafts; ///< of the conversations that are not shown
    std::optional<Conversation> m_removed;
};

} // namespace peripheral
