// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/answers.h"

#include <QLocale>

#include <algorithm>

namespace peripheral {

Answers::Answers(EngineThread& engine, History& history, LoadedModel& model, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_history(history),
      m_model(model) {
    connect(&engine, &EngineThread::promptProgressed, this, &Answers::onPromptProgressed);
    connect(&engine, &EngineThread::textArrived, this, &Answers::onTextArrived);
    connect(&model, &LoadedModel::loadingChanged, this, &Answers::dispatch);
    // Straight from the engine's thread, so that a busy window never delays saving.
    connect(
        engine.object(), &EngineWorker::textArrived, history.object(),
        [saving = history.remote()](MessageId id, const QString& text) {
            saving.tell(&HistoryWorker::appendPiece, id, text);
        },
        Qt::DirectConnection);
}

Answers::~Answers() = default;

int Answers::ask(const Question& question, Prompt prompt) {
    const AnswerRun& run = start(question.conversationId, std::move(prompt));
    const int requestId = run.requestId;
    m_history
        .ask(&HistoryWorker::addQuestion, question.conversationId, question.parentId, question.text,
             question.title)
        .then(this, [this, requestId](const Result<Store::Question>& saved) {
            if (saved)
                onQuestionAdded(requestId, *saved);
            else
                onNotSaved(requestId, saved.error());
        });
    return requestId;
}

void Answers::answer(ConversationId conversationId, MessageId questionId, Prompt prompt) {
    AnswerRun& run = start(conversationId, std::move(prompt));
    run.questionId = questionId;
    beginAnswer(run);
    emit progressed(run);
}

void Answers::goOn(ConversationId conversationId, MessageId answerId, const QString& text, Prompt prompt) {
    AnswerRun& run = start(conversationId, std::move(prompt));
    run.answerId = answerId;
    run.text = text;
    m_history.tell(&HistoryWorker::reopenAnswer, answerId);
    queue(run);
}

void Answers::stop(const AnswerRun& run) {
    AnswerRun& mine =
        **std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& one) { return one.get() == &run; });
    mine.stop.request_stop();
    // While its question is being saved, the history's reply ends it; while it is answered, the engine's.
    if (mine.isQueued())
        end(mine, MessageState::Stopped, {});
}

void Answers::stopAll() {
    m_ending = true;
    std::vector<const AnswerRun*> runs; // a copy, because stop() takes waiting runs out of m_runs
    for (const auto& run : m_runs)
        runs.push_back(run.get());
    for (const AnswerRun* run : runs)
        stop(*run);
}

void Answers::forget(ConversationId conversationId) {
    if (const AnswerRun* run = inConversation(conversationId))
        stop(*run);
    m_engine.tell(&EngineWorker::forget, conversationId);
}

const AnswerRun* Answers::inConversation(ConversationId conversationId) const {
    return conversationId == 0 ? nullptr : find(&AnswerRun::conversationId, conversationId);
}

const AnswerRun* Answers::ofRequest(int requestId) const {
    return find(&AnswerRun::requestId, requestId);
}

void Answers::onQuestionAdded(int requestId, const Store::Question& saved) {
    AnswerRun* run = find(&AnswerRun::requestId, requestId);
    if (run == nullptr)
        return;
    run->conversationId = saved.conversationId;
    run->questionId = saved.messageId;
    beginAnswer(*run);
    emit questionSaved(*run);
}

void Answers::beginAnswer(const AnswerRun& run) {
    m_history.ask(&HistoryWorker::beginAnswer, run.conversationId, run.questionId)
        .then(this, [this, requestId = run.requestId](const Result<MessageId>& answerId) {
            if (answerId)
                onAnswerBegun(requestId, *answerId);
            else
                onNotSaved(requestId, answerId.error());
        });
}

void Answers::onAnswerBegun(int requestId, MessageId messageId) {
    AnswerRun* run = find(&AnswerRun::requestId, requestId);
    if (run == nullptr)
        return;
    run->answerId = messageId;
    queue(*run);
}

void Answers::onNotSaved(int requestId, const Failure& failure) {
    AnswerRun* run = find(&AnswerRun::requestId, requestId);
    if (run == nullptr)
        return;
    const auto taken = take(*run);
    emit notSaved(*taken, failure);
}

void Answers::onPromptProgressed(MessageId id, const plm::PromptProgress& progress) {
    AnswerRun* run = active(id);
    if (run == nullptr)
        return;
    run->prompt = progress;
    emit progressed(*run);
}

