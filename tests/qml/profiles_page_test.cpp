// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "window_case.h"

#include <plm/profile_file.h>

#include <QClipboard>
#include <QFile>

using peripheral::ProfileListModel;
using peripheral::ProfileRun;

/// The page of device profiles, as a person uses it.
class ProfilesPageTest : public WindowCase {
    Q_OBJECT
private slots:
    void beginsWithNothing();
    void planIsChosen();
    void measuresAndCanBeCancelled();
    void aChatGoesFirst();
    void cardTellsWhatIsKnown();
    void namesAndNotesAreWritten();
    void escapeLeavesANameAsItWas();
    void deletedOnesComeBack();
    void profilesAreChosenToCompare();
    void codeIsShownAndCopied();
    void textIsImported();
    void filesComeAndGo();

private:
    [[nodiscard]] peripheral::Profiles& profiles() const { return window().profiles(); }
    [[nodiscard]] QVariant value(int row, int role) const { return profiles().list()->index(row).data(role); }
    /// Opens the page with one profile.
    qint64 openWithOne(const char* name = "Kitchen");
    /// What stands in the menu of the only profile.
    void choose(const char* entry);
};

qint64 ProfilesPageTest::openWithOne(const char* name) {
    const qint64 id = window().addProfile(name);
    click("openProfiles");
    (void)QTest::qWaitFor([&] { return shows("profile0"); });
    return id;
}

void ProfilesPageTest::choose(const char* entry) {
    item("profileMenu")->forceActiveFocus(); // which scrolls to it
    click("profileMenu");
    QTRY_VERIFY(shows(entry));
    QTest::qWait(100); // the menu has come to its place
    click(entry);
}

void ProfilesPageTest::beginsWithNothing() {
    click("openProfiles");
    QTRY_VERIFY(shows("profilesPage"));
    QCOMPARE(textOf("measureTitle"), "Nothing measured yet");
    QTRY_COMPARE(textOf("measureEstimate"),
                 "It takes about 2 minutes. You can chat meanwhile: the measuring waits.");
    QVERIFY(item("measureStart")->isEnabled());
    QVERIFY(shows("importProfile"));
    window().addProfile("Kitchen");
    QTRY_COMPARE(textOf("measureTitle"), "Measure this device");
}

void ProfilesPageTest::planIsChosen() {
    ProfileRun& run = window().profileRun();
    click("openProfiles");
    QVERIFY(!shows("measureForm"));
    click("measureOptions");
    QTRY_VERIFY(shows("measureForm"));
    const auto press = [&](const char* group, const char* choice) {
        for (QQuickItem* one : visibleItems(item(group)))
            if (one->objectName() == choice)
                QMetaObject::invokeMethod(one, "clicked");
    };
    press("measureForm", "choice1");
    press("measureRepetitions", "choice2");
    press("measureModel", "choice1");
    QVERIFY(run.full() && run.synthetic());
    QCOMPARE(run.repetitions(), 20);
    press("measureForm", "choice0");
    press("measureRepetitions", "choice0");
    press("measureModel", "choice0");
    QVERIFY(!run.full() && !run.synthetic());
    QCOMPARE(run.repetitions(), 5);
    click("measureOptions");
    QTRY_VERIFY(!shows("measureForm"));
}

void ProfilesPageTest::measuresAndCanBeCancelled() {
    click("openProfiles");
    click("measureStart");
    QTRY_COMPARE(textOf("measureTitle"), "Measuring this device");
    QTRY_COMPARE(textOf("measureStep"), "Reading 128 tokens, 2 of 5");
    QCOMPARE(textOf("measureLeft"), "About 84 seconds left");
    QVERIFY(qAbs(item("measureProgress")->property("value").toReal() - 0.3) < 1e-9);
    QVERIFY(!shows("measureStart"));
    click("measureCancel");
    QTRY_VERIFY(shows("measureStart"));
    QVERIFY(!shows("measureFailure") && !shows("measureDone"));
}

void ProfilesPageTest::aChatGoesFirst() {
    script().hold = Script::Hold::AtTheEnd;
    ask("What is hot?");
    click("openProfiles");
    click("measureStart");
    QTRY_COMPARE(textOf("measureStep"), "A chat goes first; the measuring goes on after it.");
    chat().stop();
    QTRY_COMPARE(textOf("measureStep"), "Reading 128 tokens, 2 of 5");
}

void ProfilesPageTest::cardTellsWhatIsKnown() {
    openWithOne();
    QCOMPARE(textOf("profileName"), "Kitchen");
    QVERIFY2(textOf("profileAbout").startsWith("Measured by Peripheral · "),
             qPrintable(textOf("profileAbout")));
    QVERIFY(!showsText("not measured"));
    profiles().importText(R"([{"model_type": "plm 1.8B Q8_0", "n_prompt": 128, "n_gen": 0, "avg_ns": 1e9,
                               "samples_ns": [1000000000], "cpu_info": "Some processor", "n_threads": 4}])");
    QTRY_COMPARE_WITH_TIMEOUT(profiles().list()->count() + (profiles().problem().isEmpty() ? 0 : 10), 2,
                              5000);
    QTRY_VERIFY(showsText("not measured"));
    QVERIFY2(textOf("profileAbout").startsWith("Imported from llama-bench"),
             qPrintable(textOf("profileAbout")));
}

