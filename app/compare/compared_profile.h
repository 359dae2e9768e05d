// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>
#include <plm/profile_comparison.h>

#include <QString>

#include <memory>
#include <vector>

namespace peripheral {

/// One of the profiles that stand beside each other; the first of them is the baseline.
struct ComparedProfile {
    QString name; ///< unlike that of any other one
    std::shared_ptr<const plm::DeviceProfile> profile;
    plm::WorkComparison work = {}; ///< beside the baseline's; of the baseline itself the same

    [[nodiscard]] bool isOtherWork() const { return work.verdict == plm::WorkComparison::Verdict::Different; }
    [[nodiscard]] bool isOtherModel() const;
};

/// At most so many are compared: as many as charts have colours and dashes that stay apart.
inline constexpr std::size_t kMostCompared = 5;

/// Names for people, each with a number where another one has the same.
[[nodiscard]] std::vector<ComparedProfile>
compared(const std::vector<std::shared_ptr<const plm::DeviceProfile>>& profiles);

} // namespace peripheral
