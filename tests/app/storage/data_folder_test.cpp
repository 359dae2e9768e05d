// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One process at a time has the data folder, and no longer than it lives.
#include "child_process.h"
#include "qt_test.h"
#include "storage/data_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <grp.h>
#include <optional>
#include <unistd.h>

using namespace peripheral;

class DataFolderTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_temporary.emplace(); }
    void isMadeForItsOwnerOnly();
    void leavesOtherFilesAlone();
    void hasOneOwnerAtATime();
    void isFreeAfterItsOwnerWasKilled();
    void saysWhenAFileIsInTheWay();
    void saysWhenItMayNotBeWritten();

private:
    QString path() const { return m_temporary->filePath(QStringLiteral("above/data")); }

    std::optional<QTemporaryDir> m_temporary;
};

void DataFolderTest::isMadeForItsOwnerOnly() {
    const Result<DataFolder> folder = DataFolder::claim(path());
    QVERIFY(folder);
    QCOMPARE(folder->filePath(QStringLiteral("x")), path() + "/x");
    QCOMPARE(QFileInfo(path()).permissions() &
                 (QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther),
             QFile::Permissions());
}

void DataFolderTest::leavesOtherFilesAlone() {
    QVERIFY(QDir().mkpath(path()));
    QFile file(path() + "/letter.txt");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    { QVERIFY(DataFolder::claim(path() + "/../data/")); }
    QCOMPARE(QDir(path()).entryList(QDir::Files), QStringList({"letter.txt", "lock"}));
}

void DataFolderTest::hasOneOwnerAtATime() {
    Result<DataFolder> first = DataFolder::claim(path());
    QVERIFY(first);
    const Result<DataFolder> second = DataFolder::claim(path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, FailureKind::Locked);
    QVERIFY(second.error().sentence.contains(path()));
    {
        const DataFolder moved = std::move(*first);
        QVERIFY(!DataFolder::claim(path()));
    }
    QVERIFY(DataFolder::claim(path()));
}

void DataFolderTest::isFreeAfterItsOwnerWasKilled() {
    int ready[2];
    QCOMPARE(::pipe(ready), 0);
    ChildProcess other([&] {
        const Result<DataFolder> folder = DataFolder::claim(path());
        (void)!::write(ready[1], folder ? "y" : "n", 1);
        return ::pause();
    });
    char answer = 0;
    QCOMPARE(::read(ready[0], &answer, 1), 1);
    QCOMPARE(answer, 'y');
    QCOMPARE(DataFolder::claim(path()).error().kind, FailureKind::Locked);
    other.kill();
    QVERIFY(DataFolder::claim(path()));
    ::close(ready[0]);
    ::close(ready[1]);
}

void DataFolderTest::saysWhenAFileIsInTheWay() {
    QFile file(m_temporary->filePath(QStringLiteral("above")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Result<DataFolder> folder = DataFolder::claim(path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, FailureKind::Io);
    QVERIFY(folder.error().sentence.contains(path()));
    QVERIFY(!DataFolder::claim(file.fileName()));
}

void DataFolderTest::saysWhenItMayNotBeWritten() {
    QVERIFY(QDir().mkpath(path()));
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::ExeOwner));
    const auto claim = [&] {
        const Result<DataFolder> folder = DataFolder::claim(path());
        const bool right = !folder && folder.error().kind == FailureKind::ReadOnly &&
                           folder.error().sentence.contains(path()) && !folder.error().details.isEmpty();
        return right ? 0 : 1;
    };
    // Root may write everywhere, so as root somebody else tries.
    const auto claimAsNobody = [&] {
        constexpr uid_t kNobody = 65534;
        if (::geteuid() == 0 &&
            (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0))
            return 2;
        return claim();
    };
    for (const QString& folder : {m_temporary->path(), QFileInfo(path()).path(), path()})
        QVERIFY(
            QFile::setPermissions(folder, QFile::permissions(folder) | QFile::ReadOther | QFile::ExeOther));
    QCOMPARE(ChildProcess(claimAsNobody).wait(), 0);
    QVERIFY(QFile::setPermissions(path(), QFile::permissions(path()) | QFile::WriteOwner));
}

PERIPHERAL_QT_TEST(DataFolderTest, QCoreApplication)
#include "data_folder_test.moc"
