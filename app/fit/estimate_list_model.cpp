// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fit/estimate_list_model.h"

namespace peripheral {

void EstimateListModel::show(std::vector<NamedEstimate> estimates) {
    if (estimates.size() == m_estimates.size() && !estimates.empty()) {
        m_estimates = std::move(estimates);
        emit dataChanged(index(0), index(count() - 1));
        return;
    }
    beginResetModel();
    m_estimates = std::move(estimates);
    endResetModel();
    emit countChanged();
}

int EstimateListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_estimates.size());
}

QVariant EstimateListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const NamedEstimate& one = m_estimates[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return one.name;
    case ValueRole:
        return one.value;
    case BasisRole:
        return one.basis;
    case InputsRole:
        return one.inputs;
    default: // no role of this model
        return {};
    }
}

QHash<int, QByteArray> EstimateListModel::roleNames() const {
    return {{NameRole, "name"}, {ValueRole, "value"}, {BasisRole, "basis"}, {InputsRole, "inputs"}};
}

} // namespace peripheral

#include "moc_estimate_list_model.cpp"
