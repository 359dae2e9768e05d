// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenes.h"

#include <QSignalSpy>
#include <QTest>

namespace {

const char* const kBlocks =
    "# Counting\n\nThis **counts**:\n\n```python\nn = 1\n```\n\n- one\n- two\n\n> quoted\n";

void hold(TestWindow& window, Script::Hold hold) {
    window.script().hold = hold;
    window.ask("Tell me a story.");
    QTest::qWait(350); // the line of a waiting answer shows after 300 ms
}

void stopAnAnswer(TestWindow& window) {
    hold(window, Script::Hold::AtTheEnd);
    window.chat().stop();
    QVERIFY(QTest::qWaitFor([&] { return window.shows("continueAnswer"); }));
}

void answerBlocks(TestWindow& window) {
    window.script().answer = kBlocks;
    window.ask("Count.");
}

void load(TestWindow& window, Script script) {
    window.script() = std::move(script);
    window.model().open(QUrl::fromLocalFile("/models/holiday.gguf"));
    QVERIFY(QTest::qWaitFor([&] {
        return !window.model().error().isEmpty() || window.model().progress() > 0.4 ||
               !window.model().notice().isEmpty();
    }));
}

void showProblem(TestWindow& window) {
    emit window.history().failed({.sentence = "The disk is full.", .details = "/var: 0 bytes free"});
    QVERIFY(QTest::qWaitFor([&] { return window.shows("problemNote"); }));
    window.click("noteDetails");
}

void removeOne(TestWindow& window) {
    window.ask("Count.");
    window.chat().remove(window.chat().currentId());
}

void openMenu(TestWindow& window) {
    window.ask("Count.");
    window.click("conversationMenu");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("deleteConversation"); }));
}

void renameOne(TestWindow& window) {
    window.ask("Count.");
    window.item("conversationList")->forceActiveFocus();
    window.key(Qt::Key_F2);
}

void leaveAnAnswer(TestWindow& window) {
    hold(window, Script::Hold::AtTheEnd);
    window.chat().newConversation();
}

/// Its first readings have come.
void showDevice(TestWindow& window) {
    QVERIFY(QTest::qWaitFor(
        [&] { return window.readings().memoryTotal() > 0 && window.readings().bandwidth().isValid(); }));
}

void openPanel(TestWindow& window) {
    window.settings().setPanelOpen(true);
    showDevice(window);
}

void answerWhileWatched(TestWindow& window) {
    openPanel(window);
    window.ask("Tell me a short story about a fox in the snow.");
    showAnswer(window);
}

void openDrawer(TestWindow& window) {
    window.resize(480, 800);
    window.click("showSidebar");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("conversationList"); }));
    QTest::qWait(250);
}

/// Two profiles of which one is the baseline.
void listProfiles(TestWindow& window) {
    const qint64 slow = window.addProfile("Raspberry Pi 4, 4 GB", 6);
    const qint64 fast = window.addProfile("Workshop desktop");
    window.profiles().setNotes(slow, "In its case, with a fan.");
    window.profiles().setChosen(fast, true);
    window.profiles().setChosen(slow, true);
    window.openPage("profiles");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("profile1"); }));
}

void measure(TestWindow& window) {
    window.openPage("profiles");
    window.profileRun().start();
    QVERIFY(
        QTest::qWaitFor([&] { return window.profileRun().step() == peripheral::ProfileRun::ReadingPrompt; }));
}

/// One profile, and what is chosen from its menu.
void chooseOfAProfile(TestWindow& window, const char* choice) {
    window.addProfile("Workshop desktop");
    window.openPage("profiles");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("profileMenu"); }));
    window.item("profileMenu")->forceActiveFocus(); // which scrolls to it
    window.click("profileMenu");
    QVERIFY(QTest::qWaitFor([&] { return window.shows(choice); }));
    QTest::qWait(100);
    window.click(choice);
}

void removeProfile(TestWindow& window) {
    const qint64 id = window.addProfile("Workshop desktop");
    window.openPage("profiles");
    window.profiles().remove(id);
    QVERIFY(QTest::qWaitFor([&] { return window.shows("profileUndo"); }));
}

void refuseAProfile(TestWindow& window) {
    window.openPage("profiles");
    window.profiles().importText("hello");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("profileProblem"); }));
}

} // namespace

void showAnswer(TestWindow& window) {
    QVERIFY(QTest::qWaitFor([&] { return window.telemetry().known(); }));
    constexpr int kTokens = 120;
    constexpr int kAtOnce = 8;
    for (int told = 0; told < kTokens; told += kAtOnce)
        emit window.engine().readingsArrived(
            sampleReadings(window.telemetry().latest().number, told, told + kAtOnce));
    QSignalSpy read(&window.telemetry(), &peripheral::AnswerTelemetry::changed);
    QVERIFY(read.wait());
}

const std::vector<Scene>& scenes() {
    static const std::vector<Scene> all{
        {"empty", [](TestWindow&) {}},
        {"draft", [](TestWindow& window) { window.type("What is hot?"); }},
        {"answered", answerBlocks},
        {"reading", [](TestWindow& window) { hold(window, Script::Hold::WhileReading); }},
        {"streaming", [](TestWindow& window) { hold(window, Script::Hold::AtTheEnd); }},
        {"answering-elsewhere", leaveAnAnswer},
        {"stopped", stopAnAnswer},
        {"failed",
         [](TestWindow& window) {
             window.script().failure = "It broke.";
             window.ask("Count.");
         }},
        {"editing",
         [](TestWindow& window) {
             window.ask("Count.");
             window.key(Qt::Key_Up);
         }},
        {"loading", [](TestWindow& window) { load(window, {.hold = Script::Hold::WhileLoading}); }},
        {"refused-model", [](TestWindow& window) { load(window, {.loadError = "It is not a PLM model."}); }},
        {"notice", [](TestWindow& window) { load(window, {.notice = "Its template is not known."}); }},
        {"problem", showProblem},
        {"undo", removeOne},
        {"menu", openMenu},
        {"renaming", renameOne},
        {"models", [](TestWindow& window) { window.openPage("models"); }},
        {"settings", [](TestWindow& window) { window.openPage("settings"); }},
        {"profiles-empty", [](TestWindow& window) { window.openPage("profiles"); }},
        {"profiles-options",
         [](TestWindow& window) {
             window.openPage("profiles");
             window.click("measureOptions");
             window.click("pasteProfile");
         }},
        {"profiles-list", listProfiles},
        {"profiles-measuring", measure},
        {"profiles-qr", [](TestWindow& window) { chooseOfAProfile(window, "showProfileCode"); }},
        {"profiles-editing", [](TestWindow& window) { chooseOfAProfile(window, "editProfile"); }},
        {"profiles-undo", removeProfile},
        {"profiles-refused", refuseAProfile},
        {"device-panel", openPanel},
        {"device-panel-answered", answerWhileWatched},
        {"drawer", openDrawer},
        {"device",
         [](TestWindow& window) {
             window.resize(800, 480);
             window.openPage("device");
             showDevice(window);
         }},
    };
    return all;
}
