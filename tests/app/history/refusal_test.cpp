// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Folders that the store cannot work with: each a sentence that names the file, and nothing in the folder
// changes.
#include "history/store.h"
#include "qt_test.h"
#include "raw_database.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <optional>

using namespace peripheral;

class RefusalTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder.emplace(); }
    void refusesAFileOfNoise();
    void refusesATextFile();
    void refusesADatabaseOfAnotherProgram();
    void refusesANewerSchema();
    void refusesAFolderInPlaceOfTheFile();
    void refusesASecondInstance();
    void refusesADamagedFileAfterACrash();
    void opensAnEmptyFile();
    void opensAFileThatWasNotClosed();

private:
    QString path() const { return databasePath(m_folder->path()); }
    void write(const QByteArray& bytes) { writeTo(path(), bytes); }
    static void writeTo(const QString& name, const QByteArray& bytes);
    static QByteArray read(const QString& name);
    void useOnce();
    void refuses(FailureKind kind);

    std::optional<QTemporaryDir> m_folder;
};

void RefusalTest::writeTo(const QString& name, const QByteArray& bytes) {
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray RefusalTest::read(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void RefusalTest::useOnce() {
    Result<Store> store = Store::open(m_folder->path());
    QVERIFY(store);
    for (int i = 0; i < 40; ++i)
        QVERIFY(store->addQuestion(0, 0, QString(3000, QChar('a' + i)), u"title"));
}

void RefusalTest::refuses(FailureKind kind) {
    const QByteArray database = read(path());
    const QByteArray log = read(path() + "-wal");
    const Result<Store> store = Store::open(m_folder->path());
    QVERIFY(!store);
    QCOMPARE(store.error().kind, kind);
    QVERIFY2(store.error().sentence.contains(path()), qPrintable(store.error().sentence));
    QVERIFY2(store.error().sentence.endsWith('.'), qPrintable(store.error().sentence));
    QVERIFY2(read(path()) == database, "the database was written to");
    QVERIFY2(read(path() + "-wal") == log, "the log was written to");
}

void RefusalTest::refusesAFileOfNoise() {
    QRandomGenerator random(1);
    QByteArray noise(20000, Qt::Uninitialized);
    for (char& byte : noise)
        byte = static_cast<char>(random.bounded(256));
    write(noise);
    refuses(FailureKind::Corrupt);
}

void RefusalTest::refusesATextFile() {
    write("Dear diary, ...\n");
    refuses(FailureKind::Corrupt);
}

void RefusalTest::refusesADatabaseOfAnotherProgram() {
    RawDatabase(path()).value("CREATE TABLE recipes (name TEXT)");
    refuses(FailureKind::Foreign);
}

void RefusalTest::refusesANewerSchema() {
    useOnce();
    const int next = schemaOfHistory().migrations.last().number + 1;
    RawDatabase(path()).value("PRAGMA user_version = " + QByteArray::number(next));
    refuses(FailureKind::Newer);
}

void RefusalTest::refusesAFolderInPlaceOfTheFile() {
    QVERIFY(QDir().mkpath(path()));
    refuses(FailureKind::Io);
}

void RefusalTest::refusesASecondInstance() {
    Result<Store> first = Store::open(m_folder->path());
    QVERIFY(first);
    QVERIFY(first->addQuestion(0, 0, u"one", u"title"));
    const QByteArray database = read(path());
    const QByteArray log = read(path() + "-wal");
    const Result<Store> second = Store::open(m_folder->path());
    QVERIFY(!second);
    QCOMPARE(second.error().kind, FailureKind::Locked);
    QVERIFY(second.error().sentence.contains(m_folder->path()));
    QVERIFY(read(path()) == database);
    QVERIFY(read(path() + "-wal") == log);
    QVERIFY(first->addQuestion(0, 0, u"two", u"title"));
    QCOMPARE(first->conversations()->size(), 2);
}

void RefusalTest::refusesADamagedFileAfterACrash() {
    useOnce();
    // A log that was not folded in: the sign of a process that did not end properly.
    QByteArray log;
    QByteArray database;
    {
        Result<Store> store = Store::open(m_folder->path());
        QVERIFY(store->addQuestion(0, 0, u"last", u"title"));
        log = read(path() + "-wal");
        database = read(path());
    }
    // Page 2 on holds the tables; page 1 the schema, which stays sound here.
    for (qsizetype i = 4096; i < database.size(); i += 7)
        database[i] = 'x';
    write(database);
    writeTo(path() + "-wal", log);
    refuses(FailureKind::Corrupt);
}

void RefusalTest::opensAnEmptyFile() {
    write({});
    useOnce();
}

void RefusalTest::opensAFileThatWasNotClosed() {
    QByteArray log;
    QByteArray database;
    {
        Result<Store> store = Store::open(m_folder->path());
        QVERIFY(store->addQuestion(0, 0, u"question", u"title"));
        log = read(path() + "-wal");
        database = read(path());
    }
    QVERIFY(log.size() > 0);
    write(database);
    writeTo(path() + "-wal", log);
    Result<Store> store = Store::open(m_folder->path());
    QVERIFY(store);
    QCOMPARE(store->conversations()->size(), 1);
}

PERIPHERAL_QT_TEST(RefusalTest, QCoreApplication)
#include "refusal_test.moc"
