// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk_visitor.h"
#include "qt_test.h"

#include <QClipboard>

using namespace std::chrono_literals;
using peripheral::Kiosk;
using peripheral::kiosk::Config;
namespace KioskStage = peripheral::KioskStage;

/// What the screens of a kiosk show, what a visitor can do there, and what not.
class KioskScreensTest : public QObject {
    Q_OBJECT
private slots:
    void invites();
    void showsWhatTheOperatorSays();
    void keepsTheLanguage();
    void waitsForAModel();
    void asksForConsent();
    void goesBackFromThePrivacyNote();
    void answersASuggestion();
    void answersWhatIsTyped();
    void stops();
    void saysWhatIsInTheWay_data();
    void saysWhatIsInTheWay();
    void letsALongQuestionBeShortened();
    void saysThatItIsWarm();
    void keepsQuestionsShort();
    void cutsNoCharacterInTwo();
    void offersNoWayOut();
    void keysDoNothingButWriting();

private:
    static Config chatAtOnce();
};

Config KioskScreensTest::chatAtOnce() {
    Config config;
    config.consent = false;
    config.modelLanguages = "en";
    return config;
}

void KioskScreensTest::invites() {
    ShownKiosk shown;
    QVERIFY(shown.shows("attractScreen"));
    QVERIFY(!shown.textOf("invitation").isEmpty());
    QCOMPARE(shown.textOf("beginButton"), "Touch to begin");
    QVERIFY(shown.textOf("exampleQuestion").contains(shown.face().suggestions().first()));
    QVERIFY(shown.textOf("worksOffline").startsWith("Works without a network"));
    KioskVisitor(shown).touch("beginButton");
    QTRY_VERIFY(shown.shows("consentScreen"));
}

void KioskScreensTest::showsWhatTheOperatorSays() {
    Config config;
    config.name = "Museum";
    config.message["en"] = "Ask the museum.";
    config.message["de"] = "Frag das Museum.";
    config.privacy["en"] = "We keep nothing.";
    config.picture = "/nowhere/at-all.png"; // no reason to say anything
    ShownKiosk shown({.config = config});
    QCOMPARE(shown.textOf("operatorName"), "Museum");
    QCOMPARE(shown.textOf("invitation"), "Ask the museum.");
    QVERIFY(!shown.shows("operatorPicture"));
    KioskVisitor visitor(shown);
    visitor.touch("language_de");
    QCOMPARE(shown.textOf("invitation"), "Frag das Museum.");
    visitor.touch("language_en");
    visitor.touch("beginButton");
    QTRY_COMPARE(shown.textOf("privacyText"), "We keep nothing.");
}

void KioskScreensTest::keepsTheLanguage() {
    ShownKiosk shown;
    KioskVisitor visitor(shown);
    QCOMPARE(shown.textOf("language_de"), "Deutsch");
    QCOMPARE(shown.textOf("language_zh_CN"), "简体中文");
    visitor.touch("language_zh_CN");
    QCOMPARE(shown.face().language(), "zh_CN");
    QVERIFY(shown.shows("attractScreen"));
    shown.kiosk().begin();
    shown.kiosk().agree();
    QTRY_VERIFY(shown.shows("languageNotice"));
    QCOMPARE(shown.textOf("languageNotice"), "This model answers in English only.");
}

void KioskScreensTest::waitsForAModel() {
    ShownKiosk shown({.openModel = false});
    shown.script().hold = Script::Hold::WhileLoading;
    shown.model().openBuiltIn();
    QTRY_COMPARE(shown.textOf("obstacle"), "Getting ready…");
    QVERIFY(!shown.shows("beginButton"));
    KioskVisitor(shown).touchAt({400, 150});
    QCOMPARE(shown.kiosk().stage(), KioskStage::Inviting);
    shown.model().cancelLoading();
    QTRY_COMPARE(shown.textOf("obstacle"), "This kiosk cannot answer at the moment. Please tell the staff.");
}

void KioskScreensTest::asksForConsent() {
    ShownKiosk shown;
    KioskVisitor visitor(shown);
    visitor.touch("wholeScreen");
    QTRY_VERIFY(shown.shows("consentScreen"));
    for (const char* said : {"never written to its disk", "erased", "may be wrong"})
        QVERIFY2(shown.textOf("privacyText").contains(said), said);
    visitor.touch("agreeButton");
    QTRY_VERIFY(shown.shows("chatScreen"));
    QVERIFY(!shown.shows("languageNotice"));
}

void KioskScreensTest::goesBackFromThePrivacyNote() {
    ShownKiosk shown;
    KioskVisitor visitor(shown);
    visitor.touch("beginButton");
    visitor.touch("backButton");
    QTRY_VERIFY(shown.shows("erasedScreen"));
    QTRY_COMPARE(shown.textOf("erasedText"), "Erased.");
    QVERIFY(shown.shows("erasedMark"));
    shown.pass(3s);
    QVERIFY(shown.shows("attractScreen"));
}