void ProfilesPageTest::namesAndNotesAreWritten() {
    openWithOne();
    choose("editProfile");
    QTRY_VERIFY(shows("profileNameField"));
    QVERIFY(item("profileNameField")->hasActiveFocus());
    type("Workshop"); // the name is selected
    key(Qt::Key_Tab);
    key(Qt::Key_A, Qt::ControlModifier);
    type("With a fan.");
    click("saveProfile");
    QTRY_VERIFY(!shows("profileNameField"));
    QCOMPARE(value(0, ProfileListModel::NameRole).toString(), "Workshop");
    QCOMPARE(value(0, ProfileListModel::NotesRole).toString(), "With a fan.");
    QCOMPARE(textOf("profileNotes"), "With a fan.");
}

void ProfilesPageTest::escapeLeavesANameAsItWas() {
    openWithOne();
    choose("editProfile");
    QTRY_VERIFY(shows("profileNameField"));
    type("Workshop");
    key(Qt::Key_Escape);
    QTRY_VERIFY(!shows("profileNameField"));
    QVERIFY(shows("profilesPage"));
    QCOMPARE(value(0, ProfileListModel::NameRole).toString(), "Kitchen");
}

void ProfilesPageTest::deletedOnesComeBack() {
    openWithOne();
    choose("deleteProfile");
    QTRY_VERIFY(shows("profileUndo"));
    QVERIFY(!shows("profile0"));
    QCOMPARE(textOf("profileUndo"), "“Kitchen” was deleted.");
    for (QQuickItem* one : visibleItems(item("profileUndo")))
        if (one->objectName() == "noteAction")
            QMetaObject::invokeMethod(one, "clicked");
    QTRY_VERIFY(shows("profile0"));
    QVERIFY(!shows("profileUndo"));
}

void ProfilesPageTest::profilesAreChosenToCompare() {
    const qint64 first = window().addProfile("first");
    window().addProfile("second");
    click("openProfiles");
    QTRY_VERIFY(shows("profile1"));
    item("chooseProfile")->forceActiveFocus();
    key(Qt::Key_Space);
    QVERIFY(value(0, ProfileListModel::ChosenRole).toBool());
    QVERIFY(value(0, ProfileListModel::BaselineRole).toBool());
    QVERIFY(shows("baselineMark") && !shows("makeBaseline"));
    profiles().setChosen(first, true);
    QTRY_VERIFY(shows("makeBaseline"));
    item("makeBaseline")->forceActiveFocus();
    key(Qt::Key_Space);
    QVERIFY(value(1, ProfileListModel::BaselineRole).toBool());
    for (int i = 0; i < 3; ++i)
        profiles().setChosen(window().addProfile("more"), true);
    window().addProfile("one too many");
    QTRY_VERIFY(!item("chooseProfile")->isEnabled()); // the first of the list is the last added
}

void ProfilesPageTest::codeIsShownAndCopied() {
    const qint64 id = openWithOne();
    choose("showProfileCode");
    QTRY_VERIFY(shows("profileCode"));
    const QString text = profiles().shortText(id);
    QCOMPARE(textOf("profileCodeText"), text);
    if (const QQuickItem* picture = item("profileQr"); picture != nullptr) {
        QVERIFY(picture->property("valid").toBool());
        QVERIFY(picture->width() >= picture->implicitWidth() &&
                picture->height() >= picture->implicitHeight());
    }
    item("copyProfileCode")->forceActiveFocus();
    key(Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    QCOMPARE(textOf("copyProfileCode"), "Copied");
    item("hideProfileCode")->forceActiveFocus();
    key(Qt::Key_Space);
    QTRY_VERIFY(!shows("profileCode"));
}

void ProfilesPageTest::textIsImported() {
    const qint64 id = openWithOne();
    const QString text = profiles().shortText(id);
    click("pasteProfile");
    QTRY_VERIFY(shows("profileText"));
    QVERIFY(!item("importText")->isEnabled());
    QGuiApplication::clipboard()->setText(text);
    key(Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(item("importText")->isEnabled());
    click("importText");
    QTRY_COMPARE(profiles().list()->count(), 2);
    QVERIFY(!shows("profileText"));
    QTRY_VERIFY(textOf("profileAbout").contains("medians only")); // the first card's
}

void ProfilesPageTest::filesComeAndGo() {
    openWithOne();
    auto* importing = item("profileListView")->findChild<QObject*>("profileImportDialog");
    auto* exporting = item("profileListView")->findChild<QObject*>("profileExportDialog");
    QVERIFY(importing != nullptr && exporting != nullptr);
    choose("exportProfile");
    QTRY_VERIFY(exporting->property("visible").toBool());
    QMetaObject::invokeMethod(exporting, "close");
    const QString file = dataDir() + "/kitchen.json";
    exporting->setProperty("selectedFile", QUrl::fromLocalFile(file));
    QMetaObject::invokeMethod(exporting, "accepted");
    QTRY_VERIFY(shows("profileNotice"));
    QVERIFY(plm::readProfile(file.toStdString()));
    click("importProfile");
    QTRY_VERIFY(importing->property("visible").toBool());
    QMetaObject::invokeMethod(importing, "close");
    importing->setProperty("selectedFile", QUrl::fromLocalFile(file));
    QMetaObject::invokeMethod(importing, "accepted");
    QTRY_COMPARE(profiles().list()->count(), 2);
    QFile broken(dataDir() + "/broken.json");
    QVERIFY(broken.open(QFile::WriteOnly) && broken.write("{") == 1);
    broken.close();
    importing->setProperty("selectedFile", QUrl::fromLocalFile(broken.fileName()));
    QMetaObject::invokeMethod(importing, "accepted");
    QTRY_VERIFY(shows("profileProblem"));
    QVERIFY(textOf("profileProblem").contains("broken.json"));
}

PERIPHERAL_QT_TEST(ProfilesPageTest, TestApplication)
#include "profiles_page_test.moc"
