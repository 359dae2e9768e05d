// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A process that adds and removes profiles is killed at random moments: whatever it had committed is there.
#include "child_process.h"
#include "made_up_profiles.h"
#include "profiles/profile_store.h"
#include "qt_test.h"
#include "raw_database.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <unistd.h>

using namespace peripheral;

namespace {

constexpr int kTrials = 10;

/// Adds profiles for ever; says into `committed` after each that it is on disk.
int addForEver(const QString& dataDir, int committed) {
    Result<ProfileStore> store = ProfileStore::open(dataDir);
    if (!store)
        return 1;
    for (;;) {
        if (!store->add(plm::test::fullProfile()) || ::write(committed, "+", 1) != 1)
            return 2;
    }
}

} // namespace

class ProfileCrashTest : public QObject {
    Q_OBJECT

private slots:
    void losesNoCommittedProfile();
};

void ProfileCrashTest::losesNoCommittedProfile() {
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    QTemporaryDir folder;
    qsizetype before = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
        const int committed =
            commitsUntilKilled([&](int signs) { return addForEver(folder.path(), signs); }, 30, random);
        QVERIFY(committed > 0);
        Result<ProfileStore> store = ProfileStore::open(folder.path());
        QVERIFY2(store, store ? "" : qPrintable(store.error().sentence + store.error().details));
        const ProfileStore::Listed listed = store->profiles().value();
        // The last one may have been committed without the process having been able to say so.
        const qsizetype added = listed.profiles.size() - before;
        QVERIFY2(added == committed || added == committed + 1, qPrintable(QString::number(added)));
        QVERIFY(listed.unreadable.isEmpty());
        QCOMPARE(RawDatabase(folder.filePath("profiles.db")).soundness(), QString("ok"));
        before = listed.profiles.size();
    }
}

PERIPHERAL_QT_TEST(ProfileCrashTest, QCoreApplication)
#include "profile_crash_test.moc"
