// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "scenes.h"
#include "test_window.h"

#include <QDir>
#include <QTemporaryDir>

#include <algorithm>

/// Makes a picture of each state of the window, checks what can be checked of it, and keeps the pictures:
/// below the build folder, and where $PERIPHERAL_PICTURES names a folder, those of the README there.
class ScreenshotsTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void empty();
    void emptySmall();
    void emptyOnALaptop();
    void noModel();
    void loading();
    void light();
    void dark();
    void highContrast();
    void small();
    void largeText();
    void largeTextSmall();
    void reading();
    void streaming();
    void stopped();
    void refused();
    void undo();
    void brokenOff();
    void secondInstance();
    void drawer();
    void settingsPage();
    void gpus();
    void modelPage();
    void devicePanel();
    void profiles();
    void profilesInEveryLook();
    void comparisons();
    void comparisonsInEveryLook();
    void fileDialogs();
    void longCode();

private:
    void keep(TestWindow& window, const QString& name);
    void fillHistory(TestWindow& window);
    [[nodiscard]] QString dataDir() const { return m_dir->path(); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

const char* const kFox =
    R"(The fox sat at the edge of the wood and listened. **Something** was moving in the snow.

1. It waited.
2. It *jumped*, high and quick.
3. It came up with snow on its nose and nothing else.

> “Next time,” said the fox.

Then it went home, and the wood was quiet.)";

const char* const kCode = R"(## Counting words

This function counts how often each word stands in a text:

```python
def count_words(text):
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts
```

| text | `count_words(text)` |
|------|---------------------|
| a b a | a: 2, b: 1 |
| empty | nothing |

It takes time in proportion to the *length* of the text. `split()` without arguments cuts at any white space.)";

/// Text that is cut off, or that lies over or under its neighbours, shows in these.
void checkLayout(QQuickWindow& window) {
    const QRectF frame(QPointF(0, 0), window.size());
    const auto items = visibleItems(window.contentItem());
    for (QQuickItem* item : items) {
        const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
        if (item->objectName() == "chatInput" || item->objectName() == "stopButton" ||
            item->objectName() == "sendButton" || item->objectName() == "statusLine")
            QVERIFY2(frame.contains(place), qPrintable(item->objectName() + " lies outside the window"));
        if (item->objectName().startsWith("message") && item->objectName() != "messageList")
            QVERIFY2(place.left() >= 0 && place.right() <= frame.right() + 0.5,
                     qPrintable(item->objectName()));
    }
}

const Scene& sceneNamed(const QByteArray& name) {
    return *std::ranges::find_if(scenes(), [&](const Scene& scene) { return scene.name == name; });
}

