// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

namespace plm::test {

/// A profile in which everything is filled, with numbers that have many digits.
[[nodiscard]] DeviceProfile fullProfile();

/// The same machine `times` as slow: times are longer, rates and the clock less.
[[nodiscard]] DeviceProfile slower(DeviceProfile profile, double times);

} // namespace plm::test
