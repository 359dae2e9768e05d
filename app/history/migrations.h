// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/failure.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace peripheral {

class Database;

/// One step of the schema: the SQL that leads from version `number` − 1 to `number`.
struct Migration {
    int number = 0;
    QByteArray sql;
};

/// The steps that this program knows, from 1 without a gap; they are the numbered files of migrations/.
[[nodiscard]] QList<Migration> knownMigrations();

/// Refuses a database that `migrations` cannot bring up to date: another program's, or a newer Peripheral's.
/// Returns its version, 0 for an empty one. Only reads.
Result<int> examineSchema(Database& database, const QList<Migration>& migrations);

/// Brings the database from `version` to the last of `migrations`, each step all or nothing. Before each step
/// from a version above 0 a copy goes to `backupFolder`/history-before-NNNN.db; without the copy the step is
/// not taken.
Status migrate(Database& database, int version, const QList<Migration>& migrations,
               const QString& backupFolder);

} // namespace peripheral
