// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

#include <span>

namespace plm::profiles {

/// What shortProfile() has of a profile.
[[nodiscard]] DeviceProfile abridged(DeviceProfile profile);

/// Takes something out of an abridged profile.
using LeaveOut = void (*)(DeviceProfile&);
/// What may be missing where there is no room, the least important first.
[[nodiscard]] std::span<const LeaveOut> leastImportantFirst();

} // namespace plm::profiles
