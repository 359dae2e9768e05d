// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk.h"

#include <algorithm>
#include <chrono>

namespace peripheral {

namespace {

using Time = kiosk::Visit::Time;

constexpr std::chrono::milliseconds kCountdownSteps{100};

std::function<Time()> steadyClock() {
    return
        [] { return std::chrono::duration_cast<Time>(std::chrono::steady_clock::now().time_since_epoch()); };
}

kiosk::Visit::Times timesOf(const kiosk::Config& config) {
    return {.idle = config.idle, .countdown = config.countdown};
}

} // namespace

Kiosk::Kiosk(Parts parts, QObject* parent)
    : QObject(parent),
      m_parts(std::move(parts)),
      m_visit(timesOf(m_parts.config), m_parts.config.consent),
      m_erasure({.engine = m_parts.engine,
                 .eraseInterface = m_parts.eraseInterface,
                 .ownTexts = m_parts.ownTexts,
                 .search = m_parts.search}) {
    if (!m_parts.clock)
        m_parts.clock = steadyClock();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Kiosk::advance);
    connect(&m_parts.model, &LoadedModel::modelChanged, this, &Kiosk::updateObstacle);
    connect(&m_parts.model, &LoadedModel::loadingChanged, this, &Kiosk::updateObstacle);
    // Memory that is overwritten when it is freed is written when it is set aside, too: what the engine has
    // set aside for later is given back.
    connect(&m_parts.engine, &EngineThread::modelOpened, this, [this] {
        if (!m_visitor)
            m_parts.engine.ask(&EngineWorker::erase).then(this, [](const EraseReply&) {});
    });
    connect(&m_erasure, &Erasure::erased, this, &Kiosk::onErased);
    connect(&m_erasure, &Erasure::remains, this, [this](const QString& where) {
        emit erasureFailed();
        if (m_parts.startAnew)
            m_parts.startAnew(where);
    });
    updateObstacle();
}

Kiosk::~Kiosk() = default;

KioskStage::Value Kiosk::stage() const {
    return static_cast<KioskStage::Value>(m_visit.stage());
}

KioskStage::Value Kiosk::screen() const {
    return static_cast<KioskStage::Value>(m_visit.shown());
}

int Kiosk::secondsLeft() const {
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(m_visit.left(now())).count());
}

double Kiosk::countdownShare() const {
    const Time whole = m_parts.config.countdown;
    return whole.count() > 0
               ? static_cast<double>(m_visit.left(now()).count()) / static_cast<double>(whole.count())
               : 0;
}

Chat* Kiosk::chat() const {
    return m_visitor ? &m_visitor->chat : nullptr;
}

int Kiosk::answersLeft() const {
    return m_parts.config.answers == 0 ? -1 : std::max(0, m_parts.config.answers - m_answers);
}

void Kiosk::begin() {
    change([this] { m_visit.begin(now()); });
}

void Kiosk::agree() {
    change([this] { m_visit.agree(now()); });
}

void Kiosk::noteActivity() {
    change([this] { m_visit.touch(now()); });
}

void Kiosk::finish() {
    change([this] { m_visit.finish(); });
}

void Kiosk::end() {
    if (m_visitor)
        m_visitor->chat.stopAll();
}

void Kiosk::advance() {
    change([this] { m_visit.advance(now()); });
}

void Kiosk::ask(const QString& text) {
    const QString question = text.trimmed().left(m_parts.config.questionCharacters);
    const bool agreed =
        m_visit.stage() == kiosk::Stage::Chatting || m_visit.stage() == kiosk::Stage::Countdown;
    if (!agreed || m_obstacle != None || question.isEmpty())
        return;
    noteActivity();
    m_erasure.note(question);
    ++m_answers;
    m_visitor->chat.send(question);
    updateObstacle();
}

void Kiosk::noteText(const QString& text) {
    if (m_visitor)
        m_erasure.note(text);
}

