// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// More than one conversation: switching while an answer comes, drafts, deletion and its undoing.
#include "chat_setup.h"
#include "history/store.h"
#include "qt_test.h"

#include <QAbstractItemModelTester>
#include <QSemaphore>
#include <QSignalSpy>

using namespace peripheral;

class ChatSwitchingTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersGoOnInTheBackground();
    void answersComeBackIntoView();
    void losesNothingThatArrivesWhileItsConversationIsOpened();
    void oneAnswerAtATime();
    void stopsAnAnswerThatWaitsItsTurn();
    void stopsAnAnswerThatIsNotSavedYet();
    void leavesANewConversationBeforeItIsSaved();
    void asksInANewOneWhileAnotherIsStillRead();
    void movesTheChangedConversationUp();
    void putsWhatWasUsedLastFirstWhateverTheClockSaid();
    void keepsADraftForEach();
    void keepsTheDraftThatIsTypedWhileTheFirstQuestionIsSaved();
    void deletesAndUndoes();
    void deletesTheOneThatIsAnswered();
    void forgetsTheUndo();
    void showsTheLastOfManyAsked();

private:
    ConversationId askNew(const QString& question) {
        m_setup->chat.newConversation();
        return m_setup->ask(question) ? m_setup->chat.currentId() : 0;
    }
    void holdAfter(int tokens) {
        m_told->beforePiece = [this, tokens](int sampled) {
            if (sampled == tokens)
                m_mayGoOn.acquire();
        };
    }
    [[nodiscard]] bool isAnswering(ConversationId id) const {
        return m_setup->chat.conversations()->find(id)->answering;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Told> m_told;
    std::unique_ptr<ChatSetup> m_setup;
    QSemaphore m_mayGoOn, m_mayRead;
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
    m_mayRead.release();
    m_setup.reset();
    m_mayGoOn.acquire(m_mayGoOn.available());
    m_mayRead.acquire(m_mayRead.available());
}

void ChatSwitchingTest::answersGoOnInTheBackground() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    chat.newConversation();
    holdAfter(1);
    chat.send("Second?");
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    const ConversationId second = chat.currentId();
    chat.open(first);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
    QVERIFY(!chat.busy());
    QVERIFY(isAnswering(second));
    QVERIFY(!isAnswering(first));
    m_mayGoOn.release();
    QTRY_VERIFY(!isAnswering(second));
    QCOMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
    chat.open(second);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
    QCOMPARE(m_setup->message(1).state, MessageState::Complete);
}

void ChatSwitchingTest::answersComeBackIntoView() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    chat.newConversation();
    holdAfter(1);
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    const ConversationId second = chat.currentId();
    chat.open(first);
    QTRY_COMPARE(m_setup->message(0).text, QString("First?"));
    chat.open(second);
    QTRY_COMPARE(m_setup->message(0).text, QString("Second?"));
    QCOMPARE(m_setup->message(1).text, QString("An ")); // whether or not it is on disk already
    QCOMPARE(m_setup->message(1).state, MessageState::Streaming);
    QCOMPARE(chat.answerState(), MessageState::Streaming);
    m_mayGoOn.release();
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
}

void ChatSwitchingTest::losesNothingThatArrivesWhileItsConversationIsOpened() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    chat.newConversation();
    m_told->pieces = {"An ", "answer", "."};
    m_told->beforePiece = [this](int sampled) {
        if (sampled > 0)
            m_mayGoOn.acquire();
    };
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    const ConversationId second = chat.currentId();
    chat.open(first);
    QTRY_COMPARE(m_setup->message(0).text, QString("First?"));
    // The history reads the path before the next word of the answer comes to it.
    post(m_setup->history.object(), [this] { m_mayRead.acquire(); });
    chat.open(second);
    QSignalSpy text(&m_setup->engine, &EngineThread::textArrived);
    QTest::qWait(150); // then the next word is told at once, however dear telling has become
    m_mayGoOn.release();
    QVERIFY(!text.isEmpty() || text.wait());
    m_mayRead.release();
    QTRY_COMPARE(m_setup->texts(), (QStringList{"Second?", "An answer"}));
    m_mayGoOn.release(1000);
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
}

void ChatSwitchingTest::oneAnswerAtATime() {
    Chat& chat = m_setup->chat;
    holdAfter(1);
    chat.send("First?");
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    const ConversationId first = chat.currentId();
    chat.newConversation();
    QVERIFY(chat.canSend());
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).state, MessageState::Waiting);
    QCOMPARE(chat.answerState(), MessageState::Waiting);
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
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    chat.newConversation();
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).state, MessageState::Waiting);
    chat.stop();
    QVERIFY(!chat.busy());
    QCOMPARE(m_setup->message(1).state, MessageState::Stopped);
    chat.regenerate();
    m_mayGoOn.release(2);
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
}

