// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/failure.h"

#include <QString>

#include <memory>

struct sqlite3;

namespace peripheral {

/// One connection to one SQLite file. Used by one thread at a time; movable.
class Database {
public:
    /// Opens `path`, made (for this user's eyes only) if it is not there; DataFolder::kInMemory is a new one
    /// in memory. Until prepareToWrite() nothing is
    /// written to the file, not even a log left by a crash when the connection closes. What fails, then and
    /// later, is told in the store's `sentences`.
    static Result<Database> open(const QString& path, FailureSentences sentences = nullptr);

    /// Sets the connection up for work: write-ahead log, foreign keys, every commit synced to the disk;
    /// closing writes the log back. In memory what is deleted is overwritten, and no temporary file is made.
    Status prepareToWrite();

    /// Runs one or more statements that give no rows and take no parameters.
    Status execute(const char* sql);

    /// A whole number that a statement gives, such as a PRAGMA's; 0 where it gives no row.
    Result<qint64> number(const char* sql);

    /// How many rows the last INSERT, UPDATE or DELETE touched, and the id that the last INSERT gave.
    [[nodiscard]] qint64 changedRows() const;
    [[nodiscard]] qint64 insertedId() const;

    /// What SQLite's own check finds wrong with the file: success, or FailureKind::Corrupt with its words as
    /// details.
    Status check();

    /// Copies all of this database into a new file at `path`; one that is there is replaced.
    Status copyTo(const QString& path);

    /// What this connection has just reported.
    [[nodiscard]] Failure failure() const;
    /// A failure of this kind, or behind SQLite's (extended) result code, which names this file.
    [[nodiscard]] Failure failure(FailureKind kind, const QString& details = {}) const;
    [[nodiscard]] Failure failureOfCode(int code, const QString& details) const;

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] sqlite3* handle() const { return m_handle.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };

    std::unique_ptr<sqlite3, Close> m_handle;
    QString m_path;
    FailureSentences m_sentences = nullptr;
};

/// All or nothing: whatever is run on the database until commit() is undone where commit() fails or is not
/// reached.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Status commit();

private:
    explicit Transaction(Database& database) : m_database(&database) {}

    Database* m_database; ///< null once committed or moved from
};

} // namespace peripheral
