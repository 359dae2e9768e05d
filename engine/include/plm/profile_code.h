// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/device_profile.h"

#include <cstddef>
#include <string>

namespace plm {

/// The most bytes of shortProfile(): a QR code of version 25 with error correction M holds 997.
inline constexpr std::size_t kMostBytesOfCode = 990;

/// The profile as one line of text, for a QR code on the screen of a device without a network; it is read
/// back by profileFromJson() (plm/profile_file.h) as an abridged profile. It has medians in place of samples,
/// four digits of each number that was measured, the first 16 digits of hashes, a sustained run in six parts;
/// no notes, no costs by part and no activity by layer. Where it would be too long, more is left out: caches,
/// instruction sets, graphics processors, compute, the sustained run, tests after the fourth, the ends of
/// names. Any thread.
[[nodiscard]] std::string shortProfile(const DeviceProfile& profile);

} // namespace plm
