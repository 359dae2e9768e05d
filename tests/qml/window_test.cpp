// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "test_window.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QTemporaryDir>
#include <QTest>

using peripheral::Chat;
using peripheral::MessageListModel;

/// What keys, buttons and scrolling do in the whole window.
class WindowTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void enterSends();
    void shiftEnterBreaksTheLine();
    void enterDoesNotSendWhileComposing();
    void emptyInputIsNotSent();
    void inputGrowsToSixLines();
    void stopStandsWhereSendWas();
    void escapeStops();
    void upInAnEmptyInputEditsTheLastQuestion();
    void suggestionsAsk();
    void footerCopiesAndAnswersAgain();
    void stoppedAnswerGoesOn();
    void copiesWholeCode();
    void followsTheNewest();
    void leavesTheReaderAlone();
    void deletesWithUndo();
    void renamesInPlace();
    void tabReachesEverything();
    void shortcutsOpenPages();
    void sidebarFoldsAndIsRemembered();
    void refusedModelSaysWhy();

private:
    void type(const QString& text);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    [[nodiscard]] QString inputText() const;
    [[nodiscard]] QString text(int row) const;
    [[nodiscard]] MessageListModel::State state(int row) const;
    [[nodiscard]] MessageListModel& messages() const { return *m_window->chat().messages(); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<TestWindow> m_window;
};

namespace {

QString longText(int lines) {
    QString text;
    for (int i = 0; i < lines; ++i)
        text += QString("Line %1 of an answer that is long.\n\n").arg(i);
    return text;
}

} // namespace

void WindowTest::init() {
    m_window.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_window = std::make_unique<TestWindow>(m_dir->path());
    m_window->open();
}

void WindowTest::type(const QString& text) {
    for (const QChar c : text)
        QTest::sendKeyEvent(QTest::Click, &m_window->window(), Qt::Key_unknown, QString(c), Qt::NoModifier);
}

void WindowTest::key(Qt::Key pressed, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(&m_window->window(), pressed, modifiers);
}

QString WindowTest::text(int row) const {
    return row < messages().count() ? messages().at(row).text : QString();
}

MessageListModel::State WindowTest::state(int row) const {
    return row < messages().count() ? messages().at(row).state : MessageListModel::Waiting;
}

QString WindowTest::inputText() const {
    return m_window->item("questionArea")->property("text").toString();
}

void WindowTest::enterSends() {
    type("What is hot?");
    key(Qt::Key_Return);
    QTRY_COMPARE(messages().count(), 2);
    QCOMPARE(text(0), "What is hot?");
    QTRY_COMPARE(text(1), "Cold.");
    QCOMPARE(inputText(), QString());
    QVERIFY(m_window->item("questionArea")->hasActiveFocus());
}

void WindowTest::shiftEnterBreaksTheLine() {
    type("a");
    key(Qt::Key_Return, Qt::ShiftModifier);
    type("b");
    QCOMPARE(inputText(), "a\nb");
    QCOMPARE(messages().count(), 0);
}

