// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_darkness.h"

#include "visit/input_events.h"

#include <QCoreApplication>

#include <utility>

namespace peripheral {

namespace {

// A press that comes right after the movement that woke the screen belongs to it: touchscreens that pose as a
// mouse tell of a touch as one and the other.
constexpr int kWakingMs = 300;

} // namespace

KioskDarkness::KioskDarkness(Kiosk& kiosk, std::chrono::milliseconds after, QObject* parent)
    : QObject(parent),
      m_kiosk(kiosk) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(after);
    connect(&m_timer, &QTimer::timeout, this, [this] { setDark(true); });
    connect(&m_kiosk, &Kiosk::stageChanged, this, &KioskDarkness::onStage);
    QCoreApplication::instance()->installEventFilter(this);
    rest();
}

KioskDarkness::~KioskDarkness() = default;

void KioskDarkness::turnDark() {
    m_wanted = true;
    onStage();
}

bool KioskDarkness::eventFilter(QObject* watched, QEvent* event) {
    const Input input = inputOf(event->type());
    // Only on the way to a window: from there it goes on to items, as another event or the same one.
    if (input == Input::None || !watched->isWindowType())
        return false;
    if (isRepeat(*event))
        return m_dark || m_swallowing;
    if (m_dark && input == Input::Passing)
        m_woken.start();
    const bool begins = input == Input::Begin && m_woken.isValid() && !m_woken.hasExpired(kWakingMs);
    const bool swallowed = m_dark || m_swallowing || begins;
    if (m_dark || begins) {
        setDark(false);
        m_swallowing = input == Input::Begin;
    } else if (input == Input::End) {
        m_swallowing = false;
    }
    rest();
    if (swallowed)
        event->accept(); // else Qt makes a press of the mouse of a touch that nobody took
    return swallowed;
}

void KioskDarkness::onStage() {
    if (m_kiosk.stage() != KioskStage::Inviting) {
        // Who begins a visit does not want it dark after it; who ended one from the operator's page does.
        if (m_kiosk.hasVisitor())
            m_wanted = false;
        setDark(false);
    } else if (std::exchange(m_wanted, false)) {
        setDark(true);
    }
    rest();
}

/// Begins to wait anew where there is something to wait for.
void KioskDarkness::rest() {
    if (!m_dark && m_kiosk.stage() == KioskStage::Inviting && m_timer.intervalAsDuration().count() > 0)
        m_timer.start();
    else
        m_timer.stop();
}

void KioskDarkness::setDark(bool dark) {
    if (dark == m_dark)
        return;
    m_dark = dark;
    emit darkChanged();
}

} // namespace peripheral

#include "moc_kiosk_darkness.cpp"
