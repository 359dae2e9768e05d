// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_visitor.h"
#include "qt_test.h"

#include <QCoreApplication>
#include <QPointer>

using namespace std::chrono_literals;
using peripheral::Kiosk;
using peripheral::kiosk::Config;
namespace KioskStage = peripheral::KioskStage;

/// When the countdown comes and when it does not, what ends it, and what is left after a visit: in a time
/// that goes on as the test says.
class KioskIdleTest : public QObject {
    Q_OBJECT
private slots:
    void countsDown();
    void aTouchEndsTheCountdownOnly();
    void theButtonEndsTheCountdown();
    void aKeyEndsTheCountdownOnly();
    void countsDownOverTheNote();
    void whatAPersonDoesIsActivity_data();
    void whatAPersonDoesIsActivity();
    void aHeldKeyIsNoActivity_data();
    void aHeldKeyIsNoActivity();
    void movingTextIsActivity();
    void anAnswerIsWaitedFor();
    void leavesNothingInTheTree();

private:
    static Config chatAtOnce();
};

namespace {

constexpr auto kNearlyIdle = 80s; // of 90
constexpr int kBetweenTold = 250; // ms; activity is told five times a second at most

void turnWheel(QWindow& window, QPoint place) {
    QWheelEvent wheel(place, window.mapToGlobal(place), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&window, &wheel);
}

} // namespace

Config KioskIdleTest::chatAtOnce() {
    Config config;
    config.consent = false;
    return config;
}

void KioskIdleTest::countsDown() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.beginChat();
    shown.pass(89s);
    QVERIFY(!shown.shows("countdownLayer"));
    shown.pass(1s);
    QVERIFY(shown.shows("countdownLayer"));
    QVERIFY(shown.shows("chatScreen"));
    QCOMPARE(shown.textOf("countdownText"), "Still there? Erasing in 20 s");
    shown.pass(8s);
    QCOMPARE(shown.textOf("countdownText"), "Still there? Erasing in 12 s");
    shown.pass(12s);
    QVERIFY(shown.shows("erasedScreen"));
    QVERIFY(!shown.shows("countdownLayer"));
    QTRY_COMPARE(shown.textOf("erasedText"), "Erased.");
    shown.pass(3s);
    QVERIFY(shown.shows("attractScreen"));
}

void KioskIdleTest::aTouchEndsTheCountdownOnly() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.beginChat();
    shown.settle();
    const QPointF suggestion = shown.placeOf(*shown.item("suggestion0")).center();
    const QPointF finish = shown.placeOf(*shown.item("finishButton")).center();
    KioskVisitor visitor(shown);
    for (const QPointF place : {suggestion, finish}) {
        shown.pass(90s);
        QTRY_VERIFY(shown.shows("countdownLayer"));
        visitor.touchAt(place);
        QTRY_VERIFY(!shown.shows("countdownLayer"));
        shown.settle();
        QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
        QCOMPARE(shown.kiosk().chat()->messages()->count(), 0);
    }
    visitor.touch("suggestion0"); // and is pressed as before
    QTRY_VERIFY(shown.kiosk().chat()->messages()->count() > 0);
}

void KioskIdleTest::theButtonEndsTheCountdown() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.beginChat();
    shown.pass(90s);
    QCOMPARE(shown.textOf("stayButton"), "I am still here");
    KioskVisitor(shown).touch("stayButton");
    QTRY_COMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    shown.pass(kNearlyIdle);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
}

void KioskIdleTest::aKeyEndsTheCountdownOnly() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.beginChat();
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.type("a");
    shown.pass(90s);
    visitor.type("b");
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    visitor.type("c");
    QCOMPARE(shown.kiosk().chat()->draft(), "ac");
    shown.pass(90s);
    visitor.key(Qt::Key_Return);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    QCOMPARE(shown.kiosk().chat()->messages()->count(), 0);
}

void KioskIdleTest::countsDownOverTheNote() {
    ShownKiosk shown;
    shown.kiosk().begin();
    QVERIFY(shown.shows("consentScreen"));
    shown.pass(90s);
    QVERIFY(shown.shows("countdownLayer"));
    QVERIFY(shown.shows("consentScreen"));
    KioskVisitor(shown).touch("stayButton");
    QTRY_COMPARE(shown.kiosk().stage(), KioskStage::Consent);
    QVERIFY(shown.shows("consentScreen"));
}

void KioskIdleTest::whatAPersonDoesIsActivity_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"touch", "drag", "type", "key", "mouse", "wheel"})
        QTest::newRow(what) << what;
}

