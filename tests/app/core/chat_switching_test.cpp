// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// More than one conversation: switching while an answer comes, drafts, deletion and its undoing.
#include "chat_setup.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace peripheral;

class ChatSwitchingTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersGoOnInTheBackground();
    void answersComeBackIntoView();
    void oneAnswerAtATime();
    void stopsAnAnswerThatWaitsItsTurn();
    void leavesANewConversationBeforeItIsSaved();
    void movesTheChangedConversationUp();
    void keepsADraftForEach();
    void keepsTheDraftThatIsTypedWhileTheFirstQuestionIsSaved();
    void deletesAndUndoes();
    void deletesTheOneThatIsAnswered();
    void forgetsTheUndo();
    void showsTheLastOfManyAsked();

private:
    int askNew(const QString& question) {
        m_setup->chat.newConversation();
        return m_setup->ask(question) ? m_setup->chat.currentId() : 0;
    }
    void holdAfter(int tokens) {
        m_told->beforePiece = [this, tokens](int sampled) {
            if (sampled == tokens)
                m_mayGoOn.acquire();
        };
    }
    [[nodiscard]] bool isAnswering(int id) const {
        return m_setup->chat.conversations()->find(id)->answering;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Told> m_told;
    std::unique_ptr<ChatSetup> m_setup;
    QSemaphore m_mayGoOn;
};

void ChatSwitchingTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_told = std::make_shared<Told>();
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(m_told));
    new QAbstractItemModelTester(m_setup->chat.messages(), m_setup->chat.messages());
    new QAbstractItemModelTester(m_setup->chat.conversations(), m_setup->chat.conversations());
    QVERIFY(m_setup->start());
}

void ChatSwitchingTest::cleanup() {
    m_mayGoOn.release(1000);
    m_setup.reset();
    m_mayGoOn.acquire(m_mayGoOn.available());
}

void ChatSwitchingTest::answersGoOnInTheBackground() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    chat.newConversation();
    holdAfter(1);
    chat.send("Second?");
    QTRY_COMPARE(chat.activity(), Chat::Answering);
    const int second = chat.currentId();
    chat.open(first);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
    QCOMPARE(chat.activity(), Chat::Idle);
    QVERIFY(isAnswering(second));
    QVERIFY(!isAnswering(first));
    m_mayGoOn.release();
    QTRY_VERIFY(!isAnswering(second));
    QCOMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
    chat.open(second);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
    QCOMPARE(m_setup->message(1).state, MessageListModel::Complete);
}

void ChatSwitchingTest::answersComeBackIntoView() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    chat.newConversation();
    holdAfter(1);
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    const int second = chat.currentId();
    chat.open(first);
    QTRY_COMPARE(m_setup->message(0).text, QString("First?"));
    chat.open(second);
    QTRY_COMPARE(m_setup->message(0).text, QString("Second?"));
    QCOMPARE(m_setup->message(1).text, QString("An ")); // whether or not it is on disk already
    QCOMPARE(m_setup->message(1).state, MessageListModel::Streaming);
    QCOMPARE(chat.activity(), Chat::Answering);
    m_mayGoOn.release();
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
}

void ChatSwitchingTest::oneAnswerAtATime() {
    Chat& chat = m_setup->chat;
    holdAfter(1);
    chat.send("First?");
    QTRY_COMPARE(chat.activity(), Chat::Answering);
    const int first = chat.currentId();
    chat.newConversation();
    QVERIFY(chat.canSend());
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).state, MessageListModel::Waiting);
    QCOMPARE(chat.activity(), Chat::Waiting);
    QVERIFY(isAnswering(first));
    m_mayGoOn.release(2);
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
    chat.open(first);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
}

void ChatSwitchingTest::stopsAnAnswerThatWaitsItsTurn() {
    Chat& chat = m_setup->chat;
    holdAfter(1);
    chat.send("First?");
    QTRY_COMPARE(chat.activity(), Chat::Answering);
    chat.newConversation();
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).state, MessageListModel::Waiting);
    chat.stop();
    QCOMPARE(chat.activity(), Chat::Idle);
    QCOMPARE(m_setup->message(1).state, MessageListModel::Stopped);
    chat.regenerate();
    m_mayGoOn.release(2);
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
}

