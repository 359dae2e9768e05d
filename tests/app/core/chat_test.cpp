// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One conversation: asking, stopping, answering again, going on, editing, and what is on disk afterwards.
#include "chat/answer_statistics.h"
#include "chat_setup.h"
#include "history/store.h"
#include "qt_test.h"
#include "reply_to.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

using namespace peripheral;

class ChatTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void answersAndSaves();
    void namesTheConversationAfterItsFirstQuestion();
    void sendsTheWholeConversation();
    void putsTheSystemPromptFirst();
    void stopsAndKeepsWhatCame();
    void goesOnWithAStoppedAnswer();
    void answersAgain();
    void asksSomethingElseInstead();
    void drawsAnotherSeedEachTimeAndKeepsIt();
    void showsHowFastTheAnswerCame();
    void showsHowMuchOfTheContextIsUsed();
    void countsOnlyTheLatestDraft();
    void countsNothingWhileAnAnswerComes();
    void waitsForTheModelThatLoads();
    void copiesMarkdown();
    void doesNotSendBlanks();
    void showsTheBrokenOffAnswerAtTheNextStart();
    void keepsWhatIsBegunBeforeTheHistoryOpens();
    void endsAnswersAtTheEnd();
    void showsTheAnswerThatTheEndCutOffAtTheNextStart();
    void beginsAnewAfterAnAnswerThatWasStopped();

private:
    /// Lets the engine wait before the piece after `tokens`, until m_mayGoOn is released.
    void holdAfter(int tokens) {
        m_told->beforePiece = [this, tokens](int sampled) {
            if (sampled == tokens)
                m_mayGoOn.acquire();
        };
    }
    void restart();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Told> m_told;
    std::unique_ptr<ChatSetup> m_setup;
    QSemaphore m_mayGoOn;
};

void ChatTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_told = std::make_shared<Told>();
    restart();
}

void ChatTest::cleanup() {
    m_mayGoOn.release(1000);
    m_setup.reset();
    m_mayGoOn.acquire(m_mayGoOn.available());
}

void ChatTest::restart() {
    m_setup.reset();
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(m_told));
    new QAbstractItemModelTester(m_setup->chat.messages(), m_setup->chat.messages());
    new QAbstractItemModelTester(m_setup->chat.conversations(), m_setup->chat.conversations());
    QVERIFY(m_setup->start());
}

void ChatTest::answersAndSaves() {
    Chat& chat = m_setup->chat;
    QSignalSpy activity(&chat, &Chat::answerStateChanged);
    QCOMPARE(chat.currentId(), 0);
    chat.setDraft("Why?");
    chat.send(chat.draft());
    QCOMPARE(chat.draft(), QString());
    QCOMPARE(m_setup->texts(), QStringList{"Why?"}); // shown at once
    QCOMPARE(chat.answerState(), MessageState::Waiting);
    QVERIFY(!chat.canSend());
    QVERIFY(m_setup->waitUntilIdle());
    QVERIFY(activity.size() >= 2);
    QCOMPARE(m_setup->texts(), (QStringList{"Why?", "An answer."}));
    QCOMPARE(m_setup->message(1).state, MessageState::Complete);
    QVERIFY(chat.currentId() > 0);
    QVERIFY(chat.canSend());
    QVERIFY(m_setup->message(0).id > 0);
    QCOMPARE(m_setup->message(1).parentId, m_setup->message(0).id);

    m_setup.reset();
    const auto saved = savedPath(m_folder->path());
    QCOMPARE(saved.size(), 2);
    QCOMPARE(saved[0].text, QString("Why?"));
    QCOMPARE(saved[1].text, QString("An answer."));
    QCOMPARE(saved[1].state, MessageState::Complete);
}

