// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/scale.h"
#include "qt_test.h"

#include <limits>

using peripheral::Scale;

/// Values along an axis, and the even ones that are written there.
class ScaleTest : public QObject {
    Q_OBJECT
private slots:
    void startsAtZero();
    void endsAtAnEvenValue_data();
    void endsAtAnEvenValue();
    void doublesHaveTheSameDistance();
    void zeroHasAPlaceBeforeTheFirstDouble();
    void powersOfTenBoundTheirValues();
    void nothingIsNoReasonToFail();
};

using Ticks = std::vector<double>;

void ScaleTest::startsAtZero() {
    const Scale scale = Scale::fromZero({12, 18.2}, 5);
    QCOMPARE(scale.least(), 0.0);
    QCOMPARE(scale.place(0), 0.0);
    QCOMPARE(scale.ticks(5), (Ticks{0, 5, 10, 15, 20}));
    QCOMPARE(Scale::fromZero({-3, 4}, 5).least(), -4.0);
}

void ScaleTest::endsAtAnEvenValue_data() {
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("end");
    QTest::newRow("hundred") << 100.0 << 100.0;
    QTest::newRow("above") << 101.0 << 150.0;
    QTest::newRow("small") << 0.0312 << 0.04;
    QTest::newRow("large") << 1.18e9 << 1.5e9;
}

void ScaleTest::endsAtAnEvenValue() {
    QFETCH(double, largest);
    QFETCH(double, end);
    QCOMPARE(Scale::fromZero({largest}, 5).most(), end);
    QVERIFY(Scale::fromZero({largest}, 5).ticks(5).size() <= 5);
}

void ScaleTest::doublesHaveTheSameDistance() {
    const Scale scale = Scale::across(Scale::Kind::Log2, {512, 4096});
    QCOMPARE(scale.ticks(8), (Ticks{512, 1024, 2048, 4096}));
    QCOMPARE(scale.place(1024) - scale.place(512), scale.place(4096) - scale.place(2048));
}

void ScaleTest::zeroHasAPlaceBeforeTheFirstDouble() {
    const Scale scale = Scale::across(Scale::Kind::Log2, {0, 512, 4096});
    QCOMPARE(scale.ticks(8), (Ticks{0, 512, 1024, 2048, 4096}));
    QCOMPARE(scale.place(0), 0.0);
    QCOMPARE(scale.place(512), 0.25);
}

void ScaleTest::powersOfTenBoundTheirValues() {
    const Scale scale = Scale::across(Scale::Kind::Log10, {0.3, 42});
    QCOMPARE(scale.ticks(8), (Ticks{0.1, 1, 10, 100}));
    QCOMPARE(Scale::across(Scale::Kind::Log10, {1, 1e12}).ticks(4), (Ticks{1, 1e4, 1e8, 1e12}));
}

void ScaleTest::nothingIsNoReasonToFail() {
    for (const Scale& scale :
         {Scale::fromZero({}, 5), Scale::fromZero({0, 0}, 5), Scale::across(Scale::Kind::Log2, {}),
          Scale::across(Scale::Kind::Log10, {0}), Scale::across(Scale::Kind::Linear, {7})}) {
        QVERIFY(scale.least() < scale.most());
        QVERIFY(scale.place(7) >= 0 && scale.place(7) <= 1);
        QVERIFY(!scale.ticks(5).empty());
    }
}

PERIPHERAL_QT_TEST(ScaleTest, QCoreApplication)
#include "scale_test.moc"
