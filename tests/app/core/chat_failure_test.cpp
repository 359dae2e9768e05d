// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes wrong, and what is said about it.
#include "chat_setup.h"
#include "history/store.h"
#include "models/local_path.h"
#include "qt_test.h"
#include "reply_to.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace peripheral;

class ChatFailureTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void saysWhyTheEngineFailed();
    void triesAgainAfterAFailure();
    void saysWhatDoesNotFitTheContext();
    void saysThatTheContextIsFull();
    void leavesOutAnswersWithoutText();
    void saysThatThereIsNoModel();
    void letsNothingBeSentInASecondInstance();
    void triesTheHistoryAgain();
    void showsANewChatWhereAnotherCannotBeRead();
    void returnsTheQuestionThatCannotBeSaved();
    void saysWhatTheHistorySays();
    void showsNoControlsOfSentences();
    void showsNoControlsOfFolders();
    void showsNoControlsOfTitles();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Told> m_told;
    std::unique_ptr<ChatSetup> m_setup;
};

void ChatFailureTest::init() {
    m_setup.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_told = std::make_shared<Told>();
    m_setup = std::make_unique<ChatSetup>(m_folder->path(), toldEngine(m_told));
    new QAbstractItemModelTester(m_setup->chat.messages(), m_setup->chat.messages());
    QVERIFY(m_setup->start());
}

void ChatFailureTest::saysWhyTheEngineFailed() {
    m_told->answerError = plm::Error{plm::ErrorKind::OutOfMemory, "There is no memory left."};
    QVERIFY(m_setup->ask("Why?"));
    QCOMPARE(m_setup->message(1).state, MessageState::Failed);
    QCOMPARE(m_setup->message(1).error, QString("There is no memory left."));
    QCOMPARE(m_setup->message(1).text, QString("An answer.")); // what came before stays
    m_setup.reset();
    QCOMPARE(savedPath(m_folder->path()).value(1).state, MessageState::Failed);
    QVERIFY(savedPath(m_folder->path()).value(1).statisticsJson.contains("There is no memory left."));
}

void ChatFailureTest::triesAgainAfterAFailure() {
    m_told->answerError = plm::Error{plm::ErrorKind::Io, "The file is gone."};
    m_told->pieces.clear();
    QVERIFY(m_setup->ask("Why?"));
    m_told->answerError.reset();
    m_told->pieces = {"Because."};
    m_setup->chat.regenerate();
    QVERIFY(m_setup->waitUntilIdle());
    QCOMPARE(m_setup->texts(), (QStringList{"Why?", "Because."}));
    QCOMPARE(m_setup->message(1).state, MessageState::Complete);
    QCOMPARE(m_setup->message(1).error, QString());
}

void ChatFailureTest::saysWhatDoesNotFitTheContext() {
    m_told->answerError = plm::Error{plm::ErrorKind::ContextFull, "Too long."};
    m_told->pieces.clear();
    m_told->contextLength = 8;
    QVERIFY(m_setup->ask("Why?"));
    QCOMPARE(m_setup->message(1).state, MessageState::Failed);
    for (const char* part : {"10 tokens", "8", "new chat"})
        QVERIFY2(m_setup->message(1).error.contains(part), qPrintable(m_setup->message(1).error));
}

void ChatFailureTest::saysThatTheContextIsFull() {
    m_told->reason = plm::StopReason::ContextFull;
    QVERIFY(m_setup->ask("Why?"));
    QCOMPARE(m_setup->message(1).state, MessageState::Failed);
    QCOMPARE(m_setup->message(1).text, QString("An answer."));
    QVERIFY(m_setup->message(1).error.contains("new chat"));
}

void ChatFailureTest::leavesOutAnswersWithoutText() {
    m_told->answerError = plm::Error{plm::ErrorKind::Io, "The file is gone."};
    m_told->pieces.clear();
    QVERIFY(m_setup->ask("One?"));
    m_told->answerError.reset();
    QVERIFY(m_setup->ask("Two?"));
    QCOMPARE(m_told->lastMessages.size(), 2U);
    QCOMPARE(m_told->lastMessages[0].content, std::string("One?"));
    QCOMPARE(m_told->lastMessages[1].content, std::string("Two?"));
}

