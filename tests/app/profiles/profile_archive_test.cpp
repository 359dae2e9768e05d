// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"
#include "profiles/profile_archive.h"
#include "qt_test.h"
#include "raw_database.h"
#include "reply_to.h"

#include <plm/profile_file.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace peripheral;

/// The store in its thread, and profiles that come and go as files.
class ProfileArchiveTest : public QObject {
    Q_OBJECT

private slots:
    void keepsProfilesAcrossStarts();
    void goesFromOneDataFolderToAnother();
    void importsText();
    void saysWhatIsWrongWithAFile_data();
    void saysWhatIsWrongWithAFile();
    void saysWhereItCannotBeWritten();
    void keepsNothingBeforeItIsOpen();
    void tellsOfWhatItCannotRead();
};

namespace {

/// The archive on a thread and in a folder of its own.
struct OpenArchive {
    explicit OpenArchive(const QString& folder) { storage.open(folder); }

    StorageThread storage;
    ProfileArchive archive{storage};
};

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name) {
    return folder.filePath(name).toStdString();
}

} // namespace

void ProfileArchiveTest::keepsProfilesAcrossStarts() {
    const QTemporaryDir folder;
    ProfileId id = 0;
    {
        OpenArchive open(folder.path());
        id = replyTo(open.archive.ask(&ProfileWorker::add, plm::test::fullProfile())).value().id;
        open.archive.tell(&ProfileWorker::rename, id, QString("Kitchen"));
    }
    OpenArchive again(folder.path());
    const auto profiles = replyTo(again.archive.ask(&ProfileWorker::profiles)).value();
    QCOMPARE(profiles.size(), 1);
    QCOMPARE(profiles[0].id, id);
    QCOMPARE(profiles[0].profile->name, std::string("Kitchen"));
}

void ProfileArchiveTest::goesFromOneDataFolderToAnother() {
    const QTemporaryDir here, there;
    const auto file = pathIn(here, "kitchen.json");
    std::string exported;
    {
        OpenArchive open(here.path());
        const ProfileId id =
            replyTo(open.archive.ask(&ProfileWorker::add, plm::test::fullProfile())).value().id;
        open.archive.tell(&ProfileWorker::rename, id, QString("Kitchen"));
        open.archive.tell(&ProfileWorker::setNotes, id, QString("With a fan."));
        QVERIFY(replyTo(open.archive.ask(&ProfileWorker::exportFile, id, file)));
        exported = plm::toJson(*replyTo(open.archive.ask(&ProfileWorker::profiles)).value()[0].profile);
    }
    OpenArchive open(there.path());
    const auto imported = replyTo(open.archive.ask(&ProfileWorker::importFile, file)).value();
    QCOMPARE(imported.profile->name, std::string("Kitchen"));
    QCOMPARE(imported.profile->notes, std::string("With a fan."));
    QCOMPARE(plm::toJson(*imported.profile), exported);
}

void ProfileArchiveTest::importsText() {
    const QTemporaryDir folder;
    OpenArchive open(folder.path());
    const QString text = QString::fromStdString(plm::toJson(plm::test::fullProfile()));
    const auto imported = replyTo(open.archive.ask(&ProfileWorker::importText, text, QString("The text")));
    QCOMPARE(imported.value().profile->name, plm::test::fullProfile().name);
    const auto refused =
        replyTo(open.archive.ask(&ProfileWorker::importText, QString("hm"), QString("The text")));
    QVERIFY(!refused);
    QVERIFY2(refused.error().sentence.contains("The text"), qPrintable(refused.error().sentence));
    QCOMPARE(replyTo(open.archive.ask(&ProfileWorker::profiles)).value().size(), 1);
}

void ProfileArchiveTest::saysWhatIsWrongWithAFile_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = QByteArray::fromStdString(plm::toJson(plm::test::fullProfile()));
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("noise") << QByteArray("\x00\xff\xfe profile", 11);
    QTest::newRow("of something else") << QByteArray(R"({"format": "recipe"})");
    QTest::newRow("cut off") << whole.left(whole.size() / 2);
    QTest::newRow("newer") << QByteArray(whole).replace("\"version\": 1,", "\"version\": 7,");
}

void ProfileArchiveTest::saysWhatIsWrongWithAFile() {
    QFETCH(QByteArray, bytes);
    const QTemporaryDir folder;
    QFile file(folder.filePath("given.json"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    OpenArchive open(folder.path());
    const auto refused = replyTo(open.archive.ask(&ProfileWorker::importFile, pathIn(folder, "given.json")));
    QVERIFY(!refused);
    QVERIFY2(refused.error().sentence.contains("given.json"), qPrintable(refused.error().sentence));
    QVERIFY(replyTo(open.archive.ask(&ProfileWorker::profiles)).value().isEmpty());
}

void ProfileArchiveTest::saysWhereItCannotBeWritten() {
    const QTemporaryDir folder;
    OpenArchive open(folder.path());
    const ProfileId id = replyTo(open.archive.ask(&ProfileWorker::add, plm::test::fullProfile())).value().id;
    const auto refused =
        replyTo(open.archive.ask(&ProfileWorker::exportFile, id, pathIn(folder, "nowhere/kitchen.json")));
    QVERIFY(!refused);
    QVERIFY2(refused.error().sentence.contains("kitchen.json"), qPrintable(refused.error().sentence));
    const auto missing =
        replyTo(open.archive.ask(&ProfileWorker::exportFile, id + 1, pathIn(folder, "none.json")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, FailureKind::Missing);
    QVERIFY(!QFile::exists(folder.filePath("none.json")));
}

void ProfileArchiveTest::keepsNothingBeforeItIsOpen() {
    StorageThread storage;
    const ProfileArchive archive(storage);
    QSignalSpy failed(&archive, &ProfileArchive::failed);
    const auto refused = replyTo(archive.ask(&ProfileWorker::add, plm::test::fullProfile()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, FailureKind::NotOpen);
    QVERIFY(refused.error().sentence.endsWith('.'));
    archive.tell(&ProfileWorker::remove, 1);
    QTRY_COMPARE(failed.size(), 1);
}

void ProfileArchiveTest::tellsOfWhatItCannotRead() {
    const QTemporaryDir folder;
    {
        OpenArchive open(folder.path());
        QVERIFY(replyTo(open.archive.ask(&ProfileWorker::add, plm::test::fullProfile())));
    }
    RawDatabase(folder.filePath("profiles.db")).value("UPDATE profiles SET document = 'no'");
    OpenArchive open(folder.path());
    QSignalSpy failed(&open.archive, &ProfileArchive::failed);
    QVERIFY(replyTo(open.archive.ask(&ProfileWorker::profiles)).value().isEmpty());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].value<Failure>().kind, FailureKind::Corrupt);
}

PERIPHERAL_QT_TEST(ProfileArchiveTest, QCoreApplication)
#include "profile_archive_test.moc"
