// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_case.h"

#include <QClipboard>
#include <QSignalSpy>

using peripheral::MessageState;

/// How questions and answers look, what stands under them, and what can be done with them.
class AnswerTest : public WindowCase {
    Q_OBJECT
private slots:
    void questionStandsAtTheRight();
    void answerIsNoWiderThanCanBeRead();
    void messagesStandApart();
    void footerCopiesAndAnswersAgain();
    void footerSaysWhatItCost();
    void stoppedAnswerGoesOn();
    void failedAnswerSaysWhy();
    void emptyAnswerSaysSo();
    void onlyTheLastIsAnsweredAgain();
    void onlyTheLastIsContinued();
    void copyingIsConfirmed();
    void readingIsShownWithAWayOut();
    void waitingForTheModelIsSaid();
    void caretStandsWhereTextArrives();
    void caretBlinksWhereItStandsStill();
    void copiesWholeCode();
    void codeSaysItsLanguage();
    void codeScrollsSideways();
    void blocksAreIndented();
    void headingsAreLarger();
    void linksAreCopied();

private:
    /// Visible items of this QML type.
    [[nodiscard]] QList<QQuickItem*> itemsOf(const char* type) const;
    [[nodiscard]] qreal leftOf(const QQuickItem* one) const { return one->mapToScene({0, 0}).x(); }
};

QList<QQuickItem*> AnswerTest::itemsOf(const char* type) const {
    QList<QQuickItem*> found = visibleItems(window().window().contentItem());
    found.removeIf([&](const QQuickItem* one) {
        return !QByteArray(one->metaObject()->className()).startsWith(QByteArray(type) + "_QML");
    });
    return found;
}

void AnswerTest::questionStandsAtTheRight() {
    const QString many = QString("Many words that fill a line and more. ").repeated(8);
    for (const QString& question : {QString("Hot?"), many}) {
        chat().newConversation();
        ask(question);
        QTest::qWait(50);
        const QQuickItem* words = itemsOf("QuestionMessage").value(0);
        QVERIFY(words != nullptr);
        const QQuickItem* box = words->childItems().value(0);
        QCOMPARE(leftOf(box) + box->width(), leftOf(words) + words->width());
        QVERIFY(box->width() <= std::round(0.85 * words->width()));
        QVERIFY(leftOf(itemsOf("AnswerMessage").value(0)) <= leftOf(box));
    }
}

void AnswerTest::answerIsNoWiderThanCanBeRead() {
    window().resize(1600, 800);
    ask("Hot?");
    QTest::qWait(50);
    const QQuickItem* answer = itemsOf("AnswerMessage").value(0);
    QCOMPARE(answer->width(), 720.0);
    QCOMPARE(item("chatInput")->width(), 720.0);
    QCOMPARE(leftOf(answer), leftOf(item("chatInput")));
}

void AnswerTest::messagesStandApart() {
    ask("What is hot?");
    ask("What is cold?");
    QTest::qWait(50);
    qreal bottom = 0;
    for (const char* name : {"message0", "message1", "message2", "message3"}) {
        const QQuickItem* words = item(name)->childItems().value(0);
        QVERIFY2(words->mapToScene({0, 0}).y() >= bottom + 16, name);
        bottom = words->mapToScene({0, words->height()}).y();
    }
}

void AnswerTest::footerCopiesAndAnswersAgain() {
    script().answer = "**Cold.**";
    ask("What is hot?");
    QTRY_VERIFY(shows("copyMessage"));
    click("copyMessage");
    QCOMPARE(QGuiApplication::clipboard()->text(), "**Cold.**");
    script().answer = "Cool.";
    click("regenerate");
    QTRY_COMPARE(said(1), "Cool.");
    QCOMPARE(messages().count(), 2);
}

void AnswerTest::footerSaysWhatItCost() {
    script().hold = Script::Hold::AtTheEnd;
    ask("What is hot?");
    QVERIFY(!shows("copyMessage")); // not while it arrives
    QVERIFY(!shows("footnote"));
    chat().stop();
    QTRY_VERIFY(shows("footnote"));
    QVERIFY(textOf("footnote").startsWith("18.0 tok/s"));
    QTRY_VERIFY(textOf("statusLine").contains("18.0 tokens/s"));
}

void AnswerTest::stoppedAnswerGoesOn() {
    script().hold = Script::Hold::AtTheEnd;
    ask("Go on.");
    QTRY_COMPARE(said(1), "Cold.");
    key(Qt::Key_Escape);
    QTRY_VERIFY(shows("continueAnswer"));
    QCOMPARE(textOf("footerReason"), "Stopped.");
    script() = Script{.answer = " And more."};
    click("continueAnswer");
    QTRY_COMPARE(said(1), "Cold. And more.");
    QTRY_VERIFY(!shows("continueAnswer"));
    QVERIFY(!shows("footerReason"));
}

