// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "screen_keys.h"
#include "visit/screen_keyboard.h"

#include <QDir>
#include <QDirIterator>
#include <QInputMethod>

using peripheral::ScreenKeyboardInfo;
using peripheral::kiosk::Config;
using peripheral::kiosk::Rotation;

namespace {

struct KeyboardFirst {
    bool there = peripheral::prepareScreenKeyboard();
};

/// How one writes is chosen before there is an application.
class KeyboardApplication : private KeyboardFirst, public KioskApplication {
public:
    using KioskApplication::KioskApplication;
};

ShownKiosk::Setup setupOf(int degrees, const std::vector<std::string>& languages = {"en", "de", "zh_CN"}) {
    Config config;
    config.rotation = static_cast<Rotation>(degrees);
    config.languages = languages;
    return {.config = config, .size = {800, 480}};
}

} // namespace

/// Questions that a finger types on the keyboard on the screen, however that is turned.
class KioskKeyboardTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void typesAQuestion_data();
    void typesAQuestion();
    void isAnsweredByTheBuiltInModel_data() { typesAQuestion_data(); }
    void isAnsweredByTheBuiltInModel();
    void takesBackAndShifts();
    void writesUmlauts();
    void followsTheLanguage();
    void takesHalfOfTheScreenAtMost_data();
    void takesHalfOfTheScreenAtMost();
    void goesWithTheVisitor_data();
    void goesWithTheVisitor();
    void writesNothingDown();
    void isNotThereWhereNobodyWantsIt();

private:
    QTemporaryDir m_home;
};

void KioskKeyboardTest::initTestCase() {
    if (!ScreenKeyboardInfo().available())
        QSKIP("Qt's keyboard on the screen is not installed (qt6-virtualkeyboard-plugin, "
              "qml6-module-qtquick-virtualkeyboard), or this is a build without it.");
    // Where a keyboard could keep what it has learnt.
    for (const char* folder : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(folder, m_home.path().toLocal8Bit());
}

void KioskKeyboardTest::typesAQuestion_data() {
    QTest::addColumn<int>("degrees");
    for (const int degrees : {0, 90, 180, 270})
        QTest::addRow("%d degrees", degrees) << degrees;
}

void KioskKeyboardTest::typesAQuestion() {
    QFETCH(int, degrees);
    ShownKiosk shown(setupOf(degrees));
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    QVERIFY(keys.panel() == nullptr); // until one wants to write
    visitor.touch("questionArea");
    QTRY_VERIFY(keys.key("q") != nullptr);
    QTest::qWait(50);
    QCOMPARE(keys.outside(), QString());
    // What is written in is in sight above the keyboard.
    const QRectF input = shown.placeOf(*shown.item("questionInput"));
    const QRectF panel = shown.placeOf(*keys.panel());
    QVERIFY(input.top() >= 0 && input.bottom() <= panel.top() + 1);
    QCOMPARE(qRound(panel.bottom()), qRound(shown.item("kioskRoot")->height()));

    keys.type("who are you");
    QCOMPARE(shown.textOf("questionArea"), "Who are you");
    QVERIFY(shown.placeOf(*shown.item("questionInput")).bottom() <= panel.top() + 1);
    keys.touch(Qt::Key_Return);
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 2);
    QCOMPARE(shown.kiosk().chat()->messages()->at(0).text, "Who are you");
    QTRY_COMPARE(shown.textOf("questionArea"), QString());
    QTRY_VERIFY(keys.panel() == nullptr); // and leaves its room to the answer
}

