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
    if (m_busy || m_counting)
        return;
    m_stale = false;
    m_counting = true;
    m_engine.ask(&EngineWorker::countTokens, m_messages()).then(this, [this](std::optional<int> tokens) {
        onCounted(tokens.value_or(0));
    });
}

void ContextGauge::onCounted(int tokens) {
    m_counting = false;
    if (m_stale)
        m_debounce.start();
    else
        setUsed(tokens);
}

} // namespace peripheral

#include "moc_context_gauge.cpp"
