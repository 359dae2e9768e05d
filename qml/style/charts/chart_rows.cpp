// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart_rows.h"

namespace peripheral {

void ChartRows::setChart(const Chart& chart) {
    if (chart == m_chart)
        return;
    m_chart = chart;
    const QList<QString> before = titles();
    show(chart.table());
    if (titles() != before)
        emit titlesChanged();
    emit chartChanged();
}

void ChartRows::show(ChartTable table) {
    const int before = rowCount();
    const int now = static_cast<int>(table.rows.size());
    if (table.columns.size() != m_table.columns.size()) {
        beginResetModel();
        m_table = std::move(table);
        return endResetModel();
    }
    if (now > before)
        beginInsertRows({}, before, now - 1);
    else if (now < before)
        beginRemoveRows({}, now, before - 1);
    m_table = std::move(table);
    if (now > before)
        endInsertRows();
    else if (now < before)
        endRemoveRows();
    if (const int kept = std::min(before, now); kept > 0)
        emit dataChanged(index(0), index(kept - 1));
}

QList<QString> ChartRows::titles() const {
    QList<QString> titles;
    for (const Axis& column : m_table.columns)
        titles += column.title;
    return titles;
}

int ChartRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

QVariant ChartRows::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (role == Spoken)
        return m_table.spoken(row, m_locale);
    if (role != Cells)
        return {};
    QStringList cells;
    for (std::size_t column = 0; column < m_table.columns.size(); ++column)
        cells += m_table.text(row, column, m_locale);
    return cells;
}

QHash<int, QByteArray> ChartRows::roleNames() const {
    return {{Cells, "cells"}, {Spoken, "spoken"}};
}

} // namespace peripheral

#include "moc_chart_rows.cpp"
