// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_visitor.h"
#include "qt_test.h"

using namespace std::chrono_literals;
using peripheral::Kiosk;
using peripheral::kiosk::Config;
using peripheral::kiosk::Rotation;

/// A whole visit by touch, on the real engine with the built-in model, however the screen is turned.
class KioskWindowTest : public QObject {
    Q_OBJECT
private slots:
    void visitsByTouch_data();
    void visitsByTouch();

private:
    static void showsTheAnswer(ShownKiosk& shown);
};

void KioskWindowTest::visitsByTouch_data() {
    QTest::addColumn<int>("degrees");
    for (const int degrees : {0, 90, 180, 270})
        QTest::addRow("%d degrees", degrees) << degrees;
}

void KioskWindowTest::showsTheAnswer(ShownKiosk& shown) {
    const QString answer = shown.kiosk().chat()->messages()->at(1).text;
    QVERIFY(!answer.isEmpty());
    QTRY_VERIFY(shown.showsText(answer.trimmed().left(20)));
}

void KioskWindowTest::visitsByTouch() {
    QFETCH(int, degrees);
    Config config;
    config.rotation = static_cast<Rotation>(degrees);
    ShownKiosk shown({.config = config, .size = {800, 480}, .realEngine = true});
    KioskVisitor visitor(shown);
    const QSize upright = degrees % 180 == 0 ? QSize(800, 480) : QSize(480, 800);
    QCOMPARE(shown.item("kioskRoot")->size().toSize(), upright);

    for (int visit = 0; visit < 2; ++visit) {
        QTRY_VERIFY(shown.shows("attractScreen"));
        visitor.touchAt({upright.width() / 2.0, upright.height() / 3.0});
        QTRY_VERIFY(shown.shows("consentScreen"));
        visitor.touch("agreeButton");
        QTRY_VERIFY(shown.shows("chatScreen"));
        QTRY_COMPARE(shown.kiosk().obstacle(), Kiosk::None);
        const QString question = shown.face().question(1);
        visitor.touch("suggestion1");
        QTRY_VERIFY(shown.showsText(question));
        QTRY_VERIFY_WITH_TIMEOUT(!shown.kiosk().chat()->busy(), 60'000);
        QCOMPARE(shown.kiosk().chat()->messages()->count(), 2);
        showsTheAnswer(shown); // and keeps none of it, which would be found
        QVERIFY(shown.placeOf(*shown.item("message1")).left() >= 0);
        visitor.touch("finishButton");
        QTRY_VERIFY(shown.shows("erasedScreen"));
        QTRY_COMPARE_WITH_TIMEOUT(shown.textOf("erasedText"), "Erased.", 20'000);
        QVERIFY(shown.kiosk().chat() == nullptr);
        shown.pass(3s);
    }
    QTRY_VERIFY(shown.shows("attractScreen"));
}

PERIPHERAL_QT_TEST(KioskWindowTest, KioskApplication)
#include "kiosk_window_test.moc"