void ChatFailureTest::saysThatThereIsNoModel() {
    QTemporaryDir folder;
    m_told->beforeOpen = [] { throw std::bad_alloc(); };
    ChatSetup setup(folder.path(), toldEngine(m_told));
    setup.storage.open(folder.path());
    setup.model.openBuiltIn();
    QVERIFY(setup.chat.canSend()); // it is on its way
    setup.chat.send("Why?");
    QVERIFY(setup.waitUntilIdle());
    QCOMPARE(setup.message(1).state, MessageState::Failed);
    QVERIFY(!setup.message(1).error.isEmpty());
    QVERIFY(!setup.chat.canSend());
    QVERIFY(!setup.model.error().isEmpty());
}

void ChatFailureTest::letsNothingBeSentInASecondInstance() {
    QVERIFY(m_setup->ask("Why?"));
    ChatSetup second(m_folder->path(), toldEngine(m_told));
    second.storage.open(m_folder->path());
    second.model.openBuiltIn();
    QTRY_VERIFY(second.chat.readOnly());
    QTRY_VERIFY(second.model.ready());
    QVERIFY(!second.chat.problem().isEmpty());
    QVERIFY(!second.chat.canSend());
    second.chat.send("Me too?");
    QCOMPARE(second.count(), 0);
    const QString problem = second.chat.problem();
    QSignalSpy failed(&second.history, &History::failed);
    second.chat.rename(1, "Mine"); // does not even ask the history
    second.chat.remove(1);
    QCOMPARE(replyTo(second.history.ask(&HistoryWorker::path, 1)).error().kind, FailureKind::NotOpen);
    QVERIFY(failed.isEmpty());
    emit second.history.refused({FailureKind::Locked, problem, {}});
    second.chat.dismissProblem(); // that it cannot be used remains said
    QVERIFY(!second.chat.problem().isEmpty());
    QVERIFY(m_setup->ask("And now?")); // the first is not disturbed
    QCOMPARE(m_setup->count(), 4);
    QCOMPARE(m_setup->chat.problem(), QString());
}

void ChatFailureTest::showsANewChatWhereAnotherCannotBeRead() {
    Chat& chat = m_setup->chat;
    QVERIFY(m_setup->ask("Why?"));
    const ConversationId first = chat.currentId();
    chat.newConversation();
    QVERIFY(replyTo(m_setup->history.ask(&HistoryWorker::close)));
    chat.open(first);
    QCOMPARE(chat.currentId(), first);
    QTRY_COMPARE(chat.currentId(), 0);
    QCOMPARE(m_setup->count(), 0);
    QVERIFY(chat.canSend());
    QCOMPARE(chat.problem(), QString("The history is not open, so nothing is kept."));
}

void ChatFailureTest::triesTheHistoryAgain() {
    QVERIFY(m_setup->ask("Why?"));
    ChatSetup second(m_folder->path(), toldEngine(m_told));
    second.storage.open(m_folder->path());
    second.model.openBuiltIn();
    QTRY_VERIFY(second.chat.readOnly());
    QTRY_VERIFY(second.model.ready());
    QSignalSpy refused(&second.history, &History::refused);
    second.chat.tryAgain(); // the first is still there
    QVERIFY(refused.wait());
    QVERIFY(second.chat.readOnly());
    QVERIFY(!second.chat.problem().isEmpty());
    m_setup.reset();
    second.chat.tryAgain();
    QTRY_VERIFY(!second.chat.readOnly());
    QCOMPARE(second.chat.problem(), QString());
    QTRY_COMPARE(second.chat.conversations()->count(), 1);
    QVERIFY(second.ask("Me too?"));
    QCOMPARE(second.texts(), (QStringList{"Me too?", "An answer."}));
    second.chat.tryAgain(); // there is nothing to be tried
    QVERIFY(second.ask("And now?"));
}

