// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/gpu.h"
#include "plm/gpu_probe.h"
#include "plm/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

// What is remembered of GPUs from one start to the next, so that none has to be asked for it: nothing here
// makes a Vulkan call. Any thread; two programs that write at a time leave what one of them wrote.

/// What tells without asking them that the system's Vulkan drivers are others than before: a line for each of
/// their manifests and libraries with its size and when it was written, for each variable of the environment
/// that chooses among them, and for each graphics processor of the system.
using DriverPrint = std::vector<std::string>;
/// Of this process's environment and this machine.
[[nodiscard]] DriverPrint driverPrint();

/// Why a device is not used.
struct GpuTrouble {
    GpuOutcome outcome = GpuOutcome::Crashed; ///< one of those that isBad() names
    std::string reason{};                     ///< a sentence
};

/// What is known of a device.
struct KnownGpu {
    GpuDevice device{}; ///< where it never was listed, its number and nothing else
    std::optional<GpuTrouble> trouble{};
    std::vector<GpuMeasure> measures{}; ///< each with another shape of model
};

/// What is known of all, as long as the drivers are those of `print`.
struct GpuRecords {
    DriverPrint print{};
    std::optional<GpuTrouble> trouble{}; ///< with listing the devices: none of them is used
    std::vector<KnownGpu> gpus{};

    /// The one with this number; null where nothing is known of it.
    [[nodiscard]] const KnownGpu* find(int number) const;
    /// What it is as a device; where nothing is known of it, its number and nothing else.
    [[nodiscard]] GpuDevice deviceOf(int number) const;

    /// Takes over what a listing came to. What is known of devices that it has stays.
    void remember(const GpuListing& listing);
    /// Takes over what measuring the device `number` came to, in place of an earlier measure with such a
    /// model.
    void remember(int number, const GpuMeasure& measure);
    void remember(int number, GpuTrouble trouble);
    /// Forgets what went wrong, and what failed: those devices may be asked again.
    void forgetTrouble();
};

/// As a document of docs/formats.md.
[[nodiscard]] std::string toJson(const GpuRecords& records);
/// Fails with BadFile or Unsupported; errors begin with `name`.
[[nodiscard]] Result<GpuRecords> gpuRecordsFromJson(std::string_view text, std::string_view name);

/// Writes gpu.json in `folder`, which is made where it is not there. Fails with Io.
Status writeGpuRecords(const std::filesystem::path& folder, const GpuRecords& records);

/// What a start knows of GPUs.
struct RecalledGpus {
    GpuRecords records{};
    std::vector<std::string> news{}; ///< sentences for the user: what happened since the last start
};
/// Reads gpu.json in `folder`. Nothing is known where there is none or no folder, where it is damaged, or
/// where the drivers are no longer the same. A start that did not come to the end of its first answer
/// (plm/gpu_start.h) is put on record here.
[[nodiscard]] RecalledGpus recallGpus(const std::filesystem::path& folder);

/// Fails with Unsupported and a sentence where the device `number` is on record as bad, or all are.
Status checkGpu(const GpuRecords& records, int number);

/// What "auto" comes to.
struct ExecutorChoice {
    std::optional<int> gpu{};            ///< the number of the device; nothing: the CPU
    std::string reason{};                ///< a sentence
    std::optional<GpuMeasure> measure{}; ///< with such a model, of the GPU that the sentence is about
};
/// The fastest GPU of those that were faster than the CPU with a model of this shape (shapeOf()) and agreed
/// with it; the CPU where there is none. Never a device of the kind Cpu.
[[nodiscard]] ExecutorChoice chooseExecutor(const GpuRecords& records, std::string_view modelShape);

} // namespace plm
