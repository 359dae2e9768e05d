// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenes.h"

#include "fit/fit_check.h"
#include "race/race.h"

#include <QDateTime>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>

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

/// The settings, with GPUs that were asked.
void chooseGpu(TestWindow& window) {
    window.openPage("settings");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("askGpus"); }));
    window.item("askGpus")->forceActiveFocus(); // which scrolls to it
    window.key(Qt::Key_Space);
    QVERIFY(QTest::qWaitFor([&] { return window.gpus().list()->count() == 3 && !window.gpus().asking(); }));
    QVERIFY(window.item("askGpus")->hasActiveFocus());
    QTest::qWait(50);
    window.item("executorChoice")->forceActiveFocus();
    window.item("askGpus")->forceActiveFocus(); // which has moved down
}

/// A GPU computes what it has memory for of a model of 32 layers.
void showGpuInPanel(TestWindow& window) {
    QSignalSpy told(&window.engine(), &peripheral::EngineThread::memoryChanged);
    const int side = qRound(1200 * window.settings().textScale());
    window.resize(side, side);
    openPanel(window);
    QVERIFY(!told.isEmpty() || told.wait()); // the engine itself, whose word would be the last
    window.settings().setFoldedSections({"sparsity", "cache", "speed"});
    const QString device = "Radeon RX 6600";
    emit window.engine().executorChanged(
        {.name = device,
         .id = "vulkan:0",
         .reason = device + " writes 61.4 tokens a second with such a model, the CPU 18.2. " +
                   "The GPU has memory for 20 of the 32 layers; the CPU computes the others.",
         .measure = plm::GpuMeasure{.outcome = plm::GpuOutcome::Faster,
                                    .reason = "It is faster.",
                                    .gpuSpeed = 61.4,
                                    .cpuSpeed = 18.2}});
    window.model().dismissNotice(); // which is for what happens while it computes
    peripheral::EngineMemory memory = window.memory();
    memory.layers = 32;
    memory.device = {.layers = 20,
                     .weights = 742'000'000,
                     .cache = 94'000'000,
                     .working = 31'000'000,
                     .total = 2'147'000'000,
                     .free = 88'000'000};
    emit window.engine().memoryChanged(memory);
    QVERIFY(QTest::qWaitFor([&] { return window.item("gpuLayers") != nullptr; }));
    QTest::qWait(100);
}

void loseGpu(TestWindow& window) {
    hold(window, Script::Hold::AtTheEnd);
    emit window.engine().executorChanged(
        {.name = "CPU",
         .reason = "Vulkan: Radeon RX 6600 did not do its work: the device was lost (-4). From here on the "
                   "CPU computes.",
         .failed = true});
    QVERIFY(QTest::qWaitFor([&] { return window.shows("modelNoticeNote"); }));
}

