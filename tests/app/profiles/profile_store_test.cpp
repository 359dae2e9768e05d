// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "profiles/profile_store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "watched_disk.h"

#include <plm/profile_file.h>

#include <QTemporaryDir>

#include <optional>

using namespace peripheral;

/// What the store keeps, what it forgets, and what it does with a disk that is full.
class ProfileStoreTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_disk = &WatchedDisk::install(); }
    void init();
    void keepsAProfileAsItIs();
    void listsTheOneAddedLastFirst();
    void namesAndNotesAreTheOwners();
    void removedOnesComeBackUntilTheEnd();
    void saysThatAnIdIsNotThere();
    void passesOverWhatItDoesNotUnderstand();
    void keepsNothingOnAFullDisk();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath("profiles.db"); }
    void openAgain();
    [[nodiscard]] QStringList names();

    WatchedDisk* m_disk = nullptr;
    std::optional<QTemporaryDir> m_folder;
    std::optional<ProfileStore> m_store;
};

void ProfileStoreTest::init() {
    m_store.reset();
    m_folder.emplace();
    openAgain();
}

void ProfileStoreTest::openAgain() {
    m_store.reset();
    Result<ProfileStore> store = ProfileStore::open(m_folder->path(), [] { return 1'790'000'000'000; });
    QVERIFY2(store, store ? "" : qPrintable(store.error().sentence));
    m_store.emplace(std::move(*store));
}

QStringList ProfileStoreTest::names() {
    QStringList names;
    const ProfileStore::Listed listed = m_store->profiles().value();
    for (const KeptProfile& kept : listed.profiles)
        names << QString::fromStdString(kept.profile->name);
    return names;
}

void ProfileStoreTest::keepsAProfileAsItIs() {
    const plm::DeviceProfile profile = plm::test::fullProfile();
    const KeptProfile added = m_store->add(profile).value();
    QCOMPARE(added.addedMs, 1'790'000'000'000);
    openAgain();
    const KeptProfile kept = m_store->profile(added.id).value();
    QCOMPARE(kept.addedMs, added.addedMs);
    QCOMPARE(plm::toJson(*kept.profile), plm::toJson(profile));
    RawDatabase raw(path());
    QCOMPARE(raw.value("SELECT document FROM profiles"), QString::fromStdString(plm::toJson(profile)));
    QCOMPARE(raw.value("SELECT origin FROM profiles"), QString("measured"));
}

void ProfileStoreTest::listsTheOneAddedLastFirst() {
    plm::DeviceProfile profile = plm::test::fullProfile();
    for (const char* name : {"one", "two", "three"}) {
        profile.name = name;
        QVERIFY(m_store->add(profile));
    }
    QCOMPARE(names(), (QStringList{"three", "two", "one"}));
}

void ProfileStoreTest::namesAndNotesAreTheOwners() {
    const ProfileId id = m_store->add(plm::test::fullProfile()).value().id;
    const QString document = RawDatabase(path()).value("SELECT document FROM profiles");
    QVERIFY(m_store->rename(id, "Kitchen"));
    QVERIFY(m_store->setNotes(id, "With a fan.\nAt night."));
    openAgain();
    const KeptProfile kept = m_store->profile(id).value();
    QCOMPARE(kept.profile->name, std::string("Kitchen"));
    QCOMPARE(kept.profile->notes, std::string("With a fan.\nAt night."));
    QCOMPARE(RawDatabase(path()).value("SELECT document FROM profiles"), document);
}

void ProfileStoreTest::removedOnesComeBackUntilTheEnd() {
    plm::DeviceProfile profile = plm::test::fullProfile();
    profile.name = "kept";
    QVERIFY(m_store->add(profile));
    profile.name = "removed";
    const ProfileId id = m_store->add(profile).value().id;
    QVERIFY(m_store->remove(id));
    QCOMPARE(names(), QStringList{"kept"});
    QVERIFY(m_store->restore(id));
    QCOMPARE(names(), (QStringList{"removed", "kept"}));
    QVERIFY(m_store->remove(id));
    openAgain();
    QVERIFY(!m_store->restore(id));
    QCOMPARE(RawDatabase(path()).value("SELECT count(*) FROM profiles"), QString("1"));
    profile.name = "later";
    QVERIFY(m_store->add(profile).value().id > id); // ids are not used again
}

void ProfileStoreTest::saysThatAnIdIsNotThere() {
    for (const Status& status : {m_store->rename(7, "x"), m_store->setNotes(7, "x"), m_store->remove(7),
                                 m_store->restore(7), Status(m_store->profile(7).map([](const auto&) {}))}) {
        QVERIFY(!status);
        QCOMPARE(status.error().kind, FailureKind::Missing);
        QVERIFY(status.error().sentence.contains(path()));
    }
}

void ProfileStoreTest::passesOverWhatItDoesNotUnderstand() {
    plm::DeviceProfile profile = plm::test::fullProfile();
    for (const char* name : {"broken", "newer", "sound"}) {
        profile.name = name;
        QVERIFY(m_store->add(profile));
    }
    {
        RawDatabase raw(path());
        raw.value("UPDATE profiles SET document = '{' WHERE name = 'broken'");
        raw.value("UPDATE profiles SET document = replace(document, '\"version\": 1,', '\"version\": 99,') "
                  "WHERE name = 'newer'");
    }
    const ProfileStore::Listed listed = m_store->profiles().value();
    QCOMPARE(names(), QStringList{"sound"});
    QCOMPARE(listed.unreadable.size(), 2);
    for (const Failure& failure : listed.unreadable)
        QVERIFY2(failure.sentence.contains(path()) && !failure.details.isEmpty(),
                 qPrintable(failure.details));
    QVERIFY(listed.unreadable[0].details.contains("newer")); // it is called by its name
}

void ProfileStoreTest::keepsNothingOnAFullDisk() {
    QVERIFY(m_store->add(plm::test::fullProfile()));
    m_disk->bytesLeft = 100;
    const Result<KeptProfile> refused = m_store->add(plm::test::fullProfile());
    m_disk->bytesLeft = -1;
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, FailureKind::Full);
    QVERIFY(refused.error().sentence.contains(path()));
    QCOMPARE(names().size(), 1);
    QVERIFY(m_store->add(plm::test::fullProfile()));
    QCOMPARE(RawDatabase(path()).soundness(), QString("ok"));
}

PERIPHERAL_QT_TEST(ProfileStoreTest, QCoreApplication)
#include "profile_store_test.moc"
