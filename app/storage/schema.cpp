// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/schema.h"

#include "storage/migrations.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace peripheral {

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

Result<Database> openDatabase(const DataFolder& folder, const Schema& schema) {
    const QString path = folder.filePath(schema.name + QLatin1String(".db"));
    // A proper end folds the log into the file and removes it.
    const bool crashed = QFileInfo(path + QLatin1String("-wal")).size() > 0;
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
