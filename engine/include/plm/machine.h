// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace plm {

// As in plm/device.h: what the system does not tell is left out, `root` is where /proc and /sys are, any
// thread.

/// Caches of one kind.
struct ProcessorCache {
    int level = 0;
    std::string type;        ///< "data", "instruction" or "unified"
    std::uint64_t bytes = 0; ///< of the largest
    int count = 0;           ///< in all cores together
};

/// A graphics processor that the system has a driver for. That is no promise that anything computes on it.
struct Gpu {
    std::string name; ///< maker and number on PCI, e.g. "NVIDIA 10de:2330"; else as the device tree calls it
    std::string driver; ///< the kernel's, e.g. "amdgpu"
};

/// What a machine is.
struct Machine {
    std::string processor;    ///< processorName()
    std::string architecture; ///< e.g. "x86_64" or "aarch64"
    std::optional<int> physicalCores, logicalCores;
    /// What the processor has of instruction sets that matter to products of vectors, as the kernels call
    /// them (KernelChoice); the kernels may use less.
    std::vector<std::string> instructionSets;
    std::vector<ProcessorCache> caches;
    std::optional<std::uint64_t> memoryBytes;
    std::optional<std::uint64_t> availableBytes; ///< that programs can have now without swapping
    std::optional<std::vector<Gpu>> gpus;        ///< nothing where the system has no such folder
    std::optional<double> highestMegahertz;      ///< the clock that the fastest core may reach
    /// On a Raspberry Pi: whether heat or voltage has held the clock down since the machine started.
    std::optional<bool> throttledEver;
};
[[nodiscard]] Machine describeMachine(const std::filesystem::path& root = "/");

/// Bytes that programs can have now without swapping.
[[nodiscard]] std::optional<std::uint64_t> availableMemory(const std::filesystem::path& root = "/");

/// What has been used of energy since some moment, by RAPL in /sys/class/powercap: of the processor packages,
/// in microjoules. Many systems let only root read it.
struct EnergyReading {
    std::vector<std::uint64_t> microjoules; ///< by package
    std::vector<std::uint64_t> wrapsAt;     ///< after so many it begins at 0 again
};
[[nodiscard]] std::optional<EnergyReading> energyReading(const std::filesystem::path& root = "/");
/// Watts between two readings that lie `seconds` apart; nothing where they are not of the same packages.
[[nodiscard]] std::optional<double> watts(const EnergyReading& before, const EnergyReading& after,
                                          double seconds);
/// Watts at this moment by the first sensor of power in /sys/class/hwmon, which may be of the whole board or
/// a part of it.
[[nodiscard]] std::optional<double> sensorWatts(const std::filesystem::path& root = "/");
/// Watts that the machine draws from its batteries at this moment, all of its parts together; nothing while
/// none of them feeds it.
[[nodiscard]] std::optional<double> batteryWatts(const std::filesystem::path& root = "/");
/// Watts at this moment by whoever tells them: the sensor, else the batteries.
[[nodiscard]] std::optional<double> wattsNow(const std::filesystem::path& root = "/");

} // namespace plm
