// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The history's front: requests from any thread, answers in this one, and a thread that ends with all
// written.
#include "history/history.h"
#include "qt_test.h"
#include "raw_database.h"
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
    void answersEachRequestOnce();
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
    /// The value that the next signal of `spy` carries at `index`.
    static QVariant next(QSignalSpy& spy, int index) {
        return !spy.isEmpty() || spy.wait() ? spy.takeFirst().value(index) : QVariant();
    }
    QString raw(const QByteArray& sql) { return RawDatabase(databasePath(m_folder->path())).value(sql); }

    WatchedDisk* m_disk = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StorageThread> m_storage;
    std::unique_ptr<History> m_history;
    qint64 m_conversation = 0;
    qint64 m_question = 0;
    qint64 m_answer = 0;
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
    QSignalSpy question(m_history.get(), &History::questionAdded);
    QSignalSpy answer(m_history.get(), &History::answerBegun);
    m_storage->open(m_folder->path());
    m_history->addQuestion(1, 0, 0, "question", "title");
    QVERIFY(question.wait());
    QCOMPARE(opened.size(), 1);
    m_conversation = question.first().at(1).toLongLong();
    m_question = question.first().at(2).toLongLong();
    m_history->beginAnswer(2, m_conversation, m_question);
    m_answer = next(answer, 1).toLongLong();
    QVERIFY(m_answer > 0);
}

void HistoryTest::answersEachRequestOnce() {
    begin();
    QSignalSpy conversations(m_history.get(), &History::conversations);
    QSignalSpy path(m_history.get(), &History::path);
    QSignalSpy failed(m_history.get(), &History::failed);
    QSignalSpy requestFailed(m_history.get(), &History::requestFailed);
    m_history->appendPiece(m_answer, "ans");
    m_history->appendPiece(m_answer, "wer");
    m_history->finishAnswer(m_answer, MessageState::Complete, "{}");
    m_history->rename(m_conversation, "new title");
    m_history->listConversations();
    m_history->loadPath(m_conversation);
    m_history->addQuestion(7, 99, 0, "x", {});
    m_history->beginAnswer(8, m_conversation, 99);
    QTRY_COMPARE(requestFailed.size(), 2);
    QCOMPARE(requestFailed[0][0].toInt(), 7);
    QCOMPARE(requestFailed[1][0].toInt(), 8);
    QCOMPARE(requestFailed[0][1].value<Failure>().kind, FailureKind::Missing);
    QCOMPARE(conversations.size(), 1);
    QCOMPARE(conversations[0][0].value<QList<ConversationRow>>().first().title, QStringLiteral("new title"));
    QCOMPARE(path.size(), 1);
    QCOMPARE(path[0][0].toLongLong(), m_conversation);
    QCOMPARE(path[0][1].value<QList<MessageRow>>().last().text, QStringLiteral("answer"));
    QVERIFY(failed.isEmpty());
}

void HistoryTest::savesPiecesWithoutBeingAsked() {
    begin();
    m_history->appendPiece(m_answer, "piece");
    QTRY_COMPARE(raw("SELECT text FROM pieces"), QStringLiteral("piece"));
}

void HistoryTest::takesPiecesFromAnotherThread() {
    begin();
    QSignalSpy saved(m_history.get(), &History::answerSaved);
    QString text;
    for (int i = 0; i < 2000; ++i)
        text += QString::number(i) + ' ';
    std::thread engine([this] {
        for (int i = 0; i < 2000; ++i)
            m_history->appendPiece(m_answer, QString::number(i) + ' ');
        m_history->finishAnswer(m_answer, MessageState::Complete, {});
    });
    // This thread does nothing meanwhile: saving does not need it.
    engine.join();
    QTRY_COMPARE(saved.size(), 1);
    QCOMPARE(saved[0][0].toLongLong(), m_answer);
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), text);
}