/// A start that finds the mark of one that did not come to the end of its answer.
void skipGpu(TestWindow& window) {
    const QTemporaryDir folder;
    const auto path = peripheral::systemPath(folder.path());
    auto start = plm::GpuStart::begin(path, {.number = 0, .name = "Radeon RX 6600"}, plm::driverPrint());
    QVERIFY(start);
    const QString mark = QDir(folder.path()).entryList({"gpu-start-*"}).value(0);
    QVERIFY(QFile::copy(folder.filePath(mark), folder.filePath("gpu-start-left"))); // which nobody holds
    start->end();
    window.gpus().begin(path);
    QVERIFY(QTest::qWaitFor([&] { return window.shows("gpuNote"); }));
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

/// The view of the profiles' page with this number, when it is shown.
void openView(TestWindow& window, int number, const char* shown) {
    window.openPage("profiles");
    QVERIFY(QTest::qWaitFor([&] { return window.shows("profilesPage"); }));
    window.item("profilesPage")->setProperty("shown", number);
    QVERIFY(QTest::qWaitFor([&] { return window.shows(shown); }));
    QTest::qWait(100); // charts are laid out
}

/// So many devices that are compared: the fastest is the baseline, and the last of five is published.
void compare(TestWindow& window, int count) {
    const std::array names{"Workshop desktop", "Raspberry Pi 5", "Raspberry Pi 4, 4 GB", "Old laptop"};
    for (int i = 0; i < std::min(count, 4); ++i)
        window.profiles().setChosen(window.addProfile(names[static_cast<std::size_t>(i)], 1 + 1.5 * i), true);
    if (count == 5)
        window.profiles().setChosen(window.addPublishedProfile(), true);
}

void showRace(TestWindow& window) {
    compare(window, 2);
    openView(window, 2, "raceView");
    // As it is after some seconds, without waiting for them.
    auto* race = window.item("raceView")->findChild<peripheral::Race*>();
    race->start();
    race->pause();
    race->showAt(17);
}

void showFitOfAMeasuredDevice(TestWindow& window) {
    compare(window, 2);
    openView(window, 3, "fitView");
    window.item("fitView")->findChild<peripheral::FitCheck*>()->chooseFile(
        QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    QVERIFY(QTest::qWaitFor([&] { return window.shows("fitVerdict") && window.shows("estimateInputs2"); }));
    QTest::qWait(100);
}

/// Focus scrolls to what is named so; where the page grows meanwhile, once more.
void scrollTo(TestWindow& window, const char* name) {
    constexpr int kSettling = 100;
    QQuickItem* target = window.item(name);
    const auto bottom = [&] { return target->mapToScene({0, target->height()}).y(); };
    QVERIFY(QTest::qWaitFor(
        [&] {
            target->setFocus(false);
            target->forceActiveFocus();
            const qreal before = bottom();
            QTest::qWait(kSettling);
            return qFuzzyCompare(bottom(), before) && before > 0 && before <= window.window().height();
        },
        20'000));
}

void showFit(TestWindow& window) {
    openView(window, 3, "fitView");
    auto* check = window.item("fitView")->findChild<peripheral::FitCheck*>();
    check->chooseFile(QUrl::fromLocalFile(PERIPHERAL_BUILT_IN_MODEL));
    check->setMemory(4e9);
    QVERIFY(QTest::qWaitFor([&] { return window.shows("fitVerdict") && window.shows("estimateInputs2"); }));
    scrollTo(window, "estimateInputs2");
    window.click("estimateInputs2");
    QTest::qWait(100);
}

/// Files as a person has them, in a folder of the window's.
QString someFiles(const TestWindow& window) {
    QDir folder(window.dataDir() + "/Models");
    (void)folder.mkpath("Older");
    const QDateTime day({2026, 5, 4}, {12, 0}, Qt::UTC);
    for (const char* name :
         {"fox.gguf", "PLM-1.8B-Instruct-Q4_K_M.gguf",
          "PLM-1.8B-Instruct-Q8_0 with a name that is rather long, as people give them.gguf",
          "profile.json"}) {
        QFile file(folder.filePath(name));
        (void)file.open(QFile::WriteOnly);
        (void)file.resize(1'900'000); // a hole, which takes no room
        (void)file.setFileTime(day, QFileDevice::FileModificationTime);
    }
    return folder.path();
}

/// The file dialog `name` of what is called `holder`, which the button `opener` opens.
void openDialog(TestWindow& window, const char* holder, const char* name, const char* opener) {
    auto* dialog = window.item(holder)->findChild<QObject*>(name);
    dialog->setProperty("currentFolder", QUrl::fromLocalFile(someFiles(window)));
    window.item(opener)->forceActiveFocus(); // which scrolls to it
    window.key(Qt::Key_Space);
    QVERIFY(QTest::qWaitFor([&] { return window.shows("file1") || window.shows("folderUp"); }));
    QTest::qWait(100);
}

void chooseModelFile(TestWindow& window) {
    window.openPage("models");
    openDialog(window, "modelPage", "modelDialog", "chooseModel");
}

void exportComparison(TestWindow& window) {
    compare(window, 2);
    openView(window, 1, "deviceCard1");
    openDialog(window, "compareView", "comparisonExportDialog", "exportComparison");
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
        {"gpu-choosing", chooseGpu},
        {"gpu-lost", loseGpu},
        {"gpu-skipped", skipGpu},
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
        {"compare-none", [](TestWindow& window) { openView(window, 1, "emptyView"); }},
        {"compare-one",
         [](TestWindow& window) {
             compare(window, 1);
             openView(window, 1, "deviceCard0");
         }},
        {"compare-two",
         [](TestWindow& window) {
             compare(window, 2);
             openView(window, 1, "deviceCard1");
         }},
        {"compare-five",
         [](TestWindow& window) {
             compare(window, 5);
             openView(window, 1, "deviceCard4");
         }},
        {"race", showRace},
        {"fit-measured", showFitOfAMeasuredDevice},
        {"fit-simulated", showFit},
        {"device-panel", openPanel},
        {"device-panel-gpu", showGpuInPanel},
        {"device-panel-answered", answerWhileWatched},
        {"drawer", openDrawer},
        {"file-opening", chooseModelFile},
        {"file-saving", exportComparison},
        {"device",
         [](TestWindow& window) {
             window.resize(800, 480);
             window.openPage("device");
             showDevice(window);
         }},
    };
    return all;
}
