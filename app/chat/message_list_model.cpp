// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message_list_model.h"

#include <QScopedPointer>

#include <algorithm>

namespace peripheral {

struct MessageListModel::Entry {
    Message message;
    /// Views may look at a block list once more while its row goes: it lives until they have handled that.
    std::unique_ptr<BlockListModel, QScopedPointerDeleteLater> blocks;

    Entry(const Message& shown, QObject* parent) : message(shown), blocks(new BlockListModel(parent)) {
        blocks->append(message.text);
        if (!isUnderWay(message.state))
            blocks->finish();
    }
};

MessageListModel::MessageListModel(QObject* parent) : QAbstractListModel(parent) {}
MessageListModel::~MessageListModel() = default;

int MessageListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant MessageListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = *m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case MessageIdRole:
        return entry.message.id;
    case AuthorRole:
        return static_cast<int>(entry.message.author);
    case BlocksRole:
        return QVariant::fromValue(entry.blocks.get());
    case Qt::DisplayRole:
    case TextRole:
        return entry.message.text;
    case StateRole:
        return static_cast<int>(entry.message.state);
    case ErrorRole:
        return entry.message.error;
    case FootnoteRole:
        return entry.message.footnote;
    case LastRole:
        return index.row() == count() - 1;
    default:
        return {};
    }
}

QHash<int, QByteArray> MessageListModel::roleNames() const {
    return {{MessageIdRole, "messageId"}, {AuthorRole, "author"}, {BlocksRole, "blocks"},
            {TextRole, "text"},           {StateRole, "state"},   {ErrorRole, "error"},
            {FootnoteRole, "footnote"},   {LastRole, "last"}};
}

const Message& MessageListModel::at(int row) const {
    return m_entries.at(static_cast<std::size_t>(row))->message;
}

int MessageListModel::rowOf(MessageId id) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const auto& entry) { return entry->message.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void MessageListModel::reset(const std::vector<Message>& messages) {
    beginResetModel();
    m_entries.clear();
    for (const Message& message : messages)
        m_entries.push_back(std::make_unique<Entry>(message, this));
    endResetModel();
    emit countChanged();
}

void MessageListModel::append(const Message& message) {
    beginInsertRows({}, count(), count());
    m_entries.push_back(std::make_unique<Entry>(message, this));
    endInsertRows();
    if (count() > 1)
        changed(count() - 2, {LastRole});
    emit countChanged();
}

void MessageListModel::truncate(int row) {
    if (row >= count())
        return;
    beginRemoveRows({}, row, count() - 1);
    m_entries.resize(static_cast<std::size_t>(row));
    endRemoveRows();
    if (row > 0)
        changed(row - 1, {LastRole});
    emit countChanged();
}

void MessageListModel::setId(int row, MessageId id) {
    m_entries.at(static_cast<std::size_t>(row))->message.id = id;
    changed(row, {MessageIdRole});
}

void MessageListModel::appendText(int row, const QString& text) {
    Entry& entry = *m_entries.at(static_cast<std::size_t>(row));
    entry.message.text += text;
    entry.blocks->append(text);
    changed(row, {TextRole, Qt::DisplayRole});
}

void MessageListModel::setState(int row, MessageState state, const QString& error, const QString& footnote) {
    Entry& entry = *m_entries.at(static_cast<std::size_t>(row));
    Message& message = entry.message;
    message.state = state;
    message.error = error;
    message.footnote = footnote;
    if (!isUnderWay(state))
        entry.blocks->finish();
    changed(row, {StateRole, ErrorRole, FootnoteRole});
}

void MessageListModel::changed(int row, const QList<int>& roles) {
    emit dataChanged(index(row), index(row), roles);
}

} // namespace peripheral

#include "moc_message_list_model.cpp"