void Answers::onTextArrived(MessageId id, const QString& text, int tokens, double tokensPerSecond) {
    AnswerRun* run = active(id);
    if (run == nullptr)
        return;
    run->state = MessageState::Streaming;
    run->text += text;
    run->tokens = tokens;
    run->tokensPerSecond = tokensPerSecond;
    emit textArrived(*run, text);
    emit progressed(*run);
}

void Answers::onAnswered(MessageId id, const plm::Generation& generation) {
    AnswerRun* run = active(id);
    if (run == nullptr)
        return;
    auto statistics = AnswerStatistics::from(generation.statistics);
    statistics.seed = static_cast<quint32>(run->options.sampling.seed);
    statistics.cutOff = m_ending;
    if (generation.reason == plm::StopReason::ContextFull)
        return fail(*run,
                    tr("The context is full, the answer could not be finished; start a new chat to go on."),
                    statistics);
    const bool stopped = generation.reason == plm::StopReason::Cancelled;
    end(*run, stopped ? MessageState::Stopped : MessageState::Complete, statistics);
}

void Answers::onAnswerFailed(MessageId id, const EngineFailure& failure) {
    AnswerRun* run = active(id);
    if (run == nullptr)
        return;
    if (failure.kind == plm::ErrorKind::Cancelled)
        return end(*run, MessageState::Stopped, {});
    if (failure.kind == plm::ErrorKind::ContextFull && failure.tokens > 0)
        return fail(
            *run,
            tr("This conversation takes %1 tokens and the model reads at most %2; start a new chat to go on.")
                .arg(QLocale().toString(failure.tokens), QLocale().toString(failure.contextLength)));
    fail(*run, failure.sentence);
}

AnswerRun& Answers::start(ConversationId conversationId, Prompt prompt) {
    auto run = std::make_unique<AnswerRun>();
    run->requestId = ++m_lastRequestId;
    run->conversationId = conversationId;
    run->messages = std::move(prompt.messages);
    run->options = std::move(prompt.options);
    m_runs.push_back(std::move(run));
    if (m_runs.size() == 1)
        emit busyChanged(true);
    return *m_runs.back();
}

void Answers::queue(AnswerRun& run) {
    emit begun(run);
    if (run.stop.stop_requested())
        end(run, MessageState::Stopped, {});
    else
        dispatch();
}

void Answers::dispatch() {
    const auto next =
        std::find_if(m_runs.begin(), m_runs.end(), [](const auto& run) { return run->isQueued(); });
    if (m_ending || next == m_runs.end() || m_model.loading() ||
        std::any_of(m_runs.begin(), m_runs.end(), [](const auto& run) { return run->isAtEngine(); }))
        return;
    AnswerRun& run = **next;
    if (!m_model.ready())
        return fail(run, tr("There is no model to answer; open a model file first."));
    run.state = MessageState::Reading;
    m_engine
        .answer({.id = run.answerId,
                 .conversation = run.conversationId,
                 .messages = run.messages,
                 .options = run.options,
                 .stop = run.stop})
        .then(this, [this, id = run.answerId](const AnswerReply& reply) {
            if (reply)
                onAnswered(id, *reply);
            else
                onAnswerFailed(id, reply.error());
        });
    emit progressed(run);
}

void Answers::end(AnswerRun& run, MessageState state, const AnswerStatistics& statistics) {
    m_history.tell(&HistoryWorker::finishAnswer, run.answerId, state, statistics.toJson());
    const auto taken = take(run);
    emit ended(*taken, state, statistics);
    dispatch();
}

void Answers::fail(AnswerRun& run, const QString& sentence, AnswerStatistics statistics) {
    statistics.error = sentence;
    end(run, MessageState::Failed, statistics);
}

std::unique_ptr<AnswerRun> Answers::take(const AnswerRun& run) {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& one) { return one.get() == &run; });
    auto taken = std::move(*found);
    m_runs.erase(found);
    if (m_runs.empty())
        emit busyChanged(false);
    return taken;
}

template <class Id>
AnswerRun* Answers::find(Id AnswerRun::*member, std::type_identity_t<Id> value) const {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return (*run).*member == value; });
    return found == m_runs.end() ? nullptr : found->get();
}

AnswerRun* Answers::active(MessageId id) const {
    AnswerRun* run = find(&AnswerRun::answerId, id);
    return run != nullptr && run->isAtEngine() ? run : nullptr;
}

} // namespace peripheral

#include "moc_answers.cpp"
