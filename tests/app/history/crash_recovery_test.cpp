// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A process that writes an answer is killed at random moments: whatever it had committed is there afterwards.
#include "child_process.h"
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <unistd.h>

using namespace peripheral;

namespace {

constexpr int kTrials = 20;

QString piece(int i) {
    return QStringLiteral("piece %1, ").arg(i);
}

/// Begins an answer and commits pieces for ever; says into `committed` after each that it is on disk.
int writeForEver(const QString& dataDir, int committed) {
    Result<Store> store = Store::open(dataDir);
    if (!store)
        return 1;
    const Store::Question question = *store->addQuestion(0, 0, u"question", u"title");
    const MessageId answer = *store->beginAnswer(question.conversationId, question.messageId);
    for (int i = 0;; ++i) {
        // Now and then an end and a new beginning, so that joining is killed too.
        const bool joins = i % 10 == 9;
        if (joins ? !store->finishAnswer(answer, piece(i), MessageState::Complete, u"{}")
                  : !store->appendPiece(answer, piece(i)))
            return 2;
        if (::write(committed, "+", 1) != 1)
            return 3;
    }
}

QString pieces(int count) {
    QString text;
    for (int i = 0; i < count; ++i)
        text += piece(i);
    return text;
}

} // namespace

class CrashRecoveryTest : public QObject {
    Q_OBJECT

private slots:
    void losesNoCommittedPiece();
};

void CrashRecoveryTest::losesNoCommittedPiece() {
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    QTemporaryDir folder;
    for (int trial = 0; trial < kTrials; ++trial) {
        const int committed =
            commitsUntilKilled([&](int signs) { return writeForEver(folder.path(), signs); }, 60, random);
        QVERIFY(committed > 0);
        Result<Store> store = Store::open(folder.path());
        QVERIFY2(store, store ? "" : qPrintable(store.error().sentence + store.error().details));
        QCOMPARE(store->conversations()->size(), trial + 1);
        const MessageRow answer = store->path(store->conversations()->first().id)->last();
        // The last piece may have been committed without the process having been able to say so.
        QVERIFY2(answer.text == pieces(committed) || answer.text == pieces(committed + 1),
                 qPrintable(answer.text));
        QVERIFY(answer.state == MessageState::BrokenOff || answer.state == MessageState::Complete);
        RawDatabase raw(databasePath(folder.path()));
        QCOMPARE(raw.soundness(), QStringLiteral("ok"));
        QCOMPARE(raw.value("SELECT count(*) FROM pieces"), QStringLiteral("0"));
    }
}

PERIPHERAL_QT_TEST(CrashRecoveryTest, QCoreApplication)
#include "crash_recovery_test.moc"
