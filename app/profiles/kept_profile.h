// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

#include <QtGlobal>

#include <memory>

namespace peripheral {

/// Of a kept profile; never used twice, and 0 stands for "none".
using ProfileId = qint64;

/// A profile as the store has it: a value that threads may share, since it does not change. Its name and its
/// notes are those that its owner gave it.
struct KeptProfile {
    ProfileId id = 0;
    qint64 addedMs = 0; ///< since 1970, UTC
    std::shared_ptr<const plm::DeviceProfile> profile{};
};

} // namespace peripheral
