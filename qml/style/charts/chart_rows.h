// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart.h"

#include <QAbstractListModel>
#include <QStringList>
#include <qqmlregistration.h>

namespace peripheral {

/// The table of a chart, row by row, for a list to show. A chart with more rows than before adds rows: the
/// list stays where it was scrolled to. GUI thread.
class ChartRows : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(peripheral::Chart chart READ chart WRITE setChart NOTIFY chartChanged)
    Q_PROPERTY(QList<QString> titles READ titles NOTIFY titlesChanged)
    Q_PROPERTY(QString heading READ heading NOTIFY titlesChanged)

public:
    enum Role {
        Cells = Qt::UserRole, ///< QStringList: a text for each column
        Spoken,               ///< QString: the row in one sentence
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] const Chart& chart() const { return m_chart; }
    void setChart(const Chart& chart);
    /// Of the columns.
    [[nodiscard]] QList<QString> titles() const;
    /// These in one sentence.
    [[nodiscard]] QString heading() const { return QStringList(titles()).join(QStringLiteral(", ")); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void chartChanged();
    void titlesChanged();

private:
    void show(ChartTable table);

    Chart m_chart;
    ChartTable m_table;
    QLocale m_locale;
};

} // namespace peripheral
