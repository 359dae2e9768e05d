// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From one schema to the next: all or nothing, and never without a copy of what was there.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"
#include "storage/schema.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <optional>

using namespace peripheral;

class MigrationsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void areNumberedWithoutGaps();
    void makeANewDatabaseWithoutACopy();
    void copyBeforeEachLaterStep();
    void replaceAnOldCopy();
    void undoAStepThatFails();
    void doNotGoOnWithoutACopy();
    void keepTheOrderOfConversations();

private:
    /// The database of a folder that was used once, and is closed.
    Database database() { return *Database::open(databasePath(m_folder->path())); }
    QString backups() const { return m_folder->filePath(QStringLiteral("backups")); }
    Status migrateTo(const Schema& schema);

    std::optional<QTemporaryDir> m_folder;
};

namespace {

/// The known steps and one more for each SQL given.
Schema withNext(const QList<QByteArray>& steps) {
    Schema schema = schemaOfHistory();
    for (const QByteArray& sql : steps)
        schema.migrations.append({schema.migrations.last().number + 1, sql});
    return schema;
}

QList<Migration> knownMigrations() {
    return schemaOfHistory().migrations;
}

} // namespace

void MigrationsTest::init() {
    m_folder.emplace();
    Result<Store> store = Store::open(m_folder->path());
    QVERIFY(store);
    QVERIFY(store->addQuestion(0, 0, u"question", u"old title"));
}

Status MigrationsTest::migrateTo(const Schema& schema) {
    Database open = database();
    const Result<int> version = examineSchema(open, schema);
    if (!version)
        return tl::unexpected(version.error());
    if (Status status = open.prepareToWrite(); !status)
        return status;
    return migrate(open, *version, schema, backups());
}

void MigrationsTest::areNumberedWithoutGaps() {
    const QList<Migration> migrations = knownMigrations();
    QVERIFY(!migrations.isEmpty());
    for (int i = 0; i < migrations.size(); ++i) {
        QCOMPARE(migrations[i].number, i + 1);
        QVERIFY(!migrations[i].sql.isEmpty());
    }
}

void MigrationsTest::makeANewDatabaseWithoutACopy() {
    QVERIFY(!QDir(backups()).exists());
    RawDatabase raw(databasePath(m_folder->path()));
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), knownMigrations().last().number);
    QCOMPARE(raw.value("PRAGMA journal_mode"), QStringLiteral("wal"));
    QVERIFY(migrateTo(schemaOfHistory()));
    QVERIFY(!QDir(backups()).exists());
}

void MigrationsTest::copyBeforeEachLaterStep() {
    QVERIFY(migrateTo(withNext({"CREATE TABLE one (a); UPDATE conversations SET title = 'new title'",
                                "ALTER TABLE one RENAME TO two"})));
    const int known = knownMigrations().last().number;
    RawDatabase raw(databasePath(m_folder->path()));
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), known + 2);
    QCOMPARE(raw.value("SELECT title FROM conversations"), QStringLiteral("new title"));
    QCOMPARE(raw.value("SELECT count(*) FROM two"), QStringLiteral("0"));
    QCOMPARE(QDir(backups()).entryList(QDir::Files),
             QStringList({QString::asprintf("history-before-%04d.db", known + 1),
                          QString::asprintf("history-before-%04d.db", known + 2)}));
    RawDatabase first(backups() + QString::asprintf("/history-before-%04d.db", known + 1));
    QCOMPARE(first.soundness(), QStringLiteral("ok"));
    QCOMPARE(first.value("PRAGMA user_version").toInt(), known);
    QCOMPARE(first.value("SELECT title FROM conversations"), QStringLiteral("old title"));
    RawDatabase second(backups() + QString::asprintf("/history-before-%04d.db", known + 2));
    QCOMPARE(second.value("SELECT count(*) FROM one"), QStringLiteral("0"));
}

void MigrationsTest::replaceAnOldCopy() {
    QVERIFY(QDir().mkpath(backups()));
    const QString path =
        backups() + QString::asprintf("/history-before-%04d.db", knownMigrations().last().number + 1);
    for (const QString& name : {path, path + ".part"}) {
        QFile old(name);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("left by a crash");
    }
    QVERIFY(migrateTo(withNext({"CREATE TABLE one (a)"})));
    QCOMPARE(RawDatabase(path).value("SELECT title FROM conversations"), QStringLiteral("old title"));
    QVERIFY(!QFile::exists(path + ".part"));
}

void MigrationsTest::undoAStepThatFails() {
    const Status status = migrateTo(
        withNext({"CREATE TABLE one (a); UPDATE conversations SET title = 'new'; SELECT nonsense"}));
    QVERIFY(!status);
    QVERIFY(status.error().details.contains(QLatin1String("nonsense")));
    RawDatabase raw(databasePath(m_folder->path()));
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), knownMigrations().last().number);
    QCOMPARE(raw.value("SELECT title FROM conversations"), QStringLiteral("old title"));
    QCOMPARE(raw.value("SELECT count(*) FROM sqlite_schema WHERE name = 'one'"), QStringLiteral("0"));
    QVERIFY(migrateTo(withNext({"CREATE TABLE one (a)"})));
}

void MigrationsTest::doNotGoOnWithoutACopy() {
    QFile inTheWay(backups());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const Status status = migrateTo(withNext({"CREATE TABLE one (a)"}));
    QVERIFY(!status);
    QVERIFY(status.error().sentence.contains(backups()));
    RawDatabase raw(databasePath(m_folder->path()));
    QCOMPARE(raw.value("PRAGMA user_version").toInt(), knownMigrations().last().number);
}

void MigrationsTest::keepTheOrderOfConversations() {
    m_folder.emplace(); // one of the first schema
    {
        Database old = database();
        QVERIFY(old.prepareToWrite());
        Schema first = schemaOfHistory();
        first.migrations.resize(1);
        QVERIFY(migrate(old, 0, first, backups()));
    }
    {
        RawDatabase raw(databasePath(m_folder->path()));
        raw.value("INSERT INTO conversations (title, created_ms, updated_ms, deleted_ms) VALUES "
                  "('b', 0, 20, NULL), ('d', 0, 40, NULL), ('c', 0, 20, NULL), ('a', 0, 10, NULL), ('x', 0, "
                  "50, 1)");
    }
    Result<Store> store = Store::open(m_folder->path());
    QVERIFY(store);
    QStringList titles;
    const QList<ConversationRow> rows = *store->conversations();
    for (const ConversationRow& row : rows)
        titles << row.title;
    QCOMPARE(titles, (QStringList{"d", "c", "b", "a"}));
    QVERIFY(store->addQuestion(rows.last().id, 0, u"again", {}));
    QCOMPARE(store->conversations()->first().title, QStringLiteral("a"));
}

PERIPHERAL_QT_TEST(MigrationsTest, QCoreApplication)
#include "migrations_test.moc"
