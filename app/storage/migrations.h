// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/schema.h"

#include <QString>

namespace peripheral {

/// Refuses a database that the schema's migrations cannot bring up to date: another program's, or a newer
/// Peripheral's. Returns its version, 0 for an empty one. Only reads.
Result<int> examineSchema(Database& database, const Schema& schema);

/// Brings the database from `version` to the last migration, each step all or nothing. Before each step from
/// a version above 0 a copy goes to `backupFolder`/<name>-before-NNNN.db; without the copy the step is not
/// taken.
Status migrate(Database& database, int version, const Schema& schema, const QString& backupFolder);

} // namespace peripheral