/// How many colours stand in the picture, up to 64: a blank one has very few.
int coloursOf(const QImage& picture) {
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height() && colours.size() < 64; y += 2) {
        for (int x = 0; x < picture.width(); x += 2)
            colours.insert(picture.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

} // namespace

void ScreenshotsTest::init() {
    m_dir = std::make_unique<QTemporaryDir>();
}

void ScreenshotsTest::keep(TestWindow& window, const QString& name) {
    const QImage picture = window.grab();
    QCOMPARE(picture.size(), window.window().size());
    QVERIFY(coloursOf(picture) >= 16);
    checkLayout(window.window());
    const QDir folder(PERIPHERAL_SCREENSHOTS);
    QVERIFY(folder.mkpath("."));
    QVERIFY(picture.save(folder.filePath(name + ".png")));
    const QString pictures = qEnvironmentVariable("PERIPHERAL_PICTURES");
    if (!pictures.isEmpty() &&
        QStringList{"light", "dark", "device-sparsity", "compare-two"}.contains(name)) {
        QVERIFY(QDir(pictures).mkpath("."));
        QVERIFY(picture.save(QDir(pictures).filePath(name + ".png")));
    }
}

void ScreenshotsTest::fillHistory(TestWindow& window) {
    window.open();
    window.script().answer = kFox;
    window.ask("Tell me a short story about a fox in the snow.");
    window.chat().newConversation();
    window.script().answer = "The opposite of hot is cold.";
    window.ask("What is the opposite of hot?");
    window.chat().newConversation();
    window.script().answer = kCode;
    window.ask("Write a Python function that counts the words in a text.");
}

void ScreenshotsTest::empty() {
    TestWindow window(dataDir());
    window.open();
    keep(window, "empty");
}

void ScreenshotsTest::emptySmall() {
    TestWindow window(dataDir(), std::make_shared<Script>(), "touchscreen");
    window.open();
    QCOMPARE(window.window().size(), QSize(800, 480));
    keep(window, "empty-800x480");
}

void ScreenshotsTest::emptyOnALaptop() {
    TestWindow window(dataDir(), std::make_shared<Script>(), "laptop at 150 %");
    window.open();
    QCOMPARE(window.window().size(), QSize(911, 512));
    keep(window, "empty-laptop-150");
}

void ScreenshotsTest::noModel() {
    TestWindow window(dataDir());
    window.script().loadError =
        "plm-nano.gguf is damaged: tensor blk.3.ffn_up.weight ends after the file does.";
    window.model().openBuiltIn();
    QVERIFY(QTest::qWaitFor([&] { return !window.model().error().isEmpty(); }));
    keep(window, "no-model");
}

void ScreenshotsTest::loading() {
    TestWindow window(dataDir());
    window.script().hold = Script::Hold::WhileLoading;
    window.model().open(QUrl::fromLocalFile("/models/PLM-1.8B-Instruct-Q4_K_M.gguf"));
    QVERIFY(QTest::qWaitFor([&] { return window.model().progress() > 0.4; }));
    keep(window, "loading");
    window.model().cancelLoading();
}

void ScreenshotsTest::light() {
    TestWindow window(dataDir());
    window.settings().setScheme(peripheral::Settings::Light);
    fillHistory(window);
    window.chat().setDraft("And in C++?");
    keep(window, "light");
}

void ScreenshotsTest::dark() {
    TestWindow window(dataDir());
    window.settings().setScheme(peripheral::Settings::Dark);
    fillHistory(window);
    window.chat().open(1);
    QVERIFY(QTest::qWaitFor([&] { return window.chat().messages()->count() == 2; }));
    keep(window, "dark");
}

void ScreenshotsTest::highContrast() {
    TestWindow window(dataDir());
    window.settings().setScheme(peripheral::Settings::HighContrast);
    fillHistory(window);
    keep(window, "high-contrast");
}

void ScreenshotsTest::small() {
    TestWindow window(dataDir(), std::make_shared<Script>(), "touchscreen");
    fillHistory(window);
    window.script().hold = Script::Hold::AtTheEnd;
    window.script().answer = kFox;
    window.ask("And now a story about that fox, please.");
    QVERIFY(window.shows("stopButton"));
    keep(window, "800x480");
    window.chat().stop();
}

void ScreenshotsTest::largeText() {
    TestWindow window(dataDir());
    window.settings().setTextScale(2);
    fillHistory(window);
    keep(window, "text-200");
}

void ScreenshotsTest::largeTextSmall() {
    TestWindow window(dataDir(), std::make_shared<Script>(), "touchscreen");
    window.settings().setTextScale(2);
    fillHistory(window);
    keep(window, "text-200-800x480");
}

void ScreenshotsTest::reading() {
    TestWindow window(dataDir());
    window.open();
    window.script().hold = Script::Hold::WhileReading;
    window.ask("Please sum up this long text for me.");
    keep(window, "reading");
    QVERIFY(window.shows("waitingText"));
    QVERIFY(window.item("waitingText")->property("text").toString().contains("412"));
    window.click("cancelReading");
    QVERIFY(QTest::qWaitFor([&] { return !window.chat().busy(); }));
}

void ScreenshotsTest::streaming() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.chat().newConversation();
    window.script().hold = Script::Hold::AtTheEnd;
    window.script().answer =
        "The fox sat at the edge of the wood and listened. Something was moving in the sn";
    window.ask("Tell me a short story about a fox in the snow.");
    QVERIFY(QTest::qWaitFor([&] { return window.chat().messages()->count() == 2; }));
    keep(window, "streaming");
    window.chat().stop();
}

void ScreenshotsTest::stopped() {
    TestWindow window(dataDir());
    window.open();
    window.script().hold = Script::Hold::AtTheEnd;
    window.script().answer =
        "The fox sat at the edge of the wood and listened. Something was moving in the sn";
    window.ask("Tell me a short story about a fox in the snow.");
    QTest::qWait(100);
    window.chat().stop();
    QVERIFY(QTest::qWaitFor([&] { return window.shows("continueAnswer"); }));
    keep(window, "stopped");
}

