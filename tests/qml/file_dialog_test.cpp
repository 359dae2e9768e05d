// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenes.h"
#include "window_case.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

/// The file dialog that is shown where the desktop has none, used as a person does.
class FileDialogTest : public WindowCase {
    Q_OBJECT
private slots:
    void opensAFileByTheKeyboard();
    void opensAFileByTwoClicks();
    void showsOtherFilesOnRequest();
    void writesUnderTheNameThatIsTyped();
    void addsAnEndingInAFolderWithAPoint();
    void writesWhereItWentAfterTheNameWasTyped();
    void saysWhatWouldBeReplaced();
    void escapeLeavesItAndNoMore();

private:
    void prepare(const char* scene);
    [[nodiscard]] QString folder() const { return dataDir() + "/Models"; }
    [[nodiscard]] bool isOpen() const { return shows("cancelFile"); }
};

void FileDialogTest::prepare(const char* scene) {
    std::ranges::find_if(scenes(), [&](const Scene& one) {
        return one.name == QByteArray(scene);
    })->prepare(window());
    QVERIFY(isOpen());
}

void FileDialogTest::opensAFileByTheKeyboard() {
    prepare("file-opening");
    QVERIFY(!item("acceptFile")->isEnabled());
    key(Qt::Key_Return); // into the folder Older, which is empty
    QTRY_VERIFY(showsText("Nothing here that could be chosen."));
    key(Qt::Key_Tab);
    QVERIFY(item("folderUp")->hasActiveFocus());
    key(Qt::Key_Return);
    QTRY_COMPARE(textOf("file0"), "Older");
    QTRY_VERIFY(item("file0")->hasActiveFocus());
    key(Qt::Key_Down);
    QCOMPARE(textOf("file1"), "fox.gguf");
    QTRY_VERIFY(item("acceptFile")->isEnabled());
    key(Qt::Key_Return);
    QTRY_VERIFY(!isOpen());
    QTRY_COMPARE(window().model().path(), folder() + "/fox.gguf");
}

void FileDialogTest::opensAFileByTwoClicks() {
    prepare("file-opening");
    click("file2");
    QTRY_VERIFY(item("acceptFile")->isEnabled());
    click("acceptFile");
    QTRY_COMPARE(window().model().path(), folder() + "/PLM-1.8B-Instruct-Q4_K_M.gguf");
    QVERIFY(!isOpen());
}

void FileDialogTest::showsOtherFilesOnRequest() {
    prepare("file-opening");
    QVERIFY(!showsText("profile.json"));
    click("file1");
    item("nameFilter")->forceActiveFocus();
    key(Qt::Key_Down);
    QTRY_VERIFY(showsText("profile.json"));
    QTest::qWait(50); // the list may want to show what is selected
    QVERIFY(item("nameFilter")->hasActiveFocus());
}

void FileDialogTest::writesUnderTheNameThatIsTyped() {
    prepare("file-saving");
    item("fileName")->forceActiveFocus();
    type("50 % #1");
    key(Qt::Key_Return);
    QTRY_VERIFY(!isOpen());
    QTRY_VERIFY(QFile::exists(folder() + "/50 % #1.png"));
}

void FileDialogTest::addsAnEndingInAFolderWithAPoint() {
    QVERIFY(QDir(folder()).mkpath("Older/jane.doe"));
    prepare("file-saving");
    for (const char* name : {"Older", "jane.doe"}) {
        QTRY_COMPARE(textOf("file0"), name);
        item("file0")->forceActiveFocus();
        key(Qt::Key_Return);
    }
    QFile taken(folder() + "/Older/jane.doe/notes.png");
    QVERIFY(taken.open(QFile::WriteOnly));
    QTRY_VERIFY(showsText("Nothing here that could be chosen.") || shows("file0"));
    item("fileName")->forceActiveFocus();
    type("notes");
    QTRY_VERIFY(shows("replacesNote"));
    key(Qt::Key_Return);
    QTRY_VERIFY(!isOpen());
    QTRY_VERIFY(QFileInfo(taken.fileName()).size() > 0);
    QVERIFY(!QFile::exists(folder() + "/Older/jane.doe/notes"));
    QVERIFY(QDir(folder() + "/Older/jane.doe").removeRecursively());
}

void FileDialogTest::writesWhereItWentAfterTheNameWasTyped() {
    prepare("file-saving");
    item("fileName")->forceActiveFocus();
    type("fox");
    QTRY_COMPARE(textOf("file0"), "Older");
    item("file0")->forceActiveFocus();
    key(Qt::Key_Return);
    QTRY_VERIFY(showsText("Nothing here that could be chosen."));
    QTRY_VERIFY(item("acceptFile")->isEnabled());
    click("acceptFile");
    QTRY_VERIFY(!isOpen());
    const QString written = folder() + "/Older/fox.png";
    QTRY_VERIFY(QFile::exists(written));
    QVERIFY(QFile::remove(written));
}

void FileDialogTest::saysWhatWouldBeReplaced() {
    prepare("file-saving");
    item("fileName")->forceActiveFocus();
    type("fox.gguf");
    QTRY_VERIFY(shows("replacesNote"));
    type("2");
    QTRY_VERIFY(!shows("replacesNote"));
    QFile file(folder() + "/taken.png"); // the ending that the name is given
    QVERIFY(file.open(QFile::WriteOnly));
    key(Qt::Key_A, Qt::ControlModifier);
    type("taken");
    QTRY_VERIFY(shows("replacesNote"));
    file.remove();
}

void FileDialogTest::escapeLeavesItAndNoMore() {
    prepare("file-opening");
    key(Qt::Key_Escape);
    QTRY_VERIFY(!isOpen());
    QVERIFY(shows("modelPage"));
    QVERIFY(item("chooseModel")->hasActiveFocus());
}

PERIPHERAL_QT_TEST(FileDialogTest, TestApplication)
#include "file_dialog_test.moc"
