// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The history's front: requests from any thread, answers in this one, and a thread that ends with all
// written.
#include "history/history.h"
#include "qt_test.h"
#include "raw_database.h"
#include "reply_to.h"
#include "storage/storage_thread.h"
#include "watched_disk.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>
#include <thread>

using namespace peripheral;

class HistoryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_disk = &WatchedDisk::install(); }
    void init();
    void cleanup();
    void repliesInTheOrderOfAsking();
    void savesPiecesWithoutBeingAsked();
    void takesPiecesFromAnotherThread();
    void writesEverythingAtClose();
    void ignoresRequestsAfterClose();
    void goesOnWithAnAnswer();
    void erasesRemovedConversationsAtClose();
    void saysOnceThatTheDiskIsFull();
    void saysAtCloseWhatIsLost();
    void refusesASecondInstance();
    void failsRequestsBeforeItIsOpen();

private:
    void begin();
    QString raw(const QByteArray& sql) { return RawDatabase(databasePath(m_folder->path())).value(sql); }

    WatchedDisk* m_disk = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StorageThread> m_storage;
    std::unique_ptr<History> m_history;
    ConversationId m_conversation = 0;
    MessageId m_question = 0;
    MessageId m_answer = 0;
};

void HistoryTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_storage = std::make_unique<StorageThread>();
    m_history = std::make_unique<History>(*m_storage);
}

void HistoryTest::cleanup() {
    m_disk->bytesLeft = -1;
    m_history.reset();
    m_storage.reset();
    QCOMPARE(RawDatabase(databasePath(m_folder->path())).soundness(), QStringLiteral("ok"));
}

void HistoryTest::begin() {
    QSignalSpy opened(m_history.get(), &History::opened);
    m_storage->open(m_folder->path());
    const auto question = replyTo(m_history->ask(&HistoryWorker::addQuestion, 0, 0, "question", "title"));
    QVERIFY(question);
    QCOMPARE(opened.size(), 1);
    m_conversation = question->conversationId;
    m_question = question->messageId;
    const auto answer = replyTo(m_history->ask(&HistoryWorker::beginAnswer, m_conversation, m_question));
    QVERIFY(answer);
    m_answer = *answer;
    QVERIFY(m_answer > 0);
}

void HistoryTest::repliesInTheOrderOfAsking() {
    begin();
    QSignalSpy failed(m_history.get(), &History::failed);
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "ans");
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "wer");
    m_history->tell(&HistoryWorker::finishAnswer, m_answer, MessageState::Complete, "{}");
    m_history->tell(&HistoryWorker::rename, m_conversation, "new title");
    QStringList replies;
    m_history->ask(&HistoryWorker::conversations).then(this, [&](const auto& rows) {
        replies << rows->first().title;
    });
    m_history->ask(&HistoryWorker::path, m_conversation).then(this, [&](const auto& rows) {
        replies << rows->last().text;
    });
    const auto question = replyTo(m_history->ask(&HistoryWorker::addQuestion, 99, 0, "x", QString()));
    const auto answer = replyTo(m_history->ask(&HistoryWorker::beginAnswer, m_conversation, 99));
    QCOMPARE(replies, (QStringList{"new title", "answer"}));
    QCOMPARE(question.error().kind, FailureKind::Missing);
    QCOMPARE(answer.error().kind, FailureKind::Missing);
    QVERIFY(failed.isEmpty());
}

void HistoryTest::savesPiecesWithoutBeingAsked() {
    begin();
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "piece");
    QTRY_COMPARE(raw("SELECT text FROM pieces"), QStringLiteral("piece"));
}

void HistoryTest::takesPiecesFromAnotherThread() {
    begin();
    QString text;
    for (int i = 0; i < 2000; ++i)
        text += QString::number(i) + ' ';
    std::thread engine([this] {
        for (int i = 0; i < 2000; ++i)
            m_history->tell(&HistoryWorker::appendPiece, m_answer, QString::number(i) + ' ');
        m_history->tell(&HistoryWorker::finishAnswer, m_answer, MessageState::Complete, {});
    });
    // This thread does nothing meanwhile: saving does not need it.
    engine.join();
    (void)replyTo(m_history->ask(&HistoryWorker::conversations)); // behind all that
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), text);
}

