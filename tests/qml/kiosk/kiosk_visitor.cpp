// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_visitor.h"

#include <QPointingDevice>
#include <QTest>

namespace {

/// One for the whole program: Qt keeps what it is told of, and each was a screen of its own.
QPointingDevice* kioskTouchscreen() {
    static QPointingDevice* const device = QTest::createTouchDevice();
    return device;
}

} // namespace

QPoint KioskVisitor::inWindow(QPointF place) const {
    return m_shown.item("kioskRoot")->mapToScene(place).toPoint();
}

void KioskVisitor::press(QPointF place) {
    m_finger = inWindow(place);
    QTest::touchEvent(&m_shown.window(), kioskTouchscreen()).press(0, m_finger, &m_shown.window());
}

void KioskVisitor::lift() {
    QTest::touchEvent(&m_shown.window(), kioskTouchscreen()).release(0, m_finger, &m_shown.window());
}

void KioskVisitor::touchAt(QPointF place) {
    m_shown.settle();
    press(place);
    lift();
}

void KioskVisitor::touch(const QString& objectName) {
    QTRY_VERIFY2(m_shown.shows(objectName), qPrintable(objectName));
    m_shown.settle();
    const QQuickItem* target = m_shown.item(objectName);
    QVERIFY2(target != nullptr, qPrintable(objectName));
    touchAt(m_shown.placeOf(*target).center());
}

void KioskVisitor::drag(const QString& objectName, QPointF way) {
    const QQuickItem* target = m_shown.item(objectName);
    QVERIFY2(target != nullptr, qPrintable(objectName));
    const QPointF from = m_shown.placeOf(*target).center();
    press(from);
    constexpr int kSteps = 8; // what is dragged follows from the second on
    for (int step = 1; step <= kSteps; ++step) {
        QTest::qWait(16);
        m_finger = inWindow(from + way * step / kSteps);
        QTest::touchEvent(&m_shown.window(), kioskTouchscreen()).move(0, m_finger, &m_shown.window());
    }
    QTest::qWait(100); // held still, so that nothing is flicked
    QTest::touchEvent(&m_shown.window(), kioskTouchscreen()).move(0, m_finger, &m_shown.window());
    lift();
}

void KioskVisitor::type(const QString& text) {
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, &m_shown.window(), Qt::Key_unknown, QString(c), Qt::NoModifier);
}

void KioskVisitor::repeat(const QString& text) {
    for (const auto type : {QEvent::KeyRelease, QEvent::KeyPress}) { // as X11 has it
        QKeyEvent event(type, Qt::Key_unknown, Qt::NoModifier, text, true);
        QCoreApplication::sendEvent(&m_shown.window(), &event);
    }
}

void KioskVisitor::key(Qt::Key pressed, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(&m_shown.window(), pressed, modifiers);
}
