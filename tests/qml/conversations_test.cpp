// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

using peripheral::Chat;
using peripheral::ConversationListModel;

/// The list of conversations, the sidebar that holds it, and the drawer that the sidebar is in a narrow
/// window.
class ConversationsTest : public WindowCase {
    Q_OBJECT
private slots:
    void emptyListSaysWhatItIsFor();
    void clickOpens();
    void keysChooseAndOpen();
    void renamesInPlace();
    void renamingOpensNothing();
    void renamingEndsWhereTheKeyboardLeaves();
    void renamingEndsWithTheSidebar();
    void titlesAreNotEmpty();
    void menuRenamesAndDeletes();
    void holdingOpensTheMenu();
    void menuGoesWithItsSidebar();
    void deletesWithUndo();
    void opensOneWhoseIdIsLargerThanAnInt();
    void sectionsAreHeaded();
    void arrivingAnswersAreMarked();
    void sidebarFoldsAndIsRemembered();
    void buttonsOfTheSidebarLeadOn();
    void drawerOpensAndCloses();
    void drawerLeadsOn();
    void lessMotionOpensTheDrawerAtOnce();

private:
    [[nodiscard]] ConversationListModel& list() const { return *chat().conversations(); }
    [[nodiscard]] QString title(int row) const;
    /// Two, "Second" in row 0 and "First" in row 1; the second is shown.
    void askTwice();
    [[nodiscard]] QObject* drawer() const { return window().window().findChild<QObject*>("drawer"); }
    void openDrawer();
};

QString ConversationsTest::title(int row) const {
    return list().index(row).data(ConversationListModel::TitleRole).toString();
}

void ConversationsTest::askTwice() {
    ask("First");
    chat().newConversation();
    ask("Second");
    QTRY_COMPARE(list().count(), 2);
    QCOMPARE(title(0), "Second");
    QTest::qWait(50);
}

void ConversationsTest::openDrawer() {
    window().resize(480, 800);
    QVERIFY(!shows("conversationList"));
    click("showSidebar");
    QTRY_COMPARE(drawer()->property("position").toReal(), 1.0);
    QTRY_VERIFY(shows("conversationList"));
}

void ConversationsTest::emptyListSaysWhatItIsFor() {
    QVERIFY(shows("noConversations"));
    ask("First");
    QTRY_VERIFY(!shows("noConversations"));
}

void ConversationsTest::clickOpens() {
    askTwice();
    click("conversation1");
    QTRY_COMPARE(chat().title(), "First");
    QTRY_COMPARE(said(0), "First");
    QCOMPARE(textOf("chatTitle"), "First");
    QCOMPARE(window().window().title(), "First – Peripheral");
    QTRY_VERIFY(item("questionArea")->hasActiveFocus());
}

void ConversationsTest::keysChooseAndOpen() {
    askTwice();
    for (const Qt::Key open : {Qt::Key_Return, Qt::Key_Space, Qt::Key_Enter}) {
        item("conversationList")->forceActiveFocus();
        key(Qt::Key_Home);
        item("conversationList")->setProperty("currentIndex", 0);
        const QString before = chat().title();
        if (before == title(0))
            key(Qt::Key_Down);
        key(open);
        QTRY_VERIFY(chat().title() != before);
    }
}

void ConversationsTest::renamesInPlace() {
    ask("What is hot?");
    item("conversationList")->forceActiveFocus();
    key(Qt::Key_F2);
    QTRY_VERIFY(shows("renameField"));
    QCOMPARE(textOf("renameField"), "What is hot?");
    type("Warm"); // in place of all that was there
    key(Qt::Key_Return);
    QTRY_COMPARE(chat().title(), "Warm");
    QVERIFY(!shows("renameField"));
    QVERIFY(item("conversationList")->hasActiveFocus());
    key(Qt::Key_F2);
    type("Colder");
    key(Qt::Key_Escape);
    QTRY_VERIFY(!shows("renameField"));
    QCOMPARE(chat().title(), "Warm");
}

