// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/gpu_records.h>

namespace plm::test {

inline constexpr const char* kShape = "Q8_0 a shape";

/// A device as one that was listed.
inline GpuDevice listedGpu(int number, const char* name, GpuKind kind = GpuKind::Discrete) {
    return {.number = number,
            .name = name,
            .kind = kind,
            .driver = "a driver",
            .driverVersion = "Driver 1.2",
            .apiVersion = "1.3.230",
            .memoryBytes = std::uint64_t{8} << 30,
            .limits = {.invocations = 256,
                       .sharedMemoryBytes = 32768,
                       .storageBuffers = 8,
                       .pushConstantBytes = 128,
                       .storageBufferBytes = std::uint64_t{1} << 30,
                       .subgroupSize = 16},
            .features = {.storage16 = true, .timelineSemaphore = true}};
}

/// A measure with a model of the shape kShape.
inline GpuMeasure measured(GpuOutcome outcome, double gpuSpeed, double cpuSpeed) {
    return {.outcome = outcome,
            .reason = "It was measured.",
            .modelShape = kShape,
            .threads = 4,
            .gpuSpeed = gpuSpeed,
            .cpuSpeed = cpuSpeed,
            .divergence = 0.001,
            .uploadSeconds = 0.5};
}

} // namespace plm::test
