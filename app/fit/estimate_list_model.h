// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fit/fit_words.h"

#include <QAbstractListModel>
#include <QtQmlIntegration>

namespace peripheral {

/// Estimates, each with what it rests on. GUI thread.
class EstimateListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("FitCheck owns it")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        NameRole = Qt::UserRole, ///< QString: what is estimated
        ValueRole,               ///< QString, with its unit
        BasisRole,               ///< QString: "estimated", "measured", …; empty where it is not known
        InputsRole,              ///< QStringList: of each input its name, value and basis
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return rowCount(); }
    /// A list that has as many of them keeps its rows.
    void show(std::vector<NamedEstimate> estimates);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

signals:
    void countChanged();

private:
    std::vector<NamedEstimate> m_estimates;
};

} // namespace peripheral
