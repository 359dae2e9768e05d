// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "profiling/profiles.h"
#include "qt_test.h"

#include <plm/profile_file.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;

/// What can be done with the profiles that are kept, and what is said where it cannot.
class ProfilesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_open.reset(); }
    void listsWhatIsKept();
    void renamesAndWritesNotes();
    void removesWithAWayBack();
    void exportsAndImports();
    void importsTheShortText();
    void saysWhatCouldNotBeImported();
    void changesNothingWhereNothingIsKept();

private:
    struct Open {
        explicit Open(const QString& folder) { storage.open(folder); }
        StorageThread storage;
        ProfileArchive archive{storage};
        Profiles profiles{archive};
    };
    [[nodiscard]] Profiles& profiles() const { return m_open->profiles; }
    [[nodiscard]] const ProfileListModel& list() const { return *profiles().list(); }
    [[nodiscard]] QStringList names() const;
    /// Keeps a profile of this name, and gives its id.
    ProfileId add(const std::string& name);
    void openAgain();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Open> m_open;
};

void ProfilesTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    openAgain();
}

void ProfilesTest::openAgain() {
    m_open.reset();
    m_open = std::make_unique<Open>(m_folder->path());
    QTRY_VERIFY(profiles().known());
}

QStringList ProfilesTest::names() const {
    QStringList names;
    for (int row = 0; row < list().count(); ++row)
        names << list().index(row).data(ProfileListModel::NameRole).toString();
    return names;
}

ProfileId ProfilesTest::add(const std::string& name) {
    plm::DeviceProfile profile = plm::test::fullProfile();
    profile.name = name;
    QSignalSpy added(&profiles(), &Profiles::added);
    profiles().add(profile);
    (void)QTest::qWaitFor([&] { return !added.isEmpty(); });
    return added.value(0).value(0).toLongLong();
}

void ProfilesTest::listsWhatIsKept() {
    QVERIFY(names().isEmpty());
    add("one");
    add("two");
    QCOMPARE(names(), (QStringList{"two", "one"}));
    openAgain();
    QCOMPARE(names(), (QStringList{"two", "one"}));
    QVERIFY(profiles().problem().isEmpty());
}

void ProfilesTest::renamesAndWritesNotes() {
    const ProfileId id = add("one");
    profiles().rename(id, "  My  board\u202E ");
    profiles().setNotes(id, "With a fan.\n\nAt night. \n");
    profiles().rename(id, "   "); // no name is none
    profiles().rename(id + 1, "nobody");
    openAgain();
    QCOMPARE(names(), QStringList{"My board\\u202E"});
    QCOMPARE(list().find(id)->profile->notes, std::string("With a fan.\n\nAt night."));
    QVERIFY(profiles().problem().isEmpty());
}

void ProfilesTest::removesWithAWayBack() {
    const ProfileId one = add("one");
    add("two");
    profiles().remove(one);
    QCOMPARE(names(), QStringList{"two"});
    QCOMPARE(profiles().undoText(), QString("“one” was deleted."));
    profiles().undoRemove();
    QCOMPARE(names(), (QStringList{"two", "one"}));
    QVERIFY(profiles().undoText().isEmpty());
    profiles().remove(one);
    profiles().dismissUndo();
    profiles().undoRemove();
    QCOMPARE(names(), QStringList{"two"});
    openAgain();
    QCOMPARE(names(), QStringList{"two"});
}

void ProfilesTest::exportsAndImports() {
    const ProfileId id = add("one");
    profiles().rename(id, "Kitchen");
    const QString file = m_folder->filePath("kitchen profile.json");
    profiles().exportTo(id, QUrl::fromLocalFile(file));
    QTRY_COMPARE(profiles().notice(), QString("Written to “kitchen profile.json”."));
    profiles().dismissNotice();
    QVERIFY(profiles().notice().isEmpty());
    QSignalSpy added(&profiles(), &Profiles::added);
    profiles().importFile(QUrl::fromLocalFile(file));
    QTRY_COMPARE(added.size(), 1);
    QCOMPARE(names(), (QStringList{"Kitchen", "Kitchen"}));
    QCOMPARE(plm::toJson(*list().find(added[0][0].toLongLong())->profile),
             plm::toJson(*list().find(id)->profile));
}

void ProfilesTest::importsTheShortText() {
    const ProfileId id = add("one");
    const QString text = profiles().shortText(id);
    QVERIFY(!text.isEmpty() && text.toUtf8().size() < 1000);
    QVERIFY(profiles().shortText(id + 1).isEmpty());
    QSignalSpy added(&profiles(), &Profiles::added);
    profiles().importText("\n " + text + " \n");
    QTRY_COMPARE(added.size(), 1);
    const auto& read = *list().find(added[0][0].toLongLong())->profile;
    QVERIFY(read.abridged);
    const double before = decodeSpeedOf(*list().find(id)->profile);
    QVERIFY(std::abs(decodeSpeedOf(read) / before - 1) < 1e-3);
}

void ProfilesTest::saysWhatCouldNotBeImported() {
    profiles().importText("hello");
    QTRY_VERIFY(!profiles().problem().isEmpty());
    QVERIFY2(profiles().problem().contains("The pasted text"), qPrintable(profiles().problem()));
    profiles().dismissProblem();
    QVERIFY(profiles().problem().isEmpty());
    profiles().importFile(QUrl::fromLocalFile(m_folder->filePath("nowhere.json")));
    QTRY_VERIFY(profiles().problem().contains("nowhere.json"));
    QVERIFY(!profiles().readOnly());
    QCOMPARE(list().count(), 0);
}

void ProfilesTest::changesNothingWhereNothingIsKept() {
    const ProfileId id = add("one");
    m_open.reset();
    QFile file(m_folder->filePath("profiles.db"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray sound = file.readAll();
    file.close();
    const auto write = [&](const QByteArray& bytes) {
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
        file.close();
    };
    write("not a database");
    openAgain();
    QVERIFY(profiles().readOnly());
    QVERIFY(profiles().problem().contains("profiles.db"));
    profiles().dismissProblem(); // it stays
    QVERIFY(!profiles().problem().isEmpty());
    profiles().remove(id);
    profiles().add(plm::test::fullProfile());
    write(sound);
    profiles().tryAgain();
    QTRY_VERIFY(!profiles().readOnly());
    QTRY_COMPARE(names(), QStringList{"one"});
    QVERIFY(profiles().problem().isEmpty());
}

PERIPHERAL_QT_TEST(ProfilesTest, QCoreApplication)
#include "profiles_test.moc"
