// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

#include <QInputMethodEvent>

using peripheral::MessageState;

/// Writing a question, sending it, and stopping the answer.
class InputTest : public WindowCase {
    Q_OBJECT
private slots:
    void enterSends();
    void enterOfTheNumberPadSends();
    void sendButtonSends();
    void spacesAroundAreNotSent();
    void shiftEnterBreaksTheLine();
    void enterDoesNotSendWhileComposing();
    void emptyInputIsNotSent();
    void nothingIsSentWhileAnAnswerArrives();
    void inputGrowsToSixLines();
    void stopStandsWhereSendWas();
    void escapeStops();
    void upInAnEmptyInputEditsTheLastQuestion();
    void upInAnInputThatHoldsTextLeavesIt();
    void upWhileAnAnswerArrivesEditsNothing();
    void upWithoutAQuestionEditsNothing();
    void editingIsSaidAndGivenUp();
    void escapeGivesUpEditing();
    void tabLeavesTheInput();
    void draftStaysWithItsConversation();
    void suggestionsAsk();
    void saysWhoAnswers();
    void gaugeCountsTheDraft();
    void gaugeWarnsWhenItIsNearlyFull();

private:
    [[nodiscard]] QString inputText() const { return textOf("questionArea"); }
    void holdAnAnswer();

    QColor m_tint; ///< of the gauge
};

void InputTest::holdAnAnswer() {
    script().hold = Script::Hold::AtTheEnd;
    ask("Go on for ever.");
    QTRY_VERIFY(shows("stopButton"));
}

void InputTest::enterSends() {
    type("What is hot?");
    key(Qt::Key_Return);
    QTRY_COMPARE(messages().count(), 2);
    QCOMPARE(said(0), "What is hot?");
    QTRY_COMPARE(said(1), "Cold.");
    QCOMPARE(inputText(), QString());
    QVERIFY(item("questionArea")->hasActiveFocus());
}

void InputTest::enterOfTheNumberPadSends() {
    type("What is hot?");
    key(Qt::Key_Enter, Qt::KeypadModifier);
    QTRY_COMPARE(said(0), "What is hot?");
}

void InputTest::sendButtonSends() {
    type("What is hot?");
    click("sendButton");
    QTRY_COMPARE(said(1), "Cold.");
    QVERIFY(item("questionArea")->hasActiveFocus());
}

void InputTest::spacesAroundAreNotSent() {
    type("  What is hot?  ");
    key(Qt::Key_Return);
    QTRY_COMPARE(said(0), "What is hot?");
}

void InputTest::shiftEnterBreaksTheLine() {
    type("a");
    key(Qt::Key_Return, Qt::ShiftModifier);
    type("b");
    QCOMPARE(inputText(), "a\nb");
    QCOMPARE(messages().count(), 0);
}