void ConversationsTest::renamingOpensNothing() {
    askTwice();
    item("conversationList")->forceActiveFocus();
    item("conversationList")->setProperty("currentIndex", 1);
    key(Qt::Key_F2);
    type("Warm");
    key(Qt::Key_Enter, Qt::KeypadModifier);
    QTRY_COMPARE(title(1), "Warm");
    QTest::qWait(50);
    QCOMPARE(chat().title(), "Second");
}

void ConversationsTest::renamingEndsWhereTheKeyboardLeaves() {
    ask("What is hot?");
    item("conversationList")->forceActiveFocus();
    key(Qt::Key_F2);
    type("Warm");
    item("modelChip")->forceActiveFocus();
    QTRY_COMPARE(chat().title(), "Warm");
    QVERIFY(!shows("renameField"));
}

void ConversationsTest::renamingEndsWithTheSidebar() {
    ask("What is hot?");
    item("conversationList")->forceActiveFocus();
    key(Qt::Key_F2);
    type("Warm");
    window().resize(480, 800); // it becomes a drawer
    QTRY_COMPARE(chat().title(), "Warm");
}

void ConversationsTest::titlesAreNotEmpty() {
    ask("What is hot?");
    item("conversationList")->forceActiveFocus();
    key(Qt::Key_F2);
    type("   ");
    key(Qt::Key_Return);
    QTRY_VERIFY(!shows("renameField"));
    QCOMPARE(chat().title(), "What is hot?");
}

void ConversationsTest::menuRenamesAndDeletes() {
    ask("What is hot?");
    QTest::qWait(50);
    click("conversationMenu");
    QTRY_VERIFY(shows("renameConversation"));
    click("renameConversation");
    QTRY_VERIFY(shows("renameField"));
    type("Warm");
    key(Qt::Key_Return);
    QTRY_COMPARE(chat().title(), "Warm");
    QTRY_VERIFY(!shows("deleteConversation"));
    click("conversationMenu");
    QTRY_VERIFY(shows("deleteConversation"));
    click("deleteConversation");
    QTRY_COMPARE(list().count(), 0);
}

void ConversationsTest::holdingOpensTheMenu() {
    ask("What is hot?");
    QTest::qWait(50);
    const QPoint place = item("conversation0")->mapToScene({60, 20}).toPoint();
    QTest::mousePress(&window().window(), Qt::LeftButton, Qt::NoModifier, place);
    QTRY_VERIFY(shows("deleteConversation"));
    QTest::mouseRelease(&window().window(), Qt::LeftButton, Qt::NoModifier, place);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!shows("deleteConversation"));
}

void ConversationsTest::menuGoesWithItsSidebar() {
    ask("What is hot?");
    QTest::qWait(50);
    click("conversationMenu");
    QTRY_VERIFY(shows("deleteConversation"));
    window().resize(480, 800); // the sidebar becomes a drawer
    QTest::qWait(100);
    QVERIFY(!shows("deleteConversation"));
    window().resize(1200, 800);
    QVERIFY(shows("conversation0"));
}

void ConversationsTest::deletesWithUndo() {
    askTwice();
    item("conversationList")->forceActiveFocus();
    item("conversationList")->setProperty("currentIndex", 1);
    key(Qt::Key_Delete);
    QTRY_VERIFY(shows("undoNote"));
    QCOMPARE(textOf("undoNote"), "Deleted “First”");
    QCOMPARE(list().count(), 1);
    QCOMPARE(title(0), "Second");
    click("noteAction");
    QTRY_COMPARE(list().count(), 2);
    QTRY_VERIFY(!shows("undoNote"));
}

