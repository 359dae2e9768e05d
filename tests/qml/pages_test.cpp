// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

#include <QAccessible>
#include <QQmlListReference>

using peripheral::MessageState;
using peripheral::Settings;

/// The pages that cover the chat, the device panel, and the keys that lead to them.
class PagesTest : public WindowCase {
    Q_OBJECT
private slots:
    void everyPageOfTheTableOpens();
    void shortcutsOpenPages();
    void enterAndSpacePressButtons();
    void enterAndSpaceChoose();
    void screenReadersChoose();
    void escapeGoesBackOneStepAtATime();
    void newChatLeavesThePage();
    void headerLeadsOn();
    void fullScreenAndBack();
    void coloursAreChosen();
    void textSizeIsChosen();
    void motionIsChosen();
    void temperatureIsChosen();
    void systemPromptIsWritten();
    void keyboardKeepsItsPlaceInSight();
    void modelPageTellsOfTheModel();
    void modelPageOffersAnother();
    void namesAreShownAsTheyAre();
    void loadingIsShownWithAWayOut();
    void droppedModelsAreLoaded();
    void devicePageIsForNarrowWindows();

private:
    [[nodiscard]] QColor ground() const { return window().window().color(); }
};

/// With its title, its line in the list of shortcuts, and a way back.
void PagesTest::everyPageOfTheTableOpens() {
    window().resize(900, 900); // no room for panels
    const QQmlListReference entries(window().navigation(), "entries");
    QVERIFY(entries.count() > 0);
    for (qsizetype i = 0; i < entries.count(); ++i) {
        const QObject* entry = entries.at(i);
        const QString name = entry->property("name").toString();
        window().openPage(name);
        QVERIFY2(!shows("chatInput"), qPrintable(name));
        QTRY_VERIFY2(showsText(entry->property("title").toString()), qPrintable(name));
        click("pageBack");
        QTRY_VERIFY2(shows("chatInput"), qPrintable(name));
        const QString shortcut = entry->property("shortcut").toString();
        if (shortcut.isEmpty())
            continue;
        click("openSettings");
        QVERIFY2(showsText(shortcut), qPrintable(shortcut));
        const QString note = entry->property("keyNote").toString();
        QVERIFY2(!note.isEmpty() && showsText(note), qPrintable(name));
        key(Qt::Key_Escape);
    }
    window().openPage("nowhere");
    QVERIFY(shows("chatInput"));
}

