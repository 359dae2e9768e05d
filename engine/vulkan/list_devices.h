// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/gpu.h>
#include <plm/result.h>

#include <vector>

namespace plm {

/// The devices that Vulkan knows here, by number. Starts the drivers, in this process: only one that may
/// crash or hang asks. Fails with Unsupported where this build or this machine has no Vulkan.
[[nodiscard]] Result<std::vector<GpuDevice>> listVulkanDevices();

} // namespace plm