void ConversationsTest::opensOneWhoseIdIsLargerThanAnInt() {
    constexpr qint64 kLarge = qint64{1} << 40;
    list().insert({.id = kLarge, .title = "Large", .used = kLarge});
    QCOMPARE(title(0), "Large");
    QTest::qWait(50);
    click("conversation0");
    QTRY_COMPARE(chat().currentId(), kLarge);
    chat().newConversation();
    list().remove(kLarge); // the history does not have it
}

void ConversationsTest::sectionsAreHeaded() {
    askTwice();
    QStringList headings;
    for (const QQuickItem* one : visibleItems(item("conversationList"))) {
        if (one->objectName() == "conversationSection")
            headings += one->property("text").toString();
    }
    QCOMPARE(headings, QStringList{"Today"});
}

void ConversationsTest::arrivingAnswersAreMarked() {
    script().hold = Script::Hold::AtTheEnd;
    ask("First");
    QTRY_VERIFY(shows("answeringDot"));
    chat().newConversation(); // it goes on
    QTest::qWait(50);
    QVERIFY(shows("answeringDot"));
    click("conversation0");
    QTRY_COMPARE(messages().count(), 2);
    chat().stop();
    QTRY_VERIFY(!shows("answeringDot"));
}

void ConversationsTest::sidebarFoldsAndIsRemembered() {
    click("hideSidebar");
    QTRY_VERIFY(!shows("conversationList"));
    QVERIFY(!settings().sidebarOpen());
    QVERIFY(shows("newInHeader"));
    QTRY_COMPARE(leftOf("showSidebar"), 8.0);
    click("showSidebar");
    QTRY_VERIFY(shows("conversationList"));
    QVERIFY(settings().sidebarOpen());
    QVERIFY(!shows("showSidebar"));
    QVERIFY(!shows("newInHeader"));
}

void ConversationsTest::buttonsOfTheSidebarLeadOn() {
    ask("First");
    click("openModels");
    QTRY_VERIFY(shows("modelPage"));
    click("openSettings");
    QTRY_VERIFY(shows("settingsPage"));
    QVERIFY(!shows("modelPage"));
    click("conversation0"); // also the one that is open already
    QTRY_VERIFY(!shows("settingsPage"));
    click("newChat");
    QTRY_COMPARE(messages().count(), 0);
    QVERIFY(item("questionArea")->hasActiveFocus());
}

void ConversationsTest::drawerOpensAndCloses() {
    openDrawer();
    QVERIFY(item("conversationList")->width() > 250);
    key(Qt::Key_Escape);
    QTRY_VERIFY(!shows("conversationList"));
    click("showSidebar");
    QTRY_COMPARE(drawer()->property("position").toReal(), 1.0);
    click("hideSidebar");
    QTRY_VERIFY(!shows("conversationList"));
    QVERIFY(settings().sidebarOpen()); // in a wide window, that is
    window().resize(1200, 800);
    QVERIFY(shows("conversationList"));
    QVERIFY(!drawer()->property("interactive").toBool());
}

void ConversationsTest::drawerLeadsOn() {
    const QList<QPair<const char*, const char*>> ways{
        {"openSettings", "settingsPage"}, {"openModels", "modelPage"}, {"conversation1", "chatInput"}};
    for (const auto& [button, page] : ways) {
        window().reset();
        askTwice();
        openDrawer();
        click(button);
        QTRY_VERIFY(!drawer()->property("visible").toBool());
        QVERIFY(shows(page));
    }
    window().reset();
    openDrawer();
    click("newChat");
    QTRY_VERIFY(!drawer()->property("visible").toBool());
    QCOMPARE(messages().count(), 0);
}

void ConversationsTest::lessMotionOpensTheDrawerAtOnce() {
    settings().setReducedMotion(true);
    window().resize(480, 800);
    QTest::qWait(50);
    QMetaObject::invokeMethod(drawer(), "open");
    QCoreApplication::processEvents();
    QCOMPARE(drawer()->property("position").toReal(), 1.0);
}

PERIPHERAL_QT_TEST(ConversationsTest, TestApplication)
#include "conversations_test.moc"