void InputTest::enterDoesNotSendWhileComposing() {
    type("a");
    QInputMethodEvent compose("にほ", {});
    QCoreApplication::sendEvent(item("questionArea"), &compose);
    QVERIFY(item("questionArea")->property("inputMethodComposing").toBool());
    key(Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(messages().count(), 0);
    QInputMethodEvent commit;
    QCoreApplication::sendEvent(item("questionArea"), &commit);
}

void InputTest::emptyInputIsNotSent() {
    type("  ");
    QVERIFY(!item("sendButton")->isEnabled());
    key(Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(messages().count(), 0);
    type("x");
    QVERIFY(item("sendButton")->isEnabled());
}

void InputTest::nothingIsSentWhileAnAnswerArrives() {
    holdAnAnswer();
    type("And then?");
    key(Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(inputText(), "And then?");
    QCOMPARE(messages().count(), 2);
    QVERIFY(item("stopButton")->isEnabled());
}

void InputTest::inputGrowsToSixLines() {
    const auto heightWith = [&](int lines) {
        chat().setDraft(QString("x\n").repeated(lines - 1) + "x");
        QTest::qWait(50);
        return item("chatInput")->height();
    };
    const qreal one = heightWith(1);
    const qreal three = heightWith(3);
    const qreal six = heightWith(6);
    QVERIFY(three > one);
    QVERIFY(six > three);
    QVERIFY(heightWith(7) - six < (six - three) / 3);
    QCOMPARE(heightWith(30), heightWith(7));
}

void InputTest::stopStandsWhereSendWas() {
    const QPointF send = item("sendButton")->mapToScene({0, 0});
    holdAnAnswer();
    QCOMPARE(item("stopButton")->mapToScene({0, 0}), send);
    click("stopButton");
    QTRY_COMPARE(state(1), MessageState::Stopped);
    QVERIFY(shows("sendButton"));
}

void InputTest::escapeStops() {
    holdAnAnswer();
    key(Qt::Key_Escape);
    QTRY_COMPARE(state(1), MessageState::Stopped);
}

void InputTest::upInAnEmptyInputEditsTheLastQuestion() {
    ask("What is hot?");
    key(Qt::Key_Up);
    QCOMPARE(inputText(), "What is hot?");
    QVERIFY(chat().editing());
    type("!");
    key(Qt::Key_Return);
    QTRY_COMPARE(messages().count(), 2);
    QTRY_COMPARE(said(0), "What is hot?!");
    QVERIFY(!chat().editing());
}

void InputTest::upInAnInputThatHoldsTextLeavesIt() {
    ask("What is hot?");
    type("And cold");
    key(Qt::Key_Up);
    QCOMPARE(inputText(), "And cold");
    QVERIFY(!chat().editing());
}

void InputTest::upWhileAnAnswerArrivesEditsNothing() {
    holdAnAnswer();
    key(Qt::Key_Up);
    QVERIFY(!chat().editing());
    QCOMPARE(inputText(), QString());
}

void InputTest::upWithoutAQuestionEditsNothing() {
    key(Qt::Key_Up);
    QVERIFY(!chat().editing());
    QVERIFY(!shows("cancelEdit"));
}

void InputTest::editingIsSaidAndGivenUp() {
    ask("What is hot?");
    QVERIFY(!shows("cancelEdit"));
    key(Qt::Key_Up);
    QTRY_VERIFY(shows("cancelEdit"));
    click("cancelEdit");
    QVERIFY(!chat().editing());
    QTRY_VERIFY(!shows("cancelEdit"));
    QCOMPARE(said(0), "What is hot?");
}

void InputTest::escapeGivesUpEditing() {
    ask("What is hot?");
    key(Qt::Key_Up);
    QVERIFY(chat().editing());
    key(Qt::Key_Escape);
    QVERIFY(!chat().editing());
}

void InputTest::tabLeavesTheInput() {
    type("x");
    key(Qt::Key_Tab);
    QVERIFY(item("sendButton")->hasActiveFocus());
    QCOMPARE(inputText(), "x");
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(item("questionArea")->hasActiveFocus());
}

void InputTest::draftStaysWithItsConversation() {
    ask("What is hot?");
    const auto first = chat().currentId();
    type("half a");
    key(Qt::Key_N, Qt::ControlModifier);
    QTRY_COMPARE(inputText(), QString());
    chat().open(first);
    QTRY_COMPARE(inputText(), "half a");
    QVERIFY(item("questionArea")->hasActiveFocus());
    type(" question");
    QCOMPARE(chat().draft(), "half a question");
}

void InputTest::suggestionsAsk() {
    const QString suggestion = textOf("suggestion1");
    click("suggestion1");
    QTRY_COMPARE(messages().count(), 2);
    QCOMPARE(said(0), suggestion);
    QVERIFY(!shows("suggestion0"));
    QVERIFY(item("questionArea")->hasActiveFocus());
}

void InputTest::saysWhoAnswers() {
    QCOMPARE(item("questionArea")->property("placeholderText").toString(), "Message PLM-nano");
    QVERIFY(textOf("statusLine").startsWith("PLM-nano"));
    QVERIFY(textOf("modelChip").contains("PLM-nano"));
    QVERIFY(textOf("modelChip").contains("CPU"));
}

void InputTest::gaugeCountsTheDraft() {
    const auto used = [&] { return item("contextGauge")->property("used").toInt(); };
    QTRY_VERIFY(shows("contextGauge") && used() < 40);
    const int before = used();
    chat().setDraft(QString(400, 'x'));
    QTRY_VERIFY(used() >= before + 90);
    QCOMPARE(item("contextGauge")->property("length").toInt(), chat().contextLength());
    QVERIFY(textOf("statusLine").contains(QString::number(used()) + " of 4,096 tokens"));
    window().resize(400, 800); // no room
    QVERIFY(!shows("contextGauge"));
}

void InputTest::gaugeWarnsWhenItIsNearlyFull() {
    const auto tintAt = [&](double share) {
        chat().setDraft(QString(static_cast<int>(share * 4 * chat().contextLength()), 'x'));
        QTRY_VERIFY(item("contextGauge")->property("share").toDouble() >= std::min(share, 1.0));
        m_tint = item("contextGauge")->property("tint").value<QColor>();
    };
    tintAt(0.7);
    QCOMPARE(m_tint, QColor("#0B6E6E"));
    tintAt(0.77);
    QCOMPARE(m_tint, QColor("#A15C00"));
    tintAt(0.91);
    QCOMPARE(m_tint, QColor("#B3261E"));
    tintAt(1.5);
    QCOMPARE(item("contextGauge")->property("share").toDouble(), 1.0);
}

PERIPHERAL_QT_TEST(InputTest, TestApplication)
#include "input_test.moc"