void ChatSwitchingTest::leavesANewConversationBeforeItIsSaved() {
    Chat& chat = m_setup->chat;
    chat.send("First?");
    chat.newConversation(); // the history has not answered yet
    QCOMPARE(m_setup->count(), 0);
    QTRY_COMPARE(chat.conversations()->count(), 1);
    const int first = chat.conversations()->newestId();
    QTRY_VERIFY(!isAnswering(first));
    QCOMPARE(chat.currentId(), 0);
    QCOMPARE(m_setup->count(), 0);
    chat.open(first);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
}

void ChatSwitchingTest::movesTheChangedConversationUp() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    const int second = askNew("Second?");
    QCOMPARE(chat.conversations()->newestId(), second);
    chat.open(first);
    QTRY_COMPARE(m_setup->message(0).text, QString("First?"));
    QVERIFY(m_setup->ask("More?"));
    QCOMPARE(chat.conversations()->newestId(), first);
}

void ChatSwitchingTest::keepsADraftForEach() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    chat.setDraft("to the first");
    chat.newConversation();
    QCOMPARE(chat.draft(), QString());
    chat.setDraft("to a new one");
    chat.open(first);
    QCOMPARE(chat.draft(), QString("to the first"));
    QTRY_VERIFY(chat.canSend());
    chat.newConversation();
    QCOMPARE(chat.draft(), QString("to a new one"));
}

void ChatSwitchingTest::keepsTheDraftThatIsTypedWhileTheFirstQuestionIsSaved() {
    Chat& chat = m_setup->chat;
    chat.send("First?");
    chat.setDraft("And");
    QVERIFY(m_setup->waitUntilIdle());
    const int first = chat.currentId();
    QCOMPARE(chat.draft(), QString("And"));
    chat.newConversation();
    QCOMPARE(chat.draft(), QString());
    chat.open(first);
    QCOMPARE(chat.draft(), QString("And"));
}

void ChatSwitchingTest::deletesAndUndoes() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    const int second = askNew("Second?");
    chat.remove(second);
    QCOMPARE(chat.conversations()->count(), 1);
    QCOMPARE(chat.currentId(), 0);
    QCOMPARE(m_setup->count(), 0);
    QVERIFY(chat.undoText().contains("Second?"));
    chat.undoRemove();
    QCOMPARE(chat.undoText(), QString());
    QCOMPARE(chat.conversations()->newestId(), second);
    chat.open(second);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
    chat.remove(first);
    m_setup.reset();
    const auto saved = savedConversations(m_folder->path());
    QCOMPARE(saved.size(), 1);
    QCOMPARE(saved[0].id, second);
}

void ChatSwitchingTest::deletesTheOneThatIsAnswered() {
    Chat& chat = m_setup->chat;
    holdAfter(1);
    chat.send("First?");
    QTRY_COMPARE(chat.activity(), Chat::Answering);
    const int first = chat.currentId();
    chat.remove(first);
    m_mayGoOn.release(1000);
    QVERIFY(m_setup->ask("Second?"));
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
    chat.undoRemove();
    QVERIFY(!isAnswering(first));
    chat.open(first);
    QTRY_COMPARE(m_setup->message(1).state, MessageListModel::Stopped);
}

void ChatSwitchingTest::forgetsTheUndo() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    chat.remove(first);
    chat.dismissUndo();
    QCOMPARE(chat.undoText(), QString());
    chat.undoRemove();
    QCOMPARE(chat.conversations()->count(), 0);
}

void ChatSwitchingTest::showsTheLastOfManyAsked() {
    Chat& chat = m_setup->chat;
    const int first = askNew("First?");
    const int second = askNew("Second?");
    const int third = askNew("Third?");
    for (const int id : {first, second, first, second, third, first})
        chat.open(id);
    QVERIFY(!chat.canSend()); // until its messages are there
    QTRY_VERIFY(chat.canSend());
    QCOMPARE(chat.currentId(), first);
    QCOMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
}

QTEST_MAIN(ChatSwitchingTest)
#include "chat_switching_test.moc"
