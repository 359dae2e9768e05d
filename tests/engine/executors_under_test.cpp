// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "executors_under_test.h"

#include "model/executor.h"

#include <plm/session_options.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace plm::test {

namespace {

/// As for a device that has memory for half of the layers only.
constinit const ExecutorPlug kHalfOnDevice{
    .name = "half_on_vulkan",
    .words = "Vulkan",
    .llamaBenchBackend = "Vulkan",
    .hasFlashAttention = true,
    .hasDevices = true,
    .check = [] { return (*builtInExecutors().find("vulkan"))->check(); },
    .make =
        [](const Model& model, const SessionOptions& options, const WeightLoading& loading) {
            SessionOptions half = options;
            half.gpuLayers = std::max(model.info().hyper.layers / 2, 1);
            return (*builtInExecutors().find("vulkan"))->make(model, half, loading);
        },
    .need = nullptr,
    .pass = nullptr,
};

} // namespace

Executors executorsUnderTest() {
    std::vector<const ExecutorPlug*> all = builtInExecutors().all();
    all.push_back(&kHalfOnDevice);
    return Executors(std::move(all));
}

} // namespace plm::test
