// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A history in memory: a conversation as ever, and nothing of it anywhere else, neither while it is there nor
// afterwards.
#include "history/history.h"
#include "qt_test.h"
#include "reply_to.h"
#include "storage/storage_thread.h"

#include <QDir>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

using namespace peripheral;

class MemoryHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void keepsAConversationWhileItIsOpen();
    void changesAndRemoves();
    void opensNoFileAndMakesNone();
    void beginsEmptyEachTime();
    void givesItsMemoryBack();
    void opensAgainWhenItIsTriedAgain();

private:
    void open();
    void talk(const QString& question, const QString& answer);
    QList<MessageRow> path() { return *replyTo(m_history->ask(&HistoryWorker::path, m_conversation)); }

    std::unique_ptr<QTemporaryDir> m_here; ///< the working folder, in which a wrong name would be made
    QString m_before;
    std::unique_ptr<StorageThread> m_storage;
    std::unique_ptr<History> m_history;
    ConversationId m_conversation = 0;
    MessageId m_answer = 0;
};

namespace {

/// What this process has open.
QSet<QString> openFiles() {
    QSet<QString> files;
    const QDir descriptors(QStringLiteral("/proc/self/fd"));
    for (const QString& name : descriptors.entryList(QDir::Files | QDir::System))
        files.insert(QFileInfo(descriptors.filePath(name)).symLinkTarget());
    return files;
}

} // namespace

void MemoryHistoryTest::init() {
    m_here = std::make_unique<QTemporaryDir>();
    m_before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(m_here->path()));
    open();
}

void MemoryHistoryTest::cleanup() {
    m_history.reset();
    m_storage.reset();
    QVERIFY(QDir::setCurrent(m_before));
    m_conversation = 0;
}

void MemoryHistoryTest::open() {
    m_history.reset();
    m_storage = std::make_unique<StorageThread>();
    m_history = std::make_unique<History>(*m_storage);
    QSignalSpy opened(m_history.get(), &History::opened);
    m_storage->open(DataFolder::inMemory());
    QTRY_COMPARE(opened.size(), 1);
    m_conversation = 0;
    m_answer = 0;
}

void MemoryHistoryTest::talk(const QString& question, const QString& answer) {
    const auto asked =
        replyTo(m_history->ask(&HistoryWorker::addQuestion, m_conversation, m_answer, question, "title"));
    QVERIFY(asked);
    m_conversation = asked->conversationId;
    const auto begun = replyTo(m_history->ask(&HistoryWorker::beginAnswer, m_conversation, asked->messageId));
    QVERIFY(begun);
    m_answer = *begun;
    for (const QChar piece : answer)
        m_history->tell(&HistoryWorker::appendPiece, m_answer, QString(piece));
    m_history->tell(&HistoryWorker::finishAnswer, m_answer, MessageState::Complete,
                    QStringLiteral("{\"tokens\":3}"));
}

void MemoryHistoryTest::keepsAConversationWhileItIsOpen() {
    talk("What is the opposite of hot?", "cold.");
    talk("And of big?", "small.");
    const QList<MessageRow> rows = path();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[1].text, QStringLiteral("cold."));
    QCOMPARE(rows[2].text, QStringLiteral("And of big?"));
    QCOMPARE(rows[3].text, QStringLiteral("small."));
    QCOMPARE(rows[3].state, MessageState::Complete);
    QVERIFY(m_storage->close());
}

void MemoryHistoryTest::changesAndRemoves() {
    talk("question", "answer");
    m_history->tell(&HistoryWorker::rename, m_conversation, QStringLiteral("another title"));
    QCOMPARE(replyTo(m_history->ask(&HistoryWorker::conversations))->first().title,
             QStringLiteral("another title"));
    m_history->tell(&HistoryWorker::remove, m_conversation);
    QVERIFY(replyTo(m_history->ask(&HistoryWorker::conversations))->isEmpty());
    m_history->tell(&HistoryWorker::restore, m_conversation);
    QCOMPARE(replyTo(m_history->ask(&HistoryWorker::conversations))->size(), 1);
}

void MemoryHistoryTest::opensNoFileAndMakesNone() {
    const QSet<QString> before = openFiles();
    for (int i = 0; i < 20; ++i) // more than a page of the database
        talk(QStringLiteral("question ").repeated(100), QStringLiteral("answer "));
    QCOMPARE(path().size(), 40);
    QCOMPARE(openFiles() - before, QSet<QString>());
    QVERIFY(m_storage->close());
    QVERIFY(
        QDir(m_here->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot));
}

void MemoryHistoryTest::beginsEmptyEachTime() {
    talk("question", "answer");
    open();
    QVERIFY(replyTo(m_history->ask(&HistoryWorker::conversations))->isEmpty());
}

void MemoryHistoryTest::givesItsMemoryBack() {
    m_history.reset();
    QVERIFY(m_storage->close());
    const std::uint64_t before = StorageThread::memoryUsed();
    open();
    talk(QStringLiteral("A long question. ").repeated(20'000), "answer");
    QCOMPARE(path().size(), 2);
    QVERIFY(StorageThread::memoryUsed() > before + 300'000);
    m_history.reset();
    QVERIFY(m_storage->close());
    QVERIFY(StorageThread::memoryUsed() <= before);
}

void MemoryHistoryTest::opensAgainWhenItIsTriedAgain() {
    talk("question", "answer");
    m_history->tryAgain(); // it is open: nothing happens to it
    QCOMPARE(path().size(), 2);
    QVERIFY(
        QDir(m_here->path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot));
}

PERIPHERAL_QT_TEST(MemoryHistoryTest, QCoreApplication)
#include "memory_history_test.moc"
