// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/answers.h"
#include "chat/message_list_model.h"
#include "history/history.h"
#include "settings/settings.h"

#include <plm/chat.h>
#include <plm/generate.h>

#include <QObject>

#include <vector>

namespace peripheral {

/// The first `rows` messages as the engine takes them, after `systemPrompt` where that is not empty. Answers
/// without text (stopped or failed before the first word) are left out.
[[nodiscard]] std::vector<plm::ChatMessage> toPrompt(const QString& systemPrompt,
                                                     const MessageListModel& messages, int rows);

/// How answers are to be made as `settings` have it, with the seed 0.
[[nodiscard]] plm::GenerationOptions toOptions(const Settings& settings);

/// The conversation in the window: its path of messages, and what is asked in it. An answer under way follows
/// its conversation, not the window: it is seen again when its conversation is shown again. GUI thread.
class ShownConversation : public QObject {
    Q_OBJECT

public:
    ShownConversation(Answers& answers, History& history, const Settings& settings,
                      QObject* parent = nullptr);

    [[nodiscard]] MessageListModel* messages() const { return m_messages; }
    /// 0 while it is new and nothing of it is saved.
    [[nodiscard]] ConversationId id() const { return m_id; }
    /// New, and nothing was asked in it.
    [[nodiscard]] bool isBlank() const { return m_id == 0 && m_newRequest == 0; }
    /// Its messages are on their way from the history; those before it are still shown.
    [[nodiscard]] bool isLoading() const { return m_awaitedPath != 0; }
    /// Its answer under way; null where there is none.
    [[nodiscard]] const AnswerRun* run() const;
    [[nodiscard]] bool editing() const { return m_editedRow >= 0; }
    /// All of it as the engine takes it, with `draft` (unless that is blank) where it would go.
    [[nodiscard]] std::vector<plm::ChatMessage> withDraft(const QString& draft) const;

    void showNew();
    void showSaved(ConversationId id);
    /// The same with its messages at hand.
    void showPath(ConversationId id, const QList<MessageRow>& rows);

    // All of these but stop() are for a conversation without an answer under way.
    void send(const QString& question);
    void stop();
    void regenerate();
    void continueAnswer();
    QString editLast();
    void cancelEdit();
    /// Answers come at most so fast, in tokens a second; 0: as fast as they can.
    void setPace(double pace) { m_pace = pace; }
    /// Answers have at most so many tokens; 0: as many as the context holds.
    void setLongestAnswer(int tokens) { m_longestAnswer = tokens; }

signals:
    /// Another conversation is shown, or the new one has been saved.
    void idChanged();
    /// Another conversation is shown in place of the one with this id.
    void switched(ConversationId before);
    void editingChanged();
    /// Messages came or went, or isLoading() changed.
    void changed();
    /// The messages of a conversation could not be read.
    void failed(const peripheral::Failure& failure);
    /// A question could not be saved and was taken away again.
    void questionReturned(const QString& question);

private:
    void onPath(int request, const Result<QList<MessageRow>>& rows);
    void onQuestionSaved(const AnswerRun& run);
    void onNotSaved(const AnswerRun& run);
    void onBegun(const AnswerRun& run);
    void onProgressed(const AnswerRun& run);
    void onTextArrived(const AnswerRun& run, const QString& text);
    void onEnded(const AnswerRun& run, MessageState state, const AnswerStatistics& statistics);

    void setId(ConversationId id);
    void switchTo(ConversationId id);
    void setEditedRow(int row);
    void loadPath();
    void fill(const QList<MessageRow>& rows);
    [[nodiscard]] bool isShown(const AnswerRun& run) const;
    /// The row of its answer; -1 where it is not shown.
    [[nodiscard]] int rowOf(const AnswerRun& run) const;
    [[nodiscard]] Answers::Prompt prompt() const;

    Answers& m_answers;
    History& m_history;
    const Settings& m_settings;
    MessageListModel* m_messages;
    ConversationId m_id = 0;
    int m_newRequest = 0;   ///< of the question that is to make a new conversation; 0: none
    int m_awaitedPath = 0;  ///< the request for the path that is to be shown; 0: none
    int m_pathRequests = 0; ///< how many there were
    int m_editedRow = -1;
    double m_pace = 0;
    int m_longestAnswer = 0;
};

} // namespace peripheral
