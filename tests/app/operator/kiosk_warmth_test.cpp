// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "timed_kiosk.h"
#include "visit/kiosk_warmth.h"

#include <QGuiApplication>
#include <QSignalSpy>

#include <atomic>
#include <limits>

using namespace peripheral;

namespace {

constexpr double kNoSensor = std::numeric_limits<double>::quiet_NaN();

/// A board whose sensor says what a test wants.
struct Board {
    Board()
        : warmth({.kiosk = setup.kiosk,
                  .limits = {.warm = 70, .hot = 80, .hysteresis = 5},
                  .threads = 4,
                  .read = [this]() -> std::optional<double> {
                      ++readings;
                      return degrees != degrees ? std::nullopt : std::optional<double>(degrees);
                  },
                  .setThreads = [this](int now) { threads << now; },
                  .note = [this](double measured) { noted << measured; }}) {}

    /// The sensor says so, and it was looked at.
    void say(double now) {
        QTRY_VERIFY(!looked.isEmpty()); // what it begins with has come
        looked.clear();
        degrees = now;
        warmth.look();
        QTRY_VERIFY(!looked.isEmpty());
    }

    TimedKiosk setup;
    std::atomic<double> degrees = 40;
    std::atomic<int> readings = 0;
    QList<int> threads;
    QList<double> noted;
    KioskWarmth warmth;
    QSignalSpy looked{&warmth, &KioskWarmth::looked};
};

} // namespace

/// A board that becomes warm computes with fewer threads, a hot one answers nobody.
class KioskWarmthTest : public QObject {
    Q_OBJECT
private slots:
    void fewerThreadsWhereItIsWarm();
    void noQuestionsWhereItIsHot();
    void boardsWithoutSensors();
    void readsItsOwnSensors();
};

void KioskWarmthTest::fewerThreadsWhereItIsWarm() {
    Board board;
    board.say(50);
    QVERIFY(board.threads.isEmpty());
    QVERIFY(!board.setup.kiosk.warm());
    board.say(71);
    QCOMPARE(board.threads, QList<int>{2});
    QVERIFY(board.setup.kiosk.warm());
    board.say(72);
    board.say(66); // not yet cool enough
    QCOMPARE(board.threads, QList<int>{2});
    board.say(64);
    QCOMPARE(board.threads, (QList<int>{2, 4}));
    QVERIFY(!board.setup.kiosk.warm());
    QCOMPARE(board.warmth.degrees(), std::optional<double>(64));
    QVERIFY(board.noted.contains(72));
}

void KioskWarmthTest::noQuestionsWhereItIsHot() {
    Board board;
    QVERIFY(board.setup.start());
    board.setup.receive();
    QTRY_COMPARE(board.setup.kiosk.obstacle(), Kiosk::None);
    board.say(85);
    QCOMPARE(board.setup.kiosk.obstacle(), Kiosk::Hot);
    board.setup.kiosk.ask("What is hot?");
    QVERIFY(!board.setup.kiosk.chat()->busy());
    board.say(60);
    QCOMPARE(board.setup.kiosk.obstacle(), Kiosk::None);
}

void KioskWarmthTest::boardsWithoutSensors() {
    Board board;
    board.say(kNoSensor);
    QVERIFY(!board.warmth.degrees().has_value());
    QCOMPARE(board.warmth.heat(), kiosk::Heat::Cool);
    QVERIFY(board.threads.isEmpty());
}

void KioskWarmthTest::readsItsOwnSensors() {
    TimedKiosk setup;
    KioskWarmth warmth({.kiosk = setup.kiosk, .limits = {}, .threads = 2});
    QSignalSpy looked(&warmth, &KioskWarmth::looked);
    QVERIFY(looked.wait()); // whatever this machine has
}

PERIPHERAL_QT_TEST(KioskWarmthTest, QGuiApplication)
#include "kiosk_warmth_test.moc"
