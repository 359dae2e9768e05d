// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In place of vulkan_executor.cpp and list_devices.cpp where the build found no Vulkan.

#include "vulkan/list_devices.h"
#include "vulkan/vulkan_executor.h"

namespace plm {

Status checkVulkan() {
    return fail(ErrorKind::Unsupported, "This build has no Vulkan.");
}

Result<std::unique_ptr<Executor>> makeVulkanExecutor(const Model& /*model*/,
                                                     const SessionOptions& /*options*/,
                                                     const WeightLoading& /*loading*/) {
    return tl::unexpected(checkVulkan().error());
}

Result<std::vector<GpuDevice>> listVulkanDevices() {
    return tl::unexpected(checkVulkan().error());
}

} // namespace plm
