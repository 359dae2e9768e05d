// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

#include <QWheelEvent>

/// The newest text stays in sight until the reader scrolls, and nothing but the reader moves it then.
class ScrollingTest : public WindowCase {
    Q_OBJECT
private slots:
    void followsTheNewest();
    void followsTextThatArrives();
    void draggingEndsFollowing();
    void wheelEndsFollowing();
    void keysEndFollowing();
    void scrollBarEndsFollowing();
    void reachingTheEndFollowsAgain();
    void buttonJumpsToTheNewest();
    void sendingJumpsToTheNewest();
    void openingAConversationShowsItsEnd();
    void nothingElseMovesTheText();
    void keysScroll();
    void shortChatBeginsAtTheTop();

private:
    [[nodiscard]] qreal list(const char* property) const {
        return item("messageList")->property(property).toReal();
    }
    /// Where the answer's beginning is in the window; less the further down the reader is.
    [[nodiscard]] qreal top() const { return item("message1")->mapToScene({0, 0}).y(); }
    [[nodiscard]] qreal toTheEnd() const;
    [[nodiscard]] bool atTheEnd() const { return toTheEnd() < 1; }
    /// To the pixel: text is laid on whole ones.
    [[nodiscard]] bool isAt(qreal place) const { return std::abs(top() - place) < 1; }
    void askLong();
    void holdALongAnswer();
    /// More text arrives, and is laid out.
    void sayMore();
};

namespace {

std::string longText(int lines) {
    std::string text;
    for (int i = 0; i < lines; ++i)
        text += "Line " + std::to_string(i) + " of an answer that is long.\n\n";
    return text;
}

} // namespace

qreal ScrollingTest::toTheEnd() const {
    return list("originY") + list("contentHeight") + list("bottomMargin") - item("messageList")->height() -
           list("contentY");
}

void ScrollingTest::askLong() {
    script().answer = longText(60);
    ask("Long, please.");
    QTRY_VERIFY(list("contentHeight") > 2 * item("messageList")->height());
    QTRY_VERIFY(atTheEnd());
}

void ScrollingTest::holdALongAnswer() {
    script().hold = Script::Hold::AtTheEnd;
    askLong();
}

void ScrollingTest::sayMore() {
    QTest::qWait(150); // what comes sooner waits for what comes next
    const qsizetype before = said(1).size();
    script().more->say(longText(20));
    QTRY_VERIFY(said(1).size() > before);
    QTest::qWait(50);
}

void ScrollingTest::followsTheNewest() {
    askLong();
    QVERIFY(!shows("jumpToNewest"));
}

void ScrollingTest::followsTextThatArrives() {
    holdALongAnswer();
    sayMore();
    QTRY_VERIFY(atTheEnd());
    QVERIFY(!shows("jumpToNewest"));
}

void ScrollingTest::draggingEndsFollowing() {
    holdALongAnswer();
    const qreal end = top();
    window().drag("messageList", {0, 80});
    const qreal held = top();
    QVERIFY(held > end);
    sayMore();
    QVERIFY(isAt(held));
    window().letGo();
    sayMore();
    QVERIFY(top() >= held);
    QVERIFY(shows("jumpToNewest"));
}

