// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/profile_cards.h"

#include "models/local_path.h"

namespace peripheral {

namespace {

QStringList listOf(const plm::DeviceProfile& profile, QString ProfileFact::*member) {
    QStringList list;
    for (const ProfileFact& fact : factsOf(profile))
        list << fact.*member;
    return list;
}

} // namespace

void ProfileCards::show(std::vector<ComparedProfile> profiles) {
    const int before = count();
    beginResetModel();
    m_profiles = std::move(profiles);
    endResetModel();
    if (count() != before)
        emit countChanged();
}

int ProfileCards::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_profiles.size());
}

QVariant ProfileCards::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ComparedProfile& one = m_profiles[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return one.name;
    case BadgeRole:
        return badgeOf(one.profile->origin);
    case SourceRole:
        return shownText(QString::fromStdString(one.profile->source));
    case BaselineRole:
        return index.row() == 0 && count() > 1;
    case LabelsRole:
        return listOf(*one.profile, &ProfileFact::label);
    case ValuesRole:
        return listOf(*one.profile, &ProfileFact::value);
    default: // no role of this model
        return {};
    }
}

QHash<int, QByteArray> ProfileCards::roleNames() const {
    return {{NameRole, "name"},           {BadgeRole, "badge"},   {SourceRole, "source"},
            {BaselineRole, "isBaseline"}, {LabelsRole, "labels"}, {ValuesRole, "values"}};
}

} // namespace peripheral

#include "moc_profile_cards.cpp"
