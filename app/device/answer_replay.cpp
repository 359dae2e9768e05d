// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/answer_replay.h"

namespace peripheral {

namespace {

QVariant speedOf(const std::optional<plm::Generation>& generation) {
    const double speed = generation ? generation->statistics.decodeTokensPerSecond() : 0;
    return speed > 0 ? QVariant(speed) : QVariant();
}

QVariant bytesOf(const std::optional<plm::Generation>& generation) {
    const double bytes = generation ? generation->statistics.decoding.bytesReadPerToken() : 0;
    return bytes > 0 ? QVariant(bytes) : QVariant();
}

bool isSame(const plm::Generation& one, const plm::Generation& other) {
    return one.tokens == other.tokens && one.text == other.text;
}

} // namespace

AnswerReplay::AnswerReplay(EngineThread& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    connect(&engine, &EngineThread::answerAsked, this, &AnswerReplay::onAsked);
    connect(&engine, &EngineThread::answerEnded, this, &AnswerReplay::onEnded);
    connect(&engine, &EngineThread::modelOpened, this, &AnswerReplay::forget);
    connect(&engine, &EngineThread::conversationForgotten, this, [this](qint64 conversation) {
        if (m_last && m_last->request.conversation == conversation)
            forget();
    });
}

AnswerReplay::~AnswerReplay() {
    m_stop.request_stop();
}

bool AnswerReplay::available() const {
    return m_last && m_last->generation.statistics.zerosSkipped && !m_answering && !running();
}

QVariant AnswerReplay::sparseSpeed() const {
    return speedOf(m_sparse);
}

QVariant AnswerReplay::denseSpeed() const {
    return speedOf(m_dense);
}

QVariant AnswerReplay::sparseBytes() const {
    return bytesOf(m_sparse);
}

QVariant AnswerReplay::denseBytes() const {
    return bytesOf(m_dense);
}

QVariant AnswerReplay::sameTokens() const {
    if (!m_last || !m_sparse || !m_dense)
        return {};
    return isSame(*m_sparse, m_last->generation) && isSame(*m_dense, m_last->generation);
}

void AnswerReplay::onAsked() {
    m_answering = true;
    emit changed();
}

/// A stopped answer is written again up to where it was stopped.
void AnswerReplay::onEnded(const AnswerRequest& request, const plm::Generation& generation) {
    if (request.silent)
        return;
    m_answering = false;
    if (generation.statistics.answerTokens == 0)
        return emit changed();
    m_last = Answered{request, generation};
    m_last->request.silent = true;
    m_last->request.options.maxTokens = generation.statistics.answerTokens;
    m_sparse.reset();
    m_dense.reset();
    setState(Ready);
}

void AnswerReplay::forget() {
    m_stop.request_stop();
    m_last.reset();
    m_sparse.reset();
    m_dense.reset();
    setState(NothingYet);
}

void AnswerReplay::start() {
    if (!available())
        return;
    m_sparse.reset();
    m_dense.reset();
    m_stop = {};
    run(Sparse);
}

void AnswerReplay::cancel() {
    m_stop.request_stop();
}

void AnswerReplay::run(State state) {
    AnswerRequest request = m_last->request;
    request.options.skipZeros = state == Sparse;
    request.stop = m_stop;
    setState(state);
    m_engine.replay(request).then(this, [this, state, last = m_last->request.id](const AnswerReply& reply) {
        if (m_state == state && m_last->request.id == last) // else another answer, or model, took its place
            onReply(state, reply);
    });
}

void AnswerReplay::onReply(State state, const AnswerReply& reply) {
    if (!reply)
        return setState(Failed);
    if (reply->reason == plm::StopReason::Cancelled)
        return setState(Interrupted);
    (state == Sparse ? m_sparse : m_dense) = *reply;
    if (state == Sparse)
        run(Dense);
    else
        setState(Done);
}

void AnswerReplay::setState(State state) {
    m_state = state;
    emit changed();
}

} // namespace peripheral

#include "moc_answer_replay.cpp"
