// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "turn_meter.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <ctime>

namespace peripheral {

namespace {

double threadMilliseconds() {
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

} // namespace

TurnMeter::TurnMeter() {
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::awake, this,
            &TurnMeter::onAwake);
}

void TurnMeter::start() {
    m_turns.clear();
    m_running = false;
}

std::vector<double> TurnMeter::sorted() const {
    auto turns = m_turns;
    std::sort(turns.begin(), turns.end());
    return turns;
}

// From one awake() to the next, not to aboutToBlock(): the dispatcher runs timers and notifiers after it has
// waited, and drawing is a matter of timers. Waiting takes no processor time.
void TurnMeter::onAwake() {
    const double now = threadMilliseconds();
    if (m_running)
        m_turns.push_back(now - m_last);
    m_running = true;
    m_last = now;
}

} // namespace peripheral

#include "moc_turn_meter.cpp"
