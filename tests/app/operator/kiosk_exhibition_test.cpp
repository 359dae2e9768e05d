// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exhibition.h"
#include "qt_test.h"

#include <QGuiApplication>

using namespace peripheral;

/// The exhibition's panel shows what is measured while an answer arrives, where the operator wants it, and
/// folds where there is no room for it.
class KioskExhibitionTest : public QObject {
    Q_OBJECT
private slots:
    void showsLiveNumbers();
    void isThereOnlyWhereItIsWanted();
    void nothingIsReadWithoutAVisitor();
    void foldsWhereThereIsNoRoom_data();
    void foldsWhereThereIsNoRoom();
    void unfoldsWhereTheChatHasRoomLeft();
    void goesWithTheVisitor();
};

void KioskExhibitionTest::showsLiveNumbers() {
    Exhibition exhibition({1280, 800});
    QVERIFY(exhibition.start());
    QVERIFY(exhibition.item("exhibitionPanel") != nullptr);
    QVERIFY(exhibition.textOf("exhibitionSentence").contains("in this machine"));
    QCOMPARE(exhibition.textOf("exhibitionSpeed"), "not measured");
    exhibition.kiosk.ask("What is hot?");
    QTRY_VERIFY(exhibition.telemetry.heatColumns() > 0);
    // While the answer is still on its way.
    QTRY_VERIFY(exhibition.textOf("exhibitionSilent").endsWith('%'));
    QTRY_VERIFY(exhibition.textOf("exhibitionSpeed").toDouble() > 0);
    QVERIFY(exhibition.kiosk.chat()->busy());
    const QString silent =
        QString::number(qRound((1 - exhibition.telemetry.activeShare().toDouble()) * 100)) + " %";
    QCOMPARE(exhibition.textOf("exhibitionSilent"), silent);
    QTRY_VERIFY(exhibition.readings.memoryTotal() > 0);
    QVERIFY(exhibition.textOf("exhibitionMemory") != "not measured");
    QVERIFY(exhibition.textOf("exhibitionNeed").startsWith("For the last word it read"));
}

void KioskExhibitionTest::isThereOnlyWhereItIsWanted() {
    Exhibition exhibition({1280, 800}, false);
    QVERIFY(exhibition.start());
    QVERIFY(exhibition.item("chatScreen") != nullptr);
    QVERIFY(exhibition.item("exhibitionPanel") == nullptr);
    QVERIFY(!exhibition.readings.watching());
    QCOMPARE(exhibition.item("panelPlace")->width(), 0);
}

void KioskExhibitionTest::nothingIsReadWithoutAVisitor() {
    Exhibition exhibition({1280, 800});
    QTest::qWait(50);
    QVERIFY(!exhibition.readings.watching());
    QVERIFY(exhibition.start());
    QTRY_VERIFY(exhibition.readings.watching());
}

void KioskExhibitionTest::foldsWhereThereIsNoRoom_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<bool>("foldable");
    QTest::newRow("wide") << QSize(1280, 800) << true << false;
    QTest::newRow("just wide enough") << QSize(1000, 600) << true << false;
    QTest::newRow("touchscreen") << QSize(800, 480) << false << true;
    QTest::newRow("turned") << QSize(480, 800) << false << false;
}

void KioskExhibitionTest::foldsWhereThereIsNoRoom() {
    QFETCH(QSize, size);
    QFETCH(bool, whole);
    QFETCH(bool, foldable);
    Exhibition exhibition(size);
    QVERIFY(exhibition.start());
    QTest::qWait(50);
    QCOMPARE(exhibition.item("exhibitionContent") != nullptr, whole);
    QCOMPARE(exhibition.item("exhibitionStrip") != nullptr, !whole);
    if (!whole)
        QCOMPARE(exhibition.item("exhibitionStrip")->isEnabled(), foldable);
    const QQuickItem* panel = exhibition.item("exhibitionPanel");
    QVERIFY(panel->width() >= 64 && panel->width() < size.width() / 2.0);
    QCOMPARE(exhibition.item("panelPlace")->width(), panel->width());
    const QRectF all(0, 0, size.width(), size.height());
    QVERIFY(all.contains(panel->mapRectToScene(panel->boundingRect())));
}

void KioskExhibitionTest::unfoldsWhereTheChatHasRoomLeft() {
    Exhibition exhibition({800, 480});
    QVERIFY(exhibition.start());
    QTest::qWait(50);
    exhibition.tap("exhibitionStrip");
    QTRY_VERIFY(exhibition.item("exhibitionContent") != nullptr);
    QVERIFY(exhibition.item("exhibitionStrip") == nullptr);
    exhibition.tap("exhibitionFold");
    QTRY_VERIFY(exhibition.item("exhibitionStrip") != nullptr);
}

void KioskExhibitionTest::goesWithTheVisitor() {
    Exhibition exhibition({1280, 800});
    QVERIFY(exhibition.start());
    exhibition.kiosk.ask("What is hot?");
    QTRY_VERIFY(exhibition.telemetry.heatColumns() > 0);
    exhibition.kiosk.finish();
    QVERIFY(exhibition.item("exhibitionPanel") == nullptr);
    QTRY_VERIFY(!exhibition.readings.watching());
}

PERIPHERAL_QT_TEST(KioskExhibitionTest, QGuiApplication)
#include "kiosk_exhibition_test.moc"
