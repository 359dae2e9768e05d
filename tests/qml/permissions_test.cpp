// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "test_window.h"

#include <QTemporaryDir>

using peripheral::Permitted;

/// What the user may not do, the window does not offer, and no key does it.
class PermissionsTest : public QObject {
    Q_OBJECT
private slots:
    void everythingIsPermittedOnADesktop();
    void noOtherModel();
    void noFiles();
    void noFilesOfComparisons();
    void noSettings();
    void noConversations();

private:
    /// A window of a user who may do so much, with a model.
    [[nodiscard]] TestWindow& open(const Permitted& permitted);

    QTemporaryDir m_dir;
    std::unique_ptr<TestWindow> m_window;
};

TestWindow& PermissionsTest::open(const Permitted& permitted) {
    m_window.reset(); // which lets go of the folder
    m_window = std::make_unique<TestWindow>(m_dir.path(), std::make_shared<Script>(), QString(), permitted);
    m_window->open();
    m_window->reset();
    return *m_window;
}

void PermissionsTest::everythingIsPermittedOnADesktop() {
    TestWindow& window = open({});
    for (const char* name : {"openModels", "openProfiles", "openSettings", "conversationList", "largerModel"})
        QVERIFY2(window.shows(name), name);
    QVERIFY(window.item("modelChip")->isEnabled());
}

void PermissionsTest::noOtherModel() {
    TestWindow& window = open({.chooseModel = false});
    QVERIFY(!window.shows("openModels"));
    QVERIFY(!window.shows("largerModel"));
    QVERIFY(!window.item("modelChip")->isEnabled());
    QCOMPARE(window.textOf("modelChip"), "PLM-nano · CPU");
    window.click("modelChip");
    window.openPage("models");
    QVERIFY(window.shows("chatInput"));
    QVERIFY(!window.drop("/models/dropped.gguf"));
    QVERIFY(!window.model().loading());
    window.script().loadError = "It is not a PLM model.";
    window.model().openPath("/models/holiday.gguf"); // as the command line may
    QTRY_VERIFY(window.shows("modelErrorNote"));
    QVERIFY(!window.shows("noteAction"));
    QVERIFY(window.shows("openSettings") && window.shows("conversationList"));
}

void PermissionsTest::noFiles() {
    TestWindow& window = open({.seeFiles = false});
    window.click("openModels");
    QTRY_VERIFY(window.shows("modelPage"));
    QVERIFY(!window.shows("chooseModel"));
    QVERIFY(!window.shows("modelPath"));
    QVERIFY(!window.drop("/models/dropped.gguf"));
    window.model().openPath("/models/other.gguf");
    QTRY_VERIFY(window.shows("useBuiltIn"));
    QVERIFY(!window.shows("modelPath"));
    window.addProfile("Kitchen");
    window.click("openProfiles");
    QTRY_VERIFY(window.shows("profile0"));
    QVERIFY(window.shows("measureStart"));
    QVERIFY(!window.shows("importProfile") && !window.shows("pasteProfile"));
    window.click("profileMenu");
    QTRY_VERIFY(window.shows("editProfile"));
    QVERIFY(window.shows("showProfileCode") && !window.shows("exportProfile"));
}

void PermissionsTest::noFilesOfComparisons() {
    TestWindow& window = open({.seeFiles = false});
    window.profiles().setChosen(window.addProfile("Kitchen"), true);
    window.openPage("profiles");
    QTRY_VERIFY(window.shows("profilesPage"));
    window.item("profilesPage")->setProperty("shown", 1);
    QTRY_VERIFY(window.shows("deviceCard0") && window.shows("chartTable"));
    QVERIFY(!window.shows("exportChart") && !window.shows("exportComparison"));
    window.item("profilesPage")->setProperty("shown", 3);
    QTRY_VERIFY(window.shows("fitModelName"));
    QVERIFY(!window.shows("fitChooseFile"));
}

void PermissionsTest::noSettings() {
    TestWindow& window = open({.changeSettings = false});
    QVERIFY(!window.shows("openSettings"));
    window.key(Qt::Key_Comma, Qt::ControlModifier);
    window.openPage("settings");
    QTest::qWait(50);
    QVERIFY(!window.shows("settingsPage"));
    QVERIFY(window.shows("chatInput"));
    window.key(Qt::Key_F9); // the other keys do what they did
    QTRY_VERIFY(window.shows("devicePanel"));
    QVERIFY(window.shows("openModels") && window.shows("conversationList"));
}

void PermissionsTest::noConversations() {
    TestWindow& window = open({.keepConversations = false});
    QVERIFY(!window.shows("conversationList"));
    window.ask("What is hot?");
    QVERIFY(!window.shows("conversationList") && !window.shows("conversation0"));
    const int asked = window.chat().currentId();
    for (const Qt::Key key : {Qt::Key_F2, Qt::Key_Delete})
        window.key(key);
    QVERIFY(!window.shows("renameField"));
    QCOMPARE(window.chat().currentId(), asked);
    QCOMPARE(window.chat().conversations()->count(), 1);
    window.resize(480, 800);
    window.click("showSidebar");
    QTRY_VERIFY(window.shows("newChat"));
    QVERIFY(!window.shows("conversationList"));
    QVERIFY(window.shows("openModels") && window.shows("openSettings"));
}

PERIPHERAL_QT_TEST(PermissionsTest, TestApplication)
#include "permissions_test.moc"
