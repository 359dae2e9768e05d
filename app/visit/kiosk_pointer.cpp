// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "visit/kiosk_pointer.h"

#include <QCursor>
#include <QEvent>
#include <QGuiApplication>
#include <QMouseEvent>
#include <QPointingDevice>

namespace peripheral {

namespace {

/// Of a mouse or a touchpad, and not made of a touch.
bool isOfMouse(const QMouseEvent& event) {
    const QInputDevice::DeviceType type = event.device()->type();
    return type == QInputDevice::DeviceType::Mouse || type == QInputDevice::DeviceType::TouchPad;
}

} // namespace

KioskPointer::KioskPointer(std::chrono::milliseconds after, QObject* parent) : QObject(parent) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(after);
    connect(&m_timer, &QTimer::timeout, this, [this] { setHidden(true); });
    setHidden(true); // until there is a mouse, nobody wants one
    QCoreApplication::instance()->installEventFilter(this);
}

KioskPointer::~KioskPointer() {
    if (QCoreApplication::instance() != nullptr)
        setHidden(false);
}

bool KioskPointer::eventFilter(QObject* watched, QEvent* event) {
    if (!watched->isWindowType())
        return false;
    if (event->type() == QEvent::TouchBegin) {
        m_timer.stop();
        setHidden(true);
    } else if (event->type() == QEvent::MouseMove && m_timer.intervalAsDuration().count() > 0) {
        const auto& moved = static_cast<const QMouseEvent&>(*event);
        // Window systems tell of a mouse that stands still, too, when what is below it has changed.
        if (isOfMouse(moved) && moved.globalPosition() != m_place) {
            m_place = moved.globalPosition();
            setHidden(false);
            m_timer.start();
        }
    }
    return false;
}

void KioskPointer::setHidden(bool hidden) {
    if (hidden == m_hidden)
        return;
    m_hidden = hidden;
    if (hidden)
        QGuiApplication::setOverrideCursor(Qt::BlankCursor);
    else
        QGuiApplication::restoreOverrideCursor();
}

} // namespace peripheral

#include "moc_kiosk_pointer.cpp"
