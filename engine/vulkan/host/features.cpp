// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/features.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace plm::vulkan {

namespace {

bool areHidden() {
    const char* wanted = std::getenv("PERIPHERAL_VULKAN_FEATURES");
    return wanted != nullptr && std::string_view(wanted) == "none";
}

/// Without the extension subgroups have the one size that is told.
void findSubgroups(VkPhysicalDevice device, DeviceFeatures& features) {
    const bool control = hasExtension(device, VK_EXT_SUBGROUP_SIZE_CONTROL_EXTENSION_NAME);
    VkPhysicalDeviceSubgroupSizeControlPropertiesEXT sizes{};
    sizes.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_SIZE_CONTROL_PROPERTIES_EXT;
    VkPhysicalDeviceSubgroupProperties subgroups{};
    subgroups.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_PROPERTIES;
    subgroups.pNext = control ? &sizes : nullptr;
    VkPhysicalDeviceProperties2 properties{};
    properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
    properties.pNext = &subgroups;
    vkGetPhysicalDeviceProperties2(device, &properties);
    constexpr VkSubgroupFeatureFlags kNeeded =
        VK_SUBGROUP_FEATURE_BASIC_BIT | VK_SUBGROUP_FEATURE_ARITHMETIC_BIT;
    const bool adds = (subgroups.supportedOperations & kNeeded) == kNeeded &&
                      (subgroups.supportedStages & VK_SHADER_STAGE_COMPUTE_BIT) != 0;
    const bool differ = control && sizes.minSubgroupSize != sizes.maxSubgroupSize;
    VkPhysicalDeviceSubgroupSizeControlFeaturesEXT choice{};
    choice.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_SIZE_CONTROL_FEATURES_EXT;
    VkPhysicalDeviceFeatures2 has{};
    has.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    has.pNext = &choice;
    if (differ)
        vkGetPhysicalDeviceFeatures2(device, &has);
    const bool chosen = choice.subgroupSizeControl == VK_TRUE &&
                        (sizes.requiredSubgroupSizeStages & VK_SHADER_STAGE_COMPUTE_BIT) != 0;
    features.subgroupArithmetic = adds && (!differ || chosen);
    if (features.subgroupArithmetic && differ)
        features.requiredSubgroupSize =
            std::clamp(subgroups.subgroupSize, sizes.minSubgroupSize, sizes.maxSubgroupSize);
}

} // namespace

bool hasExtension(VkPhysicalDevice device, std::string_view name) {
    std::uint32_t count = 0;
    if (vkEnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr) != VK_SUCCESS)
        return false;
    std::vector<VkExtensionProperties> all(count);
    if (vkEnumerateDeviceExtensionProperties(device, nullptr, &count, all.data()) < VK_SUCCESS)
        return false;
    return std::ranges::any_of(all, [&](const auto& one) { return one.extensionName == name; });
}

DeviceFeatures featuresOf(VkPhysicalDevice device) {
    DeviceFeatures features;
    VkPhysicalDeviceProperties properties{};
    vkGetPhysicalDeviceProperties(device, &properties);
    features.hidden = areHidden();
    if (features.hidden)
        return features;
    features.sharedBytes = properties.limits.maxComputeSharedMemorySize;
    features.invocations = std::min(properties.limits.maxComputeWorkGroupInvocations,
                                    properties.limits.maxComputeWorkGroupSize[0]);
    if (properties.apiVersion >= VK_API_VERSION_1_1)
        findSubgroups(device, features);
    return features;
}

} // namespace plm::vulkan