void Kiosk::setHeat(bool warm, bool hot) {
    m_warm = warm;
    m_hot = hot;
    updateObstacle();
}

/// Does one step of the visit, and what follows from it.
void Kiosk::change(const std::function<void()>& step) {
    const kiosk::Stage before = m_visit.stage();
    step();
    if (m_visit.stage() != before)
        onStage(before);
    if (m_visit.stage() == kiosk::Stage::Countdown)
        emit countdownChanged();
    setTimer();
}

void Kiosk::onStage(kiosk::Stage before) {
    const kiosk::Stage stage = m_visit.stage();
    if (before == kiosk::Stage::Inviting)
        receiveVisitor();
    emit stageChanged();
    if (stage == kiosk::Stage::Erasing)
        eraseVisit();
}

void Kiosk::receiveVisitor() {
    m_answers = 0;
    m_context = None;
    m_visitor = std::make_unique<Visitor>(m_parts.engine, m_parts.model, m_parts.settings);
    watch(m_visitor->chat);
    emit chatChanged();
    emit visitBegan();
    updateObstacle();
}

void Kiosk::watch(Chat& chat) {
    chat.setLongestAnswer(m_parts.config.answerTokens);
    chat.setPace(m_parts.pace);
    connect(&chat, &Chat::answeringChanged, this, [this](bool answering) {
        change([this, answering] { m_visit.setBusy(answering, now()); });
        updateObstacle();
    });
    connect(&chat, &Chat::canSendChanged, this, &Kiosk::updateObstacle);
    connect(&chat, &Chat::contextChanged, this, &Kiosk::noteContext);
    connect(&chat, &Chat::draftChanged, this, &Kiosk::noteDraft);
    connect(&chat, &Chat::answerEnded, this, [this](const QString& text, int tokens, double seconds) {
        m_erasure.note(text);
        emit answered(tokens, seconds);
    });
}

/// A draft is looked for as it was before anything of it was taken away.
void Kiosk::noteDraft() {
    noteActivity();
    const QString draft = m_visitor->chat.draft();
    if (!draft.startsWith(m_draft))
        m_erasure.note(m_draft);
    m_draft = draft;
}

/// Judged with the draft that was counted: an input that is emptied is not taken away before the next count.
void Kiosk::noteContext() {
    const Chat& chat = m_visitor->chat;
    const bool full = chat.contextLength() > 0 && chat.contextUsed() >= chat.contextLength();
    m_context = !full ? None : chat.draft().isEmpty() ? ContextFull : QuestionTooLong;
    updateObstacle();
}

void Kiosk::eraseVisit() {
    m_erasure.note(m_draft);
    m_draft = QString();
    std::unique_ptr<Visitor> visitor = std::move(m_visitor);
    visitor->chat.disconnect(this);
    emit chatChanged();
    updateObstacle();
    m_erasure.begin(std::move(visitor));
}

void Kiosk::onErased(bool atOnce) {
    emit visitErased(atOnce);
    change([this] { m_visit.erased(now()); });
}

void Kiosk::updateObstacle() {
    const auto what = [this] {
        if (!m_parts.model.ready())
            return m_parts.model.loading() ? Loading : NoModel;
        if (!m_visitor)
            return None;
        const Chat& chat = m_visitor->chat;
        if (chat.busy())
            return Answering;
        if (answersLeft() == 0)
            return AnswersUsed;
        if (m_context != None)
            return m_context;
        if (m_hot)
            return Hot;
        return chat.canSend() ? None : Loading;
    };
    m_obstacle = what();
    emit obstacleChanged();
}

void Kiosk::setTimer() {
    const auto due = m_visit.due();
    if (!due) {
        m_timer.stop();
        return;
    }
    const Time left = std::max(Time::zero(), *due - now());
    m_timer.start(m_visit.stage() == kiosk::Stage::Countdown ? std::min<Time>(left, kCountdownSteps) : left);
}

} // namespace peripheral

#include "moc_kiosk.cpp"
