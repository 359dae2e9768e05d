// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

#include <string>

namespace peripheral::cli {

/// Everything in a profile for people, what was not measured included: facts, and tables of the tests and of
/// what the numbers of threads make.
std::string profileText(const plm::DeviceProfile& profile);

} // namespace peripheral::cli
