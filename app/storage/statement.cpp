// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/statement.h"

#include "storage/database.h"

#include <sqlite3.h>

namespace peripheral {

void Statement::Finalize::operator()(sqlite3_stmt* handle) const {
    sqlite3_finalize(handle);
}

Result<Statement> Statement::prepare(Database& database, const char* sql) {
    Statement statement;
    statement.m_database = &database;
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v2(database.handle(), sql, -1, &handle, nullptr) != SQLITE_OK)
        return tl::unexpected(database.failure());
    statement.m_handle.reset(handle);
    return statement;
}

Result<bool> Statement::step() {
    if (m_bindError != SQLITE_OK)
        return tl::unexpected(
            m_database->failureOfCode(m_bindError, QString::fromUtf8(sqlite3_errstr(m_bindError))));
    switch (sqlite3_step(m_handle.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return tl::unexpected(m_database->failure());
    }
}

qint64 Statement::integer(int column) const {
    return sqlite3_column_int64(m_handle.get(), column);
}

QString Statement::text(int column) const {
    // Text may hold NULs, so its length is asked for; text first, since asking for it may convert the value.
    const unsigned char* bytes = sqlite3_column_text(m_handle.get(), column);
    const int size = sqlite3_column_bytes(m_handle.get(), column);
    return QString::fromUtf8(reinterpret_cast<const char*>(bytes), bytes ? size : 0);
}

void Statement::bind(int index, qint64 value) {
    if (const int code = sqlite3_bind_int64(m_handle.get(), index, value); code != SQLITE_OK)
        m_bindError = code;
}

void Statement::bind(int index, QStringView text) {
    // Half a surrogate pair becomes a question mark here, so that the file holds UTF-8 only.
    const QByteArray bytes = text.toUtf8();
    const int code =
        sqlite3_bind_text64(m_handle.get(), index, bytes.constData(),
                            static_cast<sqlite3_uint64>(bytes.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (code != SQLITE_OK)
        m_bindError = code;
}

Status orMissing(Database& database, const Status& status) {
    if (status && database.changedRows() == 0)
        return tl::unexpected(database.failure(FailureKind::Missing));
    return status;
}

} // namespace peripheral
