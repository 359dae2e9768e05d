// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/device_profile.h>

namespace plm::device {

/// The graphics processors in /sys/class/drm; nothing where there is no such folder, as in many containers.
std::optional<std::vector<Gpu>> gpus(const std::filesystem::path& root);

} // namespace plm::device
