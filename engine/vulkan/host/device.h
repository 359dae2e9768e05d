// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vulkan/host/features.h"

#include <plm/result.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>
#include <volk.h>

namespace plm::vulkan {

/// What `result` means of `what`, as an error: OutOfMemory where memory was refused, DeviceLost where
/// the device was lost or hangs, else Unsupported.
[[nodiscard]] Status check(VkResult result, std::string_view what);

/// A loaded Vulkan library with an instance. Its functions are volk's.
class Instance {
public:
    /// Fails with Unsupported where there is no loader or it makes no instance.
    static Result<std::shared_ptr<const Instance>> create();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;
    ~Instance();

    [[nodiscard]] VkInstance handle() const { return m_handle; }
    /// In the order of the system.
    [[nodiscard]] Result<std::vector<VkPhysicalDevice>> devices() const;

private:
    explicit Instance(VkInstance handle) : m_handle(handle) {}
    VkInstance m_handle;
};

/// A device with one queue. One thread at a time, but for pipelines, which several threads may make.
class Device {
public:
    /// The `index`-th of the system's. Fails with Unsupported where there is no such one, or it computes not.
    static Result<std::unique_ptr<const Device>> open(int index);
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;
    ~Device();

    /// It hangs: destroying what it may still work on is undefined, and may hang as well. From now on all
    /// that is made of it is left to the end of the process.
    void abandon() const { m_abandoned = true; }
    [[nodiscard]] bool isAbandoned() const { return m_abandoned; }

    [[nodiscard]] VkDevice handle() const { return m_handle; }
    [[nodiscard]] const VolkDeviceTable& calls() const { return m_calls; }
    [[nodiscard]] VkQueue queue() const { return m_queue; }
    [[nodiscard]] std::uint32_t family() const { return m_family; }
    [[nodiscard]] std::string name() const { return m_properties.deviceName; }
    [[nodiscard]] const VkPhysicalDeviceProperties& properties() const { return m_properties; }
    [[nodiscard]] const VkPhysicalDeviceLimits& limits() const { return m_properties.limits; }
    [[nodiscard]] const DeviceFeatures& features() const { return m_features; }
    /// What passed on the device between two timestamps, in seconds; none where it writes none.
    [[nodiscard]] bool hasTimestamps() const { return m_timestampBits > 0; }
    [[nodiscard]] double secondsBetween(std::uint64_t first, std::uint64_t last) const;
    /// Of the heap that buffers of its own lie in: where the host sees a part of its memory through a heap of
    /// that part's own, that one is not added.
    [[nodiscard]] std::uint64_t memoryBytes() const;
    /// What of that can still be had, as far as the driver tells; else all of it.
    [[nodiscard]] std::uint64_t freeBytes() const;
    /// A type of memory among `types` that has `needed`, with `liked` where there is one; −1: none has.
    [[nodiscard]] int memoryType(std::uint32_t types, VkMemoryPropertyFlags needed,
                                 VkMemoryPropertyFlags liked) const;

private:
    Device(std::shared_ptr<const Instance> instance, VkPhysicalDevice physical, std::uint32_t family);
    Status create();
    /// The largest of the device's own, or of all where it has none.
    [[nodiscard]] std::uint32_t mainHeap() const;

    std::shared_ptr<const Instance> m_instance;
    VkPhysicalDevice m_physical;
    std::uint32_t m_family;
    VkPhysicalDeviceProperties m_properties{};
    VkPhysicalDeviceMemoryProperties m_memory{};
    DeviceFeatures m_features;
    std::uint32_t m_timestampBits = 0; ///< that count, of each
    VkDevice m_handle = VK_NULL_HANDLE;
    VkQueue m_queue = VK_NULL_HANDLE;
    VolkDeviceTable m_calls{};
    mutable bool m_abandoned = false;
};

} // namespace plm::vulkan
