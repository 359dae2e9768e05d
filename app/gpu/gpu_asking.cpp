// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/gpu_asking.h"

#include <plm/machine.h>

#include <utility>

namespace peripheral {

GpuAsking askingByThisProgram(const std::filesystem::path& pipelines) {
    return {.list = [](std::stop_token stop) { return plm::listGpus({.stop = std::move(stop)}); },
            .measure =
                [pipelines](const plm::GpuDevice& device, const std::filesystem::path& model,
                            std::stop_token stop) {
                    return plm::measureGpu({.pipelines = pipelines, .stop = std::move(stop)}, device, model,
                                           0);
                },
            .hasRoom =
                [](std::uint64_t modelBytes) {
                    // The file's pages, the CPU's copy, and the device's where it shares the memory.
                    constexpr std::uint64_t kCopies = 3;
                    return plm::availableMemory().value_or(0) / kCopies > modelBytes;
                }};
}

} // namespace peripheral