void ChatSwitchingTest::stopsAnAnswerThatIsNotSavedYet() {
    Chat& chat = m_setup->chat;
    holdAfter(1);
    chat.send("First?");
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    const ConversationId first = chat.currentId();
    chat.newConversation();
    chat.send("Second?");
    chat.stop(); // the history has not made room for it
    QTRY_VERIFY(!chat.busy());
    QVERIFY(isAnswering(first)); // it did not wait for its turn
    QCOMPARE(m_setup->message(1).state, MessageState::Stopped);
    m_mayGoOn.release();
    QTRY_VERIFY(!isAnswering(first));
    QCOMPARE(m_told->lastMessages.back().content, std::string("First?"));
}

void ChatSwitchingTest::leavesANewConversationBeforeItIsSaved() {
    Chat& chat = m_setup->chat;
    chat.send("First?");
    chat.newConversation(); // the history has not answered yet
    QCOMPARE(m_setup->count(), 0);
    QTRY_COMPARE(chat.conversations()->count(), 1);
    const ConversationId first = chat.conversations()->newestId();
    QTRY_VERIFY(!isAnswering(first));
    QCOMPARE(chat.currentId(), 0);
    QCOMPARE(m_setup->count(), 0);
    chat.open(first);
    QTRY_COMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
}

void ChatSwitchingTest::asksInANewOneWhileAnotherIsStillRead() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    chat.newConversation();
    chat.open(first);
    QVERIFY(!chat.canSend()); // the history has not answered yet
    chat.newConversation();
    QVERIFY(chat.canSend());
    chat.send("Second?");
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
}

void ChatSwitchingTest::movesTheChangedConversationUp() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    const ConversationId second = askNew("Second?");
    QCOMPARE(chat.conversations()->newestId(), second);
    chat.open(first);
    QTRY_COMPARE(m_setup->message(0).text, QString("First?"));
    QVERIFY(m_setup->ask("More?"));
    QCOMPARE(chat.conversations()->newestId(), first);
}

void ChatSwitchingTest::putsWhatWasUsedLastFirstWhateverTheClockSaid() {
    m_setup.reset();
    const auto useAt = [this](qint64 ms, QStringView question) {
        Result<Store> store = Store::open(m_folder->path(), [ms] { return ms; });
        const auto asked = store->addQuestion(0, 0, question, question);
        const qint64 answer = *store->beginAnswer(asked->conversationId, asked->messageId);
        QVERIFY(store->finishAnswer(answer, u"An answer.", MessageState::Complete, {}));
    };
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    useAt(now + qint64{400} * 24 * 3600 * 1000, u"with a wrong clock");
    useAt(now, u"written last");
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(m_told));
    QVERIFY(m_setup->start());
    const ConversationListModel& list = *m_setup->chat.conversations();
    const auto titleAt = [&list](int row) {
        return list.index(row).data(ConversationListModel::TitleRole).toString();
    };
    QCOMPARE(titleAt(0), QString("written last"));
    QCOMPARE(list.find(list.newestId())->title, QString("written last")); // what --continue goes on with
    for (int row = 0; row < 2; ++row)
        QCOMPARE(list.index(row).data(ConversationListModel::SectionRole).toString(), QString("Today"));
    m_setup->chat.open(list.index(1).data(ConversationListModel::ConversationIdRole).toInt());
    QTRY_VERIFY(m_setup->chat.canSend());
    QVERIFY(m_setup->ask("And then?"));
    QCOMPARE(titleAt(0), QString("with a wrong clock"));
}

void ChatSwitchingTest::keepsADraftForEach() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
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
    const ConversationId first = chat.currentId();
    QCOMPARE(chat.draft(), QString("And"));
    chat.newConversation();
    QCOMPARE(chat.draft(), QString());
    chat.open(first);
    QCOMPARE(chat.draft(), QString("And"));
}

void ChatSwitchingTest::deletesAndUndoes() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    const ConversationId second = askNew("Second?");
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
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    const ConversationId first = chat.currentId();
    chat.remove(first);
    m_mayGoOn.release(1000);
    QVERIFY(m_setup->ask("Second?"));
    QCOMPARE(m_setup->texts(), (QStringList{"Second?", "An answer."}));
    chat.undoRemove();
    QVERIFY(!isAnswering(first));
    chat.open(first);
    QTRY_COMPARE(m_setup->message(1).state, MessageState::Stopped);
}

void ChatSwitchingTest::forgetsTheUndo() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    chat.remove(first);
    chat.dismissUndo();
    QCOMPARE(chat.undoText(), QString());
    chat.undoRemove();
    QCOMPARE(chat.conversations()->count(), 0);
}

void ChatSwitchingTest::showsTheLastOfManyAsked() {
    Chat& chat = m_setup->chat;
    const ConversationId first = askNew("First?");
    const ConversationId second = askNew("Second?");
    const ConversationId third = askNew("Third?");
    for (const int id : {first, second, first, second, third, first})
        chat.open(id);
    QVERIFY(!chat.canSend()); // until its messages are there
    QTRY_VERIFY(chat.canSend());
    QCOMPARE(chat.currentId(), first);
    QCOMPARE(m_setup->texts(), (QStringList{"First?", "An answer."}));
}

PERIPHERAL_QT_TEST(ChatSwitchingTest, QGuiApplication)
#include "chat_switching_test.moc"
