// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Bits flipped and ends cut off in a history that was closed properly: a sentence or a sound load, never a
// crash.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "watched_disk.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace peripheral;

class DamagedHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void flippedBits();
    void cutOff();

private:
    /// Opens the bytes as a history and does everything with it once; false where something was refused.
    bool use(const QByteArray& bytes);

    QByteArray m_sound;
};

void DamagedHistoryTest::initTestCase() {
    WatchedDisk::install(); // faster: it need not be synced
    QTemporaryDir folder;
    {
        Result<Store> store = Store::open(folder.path());
        QVERIFY(store);
        for (int i = 0; i < 8; ++i) {
            const Store::Question question = *store->addQuestion(0, 0, QString(500 * i, QChar('a' + i)),
                                                                 QStringLiteral("title %1").arg(i));
            const MessageId answer = *store->beginAnswer(question.conversationId, question.messageId);
            QVERIFY(store->appendPiece(answer, QString(700, 'x')));
            if (i % 2)
                QVERIFY(store->finishAnswer(answer, u"end", MessageState::Complete, u"{}"));
        }
    }
    QFile file(databasePath(folder.path()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_sound = file.readAll();
    QVERIFY(use(m_sound));
}

bool DamagedHistoryTest::use(const QByteArray& bytes) {
    QTemporaryDir folder;
    QFile file(databasePath(folder.path()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file to test with");
    file.close();
    QList<Failure> failures;
    const auto note = [&](const auto& result) {
        if (!result)
            failures.append(result.error());
        return result.has_value();
    };
    Result<Store> store = Store::open(folder.path());
    if (note(store)) {
        const Result<QList<ConversationRow>> conversations = store->conversations();
        if (note(conversations))
            for (const ConversationRow& row : *conversations)
                note(store->path(row.id));
        const Result<Store::Question> question = store->addQuestion(0, 0, u"question", u"title");
        if (note(question)) {
            const Result<qint64> answer = store->beginAnswer(question->conversationId, question->messageId);
            if (note(answer)) {
                note(store->appendPiece(*answer, u"piece"));
                note(store->finishAnswer(*answer, u"end", MessageState::Complete, u"{}"));
            }
        }
        note(store->settle());
    }
    for (const Failure& failure : failures)
        if (!failure.sentence.contains(file.fileName()))
            qFatal("a sentence without the file: %s", qPrintable(failure.sentence));
    return failures.isEmpty();
}

void DamagedHistoryTest::flippedBits() {
    QRandomGenerator random(7);
    int refused = 0;
    for (int trial = 0; trial < 300; ++trial) {
        QByteArray bytes = m_sound;
        // Half of the trials in the first bytes of pages, where their structure is.
        const int flips = random.bounded(1, 9);
        for (int i = 0; i < flips; ++i) {
            const qsizetype page = random.bounded(static_cast<int>(bytes.size() / 4096)) * 4096;
            const int offset = random.bounded(trial % 2 ? 120 : 4096);
            bytes[page + offset] = static_cast<char>(bytes[page + offset] ^ (1 << random.bounded(8)));
        }
        if (!use(bytes))
            ++refused;
    }
    qInfo("300 damaged files: %d told so, the others were used", refused);
    QVERIFY(refused > 0);
}

void DamagedHistoryTest::cutOff() {
    // From 2 bytes on, since SQLite takes a file of 1 byte for an empty one, and to a missing page, since it
    // takes a missing part of the last one for zeros.
    for (qsizetype size = 2; size <= m_sound.size() - 4096; size += m_sound.size() / 40)
        QVERIFY2(!use(m_sound.left(size)), qPrintable(QString::number(size)));
}

PERIPHERAL_QT_TEST(DamagedHistoryTest, QCoreApplication)
#include "damaged_history_test.moc"
