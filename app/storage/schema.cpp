// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/schema.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>

namespace peripheral {

namespace {

Status backUp(Database& database, const QString& name, int number, const QString& folder) {
    QDir().mkpath(folder);
    const QString path = folder + QLatin1Char('/') + name + QString::asprintf("-before-%04d.db", number);
    const QString unfinished = path + QLatin1String(".part");
    Status status = database.copyTo(unfinished);
    if (status &&
        std::rename(QFile::encodeName(unfinished).constData(), QFile::encodeName(path).constData()) != 0)
        status = tl::unexpected(systemFailure(errno, path));
    if (!status)
        QFile::remove(unfinished);
    return status;
}

Status step(Database& database, const Migration& migration) {
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const QByteArray version = "; PRAGMA user_version = " + QByteArray::number(migration.number);
    if (Status status = database.execute((migration.sql + version).constData()); !status)
        return status;
    return transaction->commit();
}

} // namespace

QList<Migration> migrationsIn(const QString& folder) {
    QList<Migration> migrations;
    const QDir files(folder);
    for (const QString& name : files.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(files.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            migrations.append({name.left(4).toInt(), file.readAll()});
    }
    return migrations;
}

Result<int> examineSchema(Database& database, const Schema& schema) {
    const Result<qint64> id = database.number("PRAGMA application_id");
    const Result<qint64> version = database.number("PRAGMA user_version");
    const Result<qint64> tables = database.number("SELECT count(*) FROM sqlite_schema");
    for (const Result<qint64>* value : {&id, &version, &tables})
        if (!*value)
            return tl::unexpected(value->error());
    if (*id == 0 && *version == 0 && *tables == 0)
        return 0;
    if (*id != schema.applicationId || *version < 1)
        return tl::unexpected(database.failure(FailureKind::Foreign));
    if (const int known = schema.migrations.last().number; *version > known)
        return tl::unexpected(database.failure(
            FailureKind::Newer, QStringLiteral("schema %1, known up to %2").arg(*version).arg(known)));
    return static_cast<int>(*version);
}

Status migrate(Database& database, int version, const Schema& schema, const QString& backupFolder) {
    for (const Migration& migration : schema.migrations) {
        if (migration.number <= version)
            continue;
        if (version > 0)
            if (Status status = backUp(database, schema.name, migration.number, backupFolder); !status)
                return status;
        if (Status status = step(database, migration); !status)
            return status;
    }
    return {};
}

Result<Database> openDatabase(const DataFolder& folder, const Schema& schema) {
    const QString path = folder.filePath(schema.name + QLatin1String(".db"));
    // A proper end folds the log into the file and removes it.
    const bool crashed = !folder.isInMemory() && QFileInfo(path + QLatin1String("-wal")).size() > 0;
    Result<Database> database = Database::open(path, schema.sentences);
    if (!database)
        return database;
    // Examines before it writes: a file that is refused stays as it was found.
    const Result<int> version = examineSchema(*database, schema);
    Status status = version ? Status() : tl::unexpected(version.error());
    if (status && crashed)
        status = database->check();
    if (status)
        status = database->prepareToWrite();
    if (status)
        status = migrate(*database, *version, schema, folder.filePath(QStringLiteral("backups")));
    if (!status)
        return tl::unexpected(status.error());
    return database;
}

} // namespace peripheral
