// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include <sqlite3.h>
#include <utility>

namespace peripheral {

Result<Transaction> Transaction::begin(Database& database) {
    // Immediate: a refusal comes here, not in the middle.
    if (Status status = database.execute("BEGIN IMMEDIATE"); !status)
        return tl::unexpected(status.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // After a full disk SQLite may have rolled back by itself.
    if (m_database && sqlite3_get_autocommit(m_database->handle()) == 0)
        (void)m_database->execute("ROLLBACK");
}

Status Transaction::commit() {
    Status status = m_database->execute("COMMIT");
    if (status)
        m_database = nullptr;
    return status;
}

} // namespace peripheral
