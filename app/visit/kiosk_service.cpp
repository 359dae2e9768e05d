// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_service.h"

#include <QLoggingCategory>
#include <QMetaEnum>

#include <algorithm>

namespace peripheral {

namespace {

using Time = kiosk::Watchdog::Time;

Q_LOGGING_CATEGORY(lcService, "peripheral.service")

constexpr Time kTurns{1'000};

/// Three turns fit into what the service manager waits for, whatever the system's timers do.
Time turnsFor(std::chrono::microseconds interval) {
    return std::clamp(std::chrono::duration_cast<Time>(interval / 3), Time(10), kTurns);
}

} // namespace

Time KioskService::steadyTime() {
    return std::chrono::duration_cast<Time>(std::chrono::steady_clock::now().time_since_epoch());
}

KioskService::KioskService(Parts parts, QObject* parent)
    : QObject(parent),
      m_parts(std::move(parts)),
      m_watchdog(m_parts.clock()) {
    connect(&m_parts.kiosk, &Kiosk::stageChanged, this, &KioskService::tellStage);
    if (!m_parts.interval)
        return;
    watchEngine();
    connect(&m_turns, &QTimer::timeout, this, &KioskService::turn);
    m_turns.setTimerType(Qt::PreciseTimer);
    m_turns.start(turnsFor(*m_parts.interval));
    turn();
}

KioskService::~KioskService() {
    m_parts.notifier.stopping();
}

void KioskService::ready() {
    tellStage();
    m_parts.notifier.ready();
}

void KioskService::startsAnew() {
    m_parts.notifier.feed();
}

void KioskService::watchEngine() {
    EngineThread& engine = m_parts.engine;
    const auto count = [this](int change) {
        m_answers += change;
        setBusy();
    };
    connect(&engine, &EngineThread::answerAsked, this, [count] { count(1); });
    connect(&engine, &EngineThread::replayAsked, this, [count] { count(1); });
    connect(&engine, &EngineThread::answerEnded, this, [count] { count(-1); });
    connect(&m_parts.model, &LoadedModel::loadingChanged, this, &KioskService::setBusy);
    connect(&engine, &EngineThread::progressed, this, &KioskService::progress);
}

/// Busy is also who was asked a question that takes no time.
void KioskService::setBusy() {
    m_watchdog.engineBusy(m_answers > 0 || m_parts.model.loading() || m_asked, m_parts.clock());
}

void KioskService::turn() {
    if (m_watchdog.mayFeed(m_parts.clock())) {
        m_parts.notifier.feed();
    } else {
        qCWarning(lcService, "The engine does not go on: the kiosk is to be started anew.");
        m_parts.notifier.demandRestart();
    }
    askEngine();
}

/// An engine without work may have stopped, too: it is asked whether its thread goes on.
void KioskService::askEngine() {
    if (m_asked || m_answers > 0 || m_parts.model.loading())
        return;
    m_asked = true;
    setBusy();
    m_parts.engine.ask(&EngineWorker::goesOn).then(this, [this](bool) {
        m_asked = false;
        progress();
        setBusy();
    });
}

void KioskService::tellStage() {
    m_parts.notifier.status(QMetaEnum::fromType<KioskStage::Value>().valueToKey(m_parts.kiosk.stage()));
}

} // namespace peripheral

#include "moc_kiosk_service.cpp"
