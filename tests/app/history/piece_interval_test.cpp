// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When the text of an answer goes to the disk: in time for half a second to be all that a sudden end can
// cost.
#include "history/history.h"
#include "qt_test.h"
#include "raw_database.h"
#include "watched_disk.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;
using namespace std::chrono_literals;

class PieceIntervalTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_disk = &WatchedDisk::install(); }
    void init();
    void cleanup();
    void leavesTimeToSyncWithinHalfASecond();
    void commitsAfterTheInterval();
    void waitsForTheInterval();
    void isNotPutOffByFurtherPieces();
    void triesAgainAfterTheOtherInterval();
    void doesNotTryAgainBeforeIt();

private:
    /// A worker with an answer that streams.
    void begin(HistoryIntervals intervals);
    [[nodiscard]] QString onDisk() const {
        return RawDatabase(databasePath(m_folder->path()))
            .column("SELECT text FROM pieces ORDER BY id")
            .join('|');
    }

    WatchedDisk* m_disk = nullptr;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<HistoryWorker> m_worker;
    MessageId m_answer = 0;
};

void PieceIntervalTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
}

void PieceIntervalTest::cleanup() {
    m_disk->bytesLeft = -1;
    m_worker.reset();
}

void PieceIntervalTest::begin(HistoryIntervals intervals) {
    m_worker = std::make_unique<HistoryWorker>(intervals);
    QVERIFY(m_worker->open(std::make_shared<DataFolder>(*DataFolder::claim(m_folder->path()))));
    const auto question = m_worker->addQuestion(0, 0, "Why?", "Why?");
    QVERIFY(question);
    m_answer = m_worker->beginAnswer(question->conversationId, question->messageId).value();
}

void PieceIntervalTest::leavesTimeToSyncWithinHalfASecond() {
    constexpr auto kSlowCard = 150ms;
    QVERIFY(HistoryIntervals().piece + kSlowCard <= 500ms);
    QVERIFY(HistoryIntervals().piece >= 200ms); // and a card is not worn out by a commit for each word
}

void PieceIntervalTest::commitsAfterTheInterval() {
    begin({.piece = 0ms, .retry = 24h});
    m_worker->appendPiece(m_answer, "one");
    QCOMPARE(onDisk(), QString()); // together with what else comes in this turn
    m_worker->appendPiece(m_answer, " two");
    QTRY_COMPARE(onDisk(), QStringLiteral("one two"));
    m_worker->appendPiece(m_answer, " three");
    QTRY_COMPARE(onDisk(), QStringLiteral("one two| three"));
}

void PieceIntervalTest::waitsForTheInterval() {
    begin({.piece = 24h, .retry = 0ms});
    m_worker->appendPiece(m_answer, "one");
    QTest::qWait(50);
    QCOMPARE(onDisk(), QString());
    QVERIFY(m_worker->close()); // which writes all
    QCOMPARE(RawDatabase(databasePath(m_folder->path())).value("SELECT text FROM messages ORDER BY id DESC"),
             QStringLiteral("one"));
}

void PieceIntervalTest::isNotPutOffByFurtherPieces() {
    begin({.piece = 100ms, .retry = 24h});
    // Were the time counted from the last piece, it would never be over.
    const auto written = [this] {
        m_worker->appendPiece(m_answer, "x");
        return !onDisk().isEmpty();
    };
    QVERIFY(QTest::qWaitFor(written, 10'000));
}

void PieceIntervalTest::triesAgainAfterTheOtherInterval() {
    begin({.piece = 0ms, .retry = 0ms});
    QSignalSpy failed(m_worker.get(), &HistoryWorker::failed);
    QSignalSpy recovered(m_worker.get(), &HistoryWorker::recovered);
    m_disk->bytesLeft = 0;
    m_worker->appendPiece(m_answer, "one");
    QVERIFY(failed.wait());
    m_disk->bytesLeft = -1;
    QVERIFY(!recovered.isEmpty() || recovered.wait());
    QCOMPARE(onDisk(), QStringLiteral("one"));
}

void PieceIntervalTest::doesNotTryAgainBeforeIt() {
    begin({.piece = 0ms, .retry = 24h});
    QSignalSpy failed(m_worker.get(), &HistoryWorker::failed);
    m_disk->bytesLeft = 0;
    m_worker->appendPiece(m_answer, "one");
    QVERIFY(failed.wait());
    m_disk->bytesLeft = -1;
    m_worker->appendPiece(m_answer, " two");
    QTest::qWait(50);
    QCOMPARE(onDisk(), QString());
    QVERIFY(m_worker->close());
}

PERIPHERAL_QT_TEST(PieceIntervalTest, QCoreApplication)
#include "piece_interval_test.moc"
