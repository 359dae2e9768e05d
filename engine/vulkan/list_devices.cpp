// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/list_devices.h"

#include "vulkan/host/device.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>
#include <string_view>

namespace plm {

namespace {

using vulkan::Instance;

/// What a device can be asked for beyond Vulkan 1.1.
class Extensions {
public:
    explicit Extensions(VkPhysicalDevice device) {
        std::uint32_t count = 0;
        vkEnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr);
        m_all.resize(count);
        if (vkEnumerateDeviceExtensionProperties(device, nullptr, &count, m_all.data()) < VK_SUCCESS)
            count = 0;
        m_all.resize(count);
    }
    [[nodiscard]] bool has(std::string_view name) const {
        return std::any_of(m_all.begin(), m_all.end(),
                           [&](const VkExtensionProperties& one) { return name == one.extensionName; });
    }

private:
    std::vector<VkExtensionProperties> m_all;
};

template <class Part>
Part part(VkStructureType type) {
    Part made{};
    made.sType = type;
    return made;
}

/// A chain of structures that a device fills in.
template <class Head>
class Chain {
public:
    explicit Chain(Head& head) : m_last(&head.pNext) {}
    template <class Part>
    void append(Part& next, bool isKnown) {
        if (!isKnown)
            return;
        *m_last = &next;
        m_last = &next.pNext;
    }

private:
    void** m_last;
};

GpuKind kindOf(VkPhysicalDeviceType type) {
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return GpuKind::Integrated;
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return GpuKind::Discrete;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return GpuKind::Virtual;
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
        return GpuKind::Cpu;
    default:
        return GpuKind::Other;
    }
}

std::string versionText(std::uint32_t version) {
    return fmt::format("{}.{}.{}", VK_API_VERSION_MAJOR(version), VK_API_VERSION_MINOR(version),
                       VK_API_VERSION_PATCH(version));
}

void addProperties(const VkPhysicalDeviceProperties& properties, GpuDevice& device) {
    const VkPhysicalDeviceLimits& limits = properties.limits;
    device.name = properties.deviceName;
    device.kind = kindOf(properties.deviceType);
    device.apiVersion = versionText(properties.apiVersion);
    device.driverVersion = versionText(properties.driverVersion);
    device.limits.invocations = limits.maxComputeWorkGroupInvocations;
    device.limits.sharedMemoryBytes = limits.maxComputeSharedMemorySize;
    device.limits.storageBuffers = limits.maxPerStageDescriptorStorageBuffers;
    device.limits.pushConstantBytes = limits.maxPushConstantsSize;
    device.limits.storageBufferBytes = limits.maxStorageBufferRange;
}

void addDriver(VkPhysicalDevice handle, const Extensions& extensions, GpuDevice& device) {
    auto properties = part<VkPhysicalDeviceProperties2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2);
    auto subgroup =
        part<VkPhysicalDeviceSubgroupProperties>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_PROPERTIES);
    auto driver = part<VkPhysicalDeviceDriverProperties>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES);
    Chain chain(properties);
    chain.append(subgroup, true);
    chain.append(driver, extensions.has(VK_KHR_DRIVER_PROPERTIES_EXTENSION_NAME));
    vkGetPhysicalDeviceProperties2(handle, &properties);
    device.limits.subgroupSize = subgroup.subgroupSize;
    device.driver = driver.driverName;
    if (driver.driverInfo[0] != '\0')
        device.driverVersion = driver.driverInfo;
}

void addFeatures(VkPhysicalDevice handle, const Extensions& extensions, GpuFeatures& found) {
    auto features = part<VkPhysicalDeviceFeatures2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2);
    auto storage16 =
        part<VkPhysicalDevice16BitStorageFeatures>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_16BIT_STORAGE_FEATURES);
    auto storage8 =
        part<VkPhysicalDevice8BitStorageFeatures>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_8BIT_STORAGE_FEATURES);
    auto numbers = part<VkPhysicalDeviceShaderFloat16Int8Features>(
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_FLOAT16_INT8_FEATURES);
    auto timeline = part<VkPhysicalDeviceTimelineSemaphoreFeatures>(
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_TIMELINE_SEMAPHORE_FEATURES);
    auto dotProduct = part<VkPhysicalDeviceShaderIntegerDotProductFeatures>(
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_INTEGER_DOT_PRODUCT_FEATURES);
    Chain chain(features);
    chain.append(storage16, true);
    chain.append(storage8, extensions.has(VK_KHR_8BIT_STORAGE_EXTENSION_NAME));
    chain.append(numbers, extensions.has(VK_KHR_SHADER_FLOAT16_INT8_EXTENSION_NAME));
    chain.append(timeline, extensions.has(VK_KHR_TIMELINE_SEMAPHORE_EXTENSION_NAME));
    chain.append(dotProduct, extensions.has(VK_KHR_SHADER_INTEGER_DOT_PRODUCT_EXTENSION_NAME));
    vkGetPhysicalDeviceFeatures2(handle, &features);
    found = {.storage8 = storage8.storageBuffer8BitAccess == VK_TRUE,
             .storage16 = storage16.storageBuffer16BitAccess == VK_TRUE,
             .float16 = numbers.shaderFloat16 == VK_TRUE,
             .int8 = numbers.shaderInt8 == VK_TRUE,
             .timelineSemaphore = timeline.timelineSemaphore == VK_TRUE,
             .integerDotProduct = dotProduct.shaderIntegerDotProduct == VK_TRUE};
}

void addMemory(VkPhysicalDevice handle, GpuDevice& device) {
    VkPhysicalDeviceMemoryProperties memory{};
    vkGetPhysicalDeviceMemoryProperties(handle, &memory);
    device.unified = true;
    for (const VkMemoryHeap& heap : std::span(memory.memoryHeaps, memory.memoryHeapCount)) {
        const bool isLocal = (heap.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0;
        device.memoryBytes += isLocal ? heap.size : 0;
        device.unified &= isLocal; // what is far from the device is the processor's own
    }
    device.unified |= device.kind == GpuKind::Integrated;
}

GpuDevice describe(VkPhysicalDevice handle, int number) {
    GpuDevice device{.number = number};
    VkPhysicalDeviceProperties properties{};
    vkGetPhysicalDeviceProperties(handle, &properties);
    addProperties(properties, device);
    addMemory(handle, device);
    if (properties.apiVersion < VK_API_VERSION_1_1)
        return device; // which cannot be asked for more
    const Extensions extensions(handle);
    addDriver(handle, extensions, device);
    addFeatures(handle, extensions, device.features);
    return device;
}

} // namespace

Result<std::vector<GpuDevice>> listVulkanDevices() {
    const auto instance = Instance::create();
    if (!instance)
        return tl::unexpected(instance.error());
    const auto handles = (*instance)->devices();
    if (!handles)
        return tl::unexpected(handles.error());
    std::vector<GpuDevice> devices;
    for (VkPhysicalDevice handle : *handles)
        devices.push_back(describe(handle, static_cast<int>(devices.size())));
    return devices;
}

} // namespace plm
