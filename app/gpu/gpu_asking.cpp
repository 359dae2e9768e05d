// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/gpu_asking.h"

#include <utility>

namespace peripheral {

GpuAsking askingByThisProgram() {
    return {.list = [](std::stop_token stop) { return plm::listGpus({.stop = std::move(stop)}); },
            .measure =
                [](const plm::GpuDevice& device, const std::filesystem::path& model, std::stop_token stop) {
                    return plm::measureGpu({.stop = std::move(stop)}, device, model, 0);
                }};
}

} // namespace peripheral