void ScrollingTest::wheelEndsFollowing() {
    holdALongAnswer();
    const QPointF place = item("messageList")->mapToScene({200, 200});
    for (quint64 time = 1000; time < 1100; time += 20) {
        QWheelEvent wheel(place, window().window().mapToGlobal(place), {}, {0, 120}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        wheel.setTimestamp(time);
        QCoreApplication::sendEvent(&window().window(), &wheel);
    }
    QTRY_VERIFY(shows("jumpToNewest"));
    QTRY_VERIFY(!item("messageList")->property("moving").toBool());
    const qreal read = top();
    sayMore();
    QVERIFY(isAt(read));
}

void ScrollingTest::keysEndFollowing() {
    holdALongAnswer();
    item("messageList")->forceActiveFocus();
    key(Qt::Key_PageUp);
    const qreal read = top();
    sayMore();
    QVERIFY(isAt(read));
    QVERIFY(shows("jumpToNewest"));
}

void ScrollingTest::scrollBarEndsFollowing() {
    holdALongAnswer();
    QQuickItem* bar = item("messageScrollBar");
    QVERIFY(bar != nullptr);
    const QPoint handle = bar->mapToScene({bar->width() / 2, bar->height() - 20}).toPoint();
    QTest::mousePress(&window().window(), Qt::LeftButton, Qt::NoModifier, handle);
    for (int step = 1; step <= 8; ++step)
        QTest::mouseMove(&window().window(), handle - QPoint(0, 20 * step));
    QTest::mouseRelease(&window().window(), Qt::LeftButton, Qt::NoModifier, handle - QPoint(0, 160));
    QTRY_VERIFY(shows("jumpToNewest"));
    const qreal read = top();
    sayMore();
    QVERIFY(isAt(read));
}

void ScrollingTest::reachingTheEndFollowsAgain() {
    holdALongAnswer();
    window().drag("messageList", {0, 150});
    window().letGo();
    QTRY_VERIFY(shows("jumpToNewest"));
    window().drag("messageList", {0, -200});
    window().letGo();
    QTRY_VERIFY(!shows("jumpToNewest"));
    sayMore();
    QTRY_VERIFY(atTheEnd());
}

void ScrollingTest::buttonJumpsToTheNewest() {
    holdALongAnswer();
    item("messageList")->forceActiveFocus();
    key(Qt::Key_Home);
    QTRY_VERIFY(shows("jumpToNewest"));
    click("jumpToNewest");
    QTRY_VERIFY(atTheEnd());
    QVERIFY(!shows("jumpToNewest"));
    sayMore();
    QTRY_VERIFY(atTheEnd());
}

void ScrollingTest::sendingJumpsToTheNewest() {
    askLong();
    item("messageList")->forceActiveFocus();
    key(Qt::Key_Home);
    QTRY_VERIFY(!atTheEnd());
    item("questionArea")->forceActiveFocus();
    type("And now?");
    key(Qt::Key_Return);
    QTRY_COMPARE(messages().count(), 4);
    QTRY_VERIFY(atTheEnd());
    QVERIFY(!shows("jumpToNewest"));
}

void ScrollingTest::openingAConversationShowsItsEnd() {
    askLong();
    const auto first = chat().currentId();
    chat().newConversation();
    askLong();
    item("messageList")->forceActiveFocus();
    key(Qt::Key_Home);
    QTRY_VERIFY(shows("jumpToNewest"));
    chat().open(first);
    QTRY_COMPARE(messages().count(), 2);
    QTRY_VERIFY(atTheEnd());
    QVERIFY(!shows("jumpToNewest"));
}

void ScrollingTest::nothingElseMovesTheText() {
    askLong();
    item("messageList")->forceActiveFocus();
    key(Qt::Key_PageUp);
    QTRY_VERIFY(shows("jumpToNewest"));
    const qreal read = top();
    window().resize(1190, 800);
    QVERIFY(!atTheEnd());
    QVERIFY(isAt(read));
    settings().setPanelOpen(true);
    QTest::qWait(50);
    QVERIFY(!atTheEnd());
}

void ScrollingTest::keysScroll() {
    askLong();
    item("messageList")->forceActiveFocus();
    const qreal end = top();
    key(Qt::Key_Up);
    const qreal line = top() - end;
    QVERIFY(line > 10 && line < 100);
    key(Qt::Key_PageUp);
    const qreal page = top() - end - line;
    QVERIFY(page > 0.8 * item("messageList")->height() && page < item("messageList")->height());
    key(Qt::Key_Down);
    QVERIFY(isAt(end + page));
    key(Qt::Key_PageDown);
    QVERIFY(atTheEnd());
    key(Qt::Key_Home);
    QCOMPARE(list("contentY"), list("originY") - list("topMargin"));
    key(Qt::Key_Up); // no further
    QCOMPARE(list("contentY"), list("originY") - list("topMargin"));
    key(Qt::Key_End);
    QTRY_VERIFY(atTheEnd());
}

void ScrollingTest::shortChatBeginsAtTheTop() {
    ask("What is hot?");
    QTest::qWait(50);
    QCOMPARE(list("contentY"), list("originY") - list("topMargin"));
    QVERIFY(!shows("jumpToNewest"));
}

PERIPHERAL_QT_TEST(ScrollingTest, TestApplication)
#include "scrolling_test.moc"