void ChatTest::namesTheConversationAfterItsFirstQuestion() {
    QVERIFY(m_setup->ask("Tell me about rivers and the towns beside them, please.\nAll of it."));
    QCOMPARE(m_setup->chat.title(), QString("Tell me about rivers and the towns…"));
    QVERIFY(m_setup->ask("And lakes?"));
    QCOMPARE(m_setup->chat.title(), QString("Tell me about rivers and the towns…"));
    QCOMPARE(m_setup->chat.conversations()->count(), 1);
    m_setup->chat.rename(m_setup->chat.currentId(), "  Rivers\n");
    QCOMPARE(m_setup->chat.title(), QString("Rivers"));
    m_setup.reset();
    QCOMPARE(savedConversations(m_folder->path()).value(0).title, QString("Rivers"));
}

void ChatTest::sendsTheWholeConversation() {
    QVERIFY(m_setup->ask("One?"));
    QVERIFY(m_setup->ask("Two?"));
    QCOMPARE(m_told->lastMessages.size(), 3U);
    QCOMPARE(m_told->lastMessages[0].content, std::string("One?"));
    QCOMPARE(m_told->lastMessages[1].role, plm::Role::Assistant);
    QCOMPARE(m_told->lastMessages[1].content, std::string("An answer."));
    QCOMPARE(m_told->lastMessages[2].content, std::string("Two?"));
    QCOMPARE(m_setup->message(2).parentId, m_setup->message(1).id);
}

void ChatTest::putsTheSystemPromptFirst() {
    m_setup->settings.setSystemPrompt("Be brief.");
    m_setup->settings.setTemperature(0.25);
    QVERIFY(m_setup->ask("One?"));
    QCOMPARE(m_told->lastMessages.size(), 2U);
    QCOMPARE(m_told->lastMessages[0].role, plm::Role::System);
    QCOMPARE(m_told->lastMessages[0].content, std::string("Be brief."));
    QCOMPARE(m_told->lastOptions.sampling.temperature, 0.25F);
}

void ChatTest::stopsAndKeepsWhatCame() {
    holdAfter(1);
    Chat& chat = m_setup->chat;
    chat.send("Why?");
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    QCOMPARE(m_setup->message(1).state, MessageState::Streaming);
    chat.stop();
    m_mayGoOn.release();
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->message(1).state, MessageState::Stopped);
    QCOMPARE(m_setup->message(1).text, QString("An "));
    m_setup.reset();
    QCOMPARE(savedPath(m_folder->path()).value(1).state, MessageState::Stopped);
    QCOMPARE(savedPath(m_folder->path()).value(1).text, QString("An "));
}

void ChatTest::goesOnWithAStoppedAnswer() {
    stopsAndKeepsWhatCame();
    restart();
    Chat& chat = m_setup->chat;
    chat.open(chat.conversations()->newestId());
    QTRY_COMPARE(m_setup->count(), 2);
    m_told->beforePiece = {};
    m_told->pieces = {"answer", ", at last."};
    chat.continueAnswer();
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_told->lastMessages.back().role, plm::Role::Assistant);
    QCOMPARE(m_told->lastMessages.back().content, std::string("An "));
    QCOMPARE(m_setup->texts(), (QStringList{"Why?", "An answer, at last."}));
    QCOMPARE(m_setup->message(1).state, MessageState::Complete);
    chat.continueAnswer(); // there is nothing more to come
    QVERIFY(!chat.busy());
    m_setup.reset();
    QCOMPARE(savedPath(m_folder->path()).value(1).text, QString("An answer, at last."));
    QCOMPARE(savedPath(m_folder->path()).value(1).state, MessageState::Complete);
}

void ChatTest::answersAgain() {
    QVERIFY(m_setup->ask("Why?"));
    const int first = m_setup->message(1).id;
    m_told->pieces = {"Another."};
    m_setup->chat.regenerate();
    QCOMPARE(m_setup->count(), 1);
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Why?", "Another."}));
    QVERIFY(m_setup->message(1).id != first);
    QCOMPARE(m_setup->message(1).parentId, m_setup->message(0).id);
    m_setup.reset();
    QCOMPARE(savedPath(m_folder->path()).size(), 2);
    QCOMPARE(savedPath(m_folder->path()).value(1).text, QString("Another."));
}

