// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_scene.h"
#include "qt_test.h"
#include "visit/kiosk_pointer.h"

#include <QGuiApplication>

using namespace peripheral;

namespace {

const QByteArray kPlainWindow = "import QtQuick\nWindow {}";
constexpr std::chrono::milliseconds kShort{80};

bool isBlank() {
    const QCursor* cursor = QGuiApplication::overrideCursor();
    return cursor != nullptr && cursor->shape() == Qt::BlankCursor;
}

} // namespace

/// The pointer is there for a mouse that moves, and for nothing else.
class KioskPointerTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_scene = std::make_unique<QmlScene>(kPlainWindow, QVariantMap(), QSize(300, 200)); }
    void cleanup() { QVERIFY(QGuiApplication::overrideCursor() == nullptr); }
    void mouseShowsItForAWhile();
    void touchNeverShowsIt();
    void neverWhereThereIsNoTime();

private:
    void move(QPoint place) { QTest::mouseMove(&m_scene->window(), place); }

    std::unique_ptr<QmlScene> m_scene;
};

void KioskPointerTest::mouseShowsItForAWhile() {
    const KioskPointer pointer(kShort);
    QVERIFY(pointer.hidden() && isBlank());
    move({10, 10});
    QTRY_VERIFY(!pointer.hidden());
    QVERIFY(!isBlank());
    QTRY_VERIFY(pointer.hidden());
    QVERIFY(isBlank());
    move({10, 10}); // where it was already
    QTest::qWait(20);
    QVERIFY(pointer.hidden());
    move({20, 20});
    QTRY_VERIFY(!pointer.hidden());
}

void KioskPointerTest::touchNeverShowsIt() {
    const KioskPointer pointer(std::chrono::seconds(60));
    m_scene->tapAt({50, 50});
    QTest::qWait(20);
    QVERIFY(pointer.hidden());
    move({30, 30});
    QTRY_VERIFY(!pointer.hidden());
    m_scene->tapAt({60, 60});
    QVERIFY(pointer.hidden());
}

void KioskPointerTest::neverWhereThereIsNoTime() {
    const KioskPointer pointer(std::chrono::milliseconds(0));
    move({40, 40});
    QTest::qWait(20);
    QVERIFY(isBlank());
}

PERIPHERAL_QT_TEST(KioskPointerTest, QGuiApplication)
#include "kiosk_pointer_test.moc"
