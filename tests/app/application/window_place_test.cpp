// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// No window opens larger than its screen; run at several scales ($QT_SCALE_FACTOR) on the screens of
// tests/data/screens.json.
#include "application/window_place.h"
#include "qt_test.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

using namespace peripheral;

class WindowPlaceTest : public QObject {
    Q_OBJECT

private slots:
    void fitsTheScreen_data();
    void fitsTheScreen();
    void keepsASizeThatFits();
    void opensWithinEachScreen_data();
    void opensWithinEachScreen();
    void fitsTheScreenThatItTurnsOutToBeOn();
};

void WindowPlaceTest::fitsTheScreen_data() {
    QTest::addColumn<QSize>("available");
    QTest::addColumn<bool>("maximised");
    QTest::newRow("large") << QSize(3840, 2160) << false;
    QTest::newRow("1,280 × 720") << QSize(1280, 720) << false;
    QTest::newRow("just enough") << QSize(1000, 700) << false;
    QTest::newRow("too narrow") << QSize(999, 900) << true;
    QTest::newRow("too low") << QSize(1300, 699) << true;
    QTest::newRow("touchscreen") << QSize(800, 480) << true;
    QTest::newRow("the same at 200 %") << QSize(400, 240) << true;
    QTest::newRow("laptop at 150 %") << QSize(911, 512) << true;
    QTest::newRow("upright") << QSize(480, 800) << true;
    QTest::newRow("tiny") << QSize(10, 10) << true;
}

void WindowPlaceTest::fitsTheScreen() {
    QFETCH(QSize, available);
    QFETCH(bool, maximised);
    for (const QSize remembered : {QSize(1200, 800), QSize(16384, 16384), QSize(200, 200)}) {
        const WindowPlace place = placeOn(available, remembered);
        QCOMPARE(place.maximised, maximised);
        QCOMPARE(place.size.boundedTo(available), place.size);
        QCOMPARE(place.least.boundedTo(available), place.least);
        QVERIFY(!place.size.isEmpty());
    }
}

void WindowPlaceTest::keepsASizeThatFits() {
    const WindowPlace place = placeOn({1920, 1080}, {1200, 800});
    QCOMPARE(place.size, QSize(1200, 800));
    QCOMPARE(place.least, QSize(360, 320));
    QVERIFY(!place.maximised);
}

void WindowPlaceTest::opensWithinEachScreen_data() {
    QTest::addColumn<QScreen*>("screen");
    const auto screens = QGuiApplication::screens();
    QVERIFY(screens.size() >= 4);
    for (QScreen* screen : screens)
        QTest::newRow(qPrintable(screen->name())) << screen;
}

void WindowPlaceTest::opensWithinEachScreen() {
    QFETCH(QScreen*, screen);
    QWindow window;
    window.setScreen(screen);
    window.setGeometry(QRect(screen->geometry().topLeft(), QSize(5000, 3000)));
    openOnItsScreen(window);
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_COMPARE(window.size().boundedTo(screen->size()), window.size());
    QCOMPARE(window.visibility() == QWindow::Maximized,
             screen->size().width() < 1000 || screen->size().height() < 700);
}

void WindowPlaceTest::fitsTheScreenThatItTurnsOutToBeOn() {
    const auto screens = QGuiApplication::screens();
    const QScreen* projector = *std::find_if(screens.begin(), screens.end(),
                                             [](const QScreen* one) { return one->name() == "projector"; });
    QWindow window;
    window.resize(1200, 800);
    openOnItsScreen(window);
    if (window.visibility() != QWindow::Windowed)
        QSKIP("the first screen is a small one at this scale");
    window.setPosition(projector->geometry().topLeft());
    QTRY_COMPARE(window.size().boundedTo(projector->size()), window.size());
}

PERIPHERAL_QT_TEST(WindowPlaceTest, QGuiApplication)
#include "window_place_test.moc"
