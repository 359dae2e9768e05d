// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/host/device.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <new>
#include <utility>

namespace plm::vulkan {

namespace {

std::string_view wordsOf(VkResult result) {
    switch (result) {
    case VK_ERROR_OUT_OF_HOST_MEMORY:
        return "the driver had not enough memory";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
        return "the device had not enough memory";
    case VK_ERROR_DEVICE_LOST:
        return "the device was lost";
    case VK_ERROR_INITIALIZATION_FAILED:
        return "the driver could not be started";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
        return "there is no driver";
    case VK_TIMEOUT:
        return "the device did not answer in time";
    default:
        return "the driver refused";
    }
}

bool isMemory(VkResult result) {
    return result == VK_ERROR_OUT_OF_HOST_MEMORY || result == VK_ERROR_OUT_OF_DEVICE_MEMORY;
}

std::vector<VkQueueFamilyProperties> familiesOf(VkPhysicalDevice device) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
    return families;
}

/// A family of queues that compute; −1: none does.
int computingFamily(VkPhysicalDevice device) {
    const std::vector<VkQueueFamilyProperties> families = familiesOf(device);
    for (std::size_t i = 0; i < families.size(); ++i)
        if ((families[i].queueFlags & VK_QUEUE_COMPUTE_BIT) != 0)
            return static_cast<int>(i);
    return -1;
}

} // namespace

Status check(VkResult result, std::string_view what) {
    if (result >= VK_SUCCESS && result != VK_TIMEOUT)
        return {};
    const bool lost = result == VK_ERROR_DEVICE_LOST || result == VK_TIMEOUT;
    return fail(lost               ? ErrorKind::DeviceLost
                : isMemory(result) ? ErrorKind::OutOfMemory
                                   : ErrorKind::Unsupported,
                fmt::format("Vulkan: {}: {} ({}).", what, wordsOf(result), static_cast<int>(result)));
}

Result<std::shared_ptr<const Instance>> Instance::create() {
    if (volkInitialize() != VK_SUCCESS)
        return fail(ErrorKind::Unsupported, "This machine has no Vulkan loader (libvulkan.so.1).");
    const VkApplicationInfo application{.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                                        .pNext = nullptr,
                                        .pApplicationName = "Peripheral",
                                        .applicationVersion = 0,
                                        .pEngineName = nullptr,
                                        .engineVersion = 0,
                                        .apiVersion = VK_API_VERSION_1_1};
    const VkInstanceCreateInfo wanted{.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                                      .pNext = nullptr,
                                      .flags = 0,
                                      .pApplicationInfo = &application,
                                      .enabledLayerCount = 0,
                                      .ppEnabledLayerNames = nullptr,
                                      .enabledExtensionCount = 0,
                                      .ppEnabledExtensionNames = nullptr};
    VkInstance handle = VK_NULL_HANDLE;
    if (Status made = check(vkCreateInstance(&wanted, nullptr, &handle), "no instance could be made"); !made)
        return tl::unexpected(made.error());
    volkLoadInstanceOnly(handle);
    return std::shared_ptr<const Instance>(new Instance(handle));
}

Instance::~Instance() {
    vkDestroyInstance(m_handle, nullptr);
}

Result<std::vector<VkPhysicalDevice>> Instance::devices() const {
    std::uint32_t count = 0;
    const auto ask = [&](VkPhysicalDevice* devices) {
        return check(vkEnumeratePhysicalDevices(m_handle, &count, devices), "devices could not be listed");
    };
    if (Status asked = ask(nullptr); !asked)
        return tl::unexpected(asked.error());
    std::vector<VkPhysicalDevice> devices(count);
    if (Status asked = ask(devices.data()); !asked)
        return tl::unexpected(asked.error());
    devices.resize(count);
    return devices;
}

Device::Device(std::shared_ptr<const Instance> instance, VkPhysicalDevice physical, std::uint32_t family)
    : m_instance(std::move(instance)),
      m_physical(physical),
      m_family(family) {
    vkGetPhysicalDeviceProperties(physical, &m_properties);
    vkGetPhysicalDeviceMemoryProperties(physical, &m_memory);
    m_features = featuresOf(physical);
    m_timestampBits = familiesOf(physical)[family].timestampValidBits;
}

Result<std::unique_ptr<const Device>> Device::open(int index) {
    auto instance = Instance::create();
    if (!instance)
        return tl::unexpected(instance.error());
    const auto devices = (*instance)->devices();
    if (!devices)
        return tl::unexpected(devices.error());
    if (index < 0 || static_cast<std::size_t>(index) >= devices->size())
        return fail(ErrorKind::Unsupported,
                    fmt::format("Vulkan knows {} devices here, so that there is no number {}.",
                                devices->size(), index));
    VkPhysicalDevice physical = (*devices)[static_cast<std::size_t>(index)];
    const int family = computingFamily(physical);
    if (family < 0)
        return fail(ErrorKind::Unsupported, fmt::format("Vulkan's device {} cannot compute.", index));
    std::unique_ptr<Device> device(
        new Device(std::move(*instance), physical, static_cast<std::uint32_t>(family)));
    if (Status made = device->create(); !made)
        return tl::unexpected(made.error());
    return device;
}