void ChatTest::asksSomethingElseInstead() {
    QVERIFY(m_setup->ask("One?"));
    QVERIFY(m_setup->ask("Two?"));
    const int first = m_setup->message(1).id;
    Chat& chat = m_setup->chat;
    QCOMPARE(chat.editLast(), QString("Two?"));
    QVERIFY(chat.editing());
    chat.cancelEdit();
    QVERIFY(!chat.editing());
    QCOMPARE(m_setup->count(), 4);
    chat.editLast();
    m_told->pieces = {"Three."};
    QVERIFY(m_setup->ask("Three?"));
    QVERIFY(!chat.editing());
    QCOMPARE(m_setup->texts(), (QStringList{"One?", "An answer.", "Three?", "Three."}));
    QCOMPARE(m_setup->message(2).parentId, first);
    m_setup.reset();
    QCOMPARE(savedPath(m_folder->path()).value(2).text, QString("Three?"));
}

void ChatTest::drawsAnotherSeedEachTimeAndKeepsIt() {
    QVERIFY(m_setup->ask("Why?"));
    const auto first = m_told->lastOptions.sampling.seed;
    m_setup->chat.regenerate();
    QVERIFY(m_setup->waitUntilIdle());
    const auto second = m_told->lastOptions.sampling.seed;
    QVERIFY(second != first);
    m_setup.reset();
    const QString kept = savedPath(m_folder->path()).value(1).statisticsJson;
    QCOMPARE(std::uint64_t{AnswerStatistics::fromJson(kept).seed}, second);
}

void ChatTest::showsHowFastTheAnswerCame() {
    QVERIFY(m_setup->ask("Why?"));
    QVERIFY(m_setup->message(1).footnote.contains("s"));
    restart();
    m_setup->chat.open(m_setup->chat.conversations()->newestId());
    QTRY_COMPARE(m_setup->count(), 2);
    QVERIFY(m_setup->message(1).footnote.contains("s"));
    QCOMPARE(m_setup->message(0).footnote, QString());
}

void ChatTest::showsHowMuchOfTheContextIsUsed() {
    Chat& chat = m_setup->chat;
    QCOMPARE(chat.contextLength(), 1000);
    chat.setDraft("Why?");
    QTRY_COMPARE(chat.contextUsed(), 10);
    chat.send("Why?");
    QVERIFY(m_setup->waitUntilIdle());
    QTRY_COMPARE(chat.contextUsed(), 20);
    chat.setDraft("And then?");
    QTRY_COMPARE(chat.contextUsed(), 30);
    chat.editLast(); // from there on it would be asked again
    QTRY_COMPARE(chat.contextUsed(), 10);
}

void ChatTest::countsOnlyTheLatestDraft() {
    QTest::qWait(300); // what the start asked for
    const int before = m_told->counts;
    for (const char* draft : {"W", "Wh", "Why", "Why?"})
        m_setup->chat.setDraft(draft);
    QTRY_COMPARE(m_setup->chat.contextUsed(), 10);
    QCOMPARE(m_told->counts - before, 1);
}

void ChatTest::countsNothingWhileAnAnswerComes() {
    holdAfter(1);
    Chat& chat = m_setup->chat;
    chat.send("Why?");
    QTRY_COMPARE(chat.answerState(), MessageState::Streaming);
    QTRY_COMPARE(chat.contextUsed(), 11); // the prompt and one token
    const int before = m_told->counts;
    for (const char* draft : {"A", "An", "And"}) {
        chat.setDraft(draft);
        QTest::qWait(200);
    }
    m_mayGoOn.release();
    QVERIFY(m_setup->waitUntilIdle());
    QTRY_COMPARE(chat.contextUsed(), 30);
    QCOMPARE(m_told->counts - before, 1);
}

void ChatTest::waitsForTheModelThatLoads() {
    QSemaphore mayLoad;
    m_told->beforeOpen = [&] { mayLoad.acquire(); };
    m_setup->model.open(QUrl::fromLocalFile(m_folder->filePath("other.gguf")));
    m_setup->chat.send("Why?");
    QTRY_COMPARE(m_setup->message(1).state, MessageState::Waiting);
    QCOMPARE(m_setup->chat.answerState(), MessageState::Waiting);
    QCOMPARE(m_told->sampled, 0);
    mayLoad.release();
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->model.name(), QString("other"));
    QCOMPARE(m_setup->message(1).text, QString("An answer."));
    m_told->beforeOpen = {};
}

