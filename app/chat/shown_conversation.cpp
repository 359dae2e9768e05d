// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/shown_conversation.h"

#include "chat/answer_statistics.h"
#include "chat/conversation_list_model.h"

#include <QRandomGenerator>

namespace peripheral {

namespace {

/// A message of the history as the window shows it.
Message fromHistory(const MessageRow& row) {
    const auto statistics = AnswerStatistics::fromJson(row.statisticsJson);
    return {.id = row.id,
            .parentId = row.parentId,
            .author = row.author,
            .text = row.text,
            .state = row.state,
            .error = statistics.error,
            .footnote = statistics.footnote()};
}

} // namespace

std::vector<plm::ChatMessage> toPrompt(const QString& systemPrompt, const MessageListModel& messages,
                                       int rows) {
    std::vector<plm::ChatMessage> prompt;
    if (!systemPrompt.trimmed().isEmpty())
        prompt.push_back({plm::Role::System, systemPrompt.toStdString()});
    for (int row = 0; row < rows; ++row) {
        const Message& message = messages.at(row);
        const bool asked = message.author == Author::User;
        if (asked || !message.text.isEmpty())
            prompt.push_back({asked ? plm::Role::User : plm::Role::Assistant, message.text.toStdString()});
    }
    return prompt;
}

plm::GenerationOptions toOptions(const Settings& settings) {
    plm::GenerationOptions options;
    options.sampling.temperature = static_cast<float>(settings.temperature());
    return options;
}

ShownConversation::ShownConversation(Answers& answers, History& history, const Settings& settings,
                                     QObject* parent)
    : QObject(parent),
      m_answers(answers),
      m_history(history),
      m_settings(settings),
      m_messages(new MessageListModel(this)) {
    connect(&answers, &Answers::questionSaved, this, &ShownConversation::onQuestionSaved);
    connect(&answers, &Answers::notSaved, this, &ShownConversation::onNotSaved);
    connect(&answers, &Answers::begun, this, &ShownConversation::onBegun);
    connect(&answers, &Answers::progressed, this, &ShownConversation::onProgressed);
    connect(&answers, &Answers::textArrived, this, &ShownConversation::onTextArrived);
    connect(&answers, &Answers::ended, this, &ShownConversation::onEnded);
}

const AnswerRun* ShownConversation::run() const {
    return m_id != 0 ? m_answers.inConversation(m_id) : m_answers.ofRequest(m_newRequest);
}

std::vector<plm::ChatMessage> ShownConversation::withDraft(const QString& draft) const {
    auto messages =
        toPrompt(m_settings.systemPrompt(), *m_messages, editing() ? m_editedRow : m_messages->count());
    if (const QString question = draft.trimmed(); !question.isEmpty())
        messages.push_back({plm::Role::User, question.toStdString()});
    return messages;
}

void ShownConversation::showNew() {
    switchTo(0);
    m_messages->reset({});
    emit changed();
}

void ShownConversation::showSaved(ConversationId id) {
    switchTo(id);
    loadPath();
}

void ShownConversation::showPath(ConversationId id, const QList<MessageRow>& rows) {
    switchTo(id);
    fill(rows);
}

void ShownConversation::send(const QString& question) {
    const int row = editing() ? m_editedRow : m_messages->count();
    const MessageId parentId = row > 0 ? m_messages->at(row - 1).id : 0;
    setEditedRow(-1);
    m_messages->truncate(row);
    m_messages->append({.parentId = parentId, .text = question});
    const int request = m_answers.ask({.conversationId = m_id,
                                       .parentId = parentId,
                                       .text = question,
                                       .title = titleFromQuestion(question)},
                                      prompt());
    if (m_id == 0)
        m_newRequest = request;
    emit changed();
}

void ShownConversation::stop() {
    if (const AnswerRun* underWay = run())
        m_answers.stop(*underWay);
}

void ShownConversation::regenerate() {
    setEditedRow(-1);
    const int last = m_messages->count() - 1;
    if (last >= 0 && m_messages->at(last).author == Author::Assistant)
        m_messages->truncate(last);
    if (m_messages->count() > 0)
        m_answers.answer(m_id, m_messages->at(m_messages->count() - 1).id, prompt());
    emit changed();
}

void ShownConversation::continueAnswer() {
    if (m_messages->count() == 0)
        return;
    const Message& last = m_messages->at(m_messages->count() - 1);
    if (last.author != Author::Assistant || last.state == MessageState::Complete)
        return;
    setEditedRow(-1);
    m_answers.goOn(m_id, last.id, last.text, prompt());
    emit changed();
}

QString ShownConversation::editLast() {
    int row = m_messages->count() - 1;
    while (row >= 0 && m_messages->at(row).author != Author::User)
        --row;
    setEditedRow(row);
    return row < 0 ? QString() : m_messages->at(row).text;
}

void ShownConversation::cancelEdit() {
    setEditedRow(-1);
}

void ShownConversation::onPath(int request, const Result<QList<MessageRow>>& rows) {
    if (request != m_awaitedPath)
        return; // another conversation was chosen meanwhile, or it was read again
    m_awaitedPath = 0;
    if (rows)
        return fill(*rows);
    emit failed(rows.error());
    showNew();
}

void ShownConversation::onQuestionSaved(const AnswerRun& run) {
    if (!isShown(run))
        return;
    if (const int row = m_messages->rowOf(0); row >= 0)
        m_messages->setId(row, run.questionId);
    if (m_id == 0)
        setId(run.conversationId);
}

void ShownConversation::onNotSaved(const AnswerRun& run) {
    if (!isShown(run))
        return;
    m_newRequest = 0;
    if (const int row = m_messages->rowOf(0); row >= 0) {
        m_messages->truncate(row);
        emit questionReturned(QString::fromStdString(run.messages.back().content));
    }
    emit changed();
}

void ShownConversation::onBegun(const AnswerRun& run) {
    if (!isShown(run))
        return;
    if (const int row = rowOf(run); row >= 0)
        m_messages->setState(row, run.state);
    else
        m_messages->append({.id = run.answerId,
                            .parentId = run.questionId,
                            .author = Author::Assistant,
                            .state = run.state});
}

void ShownConversation::onProgressed(const AnswerRun& run) {
    if (const int row = rowOf(run); row >= 0 && m_messages->at(row).state != run.state)
        m_messages->setState(row, run.state);
}

void ShownConversation::onTextArrived(const AnswerRun& run, const QString& text) {
    if (const int row = rowOf(run); row >= 0)
        m_messages->appendText(row, text);
}

void ShownConversation::onEnded(const AnswerRun& run, MessageState state,
                                const AnswerStatistics& statistics) {
    if (const int row = rowOf(run); row >= 0) {
        m_messages->setState(row, state, statistics.error, statistics.footnote());
        emit changed();
    } else if (isLoading() && run.conversationId == m_id) {
        loadPath(); // the path that is on its way may have been read before the answer ended
    }
}

void ShownConversation::setId(ConversationId id) {
    m_id = id;
    m_newRequest = 0;
    emit idChanged();
}

void ShownConversation::switchTo(ConversationId id) {
    const ConversationId before = m_id;
    m_awaitedPath = 0;
    setEditedRow(-1);
    setId(id);
    emit switched(before);
}

void ShownConversation::setEditedRow(int row) {
    if (std::exchange(m_editedRow, row) != row)
        emit editingChanged();
}

void ShownConversation::loadPath() {
    m_awaitedPath = ++m_pathRequests;
    m_history.ask(&HistoryWorker::path, m_id)
        .then(this, [this, request = m_awaitedPath](const Result<QList<MessageRow>>& rows) {
            onPath(request, rows);
        });
    emit changed();
}

void ShownConversation::fill(const QList<MessageRow>& rows) {
    std::vector<Message> messages;
    const AnswerRun* underWay = run();
    for (const MessageRow& row : rows) {
        Message& message = messages.emplace_back(fromHistory(row));
        if (underWay == nullptr || underWay->answerId != message.id)
            continue;
        // What has arrived here is ahead of what is on disk.
        message.text = underWay->text;
        message.state = underWay->state;
        message.footnote.clear();
    }
    m_messages->reset(messages);
    emit changed();
}

bool ShownConversation::isShown(const AnswerRun& run) const {
    if (isLoading())
        return false;
    return m_id != 0 ? run.conversationId == m_id : run.requestId == m_newRequest;
}

int ShownConversation::rowOf(const AnswerRun& run) const {
    return isShown(run) && run.answerId != 0 ? m_messages->rowOf(run.answerId) : -1;
}

Answers::Prompt ShownConversation::prompt() const {
    Answers::Prompt prompt{.messages = toPrompt(m_settings.systemPrompt(), *m_messages, m_messages->count()),
                           .options = toOptions(m_settings)};
    prompt.options.sampling.seed = QRandomGenerator::global()->generate(); // 32 bits, which JSON keeps
    prompt.options.tokensPerSecond = m_pace;
    prompt.options.maxTokens = m_longestAnswer;
    return prompt;
}

} // namespace peripheral

#include "moc_shown_conversation.cpp"
