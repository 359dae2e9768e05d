// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an answer costs a disk, an SD card above all: the bytes that SQLite hands to the system, counted.
//
// A commit writes each page it changed to the log, with a header: pages × (4096 + 24) bytes, whatever was
// changed in it. That is the page overhead; beyond it an answer may write ten times its text.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "watched_disk.h"

#include <QFileInfo>
#include <QTemporaryDir>

using namespace peripheral;

namespace {

constexpr int kTokens = 4000;
constexpr qint64 kFrame = 4096 + 24;

/// A word of English text is a token of 4.5 bytes on average; these are 4 and 5 long by turns.
QString token(int i) {
    return i % 2 ? QStringLiteral(" word") : QStringLiteral(" and");
}

} // namespace

class PieceBytesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_disk = &WatchedDisk::install(); }
    void anAnswerWritesOnePageACommit_data();
    void anAnswerWritesOnePageACommit();
    void theLogStaysShort();

private:
    /// Streams an answer whose pieces hold `tokens` tokens each and returns its text.
    QString stream(Store& store, int tokens, qint64& commits);

    WatchedDisk* m_disk = nullptr;
};

QString PieceBytesTest::stream(Store& store, int tokens, qint64& commits) {
    const Store::Question question = *store.addQuestion(0, 0, u"question", u"title");
    const MessageId answer = *store.beginAnswer(question.conversationId, question.messageId);
    m_disk->resetCounters();
    QString text;
    QString piece;
    commits = 0;
    for (int i = 1; i <= kTokens; ++i) {
        piece += token(i);
        if (i % tokens != 0)
            continue;
        if (!store.appendPiece(answer, piece))
            qFatal("a piece was refused");
        text += piece;
        piece.clear();
        ++commits;
    }
    if (!store.finishAnswer(answer, piece, MessageState::Complete, u"{}"))
        qFatal("the end was refused");
    ++commits;
    return text + piece;
}

void PieceBytesTest::anAnswerWritesOnePageACommit_data() {
    QTest::addColumn<int>("tokens");
    QTest::newRow("200 tokens a second") << 70;
    QTest::newRow("40 tokens a second") << 14;
    QTest::newRow("10 tokens a second") << 4;
}

void PieceBytesTest::anAnswerWritesOnePageACommit() {
    QFETCH(int, tokens);
    QTemporaryDir folder;
    QVERIFY(Store::open(folder.path())); // to make the tables is not the answer's cost
    QString text;
    qint64 commits = 0;
    qint64 log = 0;
    {
        Result<Store> store = Store::open(folder.path());
        QVERIFY(store);
        text = stream(*store, tokens, commits);
        log = m_disk->logBytes;
        // Each commit is on the disk before the call returns.
        QVERIFY(m_disk->syncs >= commits);
    }
    const qint64 database = m_disk->databaseBytes;
    const qint64 overhead = commits * 1 * kFrame;
    qInfo("%lld bytes of text in %lld commits: %lld to the log (%lld a commit), %lld to the database; "
          "beyond 1 page a commit %lld, which is %.1f times the text",
          static_cast<long long>(text.size()), static_cast<long long>(commits), static_cast<long long>(log),
          static_cast<long long>(log / commits), static_cast<long long>(database),
          static_cast<long long>(log + database - overhead),
          static_cast<double>(log + database - overhead) / static_cast<double>(text.size()));
    QVERIFY(log + database < 10 * text.size() + overhead);
    QCOMPARE(RawDatabase(databasePath(folder.path())).value("SELECT text FROM messages ORDER BY id DESC"),
             text);
}

void PieceBytesTest::theLogStaysShort() {
    // SQLite folds the log in when it holds 4,000 pages, and then writes from its start again.
    QTemporaryDir folder;
    Result<Store> store = Store::open(folder.path());
    QVERIFY(store);
    qint64 commits = 0;
    stream(*store, 1, commits);
    stream(*store, 1, commits);
    const qint64 size = QFileInfo(databasePath(folder.path()) + "-wal").size();
    QVERIFY2(size < 4020 * kFrame, qPrintable(QString::number(size)));
}

PERIPHERAL_QT_TEST(PieceBytesTest, QCoreApplication)
#include "piece_bytes_test.moc"
