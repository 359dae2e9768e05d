// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiling/followed_profiles.h"

namespace peripheral {

bool FollowedProfiles::follow(Profiles* profiles) {
    if (profiles == m_profiles)
        return false;
    if (m_profiles)
        m_profiles->list()->disconnect(m_view);
    m_profiles = profiles;
    if (m_profiles) {
        const ProfileListModel* list = m_profiles->list();
        QObject::connect(list, &ProfileListModel::chosenChanged, m_view, m_changed);
        QObject::connect(list, &ProfileListModel::countChanged, m_view, m_changed);
        QObject::connect(list, &ProfileListModel::dataChanged, m_view, m_changed);
    }
    m_changed();
    return true;
}

std::vector<std::shared_ptr<const plm::DeviceProfile>> FollowedProfiles::chosen() const {
    std::vector<std::shared_ptr<const plm::DeviceProfile>> found;
    if (m_profiles)
        for (const KeptProfile& kept : m_profiles->list()->chosen())
            found.push_back(kept.profile);
    return found;
}

std::vector<std::shared_ptr<const plm::DeviceProfile>> FollowedProfiles::all() const {
    std::vector<std::shared_ptr<const plm::DeviceProfile>> found;
    for (int row = 0; m_profiles && row < m_profiles->list()->count(); ++row) {
        const ProfileListModel& list = *m_profiles->list();
        const auto id = list.index(row).data(ProfileListModel::ProfileIdRole).value<ProfileId>();
        if (const KeptProfile* kept = list.find(id))
            found.push_back(kept->profile);
    }
    return found;
}

} // namespace peripheral