void AnswerTest::failedAnswerSaysWhy() {
    script().failure = "plm-nano.gguf was cut short.";
    ask("What is hot?");
    QTRY_COMPARE(textOf("footerReason"), "plm-nano.gguf was cut short.");
    QVERIFY(!shows("continueAnswer"));
    QVERIFY(!shows("copyMessage"));
    QVERIFY(shows("regenerate"));
}

void AnswerTest::emptyAnswerSaysSo() {
    script().answer = "";
    ask("What is hot?");
    QTRY_COMPARE(textOf("footerReason"), "The model ended its answer without a word.");
    QVERIFY(!shows("copyMessage"));
}

void AnswerTest::onlyTheLastIsAnsweredAgain() {
    ask("What is hot?");
    ask("What is cold?");
    QTest::qWait(50);
    int again = 0, copy = 0;
    const auto items = visibleItems(window().window().contentItem());
    for (const QQuickItem* one : items) {
        again += one->objectName() == "regenerate" ? 1 : 0;
        copy += one->objectName() == "copyMessage" ? 1 : 0;
    }
    QCOMPARE(again, 1);
    QCOMPARE(copy, 2);
    script().hold = Script::Hold::AtTheEnd;
    ask("What is warm?");
    QVERIFY(!shows("regenerate"));
    chat().stop();
    QTRY_VERIFY(shows("continueAnswer") && item("continueAnswer")->isEnabled());
}

void AnswerTest::onlyTheLastIsContinued() {
    script().hold = Script::Hold::AtTheEnd;
    ask("Go on.");
    chat().stop();
    QTRY_VERIFY(shows("continueAnswer"));
    script() = Script();
    ask("And now?");
    QTRY_VERIFY(!shows("continueAnswer"));
    QCOMPARE(state(1), MessageState::Stopped);
}

void AnswerTest::copyingIsConfirmed() {
    script().answer = "```\nx\n```";
    ask("Code, please.");
    QTRY_COMPARE(textOf("copyMessage"), "Copy the answer");
    click("copyMessage");
    QCOMPARE(textOf("copyMessage"), "Copied");
    click("copyCode");
    QCOMPARE(textOf("copyCode"), "Copied");
    QVERIFY(shows("copiedNote"));
    // For a moment.
    QTRY_VERIFY(!shows("copiedNote"));
    QTRY_COMPARE(textOf("copyCode"), "Copy code");
    QTRY_COMPARE(textOf("copyMessage"), "Copy the answer");
}

void AnswerTest::readingIsShownWithAWayOut() {
    script().hold = Script::Hold::WhileReading;
    ask("Please sum up this long text.");
    QVERIFY(!shows("waitingText")); // nothing flickers where it is quick
    QTRY_COMPARE(textOf("waitingText"), "Reading 412 of 1,024 tokens · 6 s left");
    QVERIFY(shows("promptProgress"));
    QCOMPARE(item("promptProgress")->property("value").toReal(), 412 / 1024.0);
    click("cancelReading");
    QTRY_VERIFY(!chat().busy());
    QVERIFY(!shows("waitingText"));
}

void AnswerTest::waitingForTheModelIsSaid() {
    script().hold = Script::Hold::WhileLoading;
    window().model().open(QUrl::fromLocalFile("/models/large.gguf"));
    QTRY_VERIFY(window().model().loading());
    chat().send("What is hot?");
    QTRY_COMPARE(textOf("waitingText"), "Waiting for the model");
    QVERIFY(!shows("promptProgress"));
}

void AnswerTest::caretStandsWhereTextArrives() {
    settings().setReducedMotion(true);
    script().hold = Script::Hold::AtTheEnd;
    script().answer = "One.\n\nTwo";
    ask("Count.");
    QTRY_COMPARE(itemsOf("StreamCaret").size(), 1);
    const auto caret = [&] { return itemsOf("StreamCaret").value(0); };
    QCOMPARE(caret()->parentItem(), itemsOf("TextBlock").last());
    for (const QObject* one : caret()->findChildren<QObject*>())
        QVERIFY(!one->property("running").toBool()); // it does not blink
    const qreal before = caret()->x();
    QTest::qWait(50); // what comes at once is shown at once
    script().more->say(" three");
    QTRY_VERIFY(caret()->x() > before + 20);
    chat().stop();
    QTRY_VERIFY(itemsOf("StreamCaret").isEmpty());
}