void KioskIdleTest::whatAPersonDoesIsActivity() {
    QFETCH(QString, what);
    ShownKiosk shown({.config = chatAtOnce()});
    shown.script().answer = QString("A line that is long.\n\n").repeated(60).toStdString();
    shown.beginChat();
    shown.ask("Tell me a long story.");
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    const QPoint middle(400, 240);
    for (int i = 0; i < 2; ++i) {
        shown.pass(kNearlyIdle);
        QTest::qWait(kBetweenTold);
        if (what == "touch")
            visitor.touchAt({5, 300}); // on nothing
        else if (what == "drag")
            visitor.drag("messageList", {0, 60});
        else if (what == "type")
            visitor.type("a");
        else if (what == "key")
            visitor.key(Qt::Key_Shift);
        else if (what == "mouse")
            QTest::mouseMove(&shown.window(), middle + QPoint(i, 0));
        else
            turnWheel(shown.window(), middle);
        QTest::qWait(20);
        QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    }
    shown.pass(91s);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Countdown);
}

void KioskIdleTest::aHeldKeyIsNoActivity_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("letter") << "a"; // until there is no room for more
    QTest::newRow("space") << " ";
    QTest::newRow("escape") << "\x1b";
}

/// A bag that lies on the keyboard does not keep the visit, and its words, for ever.
void KioskIdleTest::aHeldKeyIsNoActivity() {
    QFETCH(QString, text);
    Config config = chatAtOnce();
    config.questionCharacters = 20;
    ShownKiosk shown({.config = config});
    shown.beginChat();
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.type("A bag in the middle");
    visitor.key(Qt::Key_Left);
    visitor.repeat(text);
    const QString draft = shown.kiosk().chat()->draft();
    for (int second = 0; second < 90; ++second) {
        QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
        visitor.repeat(text);
        shown.pass(1s);
    }
    QCOMPARE(shown.kiosk().stage(), KioskStage::Countdown);
    for (int second = 0; second < 20; ++second) {
        QCOMPARE(shown.kiosk().chat()->draft(), draft);
        visitor.repeat(text);
        shown.pass(1s);
    }
    QCOMPARE(shown.kiosk().stage(), KioskStage::Erasing);
}

/// What was flicked goes on by itself, and is looked at.
void KioskIdleTest::movingTextIsActivity() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.script().answer = QString("A line that is long.\n\n").repeated(200).toStdString();
    shown.beginChat();
    shown.ask("Tell me a long story.");
    shown.settle();
    QQuickItem* list = shown.item("messageList");
    QVERIFY(QMetaObject::invokeMethod(list, "flick", Q_ARG(qreal, 0.0), Q_ARG(qreal, 4000.0)));
    QTRY_VERIFY(list->property("moving").toBool());
    for (int i = 0; i < 2; ++i) {
        shown.pass(kNearlyIdle);
        QTest::qWait(400);
        QVERIFY(list->property("moving").toBool());
    }
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
}

void KioskIdleTest::anAnswerIsWaitedFor() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.script().hold = Script::Hold::AtTheEnd;
    shown.beginChat();
    shown.ask("Go on.");
    shown.pass(1h);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    KioskVisitor(shown).touch("stopButton");
    QTRY_VERIFY(!shown.kiosk().chat()->busy());
    shown.pass(kNearlyIdle);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    shown.pass(11s);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Countdown);
}

void KioskIdleTest::leavesNothingInTheTree() {
    const QString asked = "Where is the zebra?";
    const QString answered = "The quagga is in the field.";
    ShownKiosk shown({.config = chatAtOnce()});
    shown.script().answer = answered.toStdString();
    shown.beginChat();
    shown.ask(asked);
    QTRY_VERIFY(shown.showsText(answered));
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.type("okapi");
    const QPointer<QQuickItem> screen = shown.item("chatScreen");
    const QPointer<QQuickItem> list = shown.item("messageList");
    const QPointer<QQuickItem> area = shown.item("questionArea");
    QVERIFY(screen && list && area);
    bool goneInTime = true;
    QObject::connect(&shown.kiosk(), &Kiosk::chatChanged, this, [&] {
        goneInTime = !shown.allItems().contains(list) && !shown.allItems().contains(area);
    });
    visitor.touch("finishButton");
    QTRY_VERIFY(shown.shows("erasedScreen"));
    QVERIFY(goneInTime);
    QTRY_VERIFY(!screen && !list && !area);
    const auto items = shown.allItems();
    for (const QQuickItem* one : items) {
        for (const char* property : {"text", "markdown", "preeditText"}) {
            const QString text = one->property(property).toString();
            QVERIFY(!text.contains("zebra") && !text.contains("quagga") && !text.contains("okapi"));
        }
    }
}

PERIPHERAL_QT_TEST(KioskIdleTest, KioskApplication)
#include "kiosk_idle_test.moc"
