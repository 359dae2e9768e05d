// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/data_folder.h"
#include "storage/database.h"
#include "storage/failure.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace peripheral {

/// One step of a store's schema: the SQL that leads from version `number` − 1 to `number`.
struct Migration {
    int number = 0;
    QByteArray sql;
};

/// What a store keeps in its file, and how that came to be.
struct Schema {
    QString name;                         ///< of the store: its file is <name>.db
    qint64 applicationId = 0;             ///< marks the file as this store's; its first migration writes it
    QList<Migration> migrations;          ///< from 1 without a gap
    FailureSentences sentences = nullptr; ///< the store's own
};

/// The numbered files of `folder`, which a store brings among the program's resources: 0001_<what>.sql, …
[[nodiscard]] QList<Migration> migrationsIn(const QString& folder);

/// Refuses a database that the schema's migrations cannot bring up to date: another program's, or a newer
/// Peripheral's. Returns its version, 0 for an empty one. Only reads.
Result<int> examineSchema(Database& database, const Schema& schema);

/// Brings the database from `version` to the last migration, each step all or nothing. Before each step from
/// a version above 0 a copy goes to `backupFolder`/<name>-before-NNNN.db; without the copy the step is not
/// taken.
Status migrate(Database& database, int version, const Schema& schema, const QString& backupFolder);

/// Opens, or makes, a store's file in a claimed folder and brings it up to date. A file that was not closed
/// properly is checked first; one that is damaged, another program's or newer is refused and not written to.
Result<Database> openDatabase(const DataFolder& folder, const Schema& schema);

} // namespace peripheral
