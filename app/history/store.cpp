// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/store.h"

#include "history/schema_of_history.h"
#include "storage/statement.h"
#include "storage/transaction.h"

#include <utility>

namespace peripheral {

Store::Store(std::shared_ptr<const DataFolder> folder, Database database, Clock clock)
    : m_folder(std::move(folder)),
      m_database(std::move(database)),
      m_clock(std::move(clock)) {}

Result<Store> Store::open(const QString& dataDir, Clock clock) {
    Result<DataFolder> folder = DataFolder::claim(dataDir);
    if (!folder)
        return tl::unexpected(folder.error());
    return open(std::make_shared<const DataFolder>(std::move(*folder)), std::move(clock));
}

Result<Store> Store::open(std::shared_ptr<const DataFolder> folder, Clock clock) {
    Result<Database> database = openDatabase(*folder, schemaOfHistory());
    if (!database)
        return tl::unexpected(database.error());
    Store store(std::move(folder), std::move(*database), std::move(clock));
    if (Status status = store.settle(); !status)
        return tl::unexpected(status.error());
    return store;
}

Result<QList<ConversationRow>> Store::conversations() {
    Result<Statement> statement =
        Statement::prepare(m_database, "SELECT id, title, created_ms, updated_ms, used FROM conversations "
                                       "WHERE deleted_ms IS NULL ORDER BY used DESC, id DESC");
    if (!statement)
        return tl::unexpected(statement.error());
    QList<ConversationRow> rows;
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return rows;
        rows.append({statement->integer(0), statement->text(1), statement->integer(2), statement->integer(3),
                     statement->integer(4)});
    }
}

Status Store::rename(ConversationId conversationId, const QString& title) {
    return changedSomething(
        run(m_database, "UPDATE conversations SET title = ?2 WHERE id = ?1", conversationId, title));
}

Status Store::remove(ConversationId conversationId) {
    return changedSomething(
        run(m_database, "UPDATE conversations SET deleted_ms = ?2 WHERE id = ?1", conversationId, m_clock()));
}

Status Store::restore(ConversationId conversationId) {
    return changedSomething(
        run(m_database, "UPDATE conversations SET deleted_ms = NULL WHERE id = ?1", conversationId));
}

Status Store::settle() {
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (Status status = breakOffAnswers(); !status)
        return status;
    if (Status status = run(m_database, "DELETE FROM conversations WHERE deleted_ms IS NOT NULL"); !status)
        return status;
    return transaction->commit();
}

Status Store::changedSomething(const Status& status) {
    if (status && m_database.changedRows() == 0)
        return tl::unexpected(m_database.failure(FailureKind::Missing));
    return status;
}

} // namespace peripheral
