// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In every build: where there is no Vulkan, it says so.

#include "vulkan/vulkan_executor.h"

#include <plm/session_options.h>

namespace plm {

namespace {

Result<std::unique_ptr<Executor>> makeAsAsked(const Model& model, const SessionOptions& options,
                                              const WeightLoading& loading) {
    return makeVulkanExecutor(options.gpu, model, loading);
}

} // namespace

constinit const ExecutorPlug kVulkanExecutor{
    .name = "vulkan",
    .words = "Vulkan",
    .llamaBenchBackend = "Vulkan",
    .hasFlashAttention = true,
    .hasDevices = true,
    .check = checkVulkan,
    .make = makeAsAsked,
    .need = needInPlace,
    .pass = passInPlace,
};

} // namespace plm