void AnswerTest::caretBlinksWhereItStandsStill() {
    script().hold = Script::Hold::AtTheEnd;
    ask("Count.");
    QTRY_COMPARE(itemsOf("StreamCaret").size(), 1);
    QSignalSpy blinks(itemsOf("StreamCaret").value(0), &QQuickItem::visibleChanged);
    for (int i = 0; i < 8; ++i) { // longer than it takes to blink
        script().more->say(" on");
        QTest::qWait(100);
    }
    QVERIFY(blinks.isEmpty());
    QTRY_VERIFY(!blinks.isEmpty());
    chat().stop();
    QTRY_VERIFY(itemsOf("StreamCaret").isEmpty());
}

void AnswerTest::copiesWholeCode() {
    QString code;
    for (int i = 0; i < 60; ++i)
        code += QString("line %1\n").arg(i);
    script().answer = ("```\n" + code + "```").toStdString();
    ask("Code, please.");
    QTRY_VERIFY(shows("copyMessage"));
    item("messageList")->forceActiveFocus();
    key(Qt::Key_Home);
    QTRY_VERIFY(shows("copyCode"));
    click("copyCode");
    QCOMPARE(QGuiApplication::clipboard()->text() + '\n', code);
}

void AnswerTest::codeSaysItsLanguage() {
    script().answer = "```python\nx = 1\n```\n\nand\n\n```\ny\n```";
    ask("Code, please.");
    QTRY_COMPARE(itemsOf("CodeBlock").size(), 2);
    QStringList heads;
    for (const QQuickItem* block : itemsOf("CodeBlock"))
        heads += block->findChild<QQuickItem*>("codeLanguage")->property("text").toString();
    QCOMPARE(heads, (QStringList{"python", "Code"}));
}

void AnswerTest::codeScrollsSideways() {
    script().answer = "```\n" + std::string(400, 'x') + "\n```";
    ask("Code, please.");
    QTRY_VERIFY(shows("codeScroll"));
    const QQuickItem* scroll = item("codeScroll");
    QTRY_VERIFY(scroll->property("contentWidth").toReal() > 2 * scroll->width());
    QVERIFY(scroll->clip());
    QVERIFY(scroll->height() < 60); // one line
}

void AnswerTest::blocksAreIndented() {
    script().answer = "Text.\n\n- one\n  - two\n\n> quoted\n\n---\n\n1. first\n2. second";
    ask("Everything.");
    QTRY_COMPARE(itemsOf("ListItemBlock").size(), 4);
    const qreal left = leftOf(itemsOf("TextBlock").value(0));
    const auto entries = itemsOf("ListItemBlock");
    QCOMPARE(leftOf(entries[0]), left);
    QCOMPARE(leftOf(entries[1]), left + 24);
    const auto textOfEntry = [](const QQuickItem* entry) { return entry->childItems().value(1); };
    QVERIFY(leftOf(textOfEntry(entries[0])) >= left + 24); // beside the marker
    QCOMPARE(entries[2]->childItems().value(0)->property("text").toString(), "1.");
    QCOMPARE(itemsOf("QuoteBlock").size(), 1);
    QCOMPARE(itemsOf("RuleBlock").size(), 1);
    const QQuickItem* quote = itemsOf("QuoteBlock").value(0);
    QVERIFY(leftOf(quote->childItems().value(1)) > left);
    // From top to bottom, one under the other, once they are laid out.
    const auto areApart = [this] {
        qreal bottom = 0;
        for (const QQuickItem* block : itemsOf("BlockView")) {
            if (block->mapToScene({0, 0}).y() < bottom)
                return false;
            bottom = block->mapToScene({0, block->height()}).y();
        }
        return true;
    };
    QTRY_VERIFY(areApart());
}

void AnswerTest::headingsAreLarger() {
    script().answer = "# One\n\n## Two\n\n### Three\n\ntext";
    ask("Headings.");
    QTRY_COMPARE(itemsOf("TextBlock").size(), 4);
    QList<int> sizes;
    for (const QQuickItem* block : itemsOf("TextBlock"))
        sizes += block->property("font").value<QFont>().pixelSize();
    QCOMPARE(sizes, (QList<int>{22, 17, 15, 15}));
    const auto blocks = itemsOf("TextBlock");
    QVERIFY(blocks[2]->property("font").value<QFont>().weight() > QFont::Normal);
    QVERIFY(blocks[3]->property("font").value<QFont>().weight() == QFont::Normal);
}

void AnswerTest::linksAreCopied() {
    script().answer = "[here](https://example.org/fox) it is";
    ask("Where?");
    QTRY_COMPARE(itemsOf("TextBlock").size(), 1);
    QTest::qWait(50);
    const QQuickItem* block = itemsOf("TextBlock").value(0);
    QTest::mouseClick(&window().window(), Qt::LeftButton, Qt::NoModifier,
                      block->mapToScene({10, 10}).toPoint());
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), "https://example.org/fox");
    QVERIFY(shows("copiedNote"));
}

PERIPHERAL_QT_TEST(AnswerTest, TestApplication)
#include "answer_test.moc"
