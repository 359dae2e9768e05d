// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/store.h"

#include "storage/database.h"
#include "storage/statement.h"

#include <QCoreApplication>

#include <utility>

namespace peripheral {

namespace {

constexpr qint64 kApplicationId = 0x50525048; // "PRPH" in ASCII

/// Where translators find the sentences.
struct HistoryText {
    Q_DECLARE_TR_FUNCTIONS(History)
};

QString sentenceOf(FailureKind kind) {
    switch (kind) {
    case FailureKind::Corrupt:
        return HistoryText::tr("The history “%1” is damaged; the file was left as it is.");
    case FailureKind::Foreign:
        return HistoryText::tr("“%1” is not a history of Peripheral; the file was left as it is.");
    case FailureKind::Newer:
        return HistoryText::tr(
            "The history “%1” was written by a newer Peripheral; start that one. The file was left as "
            "it is.");
    case FailureKind::Missing:
        return HistoryText::tr("A conversation or message is not in the history “%1”.");
    case FailureKind::NotOpen:
        return HistoryText::tr("The history is not open, so nothing is kept.");
    case FailureKind::Full:
    case FailureKind::Busy:
    case FailureKind::Locked:
    case FailureKind::ReadOnly:
    case FailureKind::Io:
        return {};
    }
    return {};
}

} // namespace

Schema schemaOfHistory() {
    return {.name = QStringLiteral("history"),
            .applicationId = kApplicationId,
            .migrations = migrationsIn(QStringLiteral(":/peripheral/history/migrations")),
            .sentences = sentenceOf};
}

Failure historyNotOpen() {
    return failureAt(FailureKind::NotOpen, {}, {}, sentenceOf);
}

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
    return change(m_database, "UPDATE conversations SET title = ?2 WHERE id = ?1", conversationId, title);
}

Status Store::remove(ConversationId conversationId) {
    return change(m_database, "UPDATE conversations SET deleted_ms = ?2 WHERE id = ?1", conversationId,
                  m_clock());
}

Status Store::restore(ConversationId conversationId) {
    return change(m_database, "UPDATE conversations SET deleted_ms = NULL WHERE id = ?1", conversationId);
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

} // namespace peripheral
