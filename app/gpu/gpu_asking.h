// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/gpu_probe.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace peripheral {

/// How GPUs are asked; each waits, in any thread.
struct GpuAsking {
    std::function<plm::Result<plm::GpuListing>(std::stop_token stop)> list;
    std::function<plm::Result<plm::GpuMeasure>(const plm::GpuDevice& device,
                                               const std::filesystem::path& model, std::stop_token stop)>
        measure;
    /// So long nobody has asked the model anything before a GPU is asked unbidden: measuring takes all cores
    /// for a moment.
    std::chrono::milliseconds idle{5000};
    /// Whether this machine has memory enough to measure with a model whose file has so many bytes: where it
    /// has not, that is not done unbidden.
    std::function<bool(std::uint64_t modelBytes)> hasRoom = [](std::uint64_t) { return true; };
};

/// By processes of this program. `pipelines` as GpuProbe::pipelines.
[[nodiscard]] GpuAsking askingByThisProgram(const std::filesystem::path& pipelines = {});

} // namespace peripheral
