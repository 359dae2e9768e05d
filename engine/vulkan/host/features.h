// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <volk.h>

namespace plm::vulkan {

/// What a device can beyond what every one can, as far as a shader has use for it.
struct DeviceFeatures {
    /// Whether the lanes of a subgroup add up numbers among themselves, all subgroups being of one size: else
    /// a sum's order would depend on the pipeline.
    bool subgroupArithmetic = false;
    /// The size that pipelines have to ask for, so that all subgroups have it; 0: there is only one.
    std::uint32_t requiredSubgroupSize = 0;
    /// What a workgroup may have of shared memory and of invocations.
    std::uint32_t sharedBytes = 16384, invocations = 256;
    /// Whether it is taken for the least of devices, whatever it can.
    bool hidden = false;
};

/// None where $PERIPHERAL_VULKAN_FEATURES is "none": so that every device can be tested as the least of them.
[[nodiscard]] DeviceFeatures featuresOf(VkPhysicalDevice device);

[[nodiscard]] bool hasExtension(VkPhysicalDevice device, std::string_view name);

} // namespace plm::vulkan
