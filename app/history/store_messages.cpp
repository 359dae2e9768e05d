// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Store that knows the tree of messages and the pieces of streaming answers.
#include "history/store.h"
#include "storage/database.h"
#include "storage/statement.h"

namespace peripheral {
namespace {

// From the leaf to the root. A parent's id is smaller than its child's, which is asked for here so that a
// damaged file cannot send this round in a circle, and which makes the order of ids that of the path.
constexpr char kPath[] = "WITH RECURSIVE path(id) AS ("
                         "  SELECT leaf_id FROM conversations WHERE id = ?1"
                         "  UNION SELECT parent_id FROM messages JOIN path USING (id) WHERE parent_id < id) "
                         "SELECT id, parent_id, author, text, state, statistics, created_ms "
                         "FROM messages JOIN path USING (id) ORDER BY id";

// Gives no row where the conversation is not there or removed, or the parent belongs to another one.
constexpr char kInsertMessage[] =
    "INSERT INTO messages (conversation_id, parent_id, author, state, text, created_ms) "
    "SELECT ?1, nullif(?2, 0), ?3, ?4, ?5, ?6 "
    "WHERE EXISTS (SELECT 1 FROM conversations WHERE id = ?1 AND deleted_ms IS NULL) "
    "AND (?2 = 0 OR EXISTS (SELECT 1 FROM messages WHERE id = ?2 AND conversation_id = ?1))";

// The message's conversation (?1) is the one used last from now on.
constexpr char kUse[] = "UPDATE conversations SET updated_ms = ?2, "
                        "used = (SELECT max(used) FROM conversations) + 1 "
                        "WHERE id = (SELECT conversation_id FROM messages WHERE id = ?1)";

MessageRow messageRow(const Statement& statement) {
    return {statement.integer(0), statement.integer(1),        authorFor(statement.text(2)),
            statement.text(3),    stateFor(statement.text(4)), statement.text(5),
            statement.integer(6)};
}

} // namespace

Result<QList<MessageRow>> Store::path(ConversationId conversationId) {
    Result<Statement> statement = Statement::prepare(m_database, kPath, conversationId);
    if (!statement)
        return tl::unexpected(statement.error());
    QList<MessageRow> rows;
    for (;;) {
        const Result<bool> more = statement->step();
        if (!more)
            return tl::unexpected(more.error());
        if (!*more)
            return rows;
        MessageRow row = messageRow(*statement);
        if (row.state == MessageState::Streaming) {
            const Result<QString> text = joined(row.id, row.text);
            if (!text)
                return tl::unexpected(text.error());
            row.text = *text;
        }
        rows.append(row);
    }
}

Result<MessageId> Store::insertMessage(ConversationId conversationId, MessageId parentId, Author author,
                                       MessageState state, QStringView text) {
    const qint64 now = m_clock();
    Status status = change(m_database, kInsertMessage, conversationId, parentId, wordFor(author),
                           wordFor(state), text, now);
    const MessageId id = m_database.insertedId();
    if (status)
        status = run(m_database, "UPDATE conversations SET leaf_id = ?2 WHERE id = ?1", conversationId, id);
    if (status)
        status = run(m_database, kUse, id, now);
    if (!status)
        return tl::unexpected(status.error());
    return id;
}

Result<Store::Question> Store::addQuestion(ConversationId conversationId, MessageId parentId,
                                           QStringView text, QStringView title) {
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Question question{conversationId, 0};
    if (conversationId == 0) {
        constexpr char kInsert[] =
            "INSERT INTO conversations (title, created_ms, updated_ms) VALUES (?1, ?2, ?2)";
        if (Status status = run(m_database, kInsert, title, m_clock()); !status)
            return tl::unexpected(status.error());
        question.conversationId = m_database.insertedId();
    }
    const Result<MessageId> id =
        insertMessage(question.conversationId, parentId, Author::User, MessageState::Complete, text);
    if (!id)
        return tl::unexpected(id.error());
    question.messageId = *id;
    if (Status status = transaction->commit(); !status)
        return tl::unexpected(status.error());
    return question;
}

Result<MessageId> Store::beginAnswer(ConversationId conversationId, MessageId parentId) {
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Result<MessageId> id =
        insertMessage(conversationId, parentId, Author::Assistant, MessageState::Streaming, {});
    if (!id)
        return id;
    if (Status status = transaction->commit(); !status)
        return tl::unexpected(status.error());
    return id;
}

Status Store::appendPiece(MessageId messageId, QStringView text) {
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    // Writes nothing where the answer is streaming already.
    constexpr char kReopen[] =
        "UPDATE messages SET state = 'streaming' WHERE id = ?1 AND state <> 'streaming'";
    if (Status status = run(m_database, kReopen, messageId); !status)
        return status;
    constexpr char kInsert[] = "INSERT INTO pieces (message_id, text) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 "
                               "FROM messages WHERE id = ?1)";
    if (Status status = change(m_database, kInsert, messageId, text); !status)
        return status;
    return transaction->commit();
}

Status Store::finishAnswer(MessageId messageId, QStringView lastText, MessageState state,
                           QStringView statisticsJson) {
    Result<Transaction> transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (Status status = joinPieces(messageId, lastText, state, statisticsJson); !status)
        return status;
    if (Status status = run(m_database, kUse, messageId, m_clock()); !status)
        return status;
    return transaction->commit();
}

Status Store::reopenAnswer(MessageId messageId) {
    return change(m_database, "UPDATE messages SET state = 'streaming' WHERE id = ?1", messageId);
}

Result<QString> Store::joined(MessageId messageId, QString text) {
    // In here rather than by SQL's ||, whose result is undefined for text with NULs.
    Result<Statement> pieces = Statement::prepare(
        m_database, "SELECT text FROM pieces WHERE message_id = ?1 ORDER BY id", messageId);
    if (!pieces)
        return tl::unexpected(pieces.error());
    for (;;) {
        const Result<bool> row = pieces->step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return text;
        text += pieces->text(0);
    }
}

Status Store::joinPieces(MessageId messageId, QStringView lastText, MessageState state,
                         QStringView statisticsJson) {
    Result<Statement> message =
        Statement::prepare(m_database, "SELECT text FROM messages WHERE id = ?1", messageId);
    if (!message)
        return tl::unexpected(message.error());
    const Result<bool> row = message->step();
    if (!row)
        return tl::unexpected(row.error());
    Result<QString> text = joined(messageId, message->text(0));
    if (!text)
        return tl::unexpected(text.error());
    text->append(lastText);
    // Deleted first, so that the text goes into the pages that the pieces leave.
    if (Status status = run(m_database, "DELETE FROM pieces WHERE message_id = ?1", messageId); !status)
        return status;
    constexpr char kUpdate[] = "UPDATE messages SET text = ?2, state = ?3, statistics = ?4 WHERE id = ?1";
    return change(m_database, kUpdate, messageId, *text, wordFor(state), statisticsJson);
}

Status Store::breakOffAnswers() {
    for (;;) {
        const Result<MessageId> id =
            m_database.number("SELECT id FROM messages WHERE state = 'streaming' LIMIT 1");
        if (!id)
            return tl::unexpected(id.error());
        if (*id == 0)
            return {};
        if (Status status = joinPieces(*id, {}, MessageState::BrokenOff, {}); !status)
            return status;
    }
}

} // namespace peripheral
