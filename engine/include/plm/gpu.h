// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plm {

/// As the driver calls a device. One of the kind Cpu is a program that computes on the processor.
enum class GpuKind { Other, Integrated, Discrete, Virtual, Cpu };
/// In one word, "integrated".
[[nodiscard]] std::string_view toString(GpuKind kind);

/// What a device allows a shader of.
struct GpuLimits {
    std::uint32_t invocations = 0;        ///< of a workgroup
    std::uint32_t sharedMemoryBytes = 0;  ///< likewise
    std::uint32_t storageBuffers = 0;     ///< bound at a time
    std::uint32_t pushConstantBytes = 0;  ///< all together
    std::uint64_t storageBufferBytes = 0; ///< of one buffer that it sees
    std::uint32_t subgroupSize = 0;       ///< 0: not told
};

/// What a device can do beyond what all can.
struct GpuFeatures {
    bool storage8 = false, storage16 = false; ///< buffers of 8-bit and of 16-bit numbers
    bool float16 = false, int8 = false;       ///< arithmetic with them
    bool timelineSemaphore = false;
    bool integerDotProduct = false;
};

/// A device that Vulkan knows, as a value.
struct GpuDevice {
    int number = 0; ///< its place in the system's list, as in "vulkan:1"
    std::string name{};
    GpuKind kind = GpuKind::Other;
    std::string driver{};          ///< e.g. "radv"; empty: not told
    std::string driverVersion{};   ///< e.g. "Mesa 22.3.6"
    std::string apiVersion{};      ///< of Vulkan, e.g. "1.3.230"
    std::uint64_t memoryBytes = 0; ///< of its own memory, or of what it shares with the processor
    bool unified = false;          ///< its memory is the processor's
    GpuLimits limits{};
    GpuFeatures features{};
};
/// What people know it by, fit to be shown; "GPU 1" where the driver told no name.
[[nodiscard]] std::string nameOf(const GpuDevice& device);

} // namespace plm