/// A whole visit by touch, from the invitation to "Erased.".
void KioskKeyboardTest::isAnsweredByTheBuiltInModel() {
    QFETCH(int, degrees);
    ShownKiosk::Setup setup = setupOf(degrees);
    setup.realEngine = true;
    ShownKiosk shown(setup);
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    const QSizeF picture = shown.item("kioskRoot")->size();
    visitor.touchAt({picture.width() / 2, picture.height() / 3});
    visitor.touch("agreeButton");
    QTRY_COMPARE(shown.kiosk().obstacle(), peripheral::Kiosk::None);
    visitor.touch("questionArea");
    keys.type("who are you");
    keys.touch(Qt::Key_Return);
    QTRY_COMPARE(shown.kiosk().chat()->messages()->count(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.kiosk().chat()->busy(), 60'000);
    QVERIFY(!shown.kiosk().chat()->messages()->at(1).text.isEmpty());
    visitor.touch("finishButton");
    QTRY_VERIFY_WITH_TIMEOUT(shown.textOf("erasedText") == "Erased." || !shown.newStarts().isEmpty(), 60'000);
    QCOMPARE(shown.newStarts(), QStringList());
}

void KioskKeyboardTest::takesBackAndShifts() {
    ShownKiosk shown(setupOf(90));
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    visitor.touch("questionArea");
    keys.type("ab");
    keys.touch(Qt::Key_Backspace);
    QCOMPARE(shown.textOf("questionArea"), "A");
    keys.touch(Qt::Key_Shift);
    keys.type("xy");
    QCOMPARE(shown.textOf("questionArea"), "AXy");
    keys.touch(Qt::Key_Backspace);
    keys.touch(Qt::Key_Backspace);
    keys.touch(Qt::Key_Backspace);
    keys.touch(Qt::Key_Backspace); // one more than there is
    QCOMPARE(shown.textOf("questionArea"), QString());
    keys.touch(Qt::Key_Return); // nothing to send
    QCOMPARE(shown.kiosk().chat()->messages()->count(), 0);
}

void KioskKeyboardTest::writesUmlauts() {
    ShownKiosk shown(setupOf(270, {"de", "en"}));
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    visitor.touch("questionArea");
    keys.type(QString::fromUtf8("größe").replace(QString::fromUtf8("ß"), "s"));
    QCOMPARE(shown.textOf("questionArea"), QString::fromUtf8("Gröse"));
    keys.hold("s"); // offers ß
    QCOMPARE(shown.textOf("questionArea"), QString::fromUtf8("Gröseß"));
    keys.type(QString::fromUtf8("äü"));
    QCOMPARE(shown.textOf("questionArea"), QString::fromUtf8("Gröseßäü"));
}

void KioskKeyboardTest::followsTheLanguage() {
    ShownKiosk shown(setupOf(0));
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    visitor.touch("questionArea");
    QTRY_VERIFY(keys.key("q") != nullptr);
    const auto umlaut = [&] { return keys.key(QString::fromUtf8("ö")) != nullptr; };
    QVERIFY(!umlaut());
    shown.face().setLanguage("de");
    QTRY_VERIFY(umlaut());
    QVERIFY(keys.key("q") != nullptr);
    shown.face().setLanguage("zh_CN"); // which has no layout: the English one
    QTRY_VERIFY(!umlaut());
    QTRY_VERIFY(keys.key("q") != nullptr);
    keys.type("hi");
    QCOMPARE(shown.textOf("questionArea").toLower(), "hi");
}

void KioskKeyboardTest::takesHalfOfTheScreenAtMost_data() {
    QTest::addColumn<int>("degrees");
    QTest::addColumn<QSize>("size");
    for (const int degrees : {0, 90}) {
        QTest::addRow("a small touchscreen, %d degrees", degrees) << degrees << QSize(800, 480);
        QTest::addRow("a large one, %d degrees", degrees) << degrees << QSize(1920, 1080);
    }
}

void KioskKeyboardTest::takesHalfOfTheScreenAtMost() {
    QFETCH(int, degrees);
    QFETCH(QSize, size);
    auto setup = setupOf(degrees);
    setup.size = size;
    ShownKiosk shown(setup);
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    visitor.touch("questionArea");
    QTRY_VERIFY(keys.key("q") != nullptr);
    QVERIFY(keys.panel()->height() <= shown.item("kioskRoot")->height() / 2);
    const QRectF key = shown.placeOf(*keys.key("q"));
    QVERIFY2(key.height() >= 56, qPrintable(QString::number(key.height())));
    keys.type("what");
    QVERIFY(QDir().mkpath(PERIPHERAL_SCREENSHOTS));
    QVERIFY(shown.grab().save(QString("%1/kiosk-keyboard-%2x%3-%4.png")
                                  .arg(PERIPHERAL_SCREENSHOTS)
                                  .arg(size.width())
                                  .arg(size.height())
                                  .arg(degrees)));
}

void KioskKeyboardTest::goesWithTheVisitor_data() {
    QTest::addColumn<QString>("touched");
    QTest::addColumn<bool>("away");
    QTest::newRow("by time") << QString() << false;
    QTest::newRow("by time, with nothing to write in") << QString() << true;
    QTest::newRow("by a touch") << "finishButton" << false;
    QTest::newRow("by a touch, with nothing to write in") << "finishButton" << true;
}

void KioskKeyboardTest::goesWithTheVisitor() {
    QFETCH(QString, touched);
    QFETCH(bool, away);
    ShownKiosk shown(setupOf(0));
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    visitor.touch("questionArea");
    keys.type("my secret");
    if (away)
        shown.item("questionArea")->setFocus(false);
    if (touched.isEmpty())
        shown.kiosk().finish();
    else
        visitor.touch(touched);
    QTRY_VERIFY(keys.panel() == nullptr);
    QVERIFY(!QGuiApplication::inputMethod()->isVisible());
    // Nobody has written anything when the next one begins.
    using namespace std::chrono_literals;
    // And nothing of it is found any more, not in what the keyboard is made of either.
    QTRY_VERIFY_WITH_TIMEOUT(shown.textOf("erasedText") == "Erased." || !shown.newStarts().isEmpty(), 60'000);
    QCOMPARE(shown.newStarts(), QStringList());
    shown.pass(3s);
    QTRY_VERIFY(shown.shows("attractScreen"));
    shown.beginChat();
    visitor.touch("questionArea");
    keys.type("hi");
    QCOMPARE(shown.textOf("questionArea"), "Hi");
}

void KioskKeyboardTest::writesNothingDown() {
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll().toLower();
        QVERIFY2(!text.contains("secret") && !file.fileName().contains("dictionary"),
                 qPrintable(file.fileName()));
    }
}

void KioskKeyboardTest::isNotThereWhereNobodyWantsIt() {
    auto setup = setupOf(0);
    setup.config.keyboard = false;
    ShownKiosk shown(setup);
    KioskVisitor visitor(shown);
    ScreenKeys keys(shown, visitor);
    shown.beginChat();
    visitor.touch("questionArea");
    QTest::qWait(200);
    QVERIFY(keys.panel() == nullptr);
    QCOMPARE(shown.item("chatScreen")->height(), shown.item("kioskRoot")->height());
    visitor.type("by hand");
    QCOMPARE(shown.textOf("questionArea"), "by hand");
}

PERIPHERAL_QT_TEST(KioskKeyboardTest, KeyboardApplication)

#include "kiosk_keyboard_test.moc"
