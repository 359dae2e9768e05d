// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/migrations.h"

#include "history/database.h"
#include "history/transaction.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdio>

namespace peripheral {
namespace {

/// Marks the file as a history of Peripheral ("PRPH" in ASCII); written by the first migration.
constexpr qint64 kApplicationId = 0x50525048;

QString numbered(const char* format, int number) {
    return QString::asprintf(format, number);
}

Status backUp(Database& database, int number, const QString& folder) {
    QDir().mkpath(folder);
    const QString path = folder + QLatin1Char('/') + numbered("history-before-%04d.db", number);
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

QList<Migration> knownMigrations() {
    QList<Migration> migrations;
    const QDir folder(QStringLiteral(":/peripheral/history/migrations"));
    for (const QString& name : folder.entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            migrations.append({name.left(4).toInt(), file.readAll()});
    }
    return migrations;
}

Result<int> examineSchema(Database& database, const QList<Migration>& migrations) {
    const Result<qint64> id = database.number("PRAGMA application_id");
    const Result<qint64> version = database.number("PRAGMA user_version");
    const Result<qint64> tables = database.number("SELECT count(*) FROM sqlite_schema");
    for (const Result<qint64>* value : {&id, &version, &tables})
        if (!*value)
            return tl::unexpected(value->error());
    if (*id == 0 && *version == 0 && *tables == 0)
        return 0;
    if (*id != kApplicationId || *version < 1)
        return tl::unexpected(failureAt(FailureKind::Foreign, database.path(), {}));
    if (*version > migrations.last().number)
        return tl::unexpected(failureAt(
            FailureKind::Newer, database.path(),
            QStringLiteral("schema %1, known up to %2").arg(*version).arg(migrations.last().number)));
    return static_cast<int>(*version);
}

Status migrate(Database& database, int version, const QList<Migration>& migrations,
               const QString& backupFolder) {
    for (const Migration& migration : migrations) {
        if (migration.number <= version)
            continue;
        if (version > 0)
            if (Status status = backUp(database, migration.number, backupFolder); !status)
                return status;
        if (Status status = step(database, migration); !status)
            return status;
    }
    return {};
}

} // namespace peripheral