void KioskScreensTest::answersASuggestion() {
    Config config = chatAtOnce();
    config.suggestions["en"] = {"What is the opposite of hot?"};
    ShownKiosk shown({.config = config});
    KioskVisitor visitor(shown);
    visitor.touch("beginButton");
    visitor.touch("suggestion0");
    QTRY_VERIFY(shown.showsText("Cold."));
    QVERIFY(!shown.shows("suggestionColumn"));
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 2);
}

void KioskScreensTest::answersWhatIsTyped() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.beginChat();
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.type("What is the");
    visitor.key(Qt::Key_Return, Qt::ShiftModifier);
    visitor.type("opposite of hot?");
    QCOMPARE(shown.kiosk().chat()->draft(), "What is the\nopposite of hot?");
    visitor.key(Qt::Key_Return);
    QTRY_VERIFY(shown.showsText("Cold."));
    QCOMPARE(shown.textOf("questionArea"), "");
    QTRY_COMPARE(shown.kiosk().obstacle(), Kiosk::None);
    visitor.touch("questionArea");
    visitor.type("And of cold?");
    visitor.touch("sendButton");
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 4);
}

void KioskScreensTest::stops() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.script().hold = Script::Hold::AtTheEnd;
    shown.beginChat();
    shown.ask("Go on.");
    QVERIFY(!shown.shows("sendButton"));
    KioskVisitor(shown).touch("stopButton");
    QTRY_VERIFY(!shown.kiosk().chat()->busy());
    QTRY_VERIFY(shown.showsText("Stopped."));
    QVERIFY(!shown.shows("continueAnswer"));
}

void KioskScreensTest::saysWhatIsInTheWay_data() {
    QTest::addColumn<QString>("obstacle");
    QTest::addColumn<QString>("said");
    QTest::addColumn<bool>("inputStays");
    QTest::newRow("used") << "used"
                          << "That was the last answer of this visit. Finish, and the next visit can begin."
                          << false;
    QTest::newRow("full") << "full"
                          << "This conversation has become too long. Finish, and a new one can begin."
                          << false;
    QTest::newRow("long") << "long"
                          << "This question is too long. Make it shorter, or finish and begin anew." << true;
    QTest::newRow("hot") << "hot"
                         << "Cooling down, a moment please." << true;
}

void KioskScreensTest::saysWhatIsInTheWay() {
    QFETCH(QString, obstacle);
    QFETCH(QString, said);
    QFETCH(bool, inputStays);
    Config config = chatAtOnce();
    config.answers = obstacle == "used" ? 1 : 0;
    config.questionCharacters = 20'000;
    ShownKiosk shown({.config = config});
    shown.beginChat();
    QVERIFY(!shown.shows("obstacle"));
    const QString tooLong = QString("word ").repeated(3600);
    if (obstacle == "full")
        shown.script().answer = tooLong.toStdString();
    if (obstacle == "used" || obstacle == "full")
        shown.ask("What is the opposite of hot?");
    else if (obstacle == "long")
        shown.kiosk().chat()->setDraft(tooLong);
    else
        shown.kiosk().setHeat(true, true);
    QTRY_COMPARE(shown.textOf("obstacle"), said);
    QCOMPARE(shown.shows("questionInput"), inputStays);
    QVERIFY(!shown.shows("sendButton") || !shown.item("sendButton")->isEnabled());
    QVERIFY(shown.shows("finishButton"));
    shown.kiosk().setHeat(false, false);
    QCOMPARE(shown.shows("obstacle"), obstacle != "hot");
}

/// Whoever wrote too much can make it shorter, or all of it anew.
void KioskScreensTest::letsALongQuestionBeShortened() {
    Config config = chatAtOnce();
    config.questionCharacters = 20'000;
    ShownKiosk shown({.config = config});
    shown.beginChat();
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    shown.kiosk().chat()->setDraft(QString("word ").repeated(3600));
    QTRY_COMPARE(shown.kiosk().obstacle(), Kiosk::QuestionTooLong);
    visitor.key(Qt::Key_Return);
    QCOMPARE(shown.kiosk().chat()->messages()->count(), 0);
    visitor.key(Qt::Key_A, Qt::ControlModifier);
    visitor.key(Qt::Key_Backspace);
    QCOMPARE(shown.textOf("questionArea"), "");
    QVERIFY(shown.item("questionArea")->hasActiveFocus());
    QTRY_COMPARE(shown.kiosk().obstacle(), Kiosk::None);
    QVERIFY(shown.item("questionArea")->hasActiveFocus());
    visitor.type("What is the opposite of hot?");
    visitor.key(Qt::Key_Return);
    QTRY_VERIFY(shown.showsText("Cold."));
}