void ChatTest::copiesMarkdown() {
    m_told->pieces = {"**Because** ", "`so`."};
    QVERIFY(m_setup->ask("Why?"));
    m_setup->chat.copy(1);
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("**Because** `so`."));
    m_setup->chat.copy(2); // there is none
    QCOMPARE(QGuiApplication::clipboard()->text(), QString("**Because** `so`."));
}

void ChatTest::doesNotSendBlanks() {
    m_setup->chat.send(" \n ");
    QCOMPARE(m_setup->count(), 0);
    QVERIFY(!m_setup->chat.busy());
}

void ChatTest::showsTheBrokenOffAnswerAtTheNextStart() {
    QVERIFY(m_setup->ask("Done."));
    m_setup->chat.newConversation();
    holdAfter(1);
    m_setup->chat.send("Why?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    m_mayGoOn.release(1000);
    // The program ends in the middle: the engine's thread is waited for, its last word is not.
    restart();
    QTRY_COMPARE(m_setup->count(), 2);
    QCOMPARE(m_setup->message(0).text, QString("Why?"));
    QCOMPARE(m_setup->message(1).state, MessageState::BrokenOff);
    QCOMPARE(m_setup->chat.title(), QString("Why?"));
}

void ChatTest::keepsWhatIsBegunBeforeTheHistoryOpens() {
    holdAfter(1);
    m_setup->chat.send("Why?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    m_mayGoOn.release(1000);
    m_setup.reset(); // the answer is broken off
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(m_told));
    m_setup->chat.setDraft("Something else");
    QVERIFY(m_setup->start());
    (void)replyTo(m_setup->history.ask(&HistoryWorker::conversations)); // behind what the chat has asked
    QCOMPARE(m_setup->chat.currentId(), 0);
    QCOMPARE(m_setup->count(), 0);
    QCOMPARE(m_setup->chat.draft(), QString("Something else"));
}

void ChatTest::endsAnswersAtTheEnd() {
    holdAfter(1);
    Chat& chat = m_setup->chat;
    chat.send("First?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    chat.newConversation();
    chat.send("Second?");
    QTRY_COMPARE(m_setup->message(1).state, MessageState::Waiting);
    const int sampled = m_told->sampled;
    chat.stopAll();
    m_mayGoOn.release(1000);
    m_setup->engine.stop();
    QVERIFY(m_setup->storage.close());
    QVERIFY(m_told->sampled <= sampled + 1); // the second was not begun
    m_setup.reset();
    for (const ConversationRow& conversation : savedConversations(m_folder->path())) {
        Result<Store> store = Store::open(m_folder->path());
        const MessageRow answer = store->path(conversation.id)->last();
        QCOMPARE(answer.author, Author::Assistant);
        QCOMPARE(answer.state, MessageState::Stopped);
        if (conversation.title == "First?")
            QVERIFY(answer.text.startsWith("An "));
    }
}

void ChatTest::showsTheAnswerThatTheEndCutOffAtTheNextStart() {
    holdAfter(1);
    m_setup->chat.send("Why?");
    QTRY_COMPARE(m_setup->message(1).text, QString("An "));
    m_setup->chat.stopAll();
    m_mayGoOn.release(1000);
    m_setup->engine.stop();
    restart();
    QTRY_COMPARE(m_setup->count(), 2);
    QCOMPARE(m_setup->message(1).state, MessageState::Stopped);
    QCOMPARE(m_setup->chat.title(), QString("Why?"));
}

void ChatTest::beginsAnewAfterAnAnswerThatWasStopped() {
    stopsAndKeepsWhatCame();
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(m_told));
    QVERIFY(m_setup->start());
    (void)replyTo(m_setup->history.ask(&HistoryWorker::conversations)); // behind what the chat has asked
    QCOMPARE(m_setup->chat.currentId(), 0);
    QCOMPARE(m_setup->count(), 0);
}

PERIPHERAL_QT_TEST(ChatTest, QGuiApplication)
#include "chat_test.moc"