void HistoryTest::writesEverythingAtClose() {
    begin();
    m_history->appendPiece(m_answer, "not yet committed");
    QVERIFY(m_storage->close());
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), QStringLiteral("not yet committed"));
    QCOMPARE(raw("SELECT state FROM messages ORDER BY id DESC"), QStringLiteral("broken-off"));
    QVERIFY(!QFile::exists(databasePath(m_folder->path()) + "-wal"));
}

void HistoryTest::ignoresRequestsAfterClose() {
    begin();
    QVERIFY(m_storage->close());
    m_history->appendPiece(m_answer, "late");
    m_history->rename(m_conversation, "late");
    QVERIFY(m_storage->close());
    m_storage.reset();
    QCOMPARE(raw("SELECT title FROM conversations"), QStringLiteral("title"));
    QCOMPARE(raw("SELECT text FROM messages ORDER BY id DESC"), QString());
}

void HistoryTest::goesOnWithAnAnswer() {
    begin();
    m_history->appendPiece(m_answer, "one");
    m_history->finishAnswer(m_answer, MessageState::Stopped, "{}");
    m_history->reopenAnswer(m_answer);
    m_history->appendPiece(m_answer, " two");
    m_history->finishAnswer(m_answer, MessageState::Complete, "{}");
    QVERIFY(m_storage->close());
    QCOMPARE(raw("SELECT text || ', ' || state FROM messages ORDER BY id DESC"),
             QStringLiteral("one two, complete"));
}

void HistoryTest::erasesRemovedConversationsAtClose() {
    begin();
    m_history->remove(m_conversation);
    QTRY_VERIFY(!raw("SELECT deleted_ms FROM conversations").isEmpty());
    m_history->restore(m_conversation);
    QTRY_VERIFY(raw("SELECT deleted_ms FROM conversations").isEmpty());
    m_history->remove(m_conversation);
    QVERIFY(m_storage->close());
    QCOMPARE(raw("SELECT count(*) FROM conversations"), QStringLiteral("0"));
    QCOMPARE(raw("SELECT count(*) FROM messages"), QStringLiteral("0"));
}

void HistoryTest::saysOnceThatTheDiskIsFull() {
    begin();
    QSignalSpy failed(m_history.get(), &History::failed);
    QSignalSpy recovered(m_history.get(), &History::recovered);
    QSignalSpy path(m_history.get(), &History::path);
    m_disk->bytesLeft = 0;
    m_history->appendPiece(m_answer, "one");
    QVERIFY(failed.wait());
    QCOMPARE(failed[0][0].value<Failure>().kind, FailureKind::Full);
    m_history->appendPiece(m_answer, " two");
    m_history->finishAnswer(m_answer, MessageState::Complete, {});
    m_history->loadPath(m_conversation);
    QCOMPARE(next(path, 1).value<QList<MessageRow>>().last().text, QStringLiteral("one two"));
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
    m_history->appendPiece(m_answer, "one");
    QVERIFY(!m_storage->close());
    QTRY_VERIFY(!failed.isEmpty());
}

void HistoryTest::refusesASecondInstance() {
    begin();
    StorageThread other;
    History second(other);
    QSignalSpy refused(&second, &History::refused);
    QSignalSpy requestFailed(&second, &History::requestFailed);
    other.open(m_folder->path());
    second.addQuestion(1, 0, 0, "x", "x");
    QTRY_COMPARE(requestFailed.size(), 1);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(refused[0][0].value<Failure>().kind, FailureKind::Locked);
    QCOMPARE(requestFailed[0][1].value<Failure>().kind, FailureKind::NotOpen);
    QVERIFY(other.close());
    QCOMPARE(raw("SELECT count(*) FROM conversations"), QStringLiteral("1"));
}

void HistoryTest::failsRequestsBeforeItIsOpen() {
    QSignalSpy failed(m_history.get(), &History::failed);
    m_history->listConversations();
    m_history->loadPath(1);
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed[0][0].value<Failure>().kind, FailureKind::NotOpen);
    begin();
}

PERIPHERAL_QT_TEST(HistoryTest, QCoreApplication)
#include "history_test.moc"