void ScreenshotsTest::refused() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.script().loadError = "holiday.gguf is not a PLM model: its general.architecture is “llama”.";
    window.model().open(QUrl::fromLocalFile("/models/holiday.gguf"));
    QVERIFY(QTest::qWaitFor([&] { return window.shows("modelErrorNote"); }));
    keep(window, "error");
}

void ScreenshotsTest::undo() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.chat().remove(1);
    QVERIFY(QTest::qWaitFor([&] { return window.shows("undoNote"); }));
    keep(window, "undo");
}

void ScreenshotsTest::brokenOff() {
    {
        TestWindow window(dataDir());
        window.open();
        window.script().hold = Script::Hold::AtTheEnd;
        window.script().answer = kFox;
        window.ask("Tell me a short story about a fox in the snow.");
        QTest::qWait(600); // its pieces are on disk
    }
    TestWindow again(dataDir());
    again.open();
    again.chat().open(1);
    QVERIFY(QTest::qWaitFor([&] { return again.shows("continueAnswer"); }));
    keep(again, "broken-off");
}

void ScreenshotsTest::secondInstance() {
    TestWindow first(dataDir());
    first.open();
    QTemporaryDir settings;
    TestWindow second(dataDir());
    QVERIFY(QTest::qWaitFor([&] { return second.shows("problemNote"); }));
    second.model().openBuiltIn();
    QVERIFY(QTest::qWaitFor([&] { return second.model().ready(); }));
    keep(second, "second-instance");
}

void ScreenshotsTest::drawer() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.resize(480, 800);
    keep(window, "narrow");
    window.click("showSidebar");
    QTest::qWait(300);
    keep(window, "drawer");
}

void ScreenshotsTest::settingsPage() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.click("openSettings");
    keep(window, "settings");
}

/// Choosing one, one that was lost in the middle of an answer, and one that is skipped: in three looks.
void ScreenshotsTest::gpus() {
    TestWindow window(dataDir());
    fillHistory(window);
    for (const Scene& scene : scenes()) {
        if (!QString(scene.name).startsWith("gpu-"))
            continue;
        window.reset();
        scene.prepare(window);
        keep(window, scene.name);
        window.settings().setScheme(peripheral::Settings::Dark);
        keep(window, QString(scene.name) + "-dark");
        window.reset();
        window.settings().setTextScale(2);
        window.resize(800, 480);
        scene.prepare(window);
        keep(window, QString(scene.name) + "-small-large-text");
    }
    window.reset();
    sceneNamed("device-panel-gpu").prepare(window);
    keep(window, "device-panel-gpu");
    window.settings().setScheme(peripheral::Settings::Dark);
    keep(window, "device-panel-gpu-dark");
    window.reset();
    window.settings().setTextScale(2);
    sceneNamed("device-panel-gpu").prepare(window);
    keep(window, "device-panel-gpu-200");
}

void ScreenshotsTest::modelPage() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.click("openModels");
    keep(window, "models");
}

/// Idle, then with an answer: all of the panel at once, and as it is scrolled; last the page.
void ScreenshotsTest::devicePanel() {
    TestWindow window(dataDir());
    fillHistory(window);
    window.resize(1200, 760);
    QTest::keyClick(&window.window(), Qt::Key_F9);
    QVERIFY(QTest::qWaitFor([&] { return window.readings().bandwidth().isValid(); }));
    keep(window, "device");
    window.script().answer = kFox;
    window.ask("Tell me a short story about a fox in the snow.");
    showAnswer(window);
    keep(window, "device-answered");
    window.settings().setFoldedSections({"memory"});
    keep(window, "device-sparsity");
    window.settings().setFoldedSections({"memory", "cache", "speed"});
    window.replay().start();
    QVERIFY(QTest::qWaitFor([&] { return window.replay().sameTokens().isValid(); }));
    window.resize(1200, 1500);
    keep(window, "device-replayed");
    window.settings().setFoldedSections({});
    window.resize(1200, 3200);
    keep(window, "device-whole");
    window.settings().setScheme(peripheral::Settings::Dark);
    keep(window, "device-dark");
    window.settings().setScheme(peripheral::Settings::HighContrast);
    keep(window, "device-high-contrast");
    window.settings().setScheme(peripheral::Settings::Light);
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    keep(window, "device-right-to-left");
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    window.settings().setTextScale(2);
    window.resize(2000, 6400);
    keep(window, "device-200");
    window.settings().setTextScale(1);
    window.resize(800, 480);
    QTest::keyClick(&window.window(), Qt::Key_F9);
    QVERIFY(window.shows("devicePage"));
    keep(window, "device-page");
}

