// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/visit.h"

#include <algorithm>

namespace peripheral::kiosk {

void Visit::go(Stage stage, Time now) {
    m_stage = stage;
    m_since = now;
}

Visit::Time Visit::left(Time now) const {
    if (m_stage != Stage::Countdown)
        return m_times.countdown;
    return std::max(Time::zero(), m_since + m_times.countdown - now);
}

std::optional<Visit::Time> Visit::due() const {
    switch (m_stage) {
    case Stage::Consent:
    case Stage::Chatting:
        if (m_busy)
            return std::nullopt;
        return m_since + m_times.idle;
    case Stage::Countdown:
        return m_since + m_times.countdown;
    case Stage::Erased:
        return m_since + m_times.erased;
    case Stage::Inviting:
    case Stage::Erasing:
        break;
    }
    return std::nullopt;
}

void Visit::begin(Time now) {
    if (m_stage == Stage::Inviting)
        go(m_consent ? Stage::Consent : Stage::Chatting, now);
}

void Visit::agree(Time now) {
    if (m_stage == Stage::Consent)
        go(Stage::Chatting, now);
}

void Visit::touch(Time now) {
    if (m_stage == Stage::Countdown)
        go(m_before, now);
    else if (m_stage == Stage::Consent || m_stage == Stage::Chatting)
        m_since = now;
}

void Visit::setBusy(bool busy, Time now) {
    if (m_busy == busy)
        return;
    m_busy = busy;
    touch(now); // an answer that has just ended is there to be read
}

void Visit::finish() {
    if (m_stage == Stage::Inviting || m_stage == Stage::Erased)
        return;
    m_stage = Stage::Erasing;
    m_busy = false;
}

void Visit::erased(Time now) {
    if (m_stage == Stage::Erasing)
        go(Stage::Erased, now);
}

void Visit::advance(Time now) {
    // Where the machine slept, or was too busy to call: step by step, each from when it was due.
    for (auto next = due(); next && *next <= now; next = due()) {
        if (m_stage == Stage::Countdown)
            finish();
        else if (m_stage == Stage::Erased)
            go(Stage::Inviting, *next);
        else {
            m_before = m_stage;
            // Nobody could see a countdown that was over before it was shown.
            go(Stage::Countdown, now);
        }
    }
}

} // namespace peripheral::kiosk
