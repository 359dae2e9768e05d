// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiling/shipped_profiles.h"

#include <plm/profile_file.h>

#include <QDir>
#include <QFile>

#include <algorithm>

namespace peripheral {

namespace {

/// A file that cannot be read is left out, which a test would find.
std::vector<plm::DeviceProfile> readShipped() {
    std::vector<plm::DeviceProfile> profiles;
    const QDir folder(QStringLiteral(":/peripheral/profiles"));
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QFile::ReadOnly))
            continue;
        if (auto read = plm::profileFromJson(file.readAll().toStdString(), name.toStdString()))
            profiles.push_back(std::move(*read));
    }
    return profiles;
}

/// The document without what its owner may have written over.
std::string figuresOf(plm::DeviceProfile profile) {
    profile.name.clear();
    profile.notes.clear();
    return plm::toJson(profile);
}

} // namespace

ShippedProfiles::ShippedProfiles(QObject* parent)
    : QAbstractListModel(parent),
      m_followed(this, [this] { offer(); }),
      m_all(readShipped()) {}

void ShippedProfiles::setProfiles(Profiles* profiles) {
    if (m_followed.follow(profiles))
        emit profilesChanged();
}

void ShippedProfiles::offer() {
    std::vector<std::string> kept;
    for (const auto& profile : m_followed.all())
        if (profile->origin == plm::ProfileOrigin::Published)
            kept.push_back(figuresOf(*profile));
    beginResetModel();
    m_offered.clear();
    for (std::size_t i = 0; i < m_all.size(); ++i)
        if (std::find(kept.begin(), kept.end(), figuresOf(m_all[i])) == kept.end())
            m_offered.push_back(i);
    endResetModel();
    emit countChanged();
}

void ShippedProfiles::add(int row) {
    if (row >= 0 && row < count() && profiles() != nullptr)
        profiles()->add(m_all[m_offered[static_cast<std::size_t>(row)]]);
}

int ShippedProfiles::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_offered.size());
}

QVariant ShippedProfiles::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const plm::DeviceProfile& profile = m_all[m_offered[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case NameRole:
        return QString::fromStdString(profile.name);
    case SourceRole:
        return QString::fromStdString(profile.source);
    default: // no role of this model
        return {};
    }
}

QHash<int, QByteArray> ShippedProfiles::roleNames() const {
    return {{NameRole, "name"}, {SourceRole, "source"}};
}

} // namespace peripheral

#include "moc_shipped_profiles.cpp"
