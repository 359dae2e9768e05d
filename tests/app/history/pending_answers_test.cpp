// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text on its way to the disk, and a disk that is full on the way: nothing is lost, nothing is written twice.
#include "history/pending_answers.h"
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "watched_disk.h"

#include <QTemporaryDir>

#include <optional>
#include <sqlite3.h>

using namespace peripheral;

class PendingAnswersTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_disk = &WatchedDisk::install(); }
    void init();
    void cleanup();
    void writesPiecesAndEnds();
    void doesNotCutCharacters();
    void keepsWhatAFullDiskRefuses_data();
    void keepsWhatAFullDiskRefuses();
    void survivesADiskThatFillsUpAnywhere();
    void showsWhatIsNotWrittenYet();
    void takesAnEndBack();
    void dropsTextOfMissingMessages();

private:
    Status flush() { return m_pending.flush(*m_store); }
    MessageRow last() { return m_store->path(m_question.conversationId)->last(); }

    WatchedDisk* m_disk = nullptr;
    std::optional<QTemporaryDir> m_folder;
    std::optional<Store> m_store;
    PendingAnswers m_pending;
    Store::Question m_question;
    MessageId m_answer = 0;
};

void PendingAnswersTest::init() {
    m_folder.emplace();
    m_pending = {};
    Result<Store> store = Store::open(m_folder->path());
    QVERIFY(store);
    m_store.emplace(std::move(*store));
    m_question = *m_store->addQuestion(0, 0, u"question", u"title");
    m_answer = *m_store->beginAnswer(m_question.conversationId, m_question.messageId);
}

void PendingAnswersTest::cleanup() {
    m_disk->bytesLeft = -1;
    m_disk->error = SQLITE_FULL;
    m_store.reset();
    QCOMPARE(RawDatabase(databasePath(m_folder->path())).soundness(), QStringLiteral("ok"));
}

void PendingAnswersTest::writesPiecesAndEnds() {
    QVERIFY(!m_pending.isDue());
    m_pending.append(m_answer, "one ");
    m_pending.append(m_answer, "two");
    QVERIFY(m_pending.isDue());
    QVERIFY(flush());
    QVERIFY(!m_pending.isDue());
    QCOMPARE(last().text, QStringLiteral("one two"));
    m_pending.append(m_answer, " three");
    m_pending.finish(m_answer, MessageState::Complete, "{}");
    QVERIFY(flush());
    QVERIFY(!m_pending.isDue());
    QCOMPARE(last().text, QStringLiteral("one two three"));
    QCOMPARE(last().state, MessageState::Complete);
}

void PendingAnswersTest::doesNotCutCharacters() {
    m_pending.append(m_answer, "a" + QString(QChar(0xD83D)));
    QVERIFY(flush());
    QVERIFY(!m_pending.isDue());
    QCOMPARE(last().text, QStringLiteral("a"));
    m_pending.append(m_answer, QString(QChar(0xDE00)));
    QVERIFY(flush());
    QCOMPARE(last().text, QStringLiteral("a😀"));
}

void PendingAnswersTest::keepsWhatAFullDiskRefuses_data() {
    QTest::addColumn<int>("error");
    QTest::addColumn<FailureKind>("kind");
    QTest::newRow("full") << SQLITE_FULL << FailureKind::Full;
    QTest::newRow("failing") << SQLITE_IOERR_WRITE << FailureKind::Io;
}

void PendingAnswersTest::keepsWhatAFullDiskRefuses() {
    QFETCH(int, error);
    QFETCH(FailureKind, kind);
    m_pending.append(m_answer, "before ");
    QVERIFY(flush());
    m_disk->error = error;
    m_disk->bytesLeft = 0;
    m_pending.append(m_answer, "while full ");
    for (int i = 0; i < 3; ++i) {
        const Status status = flush();
        QVERIFY(!status);
        QCOMPARE(status.error().kind, kind);
        QVERIFY(status.error().sentence.contains(databasePath(m_folder->path())));
    }
    m_pending.append(m_answer, "and longer");
    m_pending.finish(m_answer, MessageState::Stopped, "{}");
    QVERIFY(!flush());
    QVERIFY(m_pending.isDue());
    QCOMPARE(last().text, QStringLiteral("before "));
    m_disk->bytesLeft = -1;
    QVERIFY(flush());
    QVERIFY(!m_pending.isDue());
    QCOMPARE(last().text, QStringLiteral("before while full and longer"));
    QCOMPARE(last().state, MessageState::Stopped);
}

void PendingAnswersTest::survivesADiskThatFillsUpAnywhere() {
    // The space ends after every possible number of half pages of an answer's commits, each time in another
    // write.
    QString text;
    for (qint64 space = 0; space < 40 * 2048; space += 2048) {
        m_disk->bytesLeft = space;
        for (int i = 0; i < 6; ++i) {
            const QString piece = QStringLiteral("%1/%2 ").arg(space).arg(i) + QString(700, 'x');
            m_pending.append(m_answer, piece);
            text += piece;
            (void)flush();
        }
        m_pending.finish(m_answer, MessageState::Complete, {});
        (void)flush();
        m_disk->bytesLeft = -1;
        QVERIFY(flush());
        QCOMPARE(last().text, text);
        QCOMPARE(last().state, MessageState::Complete);
        QVERIFY(m_store->reopenAnswer(m_answer));
    }
}

void PendingAnswersTest::showsWhatIsNotWrittenYet() {
    m_pending.append(m_answer, "one ");
    QVERIFY(flush());
    m_pending.append(m_answer, "two");
    QList<MessageRow> path = *m_store->path(m_question.conversationId);
    m_pending.applyTo(path);
    QCOMPARE(path.last().text, QStringLiteral("one two"));
    QCOMPARE(path.last().state, MessageState::Streaming);
    m_pending.finish(m_answer, MessageState::Failed, "{\"a\":1}");
    path = *m_store->path(m_question.conversationId);
    m_pending.applyTo(path);
    QCOMPARE(path.first().text, QStringLiteral("question"));
    QCOMPARE(path.last().state, MessageState::Failed);
    QCOMPARE(path.last().statisticsJson, QStringLiteral("{\"a\":1}"));
}

void PendingAnswersTest::takesAnEndBack() {
    QVERIFY(!m_pending.reopen(m_answer));
    m_disk->bytesLeft = 0;
    m_pending.append(m_answer, "one ");
    m_pending.finish(m_answer, MessageState::Stopped, {});
    QVERIFY(!flush());
    QVERIFY(m_pending.reopen(m_answer));
    m_pending.append(m_answer, "two");
    m_disk->bytesLeft = -1;
    QVERIFY(flush());
    QCOMPARE(last().text, QStringLiteral("one two"));
    QCOMPARE(last().state, MessageState::Streaming);
}

void PendingAnswersTest::dropsTextOfMissingMessages() {
    m_pending.append(99, "lost");
    m_pending.append(m_answer, "kept");
    QCOMPARE(flush().error().kind, FailureKind::Missing);
    QVERIFY(!m_pending.isDue());
    QCOMPARE(last().text, QStringLiteral("kept"));
}

PERIPHERAL_QT_TEST(PendingAnswersTest, QCoreApplication)
#include "pending_answers_test.moc"