void KioskScreensTest::saysThatItIsWarm() {
    ShownKiosk shown({.config = chatAtOnce(), .size = {1280, 800}});
    shown.beginChat();
    QVERIFY(!shown.shows("warmNotice"));
    shown.kiosk().setHeat(true, false);
    QVERIFY(shown.shows("warmNotice"));
    QCOMPARE(shown.kiosk().obstacle(), Kiosk::None);
}

void KioskScreensTest::keepsQuestionsShort() {
    Config config = chatAtOnce();
    config.questionCharacters = 50;
    ShownKiosk shown({.config = config});
    shown.beginChat();
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.type(QString(29, 'a'));
    QVERIFY(!shown.shows("charactersLeft"));
    visitor.type("b");
    QCOMPARE(shown.textOf("charactersLeft"), "20");
    QGuiApplication::clipboard()->setText(QString(60, 'c'));
    visitor.key(Qt::Key_Home);
    visitor.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shown.textOf("charactersLeft"), "0");
    QCOMPARE(shown.kiosk().chat()->draft(), QString(20, 'c') + QString(29, 'a') + 'b');
    visitor.type("d"); // there is no room
    QCOMPARE(shown.kiosk().chat()->draft().size(), 50);
    QVERIFY(!shown.kiosk().chat()->draft().contains('d'));
    QGuiApplication::clipboard()->clear();
}

void KioskScreensTest::cutsNoCharacterInTwo() {
    Config config = chatAtOnce();
    config.questionCharacters = 5;
    ShownKiosk shown({.config = config});
    shown.beginChat();
    QGuiApplication::clipboard()->setText("ab😀😀😀");
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shown.kiosk().chat()->draft(), "ab😀");
    QGuiApplication::clipboard()->clear();
}

/// No link leads anywhere, nothing of an answer can be taken, and no menu or tip appears.
void KioskScreensTest::offersNoWayOut() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.script().answer = "[A link](https://example.org)\n\n```sh\nls\n```\n";
    shown.beginChat();
    shown.ask("Give me a link.");
    QTRY_VERIFY(shown.showsText("A link"));
    for (const char* name : {"copyMessage", "regenerate", "continueAnswer", "copyCode", "copiedNote"})
        QVERIFY2(!shown.shows(name), name);
    QGuiApplication::clipboard()->clear();
    KioskVisitor visitor(shown);
    const QRectF answer = shown.placeOf(*shown.item("message1"));
    visitor.press(answer.topLeft() + QPointF(30, 12));
    QTest::qWait(900); // as long as a menu would take to come
    visitor.lift();
    visitor.touchAt(answer.topLeft() + QPointF(30, 12));
    QCOMPARE(QGuiApplication::clipboard()->text(), "");
    QCOMPARE(QGuiApplication::topLevelWindows().size(), 1);
    QVERIFY(shown.shows("chatScreen"));
    const auto items = shown.allItems();
    for (const QQuickItem* one : items)
        QVERIFY(!one->inherits("QQuickPopupItem") || !one->isVisible());
}

void KioskScreensTest::keysDoNothingButWriting() {
    ShownKiosk shown({.config = chatAtOnce()});
    shown.beginChat();
    shown.ask("What is the opposite of hot?");
    KioskVisitor visitor(shown);
    visitor.touch("questionArea");
    visitor.type("draft");
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Menu, Qt::Key_Alt, Qt::Key_Meta, Qt::Key_Print,
                              Qt::Key_Help, Qt::Key_Back, Qt::Key_HomePage, Qt::Key_Super_L})
        visitor.key(key);
    for (int key = Qt::Key_F1; key <= Qt::Key_F35; ++key)
        visitor.key(static_cast<Qt::Key>(key));
    for (const auto modifiers :
         {Qt::KeyboardModifiers(Qt::ControlModifier), Qt::KeyboardModifiers(Qt::AltModifier),
          Qt::ControlModifier | Qt::AltModifier, Qt::ControlModifier | Qt::ShiftModifier}) {
        for (const Qt::Key key :
             {Qt::Key_N, Qt::Key_Q, Qt::Key_W, Qt::Key_O, Qt::Key_F, Qt::Key_K, Qt::Key_Comma, Qt::Key_P,
              Qt::Key_T, Qt::Key_F4, Qt::Key_Delete, Qt::Key_Tab})
            visitor.key(key, modifiers);
    }
    QVERIFY(shown.window().isVisible());
    QCOMPARE(QGuiApplication::topLevelWindows().size(), 1);
    QCOMPARE(shown.kiosk().stage(), KioskStage::Chatting);
    QVERIFY(shown.shows("chatScreen"));
    QCOMPARE(shown.kiosk().chat()->messages()->count(), 2);
    QVERIFY(!shown.kiosk().chat()->editing());
}

PERIPHERAL_QT_TEST(KioskScreensTest, KioskApplication)
#include "kiosk_screens_test.moc"
