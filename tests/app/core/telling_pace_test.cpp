// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How often the window is told of an answer: by what showing it costs.
#include "qt_test.h"
#include "worker/telling_pace.h"

using namespace peripheral;
using namespace std::chrono_literals;

class TellingPaceTest : public QObject {
    Q_OBJECT

private slots:
    void beginsAsOftenAsItMay();
    void takesNoMoreThanItsShare_data();
    void takesNoMoreThanItsShare();
    void keepsCalmAfterOneDearTelling();
    void leavesOutWhatCameBetweenTwoAnswers();
};

namespace {

/// Told `times` times at `cost` each, `used` being what the thread had used before.
void tell(TellingPace& pace, int times, TellingPace::Duration cost, TellingPace::Duration& used) {
    for (int i = 0; i < times; ++i)
        pace.told(used += cost);
}

} // namespace

void TellingPaceTest::beginsAsOftenAsItMay() {
    TellingPace pace;
    QCOMPARE(pace.interval(), TellingPace::kShortest);
    pace.told(3s); // what was used before is no telling's cost
    QCOMPARE(pace.interval(), TellingPace::kShortest);
}

void TellingPaceTest::takesNoMoreThanItsShare_data() {
    QTest::addColumn<TellingPace::Duration>("cost");
    QTest::addColumn<TellingPace::Duration>("interval");
    QTest::newRow("next to nothing") << TellingPace::Duration(100us) << TellingPace::kShortest;
    QTest::newRow("a hundredth of a core") << TellingPace::Duration(600us) << TellingPace::Duration(60ms);
    QTest::newRow("more than there is") << TellingPace::Duration(9ms) << TellingPace::kLongest;
}

void TellingPaceTest::takesNoMoreThanItsShare() {
    QFETCH(const TellingPace::Duration, cost);
    QFETCH(const TellingPace::Duration, interval);
    TellingPace pace;
    TellingPace::Duration used = 1s;
    tell(pace, 60, cost, used);
    QVERIFY(std::chrono::abs(pace.interval() - interval) < 1ms);
}

void TellingPaceTest::keepsCalmAfterOneDearTelling() {
    TellingPace pace;
    TellingPace::Duration used = 0s;
    tell(pace, 60, 400us, used);
    tell(pace, 1, 1600us, used);
    QVERIFY(pace.interval() < 80ms);
    tell(pace, 20, 400us, used);
    QVERIFY(pace.interval() < 42ms);
}

void TellingPaceTest::leavesOutWhatCameBetweenTwoAnswers() {
    TellingPace pace;
    TellingPace::Duration used = 0s;
    tell(pace, 60, 400us, used);
    pace.pause();
    tell(pace, 1, 2s, used); // typing, reading, opening pages
    QVERIFY(pace.interval() < 42ms);
}

PERIPHERAL_QT_TEST(TellingPaceTest, QCoreApplication)
#include "telling_pace_test.moc"
