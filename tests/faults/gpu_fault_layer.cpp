// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A Vulkan layer that lets calls fail, crash, hang or do nothing, as $PERIPHERAL_GPU_FAULT asks for when an
// instance or a device is made (fault_plan.h). All other calls go on to the driver.
#include "fault_plan.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unistd.h>
#include <unordered_map>
#include <vulkan/vk_layer.h>
#include <vulkan/vulkan_core.h>

using peripheral::faults::Fault;
using peripheral::faults::FaultKind;

namespace {

/// A device below this layer, with what is to happen to it.
struct FaultyDevice {
    PFN_vkGetDeviceProcAddr next = nullptr;
    VkDevice handle = VK_NULL_HANDLE;
    std::vector<Fault> plan;
    std::uint64_t submissions = 0, allocations = 0, pipelines = 0, dispatches = 0;
    bool lost = false;

    [[nodiscard]] bool happens(FaultKind kind, std::uint64_t call) const {
        for (const Fault& fault : plan)
            if (fault.kind == kind && fault.at == call)
                return true;
        return false;
    }
    /// At that call or before.
    [[nodiscard]] bool hasHappened(FaultKind kind, std::uint64_t call) const {
        for (const Fault& fault : plan)
            if (fault.kind == kind && fault.at <= call)
                return true;
        return false;
    }
    template <class Function>
    [[nodiscard]] Function below(const char* name) const {
        return reinterpret_cast<Function>(next(handle, name));
    }
};

/// Instances and devices by the loader's key, which physical devices, queues and command buffers share.
std::mutex mutex; // NOLINT(cert-err58-cpp): as the next
/// What an instance goes on to. The loader tells while one is made; later it gives out this layer's own.
struct InstanceBelow {
    PFN_vkGetInstanceProcAddr next = nullptr;
    PFN_vkGetPhysicalDeviceMemoryProperties memory = nullptr;
    PFN_vkGetPhysicalDeviceMemoryProperties2 memory2 = nullptr;
    PFN_vkEnumerateDeviceExtensionProperties extensions = nullptr;
};
std::unordered_map<void*, InstanceBelow> instances;
std::unordered_map<void*, std::shared_ptr<FaultyDevice>> devices;

void* keyOf(const void* handle) {
    return *static_cast<void* const*>(handle);
}

std::shared_ptr<FaultyDevice> deviceOf(const void* handle) {
    const std::lock_guard lock(mutex);
    return devices.at(keyOf(handle));
}

InstanceBelow instanceOf(const void* handle) {
    const std::lock_guard lock(mutex);
    return instances.at(keyOf(handle));
}

std::vector<Fault> wantedFaults() {
    const char* const text = std::getenv("PERIPHERAL_GPU_FAULT");
    auto plan = peripheral::faults::faultPlan(text == nullptr ? "" : text);
    if (plan)
        return *plan;
    std::fprintf(stderr, "PERIPHERAL_GPU_FAULT is not understood: %s\n", text);
    std::_Exit(2);
}

void hang() {
    for (;;)
        ::pause();
}

/// What the making of an instance or a device comes to; VK_SUCCESS where nothing is to happen.
VkResult failWhileMaking(const std::vector<Fault>& plan, FaultKind crashes, FaultKind hangs,
                         FaultKind refuses) {
    for (const Fault& fault : plan) {
        if (fault.kind == crashes)
            std::abort();
        if (fault.kind == hangs)
            hang();
        if (fault.kind == refuses)
            return VK_ERROR_INITIALIZATION_FAILED;
    }
    return VK_SUCCESS;
}

/// The loader's link to what is below, in the chain of a create-info; advanced, as the next layer wants it.
template <class Chain>
auto takeLink(const void* chain, VkStructureType type) {
    auto* at = static_cast<const Chain*>(chain);
    while (at != nullptr && !(at->sType == type && at->function == VK_LAYER_LINK_INFO))
        at = static_cast<const Chain*>(at->pNext);
    auto* const link = const_cast<Chain*>(at);
    const auto found = *link->u.pLayerInfo;
    link->u.pLayerInfo = link->u.pLayerInfo->pNext;
    return found;
}

VKAPI_ATTR VkResult VKAPI_CALL createInstance(const VkInstanceCreateInfo* wanted,
                                              const VkAllocationCallbacks* allocator, VkInstance* instance) {
    const VkResult failed = failWhileMaking(wantedFaults(), FaultKind::CrashInInstance,
                                            FaultKind::HangInInstance, FaultKind::NoInstance);
    if (failed != VK_SUCCESS)
        return failed;
    const auto link =
        takeLink<VkLayerInstanceCreateInfo>(wanted->pNext, VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO);
    const auto create = reinterpret_cast<PFN_vkCreateInstance>(
        link.pfnNextGetInstanceProcAddr(VK_NULL_HANDLE, "vkCreateInstance"));
    const VkResult made = create(wanted, allocator, instance);
    PFN_vkGetInstanceProcAddr const next = link.pfnNextGetInstanceProcAddr;
    if (made == VK_SUCCESS) {
        const std::lock_guard lock(mutex);
        instances[keyOf(*instance)] = {next,
                                       reinterpret_cast<PFN_vkGetPhysicalDeviceMemoryProperties>(
                                           next(*instance, "vkGetPhysicalDeviceMemoryProperties")),
                                       reinterpret_cast<PFN_vkGetPhysicalDeviceMemoryProperties2>(
                                           next(*instance, "vkGetPhysicalDeviceMemoryProperties2")),
                                       reinterpret_cast<PFN_vkEnumerateDeviceExtensionProperties>(
                                           next(*instance, "vkEnumerateDeviceExtensionProperties"))};
    }
    return made;
}

/// Of all devices, by what was allocated.
std::unordered_map<VkDeviceMemory, VkDeviceSize> allocated;

VkDeviceSize bytesInUse() {
    const std::lock_guard lock(mutex);
    VkDeviceSize bytes = 0;
    for (const auto& [memory, size] : allocated)
        bytes += size;
    return bytes;
}

bool isLittleMemory() {
    return std::ranges::any_of(wantedFaults(),
                               [](const Fault& fault) { return fault.kind == FaultKind::LittleMemory; });
}

/// The size that a heap is to have; that which it has where nothing is to happen.
VkDeviceSize heapSize(VkDeviceSize size) {
    for (const Fault& fault : wantedFaults())
        if (fault.kind == FaultKind::LittleMemory)
            return std::min<VkDeviceSize>(fault.at << 10, size);
    return size;
}

void shrink(VkPhysicalDeviceMemoryProperties& memory) {
    for (std::uint32_t i = 0; i < memory.memoryHeapCount; ++i)
        memory.memoryHeaps[i].size = heapSize(memory.memoryHeaps[i].size);
}

VKAPI_ATTR void VKAPI_CALL getMemory(VkPhysicalDevice device, VkPhysicalDeviceMemoryProperties* memory) {
    instanceOf(device).memory(device, memory);
    shrink(*memory);
}

/// Where there is little memory it is told how little is left, also by a driver that would not.
VKAPI_ATTR void VKAPI_CALL getMemory2(VkPhysicalDevice device, VkPhysicalDeviceMemoryProperties2* memory) {
    instanceOf(device).memory2(device, memory);
    shrink(memory->memoryProperties);
    for (auto* next = static_cast<VkBaseOutStructure*>(memory->pNext); next != nullptr; next = next->pNext)
        if (next->sType == VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MEMORY_BUDGET_PROPERTIES_EXT &&
            isLittleMemory()) {
            auto& heaps = *reinterpret_cast<VkPhysicalDeviceMemoryBudgetPropertiesEXT*>(next);
            for (std::uint32_t i = 0; i < memory->memoryProperties.memoryHeapCount; ++i) {
                heaps.heapBudget[i] = memory->memoryProperties.memoryHeaps[i].size;
                heaps.heapUsage[i] = bytesInUse();
            }
        }
}

VKAPI_ATTR VkResult VKAPI_CALL listExtensions(VkPhysicalDevice device, const char* layer,
                                              std::uint32_t* count, VkExtensionProperties* properties) {
    const auto list = instanceOf(device).extensions;
    if (layer != nullptr || !isLittleMemory())
        return list(device, layer, count, properties);
    const std::uint32_t room = *count;
    if (properties != nullptr)
        *count = room - 1;
    const VkResult listed = list(device, layer, count, properties);
    if (properties != nullptr)
        properties[*count] = {.extensionName = VK_EXT_MEMORY_BUDGET_EXTENSION_NAME,
                              .specVersion = VK_EXT_MEMORY_BUDGET_SPEC_VERSION};
    ++*count;
    return listed;
}

VKAPI_ATTR VkResult VKAPI_CALL createDevice(VkPhysicalDevice physical, const VkDeviceCreateInfo* wanted,
                                            const VkAllocationCallbacks* allocator, VkDevice* device) {
    auto plan = wantedFaults();
    const VkResult failed =
        failWhileMaking(plan, FaultKind::CrashInDevice, FaultKind::HangInDevice, FaultKind::NoDevice);
    if (failed != VK_SUCCESS)
        return failed;
    const auto link =
        takeLink<VkLayerDeviceCreateInfo>(wanted->pNext, VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);
    const auto create = reinterpret_cast<PFN_vkCreateDevice>(
        link.pfnNextGetInstanceProcAddr(VK_NULL_HANDLE, "vkCreateDevice"));
    const VkResult made = create(physical, wanted, allocator, device);
    if (made == VK_SUCCESS) {
        const std::lock_guard lock(mutex);
        devices[keyOf(*device)] = std::make_shared<FaultyDevice>(
            FaultyDevice{.next = link.pfnNextGetDeviceProcAddr, .handle = *device, .plan = std::move(plan)});
    }
    return made;
}

VKAPI_ATTR void VKAPI_CALL destroyDevice(VkDevice device, const VkAllocationCallbacks* allocator) {
    if (device == VK_NULL_HANDLE)
        return;
    const auto below = deviceOf(device)->below<PFN_vkDestroyDevice>("vkDestroyDevice");
    {
        const std::lock_guard lock(mutex);
        devices.erase(keyOf(device));
    }
    below(device, allocator);
}

VkResult submitted(FaultyDevice& device) {
    const std::uint64_t call = ++device.submissions;
    if (device.happens(FaultKind::Crash, call))
        std::abort();
    if (device.happens(FaultKind::Hang, call))
        hang();
    device.lost = device.hasHappened(FaultKind::Lost, call);
    return device.lost ? VK_ERROR_DEVICE_LOST : VK_SUCCESS;
}

VKAPI_ATTR VkResult VKAPI_CALL queueSubmit(VkQueue queue, std::uint32_t count, const VkSubmitInfo* submits,
                                           VkFence fence) {
    const auto device = deviceOf(queue);
    if (const VkResult failed = submitted(*device); failed != VK_SUCCESS)
        return failed;
    return device->below<PFN_vkQueueSubmit>("vkQueueSubmit")(queue, count, submits, fence);
}

VKAPI_ATTR VkResult VKAPI_CALL queueSubmit2(VkQueue queue, std::uint32_t count, const VkSubmitInfo2* submits,
                                            VkFence fence) {
    const auto device = deviceOf(queue);
    if (const VkResult failed = submitted(*device); failed != VK_SUCCESS)
        return failed;
    return device->below<PFN_vkQueueSubmit2>("vkQueueSubmit2")(queue, count, submits, fence);
}

VKAPI_ATTR VkResult VKAPI_CALL waitForFences(VkDevice handle, std::uint32_t count, const VkFence* fences,
                                             VkBool32 all, std::uint64_t patience) {
    const auto device = deviceOf(handle);
    return device->lost
               ? VK_ERROR_DEVICE_LOST
               : device->below<PFN_vkWaitForFences>("vkWaitForFences")(handle, count, fences, all, patience);
}

VKAPI_ATTR VkResult VKAPI_CALL waitSemaphores(VkDevice handle, const VkSemaphoreWaitInfo* wanted,
                                              std::uint64_t patience) {
    const auto device = deviceOf(handle);
    return device->lost ? VK_ERROR_DEVICE_LOST
                        : device->below<PFN_vkWaitSemaphores>("vkWaitSemaphores")(handle, wanted, patience);
}

VKAPI_ATTR VkResult VKAPI_CALL deviceWaitIdle(VkDevice handle) {
    const auto device = deviceOf(handle);
    // What went to the driver before is done there all the same, and may need what is freed next.
    const VkResult idle = device->below<PFN_vkDeviceWaitIdle>("vkDeviceWaitIdle")(handle);
    return device->lost ? VK_ERROR_DEVICE_LOST : idle;
}

VKAPI_ATTR VkResult VKAPI_CALL allocateMemory(VkDevice handle, const VkMemoryAllocateInfo* wanted,
                                              const VkAllocationCallbacks* allocator,
                                              VkDeviceMemory* memory) {
    const auto device = deviceOf(handle);
    if (device->happens(FaultKind::Memory, ++device->allocations))
        return VK_ERROR_OUT_OF_DEVICE_MEMORY;
    const VkResult made =
        device->below<PFN_vkAllocateMemory>("vkAllocateMemory")(handle, wanted, allocator, memory);
    const std::lock_guard lock(mutex);
    if (made == VK_SUCCESS)
        allocated[*memory] = wanted->allocationSize;
    return made;
}

VKAPI_ATTR void VKAPI_CALL freeMemory(VkDevice handle, VkDeviceMemory memory,
                                      const VkAllocationCallbacks* allocator) {
    {
        const std::lock_guard lock(mutex);
        allocated.erase(memory);
    }
    deviceOf(handle)->below<PFN_vkFreeMemory>("vkFreeMemory")(handle, memory, allocator);
}

VKAPI_ATTR VkResult VKAPI_CALL createComputePipelines(VkDevice handle, VkPipelineCache cache,
                                                      std::uint32_t count,
                                                      const VkComputePipelineCreateInfo* wanted,
                                                      const VkAllocationCallbacks* allocator,
                                                      VkPipeline* pipelines) {
    const auto device = deviceOf(handle);
    const std::uint64_t call = ++device->pipelines;
    if (device->happens(FaultKind::CrashInPipeline, call))
        std::abort();
    if (device->happens(FaultKind::HangInPipeline, call))
        hang();
    if (device->hasHappened(FaultKind::Pipeline, call)) {
        for (std::uint32_t i = 0; i < count; ++i)
            pipelines[i] = VK_NULL_HANDLE;
        return VK_ERROR_INITIALIZATION_FAILED;
    }
    return device->below<PFN_vkCreateComputePipelines>("vkCreateComputePipelines")(
        handle, cache, count, wanted, allocator, pipelines);
}

VKAPI_ATTR void VKAPI_CALL cmdDispatch(VkCommandBuffer commands, std::uint32_t x, std::uint32_t y,
                                       std::uint32_t z) {
    const auto device = deviceOf(commands);
    const bool isLarge = std::uint64_t{x} * y * z > 1;
    if (device->hasHappened(FaultKind::Wrong, ++device->dispatches) && isLarge)
        return;
    device->below<PFN_vkCmdDispatch>("vkCmdDispatch")(commands, x, y, z);
}

PFN_vkVoidFunction VKAPI_CALL getInstanceProcAddr(VkInstance instance, const char* name);
PFN_vkVoidFunction VKAPI_CALL getDeviceProcAddr(VkDevice device, const char* name);

PFN_vkVoidFunction ownFunction(std::string_view name) {
    static const std::unordered_map<std::string_view, PFN_vkVoidFunction> kOwn{
        {"vkGetInstanceProcAddr", reinterpret_cast<PFN_vkVoidFunction>(&getInstanceProcAddr)},
        {"vkGetDeviceProcAddr", reinterpret_cast<PFN_vkVoidFunction>(&getDeviceProcAddr)},
        {"vkCreateInstance", reinterpret_cast<PFN_vkVoidFunction>(&createInstance)},
        {"vkGetPhysicalDeviceMemoryProperties", reinterpret_cast<PFN_vkVoidFunction>(&getMemory)},
        {"vkGetPhysicalDeviceMemoryProperties2", reinterpret_cast<PFN_vkVoidFunction>(&getMemory2)},
        {"vkEnumerateDeviceExtensionProperties", reinterpret_cast<PFN_vkVoidFunction>(&listExtensions)},
        {"vkCreateDevice", reinterpret_cast<PFN_vkVoidFunction>(&createDevice)},
        {"vkDestroyDevice", reinterpret_cast<PFN_vkVoidFunction>(&destroyDevice)},
        {"vkQueueSubmit", reinterpret_cast<PFN_vkVoidFunction>(&queueSubmit)},
        {"vkQueueSubmit2", reinterpret_cast<PFN_vkVoidFunction>(&queueSubmit2)},
        {"vkWaitForFences", reinterpret_cast<PFN_vkVoidFunction>(&waitForFences)},
        {"vkWaitSemaphores", reinterpret_cast<PFN_vkVoidFunction>(&waitSemaphores)},
        {"vkDeviceWaitIdle", reinterpret_cast<PFN_vkVoidFunction>(&deviceWaitIdle)},
        {"vkAllocateMemory", reinterpret_cast<PFN_vkVoidFunction>(&allocateMemory)},
        {"vkFreeMemory", reinterpret_cast<PFN_vkVoidFunction>(&freeMemory)},
        {"vkCreateComputePipelines", reinterpret_cast<PFN_vkVoidFunction>(&createComputePipelines)},
        {"vkCmdDispatch", reinterpret_cast<PFN_vkVoidFunction>(&cmdDispatch)},
    };
    const auto found = kOwn.find(name);
    return found == kOwn.end() ? nullptr : found->second;
}

PFN_vkVoidFunction VKAPI_CALL getDeviceProcAddr(VkDevice device, const char* name) {
    const auto below = deviceOf(device);
    PFN_vkVoidFunction const found = below->next(device, name);
    PFN_vkVoidFunction const own = ownFunction(name);
    return found != nullptr && own != nullptr ? own : found; // what the driver lacks stays lacking
}

PFN_vkVoidFunction VKAPI_CALL getInstanceProcAddr(VkInstance instance, const char* name) {
    if (PFN_vkVoidFunction const own = ownFunction(name); own != nullptr)
        return own;
    if (instance == VK_NULL_HANDLE)
        return nullptr;
    return instanceOf(instance).next(instance, name);
}

} // namespace

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): its header has Vulkan's own style
extern "C" VK_LAYER_EXPORT VKAPI_ATTR VkResult VKAPI_CALL
vkNegotiateLoaderLayerInterfaceVersion(VkNegotiateLayerInterface* version) {
    constexpr std::uint32_t kVersion = 2;
    if (version->loaderLayerInterfaceVersion < kVersion)
        return VK_ERROR_INITIALIZATION_FAILED;
    version->loaderLayerInterfaceVersion = kVersion;
    version->pfnGetInstanceProcAddr = &getInstanceProcAddr;
    version->pfnGetDeviceProcAddr = &getDeviceProcAddr;
    version->pfnGetPhysicalDeviceProcAddr = nullptr;
    return VK_SUCCESS;
}
