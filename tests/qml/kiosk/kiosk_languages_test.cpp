// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "seen_checks.h"
#include "visible_items.h"
#include "visit/translations.h"

#include <QDir>
#include <QFontDatabase>
#include <QQmlEngine>

#include <array>
#include <functional>

using namespace std::chrono_literals;
using peripheral::Translations;
using peripheral::kiosk::Config;

namespace {

/// Some font that is installed can write Chinese.
bool hasChineseFont() {
    return !QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty();
}

/// As the program does it.
void speak(Translations& translations, ShownKiosk& shown) {
    translations.retranslate(*qmlEngine(shown.item("kioskRoot")));
    translations.follow(shown.face());
}

/// What stands in a window in the sight of a person or of a screen reader.
QStringList wordsIn(const ShownKiosk& shown) {
    QStringList words;
    for (const QQuickItem* item : visibleItems(shown.item("kioskRoot"))) {
        for (const char* name : {"text", "placeholderText"})
            words << item->property(name).toString();
    }
    words.removeAll(QString());
    return words;
}

struct Screen {
    const char* name;
    std::function<void(ShownKiosk&)> prepare;
};

void ask(ShownKiosk& shown) {
    shown.beginChat();
    shown.ask("1 + 1 = ?");
}

const std::array kScreens{
    Screen{"attract", [](ShownKiosk&) {}},
    Screen{"consent", [](ShownKiosk& shown) { shown.kiosk().begin(); }},
    Screen{"chat-empty", [](ShownKiosk& shown) { shown.beginChat(); }},
    Screen{"chat-used", ask},
    Screen{"chat-warm",
           [](ShownKiosk& shown) {
               shown.script().hold = Script::Hold::AtTheEnd;
               ask(shown);
               shown.kiosk().setHeat(true, false);
           }},
    Screen{"chat-hot",
           [](ShownKiosk& shown) {
               shown.beginChat();
               shown.kiosk().setHeat(true, true);
           }},
    Screen{"countdown",
           [](ShownKiosk& shown) {
               shown.beginChat();
               shown.pass(90s);
           }},
    Screen{"erased",
           [](ShownKiosk& shown) {
               shown.beginChat();
               shown.kiosk().finish();
           }},
};

struct Sheet {
    QSize size;
    double textScale;
};

constexpr std::array kSheets{Sheet{{800, 480}, 1.25}, Sheet{{800, 480}, 2}, Sheet{{480, 800}, 2}};

} // namespace

/// Every screen of a kiosk in each language that its visitors can choose: no English is left in it, and
/// nothing is cut off, however large the type is.
class KioskLanguagesTest : public QObject {
    Q_OBJECT
private slots:
    void speaksNothingElse_data();
    void speaksNothingElse();
    void leavesRoomOverTheKeyboard_data();
    void leavesRoomOverTheKeyboard();
    void changesAtOnce();
};

void KioskLanguagesTest::speaksNothingElse_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("screen");
    for (const char* language : {"de", "zh_CN"}) {
        for (int screen = 0; screen < static_cast<int>(kScreens.size()); ++screen)
            QTest::addRow("%s-%s", kScreens.at(screen).name, language) << QString(language) << screen;
    }
}

void KioskLanguagesTest::speaksNothingElse() {
    QFETCH(QString, language);
    QFETCH(int, screen);
    Config config;
    config.languages = {language.toStdString(), "en"};
    config.answers = 1;
    ShownKiosk shown({.config = config});
    shown.settings().setReducedMotion(true);
    Translations translations;
    speak(translations, shown);
    kScreens.at(screen).prepare(shown);

    const bool writable = language != "zh_CN" || hasChineseFont();
    const QStringList english = Translations::sources(language);
    for (const Sheet& sheet : kSheets) {
        shown.settings().setTextScale(sheet.textScale);
        shown.window().resize(sheet.size);
        const QImage picture = shown.grab();
        for (const QString& words : wordsIn(shown))
            QVERIFY2(!english.contains(words), qPrintable(words));
        const auto name = QString("%1-%2x%3-%4")
                              .arg(QTest::currentDataTag())
                              .arg(sheet.size.width())
                              .arg(sheet.size.height())
                              .arg(sheet.textScale * 100);
        if (!writable)
            continue;
        checkNothingIsCut(shown, name);
        checkTargets(shown, name);
        QVERIFY(QDir().mkpath(PERIPHERAL_SCREENSHOTS));
        QVERIFY(picture.save(QString("%1/kiosk-%2.png").arg(PERIPHERAL_SCREENSHOTS, name)));
    }
    if (!writable)
        QSKIP("No font for Chinese is installed (fonts-wqy-microhei): only the words were looked at.");
}

void KioskLanguagesTest::leavesRoomOverTheKeyboard_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<bool>("hot");
    for (const char* language : {"en", "de", "zh_CN"}) {
        QTest::addRow("long-%s", language) << QString(language) << false;
        QTest::addRow("hot-%s", language) << QString(language) << true;
    }
}

/// What is in the way is said over the input, and does not push it under the keyboard, which leaves half of
/// the smallest screen.
void KioskLanguagesTest::leavesRoomOverTheKeyboard() {
    QFETCH(QString, language);
    QFETCH(bool, hot);
    if (language == "zh_CN" && !hasChineseFont())
        QSKIP("No font for Chinese is installed (fonts-wqy-microhei).");
    Config config;
    config.languages = {language.toStdString()};
    config.questionCharacters = 20'000;
    ShownKiosk shown({.config = config, .size = {800, 240}});
    shown.settings().setReducedMotion(true);
    Translations translations;
    speak(translations, shown);
    shown.beginChat();
    if (hot)
        shown.kiosk().setHeat(true, true);
    else
        shown.kiosk().chat()->setDraft(QString("word ").repeated(3600));
    QTRY_VERIFY(shown.shows("obstacle"));
    for (const double textScale : {1.25, 2.0}) {
        shown.settings().setTextScale(textScale);
        const QImage picture = shown.grab();
        const auto name = QString("keyboard-%1-%2").arg(QTest::currentDataTag()).arg(textScale * 100);
        QVERIFY(picture.save(QString("%1/kiosk-%2.png").arg(PERIPHERAL_SCREENSHOTS, name)));
        QVERIFY(shown.shows("questionInput"));
        const QRectF input = shown.placeOf(*shown.item("questionInput"));
        QVERIFY2(input.bottom() <= 240, qPrintable(QString("%1: %2").arg(name).arg(input.bottom())));
        checkNothingIsCut(shown, name);
        checkTargets(shown, name);
    }
}

void KioskLanguagesTest::changesAtOnce() {
    ShownKiosk shown;
    Translations translations;
    speak(translations, shown);
    QVERIFY(shown.showsText("Touch to begin"));
    shown.face().setLanguage("de");
    QVERIFY(shown.showsText("Zum Beginnen berühren"));
    shown.face().setLanguage("zh_CN");
    QVERIFY(shown.showsText(QString::fromUtf8("触摸屏幕开始")));
    shown.beginChat();
    QTRY_VERIFY(shown.showsText(QString::fromUtf8("日本的首都是哪里？")));
    shown.kiosk().finish();
    QTRY_VERIFY(shown.showsText(QString::fromUtf8("已清除。")));
    shown.pass(3s);
    QTRY_VERIFY(shown.showsText("Touch to begin")); // the next visitor's
}

PERIPHERAL_QT_TEST(KioskLanguagesTest, KioskApplication)
#include "kiosk_languages_test.moc"