Status Device::create() {
    constexpr float kPriority = 1;
    const VkDeviceQueueCreateInfo queue{.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
                                        .pNext = nullptr,
                                        .flags = 0,
                                        .queueFamilyIndex = m_family,
                                        .queueCount = 1,
                                        .pQueuePriorities = &kPriority};
    const bool choosesSize = m_features.requiredSubgroupSize > 0;
    constexpr const char* kExtensions[] = {VK_EXT_SUBGROUP_SIZE_CONTROL_EXTENSION_NAME};
    VkPhysicalDeviceSubgroupSizeControlFeaturesEXT sizes{
        .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SUBGROUP_SIZE_CONTROL_FEATURES_EXT,
        .pNext = nullptr,
        .subgroupSizeControl = VK_TRUE,
        .computeFullSubgroups = VK_FALSE};
    const VkDeviceCreateInfo wanted{.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                                    .pNext = choosesSize ? &sizes : nullptr,
                                    .flags = 0,
                                    .queueCreateInfoCount = 1,
                                    .pQueueCreateInfos = &queue,
                                    .enabledLayerCount = 0,
                                    .ppEnabledLayerNames = nullptr,
                                    .enabledExtensionCount = choosesSize ? 1U : 0U,
                                    .ppEnabledExtensionNames = choosesSize ? kExtensions : nullptr,
                                    .pEnabledFeatures = nullptr};
    if (Status made = check(vkCreateDevice(m_physical, &wanted, nullptr, &m_handle),
                            fmt::format("{} could not be opened", name()));
        !made)
        return made;
    volkLoadDeviceTable(&m_calls, m_handle);
    m_calls.vkGetDeviceQueue(m_handle, m_family, 0, &m_queue);
    return {};
}

Device::~Device() {
    if (m_handle == VK_NULL_HANDLE)
        return;
    if (m_abandoned) { // with its instance, until the end of the process
        const auto* const left = new (std::nothrow) std::shared_ptr<const Instance>(std::move(m_instance));
        (void)left;
        return;
    }
    m_calls.vkDeviceWaitIdle(m_handle);
    m_calls.vkDestroyDevice(m_handle, nullptr);
}

double Device::secondsBetween(std::uint64_t first, std::uint64_t last) const {
    const std::uint64_t mask =
        m_timestampBits < 64 ? (std::uint64_t{1} << m_timestampBits) - 1 : ~std::uint64_t{0};
    return static_cast<double>((last - first) & mask) * static_cast<double>(limits().timestampPeriod) * 1e-9;
}

std::uint32_t Device::mainHeap() const {
    const auto isOwn = [](const VkMemoryHeap& heap) {
        return (heap.flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0;
    };
    const auto* const heaps = m_memory.memoryHeaps;
    const auto* const main = std::max_element(
        heaps, heaps + m_memory.memoryHeapCount, [&](const VkMemoryHeap& a, const VkMemoryHeap& b) {
            return std::pair(isOwn(a), a.size) < std::pair(isOwn(b), b.size);
        });
    return static_cast<std::uint32_t>(main - heaps);
}

std::uint64_t Device::memoryBytes() const {
    return m_memory.memoryHeaps[mainHeap()].size;
}

std::uint64_t Device::freeBytes() const {
    if (!hasExtension(m_physical, VK_EXT_MEMORY_BUDGET_EXTENSION_NAME))
        return memoryBytes();
    VkPhysicalDeviceMemoryBudgetPropertiesEXT budget{};
    budget.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_BUDGET_PROPERTIES_EXT;
    VkPhysicalDeviceMemoryProperties2 memory{};
    memory.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_PROPERTIES_2;
    memory.pNext = &budget;
    vkGetPhysicalDeviceMemoryProperties2(m_physical, &memory);
    const std::uint64_t all = budget.heapBudget[mainHeap()];
    return all - std::min(budget.heapUsage[mainHeap()], all);
}

int Device::memoryType(std::uint32_t types, VkMemoryPropertyFlags needed, VkMemoryPropertyFlags liked) const {
    int found = -1;
    for (std::uint32_t i = 0; i < m_memory.memoryTypeCount; ++i) {
        const VkMemoryPropertyFlags flags = m_memory.memoryTypes[i].propertyFlags;
        if ((types >> i & 1) == 0 || (flags & needed) != needed)
            continue;
        if ((flags & liked) == liked)
            return static_cast<int>(i);
        if (found < 0)
            found = static_cast<int>(i);
    }
    return found;
}

} // namespace plm::vulkan