void ChatFailureTest::returnsTheQuestionThatCannotBeSaved() {
    QTemporaryDir folder;
    QFile file(folder.filePath("data"));
    QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
    ChatSetup setup(folder.path(), toldEngine(m_told));
    setup.model.openBuiltIn();
    setup.chat.send("Why?"); // before the history said anything
    QCOMPARE(setup.count(), 1);
    setup.storage.open(folder.filePath("data"));
    QVERIFY(setup.waitUntilIdle());
    QCOMPARE(setup.count(), 0);
    QCOMPARE(setup.chat.draft(), QString("Why?"));
    QCOMPARE(setup.chat.currentId(), 0);
    QTRY_VERIFY(setup.chat.readOnly());
    QVERIFY(!setup.chat.problem().isEmpty());
}

void ChatFailureTest::saysWhatTheHistorySays() {
    Chat& chat = m_setup->chat;
    emit m_setup->history.failed({FailureKind::Full, "The disk is full.", "SQLITE_FULL"});
    QCOMPARE(chat.problem(), QString("The disk is full."));
    QCOMPARE(chat.problemDetails(), QString("SQLITE_FULL"));
    QVERIFY(chat.canSend());
    emit m_setup->history.recovered();
    QCOMPARE(chat.problem(), QString());
    emit m_setup->history.failed({FailureKind::Full, "The disk is full.", {}});
    chat.dismissProblem();
    QCOMPARE(chat.problem(), QString());
}

/// Sentences quote files, which may hold anything.
void ChatFailureTest::showsNoControlsOfSentences() {
    constexpr const char* kSentence = "\x1B[31m \xC2\x9B \xE2\x80\xAE.gguf \n broke.";
    const QString shown = "\\x1B[31m \\x9B \\u202E.gguf \\n broke.";
    m_told->answerError = plm::Error{plm::ErrorKind::Io, kSentence};
    QVERIFY(m_setup->ask("Why?"));
    QCOMPARE(m_setup->message(1).error, shown);
    m_told->openError = plm::Error{plm::ErrorKind::BadFile, kSentence};
    m_setup->model.open(QUrl::fromLocalFile(m_folder->filePath("other.gguf")));
    QTRY_COMPARE(m_setup->model.error(), shown);
    emit m_setup->history.failed(
        {FailureKind::Io, QString::fromUtf8(kSentence), QString::fromUtf8(kSentence)});
    QCOMPARE(m_setup->chat.problem(), shown);
    QCOMPARE(m_setup->chat.problemDetails(), shown);
}

void ChatFailureTest::showsNoControlsOfFolders() {
    const QString folder = m_folder->filePath(QString::fromUtf8("a\x1B\xE2\x80\xAE"));
    QFile file(folder);
    QVERIFY(file.open(QIODevice::WriteOnly)); // a file where the folder should be
    ChatSetup setup(m_folder->path(), toldEngine(m_told));
    setup.storage.open(folder);
    QTRY_VERIFY(setup.chat.readOnly());
    QVERIFY2(setup.chat.problem().contains("/a\\x1B\\u202E”"), qPrintable(setup.chat.problem()));
    QCOMPARE(shownText(setup.chat.problem()), setup.chat.problem());
}

void ChatFailureTest::showsNoControlsOfTitles() {
    const QTemporaryDir folder;
    {
        auto store = Store::open(folder.path());
        QVERIFY(store && store->addQuestion(0, 0, u"Why?", u"a\x1B\u202Eb"));
    }
    ChatSetup setup(folder.path(), toldEngine(m_told));
    QVERIFY(setup.start());
    Chat& chat = setup.chat;
    const ConversationId id = chat.conversations()->newestId();
    chat.open(id);
    QCOMPARE(chat.title(), QString("a\\x1B\\u202Eb"));
    chat.rename(id, QString("c\u202Ed"));
    QCOMPARE(chat.title(), QString("c\\u202Ed"));
    chat.remove(id);
    QCOMPARE(chat.undoText(), QString("Deleted “c\\u202Ed”"));
}

PERIPHERAL_QT_TEST(ChatFailureTest, QGuiApplication)
#include "chat_failure_test.moc"
