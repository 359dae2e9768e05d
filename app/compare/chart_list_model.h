// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QAbstractListModel>
#include <QtQmlIntegration>

#include <vector>

namespace peripheral {

/// A chart among others, and what is to be said under it.
struct NotedChart {
    Chart chart;
    QString note;

    bool operator==(const NotedChart&) const = default;
};

/// Charts that stand below each other. GUI thread.
class ChartListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("what compares owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        ChartRole = Qt::UserRole, ///< Chart
        NoteRole,                 ///< QString: sentences; may be empty
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return rowCount(); }
    [[nodiscard]] const std::vector<NotedChart>& charts() const { return m_charts; }
    /// A list that has as many of them keeps its rows, and who looks at one stays there.
    void show(std::vector<NotedChart> charts);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    std::vector<NotedChart> m_charts;
};

} // namespace peripheral