void WindowTest::enterDoesNotSendWhileComposing() {
    type("a");
    QInputMethodEvent compose("にほ", {});
    QCoreApplication::sendEvent(m_window->item("questionArea"), &compose);
    QVERIFY(m_window->item("questionArea")->property("inputMethodComposing").toBool());
    key(Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(messages().count(), 0);
}

void WindowTest::emptyInputIsNotSent() {
    type("  ");
    key(Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(messages().count(), 0);
    QVERIFY(!m_window->item("sendButton")->isEnabled());
}

void WindowTest::inputGrowsToSixLines() {
    const auto heightWith = [&](int lines) {
        m_window->chat().setDraft(QString("x\n").repeated(lines - 1) + "x");
        QTest::qWait(50);
        return m_window->item("chatInput")->height();
    };
    const qreal one = heightWith(1);
    const qreal three = heightWith(3);
    const qreal six = heightWith(6);
    QVERIFY(three > one);
    QVERIFY(six > three);
    QVERIFY(heightWith(7) - six < (six - three) / 3);
    QCOMPARE(heightWith(30), heightWith(7));
}

void WindowTest::stopStandsWhereSendWas() {
    const QPointF send = m_window->item("sendButton")->mapToScene({0, 0});
    m_window->script().hold = Script::Hold::AtTheEnd;
    m_window->ask("Go on for ever.");
    QTRY_VERIFY(m_window->shows("stopButton"));
    QCOMPARE(m_window->item("stopButton")->mapToScene({0, 0}), send);
    m_window->click("stopButton");
    QTRY_COMPARE(state(1), MessageListModel::Stopped);
    QVERIFY(m_window->shows("sendButton"));
}

void WindowTest::escapeStops() {
    m_window->script().hold = Script::Hold::AtTheEnd;
    m_window->ask("Go on for ever.");
    key(Qt::Key_Escape);
    QTRY_COMPARE(state(1), MessageListModel::Stopped);
}

void WindowTest::upInAnEmptyInputEditsTheLastQuestion() {
    m_window->ask("What is hot?");
    key(Qt::Key_Up);
    QCOMPARE(inputText(), "What is hot?");
    QVERIFY(m_window->chat().editing());
    type("!");
    key(Qt::Key_Return);
    QTRY_COMPARE(messages().count(), 2);
    QTRY_COMPARE(text(0), "What is hot?!");
}

void WindowTest::suggestionsAsk() {
    m_window->click("suggestion0");
    QTRY_COMPARE(messages().count(), 2);
    QVERIFY(!m_window->shows("suggestion0"));
}

void WindowTest::footerCopiesAndAnswersAgain() {
    m_window->ask("What is hot?");
    QTRY_VERIFY(m_window->shows("copyMessage"));
    QVERIFY(!m_window->item("footnote")->property("text").toString().isEmpty());
    m_window->click("copyMessage");
    QCOMPARE(QGuiApplication::clipboard()->text(), "Cold.");
    m_window->script().answer = "Cool.";
    m_window->click("regenerate");
    QTRY_COMPARE(text(1), "Cool.");
}

void WindowTest::stoppedAnswerGoesOn() {
    m_window->script().hold = Script::Hold::AtTheEnd;
    m_window->ask("Go on.");
    QTRY_COMPARE(text(1), "Cold.");
    key(Qt::Key_Escape);
    QTRY_VERIFY(m_window->shows("continueAnswer"));
    m_window->script().hold = Script::Hold::Never;
    m_window->script().answer = " And more.";
    m_window->click("continueAnswer");
    QTRY_COMPARE(text(1), "Cold. And more.");
    QTRY_VERIFY(!m_window->shows("continueAnswer"));
}

void WindowTest::copiesWholeCode() {
    QString code;
    for (int i = 0; i < 60; ++i)
        code += QString("line %1\n").arg(i);
    m_window->script().answer = ("```\n" + code + "```").toStdString();
    m_window->ask("Code, please.");
    QTRY_VERIFY(m_window->shows("copyMessage"));
    m_window->item("messageList")->forceActiveFocus();
    key(Qt::Key_Home);
    QTRY_VERIFY(m_window->shows("copyCode"));
    m_window->click("copyCode");
    QCOMPARE(QGuiApplication::clipboard()->text() + '\n', code);
}

void WindowTest::followsTheNewest() {
    m_window->script().answer = longText(60).toStdString();
    m_window->ask("Long, please.");
    QQuickItem* list = m_window->item("messageList");
    QTRY_VERIFY(list->property("atYEnd").toBool());
    QVERIFY(list->property("contentHeight").toReal() > list->height());
    QVERIFY(!m_window->shows("jumpToNewest"));
}

void WindowTest::leavesTheReaderAlone() {
    m_window->script().answer = longText(60).toStdString();
    m_window->ask("Long, please.");
    QQuickItem* list = m_window->item("messageList");
    QTRY_VERIFY(list->property("atYEnd").toBool());
    list->forceActiveFocus();
    key(Qt::Key_PageUp);
    QTRY_VERIFY(m_window->shows("jumpToNewest"));
    const qreal place = list->property("contentY").toReal();
    m_window->chat().regenerate();
    QTRY_COMPARE(m_window->chat().activity(), Chat::Idle);
    m_window->resize(1190, 800);
    QTest::qWait(100);
    QVERIFY(!list->property("atYEnd").toBool());
    QVERIFY(list->property("contentY").toReal() <= place);
    m_window->click("jumpToNewest");
    QTRY_VERIFY(list->property("atYEnd").toBool());
    QVERIFY(!m_window->shows("jumpToNewest"));
}

void WindowTest::deletesWithUndo() {
    m_window->ask("What is hot?");
    m_window->item("conversationList")->forceActiveFocus();
    key(Qt::Key_Delete);
    QTRY_VERIFY(m_window->shows("undoNote"));
    QCOMPARE(m_window->chat().conversations()->count(), 0);
    m_window->click("noteAction");
    QTRY_COMPARE(m_window->chat().conversations()->count(), 1);
    QTRY_VERIFY(!m_window->shows("undoNote"));
}

void WindowTest::renamesInPlace() {
    m_window->ask("What is hot?");
    m_window->item("conversationList")->forceActiveFocus();
    key(Qt::Key_F2);
    QTRY_VERIFY(m_window->shows("renameField"));
    type("Warm");
    key(Qt::Key_Return);
    QTRY_COMPARE(m_window->chat().title(), "Warm");
    key(Qt::Key_F2);
    type("Colder");
    key(Qt::Key_Escape);
    QTRY_VERIFY(!m_window->shows("renameField"));
    QCOMPARE(m_window->chat().title(), "Warm");
}

void WindowTest::tabReachesEverything() {
    m_window->ask("What is hot?");
    QTRY_VERIFY(m_window->shows("copyMessage"));
    m_window->chat().setDraft("x");
    QSet<QString> reached;
    for (int i = 0; i < 40; ++i) {
        key(Qt::Key_Tab);
        if (const QQuickItem* focus = m_window->window().activeFocusItem())
            reached += focus->objectName();
    }
    for (const char* name :
         {"newChat", "hideSidebar", "conversation0", "openModels", "openSettings", "modelChip", "showPanel",
          "messageList", "copyMessage", "regenerate", "questionArea", "sendButton"})
        QVERIFY2(reached.contains(name), name);
}

void WindowTest::shortcutsOpenPages() {
    key(Qt::Key_Comma, Qt::ControlModifier);
    QTRY_VERIFY(m_window->shows("settingsPage"));
    key(Qt::Key_Escape);
    QTRY_VERIFY(!m_window->shows("settingsPage"));
    QVERIFY(m_window->item("questionArea")->hasActiveFocus());
    m_window->click("modelChip");
    QTRY_VERIFY(m_window->shows("modelPage"));
    m_window->click("pageBack");
    QTRY_VERIFY(m_window->shows("chatInput"));
    key(Qt::Key_F9);
    QTRY_VERIFY(m_window->shows("hidePanel"));
    QVERIFY(m_window->settings().panelOpen());
    m_window->ask("What is hot?");
    key(Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE(messages().count(), 0);
}

void WindowTest::sidebarFoldsAndIsRemembered() {
    m_window->click("hideSidebar");
    QTRY_VERIFY(!m_window->shows("conversationList"));
    m_window.reset();
    m_window = std::make_unique<TestWindow>(m_dir->path());
    QVERIFY(!m_window->shows("conversationList"));
    m_window->click("showSidebar");
    QTRY_VERIFY(m_window->shows("conversationList"));
}

void WindowTest::refusedModelSaysWhy() {
    m_window->script().loadError = "holiday.gguf is not a PLM model.";
    m_window->model().open(QUrl::fromLocalFile("/models/holiday.gguf"));
    QTRY_VERIFY(m_window->shows("modelErrorNote"));
    QCOMPARE(m_window->item("modelErrorNote")->property("text").toString(),
             "holiday.gguf is not a PLM model.");
    QVERIFY(m_window->model().ready());
    m_window->click("noteAction");
    QTRY_VERIFY(m_window->shows("modelPage"));
}

int main(int argc, char** argv) {
    QGuiApplication application(argc, argv);
    QGuiApplication::setFont(QFont("DejaVu Sans"));
    WindowTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "window_test.moc"
