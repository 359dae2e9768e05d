// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"

#include "storage/data_folder.h"
#include "storage/statement.h"

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>

namespace peripheral {
namespace {

constexpr int kBusyTimeoutMs = 2000;
constexpr int kOpenFlags =
    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

FailureKind kindOfCode(int code) {
    switch (code & 0xff) {
    case SQLITE_FULL:
        return FailureKind::Full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return FailureKind::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return FailureKind::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return FailureKind::ReadOnly;
    default:
        return FailureKind::Io;
    }
}

/// SQLite would make the file with the umask's rights; its log takes the rights of the file.
Status makePrivate(const QString& path) {
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return tl::unexpected(systemFailure(errno, path));
    ::close(fd);
    return {};
}

} // namespace

void Database::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Result<Database> Database::open(const QString& path, FailureSentences sentences) {
    if (path != DataFolder::kInMemory)
        if (Status status = makePrivate(path); !status)
            return tl::unexpected(status.error());
    Database database;
    database.m_path = path;
    database.m_sentences = sentences;
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handle, kOpenFlags, nullptr);
    database.m_handle.reset(handle);
    if (code != SQLITE_OK)
        return tl::unexpected(database.failureOfCode(code, QString::fromUtf8(sqlite3_errstr(code))));
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    // A damaged or forged file must give errors, and nothing stored in it may run as code.
    if (Status status = database.execute("PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF"); !status)
        return tl::unexpected(status.error());
    return database;
}

Status Database::prepareToWrite() {
    if (m_path == DataFolder::kInMemory)
        return execute("PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON");
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
    // The log is folded in after 4,000 pages, not 1,000: one long answer, a page a commit, then writes the
    // database file once, which spares SD cards.
    return execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;"
                   "PRAGMA wal_autocheckpoint = 4000");
}

Status Database::execute(const char* sql) {
    if (sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return tl::unexpected(failure());
    return {};
}

Result<qint64> Database::number(const char* sql) {
    Result<Statement> statement = Statement::prepare(*this, sql);
    if (!statement)
        return tl::unexpected(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    return *row ? statement->integer(0) : 0;
}

qint64 Database::changedRows() const {
    return sqlite3_changes64(handle());
}

qint64 Database::insertedId() const {
    return sqlite3_last_insert_rowid(handle());
}

Status Database::check() {
    Result<Statement> statement = Statement::prepare(*this, "PRAGMA quick_check(1)");
    if (!statement)
        return tl::unexpected(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected(row.error());
    const QString finding = *row ? statement->text(0) : QString();
    if (finding != QLatin1String("ok"))
        return tl::unexpected(failure(FailureKind::Corrupt, finding));
    return {};
}

Status Database::copyTo(const QString& path) {
    QFile::remove(path);
    Result<Database> copy = open(path, m_sentences);
    if (!copy)
        return tl::unexpected(copy.error());
    if (sqlite3_backup* backup = sqlite3_backup_init(copy->handle(), "main", handle(), "main")) {
        sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
    }
    // Whatever went wrong on either side is reported by the copy's connection.
    if (sqlite3_errcode(copy->handle()) != SQLITE_OK)
        return tl::unexpected(copy->failure());
    return {};
}

Failure Database::failure() const {
    return failureOfCode(sqlite3_extended_errcode(handle()), QString::fromUtf8(sqlite3_errmsg(handle())));
}

Failure Database::failure(FailureKind kind, const QString& details) const {
    return failureAt(kind, m_path, details, m_sentences);
}

Failure Database::failureOfCode(int code, const QString& details) const {
    return failure(kindOfCode(code), QStringLiteral("SQLite %1: %2").arg(code).arg(details));
}

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
