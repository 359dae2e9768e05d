// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/chat.h"

#include "models/local_path.h"

#include <QClipboard>
#include <QGuiApplication>

#include <chrono>

namespace peripheral {

namespace {

constexpr std::chrono::milliseconds kFiguresStay{500}; // as they were said last
constexpr std::chrono::milliseconds kFiguresWait{250}; // for a text that they can be shown with

bool differ(const plm::PromptProgress& left, const plm::PromptProgress& right) {
    return left.done != right.done || left.total != right.total || left.secondsLeft != right.secondsLeft;
}

} // namespace

Chat::Chat(const Parts& parts, QObject* parent)
    : QObject(parent),
      m_history(parts.history),
      m_model(parts.model),
      m_settings(parts.settings),
      m_conversations(new ConversationListModel(this)),
      m_answers(new Answers(parts.engine, parts.history, parts.model, this)),
      m_shown(new ShownConversation(*m_answers, parts.history, parts.settings, this)),
      m_gauge(new ContextGauge(
          parts.engine, [this] { return m_shown->withDraft(m_draft); }, this)) {
    connectHistory();
    connectAnswers();
    connectModel();
    update();
}

void Chat::connectHistory() {
    connect(&m_history, &History::opened, this, &Chat::onOpened);
    connect(&m_history, &History::refused, this, &Chat::onRefused);
    connect(&m_history, &History::failed, this, &Chat::setProblem);
    connect(&m_history, &History::recovered, this, &Chat::dismissProblem);
}

void Chat::connectAnswers() {
    connect(m_answers, &Answers::questionSaved, this, &Chat::onQuestionSaved);
    connect(m_answers, &Answers::notSaved, this, [this](const AnswerRun&, const Failure& failure) {
        setProblem(failure);
        update();
    });
    connect(m_answers, &Answers::begun, this, &Chat::onProgressed);
    connect(m_answers, &Answers::progressed, this, &Chat::onProgressed);
    connect(m_answers, &Answers::busyChanged, this, &Chat::answeringChanged);
    connect(&m_figures, &QTimer::timeout, this, &Chat::showFigures);
    m_figures.setSingleShot(true);
    m_figures.setInterval(kFiguresStay + kFiguresWait);
    connect(m_answers, &Answers::ended, this,
            [this](const AnswerRun& run, MessageState, const AnswerStatistics& statistics) {
                onEnded(run, statistics);
            });
    connect(m_shown, &ShownConversation::idChanged, this, &Chat::onShownIdChanged);
    connect(m_shown, &ShownConversation::switched, this, &Chat::changeDraft);
    connect(m_shown, &ShownConversation::editingChanged, this, &Chat::editingChanged);
    connect(m_shown, &ShownConversation::editingChanged, m_gauge, &ContextGauge::recount);
    connect(m_shown, &ShownConversation::changed, m_gauge, &ContextGauge::recount);
    connect(m_shown, &ShownConversation::changed, this, &Chat::update);
    connect(m_shown, &ShownConversation::failed, this, &Chat::setProblem);
    connect(m_shown, &ShownConversation::questionReturned, this, &Chat::setDraft);
}

void Chat::connectModel() {
    connect(&m_model, &LoadedModel::loadingChanged, this, &Chat::update);
    connect(&m_model, &LoadedModel::modelChanged, this, &Chat::update);
    connect(&m_model, &LoadedModel::modelChanged, this, &Chat::contextChanged);
    connect(&m_model, &LoadedModel::modelChanged, m_gauge, &ContextGauge::recount);
    connect(&m_settings, &Settings::systemPromptChanged, m_gauge, &ContextGauge::recount);
    connect(m_gauge, &ContextGauge::usedChanged, this, &Chat::contextChanged);
}

QString Chat::title() const {
    const Conversation* conversation = m_conversations->find(currentId());
    return conversation == nullptr ? QString() : conversation->title;
}

QString Chat::undoText() const {
    return m_removed ? tr("Deleted “%1”").arg(m_removed->title) : QString();
}

void Chat::setDraft(const QString& draft) {
    if (draft == m_draft)
        return;
    m_draft = draft;
    m_gauge->recount();
    emit draftChanged();
}

void Chat::newConversation() {
    if (!m_shown->isBlank())
        m_shown->showNew();
}

void Chat::open(ConversationId id) {
    if (id != currentId() && m_conversations->find(id) != nullptr)
        m_shown->showSaved(id);
}

void Chat::rename(ConversationId id, const QString& title) {
    const QString trimmed = shownText(title.simplified());
    if (trimmed.isEmpty() || m_readOnly)
        return;
    m_conversations->rename(id, trimmed);
    m_history.tell(&HistoryWorker::rename, id, trimmed);
    if (id == currentId())
        emit titleChanged();
}

void Chat::remove(ConversationId id) {
    const Conversation* conversation = m_conversations->find(id);
    if (conversation == nullptr || m_readOnly)
        return;
    m_removed = *conversation;
    m_answers->forget(id);
    if (id == currentId())
        newConversation();
    m_conversations->remove(id);
    m_history.tell(&HistoryWorker::remove, id);
    emit undoTextChanged();
}

void Chat::undoRemove() {
    if (!m_removed)
        return;
    m_removed->answering = m_answers->inConversation(m_removed->id) != nullptr;
    m_history.tell(&HistoryWorker::restore, m_removed->id);
    m_conversations->insert(*m_removed);
    dismissUndo();
}

void Chat::dismissUndo() {
    m_removed.reset();
    emit undoTextChanged();
}

void Chat::dismissProblem() {
    if (!m_readOnly) // nothing can be saved until tryAgain(), and the reason stays in sight
        setProblem({});
}

void Chat::tryAgain() {
    if (m_readOnly)
        m_history.tryAgain();
}

void Chat::send(const QString& text) {
    const QString question = text.trimmed();
    if (question.isEmpty() || !m_canSend)
        return;
    setDraft({});
    m_shown->send(question);
}

void Chat::stop() {
    m_shown->stop();
}

void Chat::regenerate() {
    if (m_canSend)
        m_shown->regenerate();
}

void Chat::continueAnswer() {
    if (m_canSend)
        m_shown->continueAnswer();
}

QString Chat::editLast() {
    return m_canSend ? m_shown->editLast() : QString();
}

void Chat::cancelEdit() {
    m_shown->cancelEdit();
}

void Chat::copy(int row) {
    if (row >= 0 && row < messages()->count())
        copyText(messages()->at(row).text);
}

void Chat::copyText(const QString& text) {
    QGuiApplication::clipboard()->setText(text);
}

void Chat::onConversations(const QList<ConversationRow>& rows) {
    std::vector<Conversation> conversations;
    for (const ConversationRow& row : rows) {
        const ConversationId id = row.id;
        conversations.push_back({.id = id,
                                 .title = shownText(row.title), // another program may have written it
                                 .updatedAt = QDateTime::fromMSecsSinceEpoch(row.updatedMs),
                                 .used = row.used,
                                 .answering = m_answers->inConversation(id) != nullptr});
    }
    m_conversations->reset(std::move(conversations));
    if (const ConversationId newest = m_conversations->newestId(); newest != 0)
        m_history.ask(&HistoryWorker::path, newest)
            .then(this, [this, newest](const Result<QList<MessageRow>>& path) {
                if (path)
                    onNewestPath(newest, *path);
                else
                    setProblem(path.error());
            });
}

void Chat::onNewestPath(ConversationId conversationId, const QList<MessageRow>& rows) {
    if (rows.isEmpty())
        return;
    // Whoever was cut off last time wants to go on with that, if he has not begun with something else.
    const MessageRow& last = rows.back();
    const bool cutOff =
        last.state == MessageState::BrokenOff || AnswerStatistics::fromJson(last.statisticsJson).cutOff;
    if (cutOff && m_shown->isBlank() && m_draft.isEmpty())
        m_shown->showPath(conversationId, rows);
}

void Chat::onOpened() {
    if (std::exchange(m_readOnly, false)) {
        setProblem({});
        update();
    }
    m_history.ask(&HistoryWorker::conversations)
        .then(this, [this](const Result<QList<ConversationRow>>& rows) {
            if (rows)
                onConversations(*rows);
            else
                setProblem(rows.error());
        });
}

void Chat::onRefused(const Failure& failure) {
    m_readOnly = true;
    setProblem(failure);
    update();
}

void Chat::setProblem(const Failure& failure) {
    // Sentences of the history name files as they are, controls included.
    m_problem = {failure.kind, shownText(failure.sentence), shownText(failure.details)};
    emit problemChanged();
}

void Chat::onQuestionSaved(const AnswerRun& run) {
    if (m_conversations->find(run.conversationId) == nullptr)
        m_conversations->insert(
            {.id = run.conversationId,
             .title = titleFromQuestion(QString::fromStdString(run.messages.back().content)),
             .updatedAt = QDateTime::currentDateTime()});
    m_conversations->touch(run.conversationId, QDateTime::currentDateTime());
    if (run.conversationId == currentId())
        emit titleChanged();
}

void Chat::onProgressed(const AnswerRun& run) {
    m_conversations->setAnswering(run.conversationId, true);
    m_gauge->setBusy(true);
    if (!m_figures.isActive() || m_figures.remainingTimeAsDuration() <= kFiguresWait)
        showFigures();
    update();
}

/// Speed and context of the answer under way, at most twice a second: numbers that change more often cannot
/// be read, and drawing them takes time from the answer. They change with a text that arrives, where one
/// does, so that one drawing shows both.
void Chat::showFigures() {
    const AnswerRun* run = m_shown->run();
    if (run == nullptr)
        return;
    m_figures.start();
    if (run->prompt.total > 0)
        m_gauge->setUsed(run->prompt.total + run->tokens);
    if (run->tokensPerSecond > 0 &&
        std::exchange(m_tokensPerSecond, run->tokensPerSecond) != run->tokensPerSecond)
        emit tokensPerSecondChanged();
}

void Chat::onEnded(const AnswerRun& run, const AnswerStatistics& statistics) {
    m_gauge->setBusy(m_answers->isBusy());
    if (run.conversationId == currentId() && run.prompt.total > 0)
        m_gauge->setUsed(run.prompt.total + run.tokens);
    m_conversations->setAnswering(run.conversationId, false);
    m_conversations->touch(run.conversationId, QDateTime::currentDateTime());
    if (statistics.tokens > 0) {
        m_measured = statistics;
        emit measuredChanged();
    }
    if (run.conversationId == currentId() && statistics.tokensPerSecond > 0) {
        m_tokensPerSecond = statistics.tokensPerSecond;
        emit tokensPerSecondChanged();
    }
    update();
    const double writing =
        statistics.tokensPerSecond > 0 ? statistics.tokens / statistics.tokensPerSecond : 0;
    emit answerEnded(run.text, statistics.tokens, statistics.firstTokenSeconds + writing);
}

void Chat::onShownIdChanged() {
    m_conversations->setCurrent(currentId());
    emit currentIdChanged();
    emit titleChanged();
}

void Chat::changeDraft(ConversationId before) {
    m_drafts[before] = m_draft;
    setDraft(m_drafts.take(currentId()));
}

void Chat::update() {
    const AnswerRun* run = m_shown->run();
    const auto prompt = run == nullptr ? plm::PromptProgress{} : run->prompt;
    if (differ(std::exchange(m_prompt, prompt), prompt))
        emit promptChanged();
    const MessageState state = run == nullptr ? MessageState::Complete : run->state;
    if (std::exchange(m_answerState, state) != state)
        emit answerStateChanged();
    const bool canSend =
        !m_readOnly && run == nullptr && !m_shown->isLoading() && (m_model.ready() || m_model.loading());
    if (std::exchange(m_canSend, canSend) != canSend)
        emit canSendChanged();
}

} // namespace peripheral

#include "moc_chat.cpp"
