// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/context_gauge.h"

namespace peripheral {

ContextGauge::ContextGauge(EngineThread& engine, Messages messages, QObject* parent)
    : QObject(parent),
      m_engine(engine),
      m_messages(std::move(messages)) {
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(std::chrono::milliseconds(150));
    connect(&m_debounce, &QTimer::timeout, this, &ContextGauge::ask);
    connect(&engine, &EngineThread::counted, this, &ContextGauge::onCounted);
    connect(&engine, &EngineThread::countFailed, this, [this](int id) { onCounted(id, 0); });
}

void ContextGauge::recount() {
    m_stale = true;
    m_debounce.start();
}

void ContextGauge::setBusy(bool busy) {
    m_busy = busy;
    if (!busy && m_stale)
        m_debounce.start();
}

void ContextGauge::setUsed(int tokens) {
    if (tokens == m_used)
        return;
    m_used = tokens;
    emit usedChanged();
}

void ContextGauge::ask() {
    if (m_busy || m_askedId != 0)
        return;
    m_stale = false;
    m_askedId = ++m_lastId;
    m_engine.countTokens(m_askedId, m_messages());
}

void ContextGauge::onCounted(int id, int tokens) {
    if (id != m_askedId)
        return;
    m_askedId = 0;
    if (m_stale)
        m_debounce.start();
    else
        setUsed(tokens);
}

} // namespace peripheral

#include "moc_context_gauge.cpp"