void ScreenshotsTest::profiles() {
    TestWindow window(dataDir());
    window.open();
    for (const Scene& scene : scenes()) {
        if (!QByteArray(scene.name).startsWith("profiles-"))
            continue;
        window.reset();
        scene.prepare(window);
        QTest::qWait(100);
        keep(window, scene.name);
    }
    window.reset();
}

void ScreenshotsTest::profilesInEveryLook() {
    TestWindow window(dataDir());
    window.open();
    window.reset();
    sceneNamed("profiles-list").prepare(window);
    window.settings().setScheme(peripheral::Settings::Dark);
    keep(window, "profiles-list-dark");
    window.settings().setScheme(peripheral::Settings::HighContrast);
    keep(window, "profiles-list-high-contrast");
    window.settings().setScheme(peripheral::Settings::Light);
    window.settings().setTextScale(2);
    keep(window, "profiles-list-200");
    window.settings().setTextScale(1);
    window.resize(800, 480);
    keep(window, "profiles-list-800x480");
    window.reset();
}

void ScreenshotsTest::comparisons() {
    TestWindow window(dataDir());
    window.open();
    for (const Scene& scene : scenes()) {
        const QByteArray name(scene.name);
        if (!name.startsWith("compare-") && name != "race" && !name.startsWith("fit-"))
            continue;
        window.reset();
        scene.prepare(window);
        keep(window, scene.name);
        window.resize(1200, 3000); // all of a page that is scrolled
        keep(window, QString(scene.name) + "-whole");
    }
    window.reset();
}

void ScreenshotsTest::comparisonsInEveryLook() {
    TestWindow window(dataDir());
    window.open();
    for (const QByteArray name : {"compare-two", "race", "fit-simulated"}) {
        window.reset();
        const Scene& scene = sceneNamed(name);
        scene.prepare(window);
        window.settings().setScheme(peripheral::Settings::Dark);
        window.resize(1200, 2000);
        keep(window, name + "-dark");
        window.settings().setScheme(peripheral::Settings::HighContrast);
        keep(window, name + "-high-contrast");
        window.settings().setScheme(peripheral::Settings::Light);
        window.settings().setTextScale(2);
        keep(window, name + "-200");
        window.settings().setTextScale(1);
        window.resize(800, 480);
        keep(window, name + "-800x480");
    }
    window.reset();
}

void ScreenshotsTest::fileDialogs() {
    TestWindow window(dataDir());
    window.open();
    for (const QByteArray name : {"file-opening", "file-saving"}) {
        for (const auto scheme :
             {peripheral::Settings::Light, peripheral::Settings::Dark, peripheral::Settings::HighContrast}) {
            window.reset();
            sceneNamed(name).prepare(window);
            window.settings().setScheme(scheme);
            keep(window, name + (scheme == peripheral::Settings::Light  ? ""
                                 : scheme == peripheral::Settings::Dark ? "-dark"
                                                                        : "-high-contrast"));
        }
        window.settings().setScheme(peripheral::Settings::Light);
        window.resize(800, 480);
        keep(window, name + "-800x480");
        window.settings().setTextScale(2);
        keep(window, name + "-200-800x480");
        window.resize(1200, 800);
        keep(window, name + "-200");
    }
    window.reset();
}

void ScreenshotsTest::longCode() {
    TestWindow window(dataDir());
    window.open();
    QString code = "Here is a long list:\n\n```c\n";
    for (int i = 0; i < 90; ++i)
        code += QString("int value%1 = %1; /* a line that is rather long, longer than the column is wide, "
                        "and goes on "
                        "and on, so that it must be scrolled sideways */\n")
                    .arg(i);
    window.script().answer = (code + "```\n\nThat was all.").toStdString();
    window.ask("Ninety lines, please.");
    keep(window, "long-code");
}

PERIPHERAL_QT_TEST(ScreenshotsTest, TestApplication)
#include "screenshots_test.moc"
