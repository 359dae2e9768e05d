// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/block_list_model.h"

namespace peripheral {

BlockListModel::BlockListModel(QObject* parent) : QAbstractListModel(parent) {}

int BlockListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || m_text.isEmpty() ? 0 : 1;
}

QVariant BlockListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case KindRole:
        return int{Text};
    case Qt::DisplayRole:
    case TextRole:
        return m_text;
    case LanguageRole:
        return QString();
    case LevelRole:
        return 0;
    case JoinedRole:
        return false;
    default:
        return {};
    }
}

QHash<int, QByteArray> BlockListModel::roleNames() const {
    return {{KindRole, "kind"},
            {TextRole, "text"},
            {LanguageRole, "language"},
            {LevelRole, "level"},
            {JoinedRole, "joined"}};
}

void BlockListModel::append(const QString& text) {
    if (text.isEmpty())
        return;
    if (m_text.isEmpty()) {
        beginInsertRows({}, 0, 0);
        m_text = text;
        endInsertRows();
        return;
    }
    m_text += text;
    emit dataChanged(index(0), index(0), {TextRole, Qt::DisplayRole});
}

} // namespace peripheral
