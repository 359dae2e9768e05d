// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that the store cannot work with: each a sentence that names the file, which is left as it was; and
// damage of a sound one, which is told or harmless.
#include "made_up_profiles.h"
#include "profiles/profile_store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "watched_disk.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <optional>

using namespace peripheral;

class ProfileRefusalTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { WatchedDisk::install(); } // faster: it need not be synced
    void init() { m_folder.emplace(); }
    void refusesATextFile();
    void refusesTheHistory();
    void refusesANewerSchema();
    void refusesASecondInstance();
    void survivesFlippedBits();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath("profiles.db"); }
    void write(const QByteArray& bytes) const;
    [[nodiscard]] QByteArray read() const;
    void useOnce() const;
    void refuses(FailureKind kind) const;

    std::optional<QTemporaryDir> m_folder;
};

void ProfileRefusalTest::write(const QByteArray& bytes) const {
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray ProfileRefusalTest::read() const {
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ProfileRefusalTest::useOnce() const {
    Result<ProfileStore> store = ProfileStore::open(m_folder->path());
    QVERIFY(store);
    for (int i = 0; i < 4; ++i)
        QVERIFY(store->add(plm::test::fullProfile()));
}

void ProfileRefusalTest::refuses(FailureKind kind) const {
    const QByteArray before = read();
    const Result<ProfileStore> store = ProfileStore::open(m_folder->path());
    QVERIFY(!store);
    QCOMPARE(store.error().kind, kind);
    QVERIFY2(store.error().sentence.contains(path()) && store.error().sentence.endsWith('.'),
             qPrintable(store.error().sentence));
    QVERIFY2(read() == before, "the database was written to");
}

void ProfileRefusalTest::refusesATextFile() {
    write("{\"format\": \"peripheral-device-profile\"}\n");
    refuses(FailureKind::Corrupt);
}

void ProfileRefusalTest::refusesTheHistory() {
    RawDatabase(path()).value("CREATE TABLE conversations (title TEXT)");
    RawDatabase(path()).value("PRAGMA application_id = 0x50525048");
    refuses(FailureKind::Foreign);
}

void ProfileRefusalTest::refusesANewerSchema() {
    useOnce();
    const int next = schemaOfProfiles().migrations.last().number + 1;
    RawDatabase(path()).value("PRAGMA user_version = " + QByteArray::number(next));
    refuses(FailureKind::Newer);
}

void ProfileRefusalTest::refusesASecondInstance() {
    Result<ProfileStore> first = ProfileStore::open(m_folder->path());
    QVERIFY(first);
    const Result<ProfileStore> second = ProfileStore::open(m_folder->path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, FailureKind::Locked);
    QVERIFY(first->add(plm::test::fullProfile()));
}

void ProfileRefusalTest::survivesFlippedBits() {
    useOnce();
    const QByteArray sound = read();
    QRandomGenerator random(11);
    int told = 0;
    for (int trial = 0; trial < 100; ++trial) {
        QByteArray bytes = sound;
        for (int flips = random.bounded(1, 9); flips > 0; --flips) {
            const qsizetype page = random.bounded(static_cast<int>(bytes.size() / 4096)) * 4096;
            const qsizetype at = page + random.bounded(trial % 2 == 0 ? 120 : 4096);
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.bounded(8)));
        }
        m_folder.emplace();
        write(bytes);
        Result<ProfileStore> store = ProfileStore::open(m_folder->path());
        const Result<ProfileStore::Listed> listed = store ? store->profiles() : tl::unexpected(store.error());
        const bool sentence = !listed || !listed->unreadable.isEmpty();
        told += sentence ? 1 : 0;
        if (sentence)
            QVERIFY((listed ? listed->unreadable.first() : listed.error()).sentence.contains(path()));
    }
    QVERIFY(told > 0);
}

PERIPHERAL_QT_TEST(ProfileRefusalTest, QCoreApplication)
#include "profile_refusal_test.moc"
