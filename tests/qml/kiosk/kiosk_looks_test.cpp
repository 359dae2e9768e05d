// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "accessible_tree.h"
#include "kiosk_visitor.h"
#include "qt_test.h"
#include "seen_checks.h"
#include "visible_items.h"

#include <QDir>
#include <QPainter>

#include <algorithm>
#include <functional>

using namespace std::chrono_literals;
using peripheral::Kiosk;
using peripheral::Settings;
using peripheral::kiosk::Config;

/// Pictures of every screen of a kiosk in every look, and what can be checked of them: nothing is cut off,
/// everything can be hit by a finger and read.
class KioskLooksTest : public QObject {
    Q_OBJECT
private slots:
    void looks_data();
    void looks();
    void roomBesideTheKeyboard_data();
    void roomBesideTheKeyboard();
    void ownColoursCanBeRead_data();
    void ownColoursCanBeRead();

private:
    QTemporaryDir m_dir;
};

namespace {

const char* const kLongAnswer =
    R"(The fox sat at the edge of the wood and listened. **Something** was moving in the snow.

1. It waited.
2. It *jumped*, high and quick.
3. It came up with snow on its nose and nothing else.

Then it went home, and the wood was quiet. See [more](https://example.org).)";

Config operatorsOwn(const QString& folder) {
    Config config;
    config.name = "Stadtbibliothek Musterstadt";
    config.message["en"] = "What would you like to know today?";
    config.colours = {.accent = "#8A1C5B", .accentText = "#FFFFFF"};
    QImage picture(240, 120, QImage::Format_RGB32);
    picture.fill(QColor("#8A1C5B"));
    QPainter(&picture).fillRect(70, 20, 100, 80, Qt::white);
    const QString file = folder + "/picture.png";
    picture.save(file);
    config.picture = file.toStdString();
    return config;
}

void putKeyboard(ShownKiosk& shown, qreal height) {
    QQuickItem* place = shown.item("keyboardPlace");
    auto* keyboard = new QQuickItem(place); // of the place, which ends it
    keyboard->setSize({place->width(), height});
    QTest::qWait(50);
}

struct KioskScene {
    const char* name;
    Config config{};
    Script script{};
    std::function<void(ShownKiosk&)> prepare;
};

void endVisit(ShownKiosk& shown) {
    shown.kiosk().begin();
    shown.kiosk().finish();
}

QList<KioskScene> kioskScenes(const QString& folder) {
    Config noConsent;
    noConsent.consent = false;
    noConsent.modelLanguages = "en";
    Config oneAnswer = noConsent;
    oneAnswer.answers = 1;
    Config inGerman = noConsent;
    inGerman.languages = {"de", "en"};
    inGerman.suggestions["de"] = {"Was ist das Gegenteil von heiß?", "Erzähle eine kurze Geschichte!"};
    inGerman.name = "Museum";
    const Script story{.answer = kLongAnswer};
    const Script writing{.answer = kLongAnswer, .hold = Script::Hold::AtTheEnd};
    const auto ask = [](ShownKiosk& shown) {
        shown.beginChat();
        shown.ask("Tell me a short story about a fox in the snow.");
    };
    return {
        {.name = "attract", .prepare = [](ShownKiosk&) {}},
        {.name = "attract-operator", .config = operatorsOwn(folder), .prepare = [](ShownKiosk&) {}},
        {.name = "attract-no-model",
         .script = {.loadError = "It is damaged."},
         .prepare = [](ShownKiosk&) {}},
        {.name = "consent", .prepare = [](ShownKiosk& shown) { shown.kiosk().begin(); }},
        {.name = "chat-empty", .config = noConsent, .prepare = [](ShownKiosk& shown) { shown.beginChat(); }},
        {.name = "chat", .config = operatorsOwn(folder), .script = story, .prepare = ask},
        {.name = "chat-writing",
         .config = inGerman,
         .script = writing,
         .prepare =
             [ask](ShownKiosk& shown) {
                 ask(shown);
                 shown.kiosk().setHeat(true, false);
             }},
        {.name = "chat-used", .config = oneAnswer, .script = story, .prepare = ask},
        {.name = "chat-hot",
         .config = noConsent,
         .prepare =
             [](ShownKiosk& shown) {
                 shown.beginChat();
                 shown.kiosk().chat()->setDraft(QString(480, 'x').replace(7, 1, " "));
                 shown.kiosk().setHeat(true, true);
             }},
        {.name = "countdown",
         .prepare =
             [](ShownKiosk& shown) {
                 shown.beginChat();
                 shown.pass(90s);
                 shown.pass(8s);
             }},
        {.name = "erased", .prepare = endVisit},
    };
}

struct Look {
    const char* name;
    Settings::Scheme scheme;
    QSize size;
    double textScale;
};

constexpr double kUsual = 1.25;

const QList<Look>& kioskLooks() {
    static const QList<Look> looks{
        {"800x480", Settings::Light, {800, 480}, kUsual},
        {"800x480-dark", Settings::Dark, {800, 480}, kUsual},
        {"800x480-high-contrast", Settings::HighContrast, {800, 480}, kUsual},
        {"800x480-200", Settings::Light, {800, 480}, 2},
        {"1280x800", Settings::Light, {1280, 800}, kUsual},
        {"1280x800-dark", Settings::Dark, {1280, 800}, kUsual},
        {"480x800", Settings::Light, {480, 800}, kUsual},
        {"480x800-dark", Settings::Dark, {480, 800}, kUsual},
        {"480x800-200", Settings::Light, {480, 800}, 2},
    };
    return looks;
}

void wear(ShownKiosk& shown, const Look& look) {
    shown.settings().setScheme(look.scheme);
    shown.settings().setTextScale(look.textScale);
    shown.window().resize(look.size);
}

void keepPicture(const QImage& picture, const QString& name) {
    const QDir folder(PERIPHERAL_SCREENSHOTS);
    QVERIFY(folder.mkpath("."));
    QVERIFY(picture.save(folder.filePath("kiosk-" + name + ".png")));
}

} // namespace

void KioskLooksTest::looks_data() {
    QTest::addColumn<int>("scene");
    const auto scenes = kioskScenes(m_dir.path());
    for (int i = 0; i < scenes.size(); ++i)
        QTest::newRow(scenes[i].name) << i;
}

void KioskLooksTest::looks() {
    QFETCH(int, scene);
    const KioskScene shot = kioskScenes(m_dir.path()).at(scene);
    ShownKiosk shown({.config = shot.config, .openModel = false});
    shown.settings().setReducedMotion(true);
    shown.script() = shot.script;
    shown.model().openBuiltIn();
    QTRY_VERIFY(shown.model().ready() || !shown.model().error().isEmpty());
    shot.prepare(shown);
    for (const Look& look : kioskLooks()) {
        wear(shown, look);
        const QString name = QString("%1-%2").arg(shot.name, look.name);
        const QImage picture = shown.grab();
        QCOMPARE(picture.size(), look.size);
        keepPicture(picture, name);
        checkNothingIsCut(shown, name);
        checkTargets(shown, name);
        checkContrast(shown, picture, name);
        if (QTest::currentTestFailed())
            return;
    }
    for (const Spoken& one : spokenIn(shown.window())) {
        if (one.role == QAccessible::Button || one.role == QAccessible::RadioButton)
            QVERIFY2(!one.name.isEmpty(), qPrintable(one.item->objectName()));
    }
}

void KioskLooksTest::roomBesideTheKeyboard_data() {
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("textScale");
    QTest::newRow("lying") << QSize(800, 480) << kUsual;
    QTest::newRow("lying, large type") << QSize(800, 480) << 2.0;
    QTest::newRow("upright") << QSize(480, 800) << kUsual;
    QTest::newRow("upright, large type") << QSize(480, 800) << 2.0;
}

/// The input, the last answer and Stop are in sight, and above the keyboard.
void KioskLooksTest::roomBesideTheKeyboard() {
    QFETCH(QSize, size);
    QFETCH(double, textScale);
    Config config;
    config.name = "Museum";
    ShownKiosk shown({.config = config});
    shown.settings().setReducedMotion(true);
    wear(shown, {"", Settings::Light, size, textScale});
    shown.script() = {.answer = kLongAnswer, .hold = Script::Hold::AtTheEnd};
    shown.beginChat();
    shown.ask("Tell me a short story about a fox in the snow.");
    putKeyboard(shown, 240);
    const QImage picture = shown.grab();
    const QString name =
        QString("keyboard-%1x%2-%3").arg(size.width()).arg(size.height()).arg(textScale * 100);
    keepPicture(picture, name);
    const QRectF room(0, 0, size.width(), size.height() - 240);
    for (const char* one : {"finishButton", "questionArea", "stopButton"})
        QVERIFY2(room.contains(shown.placeOf(*shown.item(one))), one);
    const QRectF list = shown.placeOf(*shown.item("messageList"));
    QVERIFY(room.contains(list));
    QVERIFY2(list.height() >= 2 * 15 * textScale * 1.5,
             qPrintable(QString::number(list.height()))); // two lines
    const QRectF answer = shown.placeOf(*shown.item("message1"));
    QVERIFY(answer.bottom() <= list.bottom() + 1 && answer.bottom() > list.top() + 15 * textScale);
    checkTargets(shown, name);
    checkContrast(shown, picture, name);
}

void KioskLooksTest::ownColoursCanBeRead_data() {
    QTest::addColumn<QString>("accent");
    QTest::addColumn<QString>("accentText");
    for (const char* accent : {"#FFE000", "#0000FF", "#808080", "#FFFFFF", "#000000", "#C00020"}) {
        QTest::addRow("%s", accent) << accent << "";
        QTest::addRow("%s with grey", accent) << accent << "#888888";
    }
}

void KioskLooksTest::ownColoursCanBeRead() {
    QFETCH(QString, accent);
    QFETCH(QString, accentText);
    Config config;
    config.colours = {.accent = accent.toStdString(), .accentText = accentText.toStdString()};
    ShownKiosk shown({.config = config});
    for (const auto scheme : {Settings::Light, Settings::Dark, Settings::HighContrast}) {
        shown.settings().setScheme(scheme);
        checkContrast(shown, shown.grab(), accent);
    }
}

PERIPHERAL_QT_TEST(KioskLooksTest, KioskApplication)
#include "kiosk_looks_test.moc"
