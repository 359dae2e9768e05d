// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace plm::device {

/// The kinds of cores of an Arm processor, e.g. "Cortex-A76" or "Cortex-A76 and Cortex-A55", from
/// /proc/cpuinfo, which has only their numbers. Empty where it has none, or none that is known.
std::string armCores(const std::filesystem::path& cpuInfo);

} // namespace plm::device
