// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/failure.h"

#include <QString>
#include <QStringView>

#include <memory>

struct sqlite3_stmt;

namespace peripheral {

class Database;

/// One prepared statement of a Database, which must outlive it.
class Statement {
public:
    static Result<Statement> prepare(Database& database, const char* sql);

    /// Prepares, binds the values to ?1, ?2 … and returns the statement before its first row.
    template <class... Values>
    static Result<Statement> prepare(Database& database, const char* sql, const Values&... values) {
        Result<Statement> statement = prepare(database, sql);
        int index = 0;
        if (statement)
            (statement->bind(++index, values), ...);
        return statement;
    }

    /// To the next row; false when there is none.
    Result<bool> step();

    /// Columns of the current row, from 0; NULL reads as 0 and as empty.
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] QString text(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };

    /// A failure to bind (no memory, or text over SQLite's limit) is kept and reported by step().
    void bind(int index, qint64 value);
    void bind(int index, QStringView text);

    Database* m_database = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
    int m_bindError = 0;
};

/// Runs one statement to its end; rows are not looked at.
template <class... Values>
Status run(Database& database, const char* sql, const Values&... values) {
    Result<Statement> statement = Statement::prepare(database, sql, values...);
    if (!statement)
        return tl::unexpected(statement.error());
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
    }
}

/// `status`; FailureKind::Missing where it is good, but the statement before changed no row.
Status orMissing(Database& database, const Status& status);

/// Runs one statement that is to change rows: where there was none to change, FailureKind::Missing.
template <class... Values>
Status change(Database& database, const char* sql, const Values&... values) {
    return orMissing(database, run(database, sql, values...));
}

} // namespace peripheral
