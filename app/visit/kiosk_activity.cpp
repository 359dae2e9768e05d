// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_activity.h"

#include "visit/input_events.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <array>
#include <utility>

namespace peripheral {

namespace {

constexpr qint64 kPause = 200; // ms between two that are told

constexpr std::array kBegins{QEvent::TouchBegin, QEvent::MouseButtonPress, QEvent::MouseButtonDblClick,
                             QEvent::TabletPress};
constexpr std::array kGoesOn{
    QEvent::TouchUpdate, QEvent::TouchEnd,      QEvent::MouseMove, QEvent::MouseButtonRelease,
    QEvent::TabletMove,  QEvent::TabletRelease, QEvent::Wheel,     QEvent::NativeGesture,
    QEvent::KeyPress};

template <class Types>
bool isOneOf(const Types& types, QEvent::Type type) {
    return std::find(types.begin(), types.end(), type) != types.end();
}

} // namespace

KioskActivity::KioskActivity(QObject* parent) : QObject(parent) {}

KioskActivity::~KioskActivity() = default;

void KioskActivity::setKiosk(Kiosk* kiosk) {
    if (kiosk == m_kiosk)
        return;
    m_kiosk = kiosk;
    emit kioskChanged();
}

void KioskActivity::setWindow(QObject* window) {
    if (window == m_window)
        return;
    if (m_window)
        m_window->removeEventFilter(this);
    m_window = window;
    if (m_window)
        m_window->installEventFilter(this);
    emit windowChanged();
}

bool KioskActivity::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_window || !m_kiosk)
        return false;
    if (isRepeat(*event))
        return countingDown() || m_keyTaken;
    if (endsCountdown(*event))
        return true;
    notePaste(*event);
    // What begins in the countdown is left to the layer that shows it: were that gone before, what lies under
    // it would be pressed. It ends where the finger is lifted.
    if (isOneOf(kGoesOn, event->type()) || (isOneOf(kBegins, event->type()) && !countingDown()))
        note();
    return false;
}

bool KioskActivity::countingDown() const {
    return m_kiosk->stage() == KioskStage::Countdown;
}

/// Whether this is a key that ended the countdown, or its release.
bool KioskActivity::endsCountdown(const QEvent& event) {
    if (event.type() == QEvent::KeyRelease)
        return std::exchange(m_keyTaken, false);
    if (event.type() != QEvent::KeyPress)
        return false;
    if (countingDown()) {
        m_keyTaken = true;
        m_kiosk->noteActivity();
    }
    return m_keyTaken;
}

void KioskActivity::notePaste(const QEvent& event) {
    const QClipboard& clipboard = *QGuiApplication::clipboard();
    if (event.type() == QEvent::KeyPress && static_cast<const QKeyEvent&>(event).matches(QKeySequence::Paste))
        m_kiosk->noteText(clipboard.text());
    if (event.type() == QEvent::MouseButtonPress && clipboard.supportsSelection() &&
        static_cast<const QMouseEvent&>(event).button() == Qt::MiddleButton)
        m_kiosk->noteText(clipboard.text(QClipboard::Selection));
}

void KioskActivity::note() {
    if (!countingDown() && m_noted.isValid() && m_noted.elapsed() < kPause)
        return;
    m_noted.start();
    m_kiosk->noteActivity();
}

} // namespace peripheral