void HistoryTest::writesEverythingAtClose() {
    begin();
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "not yet committed");
    QVERIFY(m_storage->close());
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), QStringLiteral("not yet committed"));
    QCOMPARE(raw("SELECT state FROM messages ORDER BY id DESC"), QStringLiteral("broken-off"));
    QVERIFY(!QFile::exists(databasePath(m_folder->path()) + "-wal"));
}

void HistoryTest::ignoresRequestsAfterClose() {
    begin();
    QVERIFY(m_storage->close());
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "late");
    m_history->tell(&HistoryWorker::rename, m_conversation, "late");
    QVERIFY(m_storage->close());
    m_storage.reset();
    QCOMPARE(raw("SELECT title FROM conversations"), QStringLiteral("title"));
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), QString());
}

void HistoryTest::goesOnWithAnAnswer() {
    begin();
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "one");
    m_history->tell(&HistoryWorker::finishAnswer, m_answer, MessageState::Stopped, "{}");
    m_history->tell(&HistoryWorker::reopenAnswer, m_answer);
    m_history->tell(&HistoryWorker::appendPiece, m_answer, " two");
    m_history->tell(&HistoryWorker::finishAnswer, m_answer, MessageState::Complete, "{}");
    QVERIFY(m_storage->close());
    QCOMPARE(raw("SELECT text || ', ' || state FROM messages ORDER BY id DESC"),
             QStringLiteral("one two, complete"));
}

void HistoryTest::erasesRemovedConversationsAtClose() {
    begin();
    m_history->tell(&HistoryWorker::remove, m_conversation);
    QTRY_VERIFY(!raw("SELECT deleted_ms FROM conversations").isEmpty());
    m_history->tell(&HistoryWorker::restore, m_conversation);
    QTRY_VERIFY(raw("SELECT deleted_ms FROM conversations").isEmpty());
    m_history->tell(&HistoryWorker::remove, m_conversation);
    QVERIFY(m_storage->close());
    QCOMPARE(raw("SELECT count(*) FROM conversations"), QStringLiteral("0"));
    QCOMPARE(raw("SELECT count(*) FROM messages"), QStringLiteral("0"));
}

void HistoryTest::saysOnceThatTheDiskIsFull() {
    begin();
    QSignalSpy failed(m_history.get(), &History::failed);
    QSignalSpy recovered(m_history.get(), &History::recovered);
    m_disk->bytesLeft = 0;
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "one");
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<Failure>().kind, FailureKind::Full);
    m_history->tell(&HistoryWorker::appendPiece, m_answer, " two");
    m_history->tell(&HistoryWorker::finishAnswer, m_answer, MessageState::Complete, {});
    QCOMPARE(replyTo(m_history->ask(&HistoryWorker::path, m_conversation))->last().text,
             QStringLiteral("one two"));
    QCOMPARE(failed.size(), 1);
    QVERIFY(recovered.isEmpty());
    m_disk->bytesLeft = -1;
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), QStringLiteral("one two"));
}

void HistoryTest::saysAtCloseWhatIsLost() {
    begin();
    QSignalSpy failed(m_history.get(), &History::failed);
    m_disk->bytesLeft = 0;
    m_history->tell(&HistoryWorker::appendPiece, m_answer, "one");
    QVERIFY(!m_storage->close());
    QTRY_VERIFY(!failed.isEmpty());
}

void HistoryTest::refusesASecondInstance() {
    begin();
    StorageThread other;
    History second(other);
    QSignalSpy refused(&second, &History::refused);
    other.open(m_folder->path());
    const auto question = replyTo(second.ask(&HistoryWorker::addQuestion, 0, 0, "x", "x"));
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].value<Failure>().kind, FailureKind::Locked);
    QCOMPARE(question.error().kind, FailureKind::NotOpen);
    QVERIFY(other.close());
    QCOMPARE(raw("SELECT count(*) FROM conversations"), QStringLiteral("1"));
}

void HistoryTest::failsRequestsBeforeItIsOpen() {
    QSignalSpy failed(m_history.get(), &History::failed);
    m_history->tell(&HistoryWorker::rename, 1, "title");
    const auto conversations = replyTo(m_history->ask(&HistoryWorker::conversations));
    QCOMPARE(conversations.error().kind, FailureKind::NotOpen);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Failure>().kind, FailureKind::NotOpen);
    begin();
}

PERIPHERAL_QT_TEST(HistoryTest, QCoreApplication)
#include "history_test.moc"
