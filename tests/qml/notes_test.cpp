// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

/// What is said over the input, and the tips of buttons.
class NotesTest : public WindowCase {
    Q_OBJECT
private slots:
    void refusedModelSaysWhy();
    void refusedModelCanBeDismissed();
    void noticeCanBeDismissed();
    void problemIsSaidWithItsDetails();
    void secondStartCannotSend();
    void undoIsOfferedForAWhile();
    void undoStaysUnderThePointer();
    void notesLeaveRoomForTheChat();
    void tipsComeWithThePointer();
    void tipsComeWithTheKeyboard();
    void noTipComesByItself();

private:
    void refuse(const char* sentence);
    /// What can be pressed in the note with this name.
    void clickIn(const char* note, const char* button);
    /// The words of the tip that is shown; empty where there is none.
    [[nodiscard]] QString tip() const;
};

void NotesTest::refuse(const char* sentence) {
    script().loadError = sentence;
    window().model().open(QUrl::fromLocalFile("/models/holiday.gguf"));
    QTRY_VERIFY(shows("modelErrorNote"));
    QTest::qWait(50);
}

void NotesTest::clickIn(const char* note, const char* button) {
    const QQuickItem* target = nullptr;
    for (const QQuickItem* one : visibleItems(item(note))) {
        if (one->objectName() == button)
            target = one;
    }
    QVERIFY2(target != nullptr, button);
    const QPointF centre = target->mapToScene({target->width() / 2, target->height() / 2});
    QTest::mouseClick(&window().window(), Qt::LeftButton, Qt::NoModifier, centre.toPoint());
}

QString NotesTest::tip() const {
    for (const QObject* one : qmlEngine(&window().window())->findChildren<QObject*>()) {
        if (one->inherits("QQuickToolTip") && one->property("visible").toBool())
            return one->property("text").toString();
    }
    return {};
}

void NotesTest::refusedModelSaysWhy() {
    refuse("holiday.gguf is not a PLM model.");
    QCOMPARE(textOf("modelErrorNote"), "holiday.gguf is not a PLM model.");
    QVERIFY(window().model().ready());
    const qreal before = item("modelErrorNote")->height();
    clickIn("modelErrorNote", "noteDetails");
    QTRY_VERIFY(item("modelErrorNote")->height() > before); // the file's whole path
    clickIn("modelErrorNote", "noteDetails");
    QTRY_COMPARE(item("modelErrorNote")->height(), before);
    clickIn("modelErrorNote", "noteAction");
    QTRY_VERIFY(shows("modelPage"));
    QVERIFY(window().model().error().isEmpty());
}

void NotesTest::refusedModelCanBeDismissed() {
    refuse("holiday.gguf is not a PLM model.");
    clickIn("modelErrorNote", "noteDismiss");
    QTRY_VERIFY(!shows("modelErrorNote"));
    QVERIFY(shows("chatInput"));
}

void NotesTest::noticeCanBeDismissed() {
    script().notice = "Its chat template is not known.";
    window().model().openBuiltIn();
    QTRY_COMPARE(textOf("modelNoticeNote"), "Its chat template is not known.");
    QTest::qWait(50);
    clickIn("modelNoticeNote", "noteDismiss");
    QTRY_VERIFY(!shows("modelNoticeNote"));
}

void NotesTest::problemIsSaidWithItsDetails() {
    emit window().history().failed({.sentence = "The disk is full.", .details = "/var: 0 bytes free"});
    QTRY_COMPARE(textOf("problemNote"), "The disk is full.");
    QTest::qWait(50);
    QVERIFY(!shows("noteAction"));
    clickIn("problemNote", "noteDetails");
    QTRY_COMPARE(textOf("noteDetailsText"), "/var: 0 bytes free");
    clickIn("problemNote", "noteDismiss");
    QTRY_VERIFY(!shows("problemNote"));
}

