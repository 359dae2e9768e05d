// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profiling/profiles.h"

#include <plm/device_profile.h>

#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

namespace peripheral {

/// The profiles that a view follows: it is told at once, and whenever one of them, or which of them are
/// chosen, has changed. GUI thread.
class FollowedProfiles {
public:
    /// `changed` is called as long as `view` lives, which this is a part of.
    FollowedProfiles(QObject* view, std::function<void()> changed)
        : m_view(view),
          m_changed(std::move(changed)) {}

    [[nodiscard]] Profiles* profiles() const { return m_profiles; }
    /// False where these are followed already.
    bool follow(Profiles* profiles);

    /// Those that are compared, the baseline first.
    [[nodiscard]] std::vector<std::shared_ptr<const plm::DeviceProfile>> chosen() const;
    /// All, the one added last first.
    [[nodiscard]] std::vector<std::shared_ptr<const plm::DeviceProfile>> all() const;

private:
    QObject* m_view;
    std::function<void()> m_changed;
    QPointer<Profiles> m_profiles;
};

} // namespace peripheral