void PagesTest::shortcutsOpenPages() {
    key(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(shows("settingsPage"));
    QVERIFY(!shows("chatInput"));
    QVERIFY(!shows("chatTitle"));
    key(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(!shows("settingsPage"));
    QVERIFY(item("questionArea")->hasActiveFocus());
    item("modelChip")->forceActiveFocus();
    key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(item("questionArea")->hasActiveFocus());
    key(Qt::Key_F9);
    QTRY_VERIFY(shows("hidePanel"));
    QVERIFY(settings().panelOpen());
    key(Qt::Key_F9);
    QTRY_VERIFY(!shows("hidePanel"));
    ask("What is hot?");
    key(Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE(messages().count(), 0);
    QCOMPARE(window().window().title(), "Peripheral");
}

void PagesTest::enterAndSpacePressButtons() {
    for (const Qt::Key press : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        item("openSettings")->forceActiveFocus(Qt::TabFocusReason); // words
        key(press);
        QTRY_VERIFY2(shows("pageBack"), qPrintable(QKeySequence(press).toString()));
        item("pageBack")->forceActiveFocus(Qt::TabFocusReason); // an icon
        key(press);
        QTRY_VERIFY2(!shows("pageBack"), qPrintable(QKeySequence(press).toString()));
    }
}

void PagesTest::enterAndSpaceChoose() {
    click("openSettings");
    for (const Qt::Key press : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        const bool before = settings().reducedMotion();
        item("reducedMotionSwitch")->forceActiveFocus(Qt::TabFocusReason);
        key(press);
        QTRY_COMPARE(settings().reducedMotion(), !before);
        settings().setScheme(Settings::System);
        item("choice2")->forceActiveFocus(Qt::TabFocusReason);
        key(press);
        QTRY_COMPARE(settings().scheme(), Settings::Dark);
    }
}

void PagesTest::screenReadersChoose() {
    click("openSettings");
    const auto press = [this](const char* name) {
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(item(name));
        QVERIFY(spoken != nullptr && spoken->actionInterface() != nullptr);
        spoken->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    };
    press("choice2");
    QTRY_COMPARE(settings().scheme(), Settings::Dark);
    press("reducedMotionSwitch");
    QTRY_VERIFY(settings().reducedMotion());
    press("reducedMotionSwitch");
    QTRY_VERIFY(!settings().reducedMotion());
    press("pageBack");
    QTRY_VERIFY(!shows("pageBack"));
}

void PagesTest::escapeGoesBackOneStepAtATime() {
    script().hold = Script::Hold::AtTheEnd;
    ask("What is hot?");
    key(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(shows("settingsPage"));
    key(Qt::Key_Escape);
    QTRY_VERIFY(!shows("settingsPage"));
    QCOMPARE(chat().answerState(), MessageState::Streaming);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!chat().busy());
    item("modelChip")->forceActiveFocus();
    key(Qt::Key_Escape);
    QVERIFY(item("questionArea")->hasActiveFocus());
}

void PagesTest::newChatLeavesThePage() {
    ask("What is hot?");
    key(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(shows("settingsPage"));
    key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(shows("chatInput"));
    QCOMPARE(messages().count(), 0);
}

void PagesTest::headerLeadsOn() {
    click("modelChip");
    QTRY_VERIFY(shows("modelPage"));
    click("pageBack");
    QTRY_VERIFY(shows("chatInput"));
    click("showPanel");
    QTRY_VERIFY(shows("devicePanel"));
    QCOMPARE(textOf("showPanel"), "Hide the device panel");
    click("hidePanel");
    QTRY_VERIFY(!shows("devicePanel"));
    QCOMPARE(textOf("showPanel"), "Show the device panel");
    click("largerModel");
    QTRY_VERIFY(shows("modelPage"));
    window().reset();
    ask("What is hot?");
    click("hideSidebar");
    click("newInHeader");
    QTRY_COMPARE(messages().count(), 0);
}

void PagesTest::fullScreenAndBack() {
    key(Qt::Key_F11);
    QTRY_COMPARE(window().window().visibility(), QWindow::FullScreen);
    key(Qt::Key_F11);
    QTRY_COMPARE(window().window().visibility(), QWindow::Windowed);
}

void PagesTest::coloursAreChosen() {
    click("openSettings");
    const QColor light = ground();
    click("choice2");
    QTRY_COMPARE(settings().scheme(), Settings::Dark);
    QCOMPARE(ground(), QColor("#16181C"));
    QVERIFY(item("choice2")->property("checked").toBool());
    QVERIFY(!item("choice1")->property("checked").toBool());
    click("choice3");
    QTRY_COMPARE(settings().scheme(), Settings::HighContrast);
    QCOMPARE(ground(), QColor("#000000"));
    click("choice1");
    QTRY_COMPARE(settings().scheme(), Settings::Light);
    QCOMPARE(ground(), light);
    click("choice0");
    QTRY_COMPARE(settings().scheme(), Settings::System);
}

void PagesTest::textSizeIsChosen() {
    click("openSettings");
    QVERIFY(showsText("100 %"));
    item("textScaleSlider")->forceActiveFocus();
    key(Qt::Key_Right);
    QTRY_COMPARE(settings().textScale(), 1.05);
    QVERIFY(showsText("105 %"));
    settings().setTextScale(2);
    QCOMPARE(item("textScaleSlider")->property("value").toReal(), 2.0);
    QCOMPARE(window().window().property("font").value<QFont>().pixelSize(), 30);
}

void PagesTest::motionIsChosen() {
    click("openSettings");
    QVERIFY(!item("reducedMotionSwitch")->property("checked").toBool());
    click("reducedMotionSwitch");
    QTRY_VERIFY(settings().reducedMotion());
    QVERIFY(item("reducedMotionSwitch")->property("checked").toBool());
    click("reducedMotionSwitch");
    QTRY_VERIFY(!settings().reducedMotion());
}

void PagesTest::temperatureIsChosen() {
    settings().setTemperature(0.5);
    click("openSettings");
    QVERIFY(showsText("0.50"));
    item("temperatureSlider")->forceActiveFocus();
    key(Qt::Key_Left);
    QTRY_COMPARE(settings().temperature(), 0.45);
    QVERIFY(showsText("0.45"));
    settings().setTemperature(2);
    QCOMPARE(item("temperatureSlider")->property("value").toReal(), 2.0);
    const auto* handle = item("temperatureSlider")->property("handle").value<QQuickItem*>();
    QCOMPARE(handle->x() + handle->width(), item("temperatureSlider")->width()); // at its right end
}

void PagesTest::systemPromptIsWritten() {
    settings().setSystemPrompt("You rhyme.");
    click("openSettings");
    QCOMPARE(textOf("systemPromptText"), "You rhyme.");
    item("systemPromptText")->forceActiveFocus();
    key(Qt::Key_A, Qt::ControlModifier);
    type("You sing.");
    key(Qt::Key_Tab); // leaves it
    QVERIFY(!item("systemPromptText")->hasActiveFocus());
    QTRY_COMPARE(settings().systemPrompt(), "You sing.");
    settings().setSystemPrompt({});
}

void PagesTest::keyboardKeepsItsPlaceInSight() {
    settings().setTextScale(2);
    window().resize(1300, 340);
    click("openSettings");
    QVERIFY(item("pageBack")->hasActiveFocus());
    const QRectF frame(QPointF(0, 0), QSizeF(window().window().size()));
    for (const Qt::Key way : {Qt::Key_Tab, Qt::Key_Backtab}) {
        for (int i = 0; i < 16; ++i) {
            key(way);
            const QQuickItem* focus = window().window().activeFocusItem();
            QVERIFY2(frame.contains(focus->mapRectToScene(QRectF(0, 0, focus->width(), focus->height()))),
                     qPrintable(focus->objectName()));
        }
    }
}

void PagesTest::modelPageTellsOfTheModel() {
    click("openModels");
    QTRY_VERIFY(showsText(window().model().name()));
    QVERIFY(showsText(window().model().details()));
    QVERIFY(showsText(window().model().limits()));
    QCOMPARE(textOf("modelPath"), "/plm-nano.gguf");
    QVERIFY(!shows("useBuiltIn"));
    QVERIFY(!showsText("No model is loaded."));
}

/// Also where a name looks like a place for another, or like markup.
void PagesTest::namesAreShownAsTheyAre() {
    script().name = "%2 <b>x</b> %1";
    window().model().openBuiltIn();
    QTRY_COMPARE(window().model().name(), QString("%2 <b>x</b> %1"));
    QCOMPARE(textOf("modelChip"), QString("%2 <b>x</b> %1 · ") + window().model().executor());
    const QString placeholder = "Message %2 <b>x</b> %1";
    int places = 0;
    for (const QQuickItem* one : visibleItems(item("questionArea"))) {
        if (one->property("text").toString() != placeholder)
            continue;
        QCOMPARE(one->property("textFormat").toInt(), int{Qt::PlainText});
        ++places;
    }
    QCOMPARE(places, 1);
    script().name = "PLM-nano";
    script().hold = Script::Hold::WhileLoading;
    window().model().open(QUrl::fromLocalFile("/models/%2 %1.gguf"));
    QTRY_COMPARE(textOf("loadingText"), QString("Loading %2 %1.gguf · 42 %"));
    window().model().cancelLoading();
    QTRY_VERIFY(!shows("loadingText"));
    script().hold = Script::Hold::Never;
    window().model().openBuiltIn();
    QTRY_COMPARE(window().model().name(), QString("PLM-nano"));
}

void PagesTest::modelPageOffersAnother() {
    const QString limits = window().model().limits();
    QVERIFY(!limits.isEmpty());
    window().model().open(QUrl::fromLocalFile("/models/other.gguf"));
    QTRY_VERIFY(!window().model().builtIn());
    click("openModels");
    QCOMPARE(textOf("modelPath"), "/models/other.gguf");
    QVERIFY(!showsText(limits));
    click("useBuiltIn");
    QTRY_VERIFY(window().model().builtIn());
    QTRY_VERIFY(!shows("useBuiltIn"));
    auto* dialog = item("modelPage")->findChild<QObject*>("modelDialog");
    QVERIFY(dialog != nullptr);
    click("chooseModel");
    QTRY_VERIFY(dialog->property("visible").toBool());
    QMetaObject::invokeMethod(dialog, "close");
    QFile chosen(dataDir() + "/chosen.gguf");
    QVERIFY(chosen.open(QFile::WriteOnly));
    dialog->setProperty("selectedFile", QUrl::fromLocalFile(chosen.fileName()));
    QMetaObject::invokeMethod(dialog, "accepted");
    QTRY_COMPARE(window().model().path(), chosen.fileName());
}

void PagesTest::loadingIsShownWithAWayOut() {
    QVERIFY(!shows("loadingText"));
    script().hold = Script::Hold::WhileLoading;
    window().model().open(QUrl::fromLocalFile("/models/large.gguf"));
    QTRY_COMPARE(textOf("loadingText"), "Loading large.gguf · 42 %");
    QCOMPARE(item("loadingProgress")->property("value").toReal(), 0.42);
    QVERIFY(shows("chatInput"));
    click("cancelLoading");
    QTRY_VERIFY(!shows("loadingText"));
    QVERIFY(window().model().ready());
}

void PagesTest::droppedModelsAreLoaded() {
    QVERIFY(!window().drop("/models/holiday.png"));
    QVERIFY(!window().model().loading());
    QVERIFY(window().drop("/models/dropped.GGUF"));
    QTRY_COMPARE(window().model().path(), "/models/dropped.GGUF");
    QVERIFY(!shows("dropHint"));
}

void PagesTest::devicePageIsForNarrowWindows() {
    window().resize(800, 480);
    key(Qt::Key_F9);
    QTRY_VERIFY(shows("devicePage"));
    QVERIFY(!settings().panelOpen());
    QCOMPARE(textOf("deviceModel"), "PLM-nano on CPU");
    window().resize(1200, 800); // there is room for the panel beside the chat
    QTRY_VERIFY(!shows("devicePage"));
    QVERIFY(shows("chatInput"));
    window().resize(800, 480);
    key(Qt::Key_F9);
    QTRY_VERIFY(shows("devicePage"));
    key(Qt::Key_F9);
    QTRY_VERIFY(!shows("devicePage"));
}

PERIPHERAL_QT_TEST(PagesTest, TestApplication)
#include "pages_test.moc"