void NotesTest::secondStartCannotSend() {
    TestWindow second(dataDir());
    QTRY_VERIFY(second.shows("problemNote"));
    second.model().openBuiltIn();
    QTRY_VERIFY(second.model().ready());
    QVERIFY(!second.shows("noteDismiss")); // it stays, and so does the reason
    QCOMPARE(second.item("questionArea")->property("placeholderText").toString(), "Nothing can be sent now");
    QVERIFY(!second.item("suggestion0")->isEnabled());
    second.type("x");
    QVERIFY(!second.item("sendButton")->isEnabled());
}

void NotesTest::undoIsOfferedForAWhile() {
    ask("What is hot?");
    item("noteStack")->setProperty("undoSeconds", 1);
    QTest::mouseMove(&window().window(), {1, 1});
    chat().remove(chat().currentId());
    QTRY_VERIFY(shows("undoNote"));
    QTRY_VERIFY(!shows("undoNote"));
    QVERIFY(chat().undoText().isEmpty());
    item("noteStack")->setProperty("undoSeconds", 10);
}

void NotesTest::undoStaysUnderThePointer() {
    ask("What is hot?");
    item("noteStack")->setProperty("undoSeconds", 1);
    chat().remove(chat().currentId());
    QTRY_VERIFY(shows("undoNote"));
    QTest::qWait(50);
    const QQuickItem* note = item("undoNote");
    QTest::mouseMove(&window().window(), note->mapToScene({60, note->height() / 2}).toPoint());
    QTest::qWait(1300);
    QVERIFY(shows("undoNote"));
    clickIn("undoNote", "noteDismiss");
    QTRY_VERIFY(!shows("undoNote"));
    item("noteStack")->setProperty("undoSeconds", 10);
}

void NotesTest::notesLeaveRoomForTheChat() {
    window().resize(800, 480);
    QString words;
    for (int i = 0; i < 120; ++i)
        words += "a long reason ";
    emit window().history().failed({.sentence = words, .details = {}});
    QTRY_VERIFY(shows("problemNote"));
    QTest::qWait(50);
    const QQuickItem* stack = item("noteStack");
    QVERIFY(stack->height() <= 0.46 * 480);
    QVERIFY(stack->property("interactive").toBool()); // the rest is scrolled to
    const QQuickItem* input = item("chatInput");
    QVERIFY(input->mapToScene({0, input->height()}).y() <= 480);
    QVERIFY(stack->mapToScene({0, stack->height()}).y() <= input->mapToScene({0, 0}).y());
}

void NotesTest::tipsComeWithThePointer() {
    const QQuickItem* button = item("hideSidebar");
    QTest::mouseMove(&window().window(), {600, 300});
    QTest::qWait(50);
    QTest::mouseMove(&window().window(), button->mapToScene({22, 22}).toPoint());
    QTRY_COMPARE(tip(), "Hide the conversations");
    QTest::mouseMove(&window().window(), {600, 300});
    QTRY_COMPARE(tip(), QString());
}

void NotesTest::tipsComeWithTheKeyboard() {
    item("modelChip")->forceActiveFocus();
    key(Qt::Key_Tab);
    QVERIFY(item("showPanel")->hasActiveFocus());
    QTRY_COMPARE(tip(), "Show the device panel  F9");
    key(Qt::Key_Tab);
    QTRY_COMPARE(tip(), QString());
}

void NotesTest::noTipComesByItself() {
    QTest::mouseMove(&window().window(), {600, 300});
    const auto waitForATip = [&] { return QTest::qWaitFor([&] { return !tip().isEmpty(); }, 900); };
    for (const char* page : {"models", "settings"}) {
        window().openPage(page);
        QVERIFY(item("pageBack")->hasActiveFocus());
        QVERIFY2(!waitForATip(), page);
    }
    window().resize(800, 480);
    key(Qt::Key_F9);
    QVERIFY(item("pageBack")->hasActiveFocus());
    QVERIFY2(!waitForATip(), "device");
}

PERIPHERAL_QT_TEST(NotesTest, TestApplication)
#include "notes_test.moc"
