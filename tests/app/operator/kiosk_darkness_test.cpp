// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml_scene.h"
#include "qt_test.h"
#include "timed_kiosk.h"
#include "visit/kiosk_darkness.h"

#include <QGuiApplication>

using namespace peripheral;

namespace {

const QByteArray kDarkScene = R"(
    import QtQuick
    import Peripheral.Visit
    import Peripheral.Kiosk

    Window {
        id: window

        required property KioskDarkness darkness
        property int pressed: 0
        property int keys: 0

        MouseArea {
            anchors.fill: parent
            focus: true
            onPressed: ++window.pressed
            Keys.onPressed: ++window.keys
        }
        DarkLayer {
            anchors.fill: parent
            darkness: window.darkness
        }
    }
)";

constexpr std::chrono::milliseconds kSoon{60};

struct DarkScreen {
    explicit DarkScreen(std::chrono::milliseconds after = std::chrono::milliseconds(0))
        : darkness(setup.kiosk, after),
          scene(kDarkScene, {{"darkness", QVariant::fromValue(&darkness)}}, {400, 300}) {}

    [[nodiscard]] int pressed() const { return scene.window().property("pressed").toInt(); }

    TimedKiosk setup;
    KioskDarkness darkness;
    QmlScene scene;
};

} // namespace

/// A kiosk that nobody comes to is dark, and what wakes it does nothing else.
class KioskDarknessTest : public QObject {
    Q_OBJECT
private slots:
    void comesByItself();
    void neverWhereItIsNotAskedFor();
    void inputPutsItOff();
    void touchOnlyWakes();
    void mouseAndKeysOnlyWake();
    void comesAlthoughAKeyIsHeld();
    void neverWhileAVisitorIsThere();
    void waitsForTheErasing();
};

void KioskDarknessTest::comesByItself() {
    const DarkScreen screen(kSoon);
    QTRY_VERIFY(screen.darkness.dark());
    const QQuickItem* layer = screen.scene.item("darkLayer");
    QVERIFY(layer != nullptr);
    QCOMPARE(layer->size(), QSizeF(screen.scene.window().size()));
    QCOMPARE(layer->property("color").value<QColor>(), QColor(Qt::black));
}

void KioskDarknessTest::neverWhereItIsNotAskedFor() {
    const DarkScreen screen;
    QTest::qWait(100);
    QVERIFY(!screen.darkness.dark());
}

void KioskDarknessTest::inputPutsItOff() {
    DarkScreen screen(std::chrono::milliseconds(1000));
    for (int step = 0; step < 10; ++step) {
        QTest::qWait(150);
        screen.scene.tapAt({50, 50});
        QVERIFY(!screen.darkness.dark());
    }
    QCOMPARE(screen.pressed(), 10);
}

void KioskDarknessTest::touchOnlyWakes() {
    DarkScreen screen;
    screen.darkness.turnDark();
    QVERIFY(screen.darkness.dark());
    QQuickWindow* window = &screen.scene.window();
    // Two fingers, of which the second comes later: all of that is only the waking.
    QTest::touchEvent(window, testTouchscreen()).press(0, {50, 50}, window);
    QVERIFY(!screen.darkness.dark());
    QTest::touchEvent(window, testTouchscreen()).stationary(0).press(1, {90, 50}, window);
    QTest::touchEvent(window, testTouchscreen()).move(0, {60, 60}, window).release(1, {90, 50}, window);
    QTest::touchEvent(window, testTouchscreen()).release(0, {60, 60}, window);
    QCOMPARE(screen.pressed(), 0);
    screen.scene.tapAt({50, 50});
    QCOMPARE(screen.pressed(), 1);
}

void KioskDarknessTest::mouseAndKeysOnlyWake() {
    DarkScreen screen;
    QQuickWindow* window = &screen.scene.window();
    screen.darkness.turnDark();
    QTest::mouseClick(window, Qt::LeftButton, {}, {50, 50});
    QVERIFY(!screen.darkness.dark());
    QCOMPARE(screen.pressed(), 0);
    QTest::qWait(350);
    QTest::mouseClick(window, Qt::LeftButton, {}, {50, 50});
    QCOMPARE(screen.pressed(), 1);
    screen.darkness.turnDark();
    QTest::keyClick(window, Qt::Key_A);
    QVERIFY(!screen.darkness.dark());
    QCOMPARE(window->property("keys").toInt(), 0);
    QTest::keyClick(window, Qt::Key_A);
    QCOMPARE(window->property("keys").toInt(), 1);
    screen.darkness.turnDark();
    QTest::mouseMove(window, {70, 70});
    QTRY_VERIFY(!screen.darkness.dark());
    QTest::mouseClick(window, Qt::LeftButton, {}, {70, 70}); // at once: it belongs to the move
    QCOMPARE(screen.pressed(), 1);
    QTest::qWait(350);
    QTest::mouseClick(window, Qt::LeftButton, {}, {70, 70});
    QCOMPARE(screen.pressed(), 2);
}

void KioskDarknessTest::comesAlthoughAKeyIsHeld() {
    DarkScreen screen(std::chrono::milliseconds(200));
    QQuickWindow* window = &screen.scene.window();
    const auto repeat = [window] {
        for (const auto type : {QEvent::KeyRelease, QEvent::KeyPress}) {
            QKeyEvent event(type, Qt::Key_A, Qt::NoModifier, "a", true);
            QCoreApplication::sendEvent(window, &event);
        }
    };
    QTest::keyPress(window, Qt::Key_A);
    const auto isDark = [&] {
        repeat();
        return screen.darkness.dark();
    };
    QVERIFY(QTest::qWaitFor(isDark, 5'000));
    const int keys = window->property("keys").toInt();
    repeat();
    QVERIFY(screen.darkness.dark());
    QCOMPARE(window->property("keys").toInt(), keys);
}

void KioskDarknessTest::neverWhileAVisitorIsThere() {
    DarkScreen screen(kSoon);
    QVERIFY(screen.setup.start());
    screen.setup.receive();
    QVERIFY(!screen.darkness.dark());
    QTest::qWait(150);
    QVERIFY(!screen.darkness.dark());
    screen.darkness.turnDark(); // by somebody who cannot know
    QVERIFY(!screen.darkness.dark());
    screen.setup.kiosk.finish();
    QTRY_COMPARE(screen.setup.kiosk.stage(), KioskStage::Erased);
    screen.setup.pass(std::chrono::seconds(10));
    QCOMPARE(screen.setup.kiosk.stage(), KioskStage::Inviting);
    QTRY_VERIFY(screen.darkness.dark());
}

void KioskDarknessTest::waitsForTheErasing() {
    DarkScreen screen;
    QVERIFY(screen.setup.start());
    screen.setup.receive();
    screen.setup.kiosk.finish();
    screen.darkness.turnDark();
    QVERIFY(!screen.darkness.dark());
    QTRY_COMPARE(screen.setup.kiosk.stage(), KioskStage::Erased);
    screen.setup.pass(std::chrono::seconds(10));
    QVERIFY(screen.darkness.dark());
}

PERIPHERAL_QT_TEST(KioskDarknessTest, QGuiApplication)
#include "kiosk_darkness_test.moc"
