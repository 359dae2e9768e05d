// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/block_list_model.h"

#include <algorithm>

namespace peripheral {

static_assert(static_cast<int>(Block::Kind::Rule) == BlockListModel::Rule,
              "the kinds are the same, in the same order");

BlockListModel::BlockListModel(QObject* parent) : QAbstractListModel(parent) {}

int BlockListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

QVariant BlockListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (row >= m_splitter.blocks().size()) // a row that is just being removed
        return {};
    const Block& block = m_splitter.blocks()[row];
    switch (role) {
    case KindRole:
        return static_cast<int>(block.kind);
    case Qt::DisplayRole:
    case TextRole:
        return block.text;
    case LanguageRole:
        return block.language;
    case MarkerRole:
        return block.marker;
    case LevelRole:
        return block.level;
    case JoinedRole:
        return block.joined;
    default:
        return {};
    }
}

QHash<int, QByteArray> BlockListModel::roleNames() const {
    return {{KindRole, "kind"},     {TextRole, "text"},   {LanguageRole, "language"},
            {MarkerRole, "marker"}, {LevelRole, "level"}, {JoinedRole, "joined"}};
}

void BlockListModel::append(const QString& text) {
    m_splitter.append(text);
    update();
}

void BlockListModel::finish() {
    m_splitter.finish();
    update();
}

QString BlockListModel::code(int row) const {
    QString code;
    const auto& blocks = m_splitter.blocks();
    for (auto at = static_cast<std::size_t>(row); at < blocks.size(); ++at) {
        const bool first = at == static_cast<std::size_t>(row);
        if (blocks[at].kind != Block::Kind::Code || (!first && !blocks[at].joined))
            break;
        code += blocks[at].text;
    }
    return code;
}

/// Tells the views what the splitter changed.
void BlockListModel::update() {
    const int rows = static_cast<int>(m_splitter.blocks().size());
    const int first = static_cast<int>(m_splitter.firstChanged());
    const int kept = std::min(rows, m_rows);
    if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    if (first < kept)
        emit dataChanged(index(first), index(kept - 1));
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
}

} // namespace peripheral

#include "moc_block_list_model.cpp"
