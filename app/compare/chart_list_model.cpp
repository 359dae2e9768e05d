// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/chart_list_model.h"

namespace peripheral {

void ChartListModel::show(std::vector<NotedChart> charts) {
    if (charts.size() == m_charts.size() && !charts.empty()) {
        m_charts = std::move(charts);
        emit dataChanged(index(0), index(count() - 1));
        return;
    }
    beginResetModel();
    m_charts = std::move(charts);
    endResetModel();
    emit countChanged();
}

int ChartListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_charts.size());
}

QVariant ChartListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NotedChart& one = m_charts[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ChartRole:
        return QVariant::fromValue(one.chart);
    case NoteRole:
        return one.note;
    default: // no role of this model
        return {};
    }
}

QHash<int, QByteArray> ChartListModel::roleNames() const {
    return {{ChartRole, "chart"}, {NoteRole, "note"}};
}

} // namespace peripheral

#include "moc_chart_list_model.cpp"
