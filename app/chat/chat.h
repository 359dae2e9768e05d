// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/conversation_list_model.h"
#include "chat/message_list_model.h"

#include <QObject>
#include <QtQmlIntegration>

namespace peripheral {

/// The conversation that is shown and all that can be done with it. GUI thread.
class Chat : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Application owns it")
    Q_PROPERTY(peripheral::ConversationListModel* conversations READ conversations CONSTANT)
    Q_PROPERTY(peripheral::MessageListModel* messages READ messages CONSTANT)
    /// The conversation that is shown; 0 while it is new and nothing of it is saved.
    Q_PROPERTY(int currentId READ currentId NOTIFY currentIdChanged)
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
    /// What the conversation that is shown is busy with.
    Q_PROPERTY(peripheral::Chat::Activity activity READ activity NOTIFY activityChanged)
    /// While Reading: tokens of the prompt read so far, all of them, and an estimate.
    Q_PROPERTY(int promptDone READ promptDone NOTIFY promptChanged)
    Q_PROPERTY(int promptTotal READ promptTotal NOTIFY promptChanged)
    Q_PROPERTY(double promptSecondsLeft READ promptSecondsLeft NOTIFY promptChanged)
    /// Tokens of the context that the conversation takes, the draft included, and how many there are.
    Q_PROPERTY(int contextUsed READ contextUsed NOTIFY contextChanged)
    Q_PROPERTY(int contextLength READ contextLength NOTIFY contextChanged)
    /// Of the answer that arrives, or of the last one.
    Q_PROPERTY(double tokensPerSecond READ tokensPerSecond NOTIFY tokensPerSecondChanged)
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
    enum Activity {
        Idle,
        Waiting, ///< for the model, for the history, or for an answer in another conversation
        Reading,
        Answering
    };
    Q_ENUM(Activity)

    explicit Chat(QObject* parent = nullptr);

    [[nodiscard]] ConversationListModel* conversations() const { return m_conversations; }
    [[nodiscard]] MessageListModel* messages() const { return m_messages; }
    [[nodiscard]] int currentId() const { return m_currentId; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] Activity activity() const { return Idle; }
    [[nodiscard]] int promptDone() const { return 0; }
    [[nodiscard]] int promptTotal() const { return 0; }
    [[nodiscard]] double promptSecondsLeft() const { return 0; }
    [[nodiscard]] int contextUsed() const { return 0; }
    [[nodiscard]] int contextLength() const { return 0; }
    [[nodiscard]] double tokensPerSecond() const { return 0; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString problemDetails() const { return m_problemDetails; }
    [[nodiscard]] bool readOnly() const { return m_readOnly; }
    [[nodiscard]] QString undoText() const { return {}; }
    [[nodiscard]] QString draft() const { return m_draft; }
    void setDraft(const QString& draft);
    [[nodiscard]] bool editing() const { return false; }
    [[nodiscard]] bool canSend() const { return false; }

    Q_INVOKABLE void newConversation();
    Q_INVOKABLE void open(int id);
    Q_INVOKABLE void rename(int id, const QString& title);
    Q_INVOKABLE void remove(int id);
    Q_INVOKABLE void undoRemove();
    Q_INVOKABLE void dismissUndo();
    Q_INVOKABLE void dismissProblem();

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
    void activityChanged();
    void promptChanged();
    void contextChanged();
    void tokensPerSecondChanged();
    void problemChanged();
    void undoTextChanged();
    void draftChanged();
    void editingChanged();
    void canSendChanged();

private:
    ConversationListModel* m_conversations;
    MessageListModel* m_messages;
    int m_currentId = 0;
    QString m_problem, m_problemDetails, m_draft;
    bool m_readOnly = false;
};

} // namespace peripheral
