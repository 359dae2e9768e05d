// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/model.h>

#include <memory>

namespace plm {

/// Whether this build has the executor and this machine a driver with a device; fails with Unsupported and a
/// sentence that says what is missing. Starts the driver. Any thread.
Status checkVulkan();

/// PLM's forward pass by compute shaders, weights and latent cache in the memory of the device
/// `options.gpu`, which is opened before the file is read. Where that has not memory for all layers, or
/// `options.gpuLayers` says so, the CPU computes the first ones. `model` must outlive it. Fails as
/// checkVulkan() does and where there is no such device or it computes not, with OutOfMemory where it has no
/// room for the weights, with BadFile and Cancelled as others do.
Result<std::unique_ptr<Executor>> makeVulkanExecutor(const Model& model, const SessionOptions& options,
                                                     const WeightLoading& loading);

extern const ExecutorPlug kVulkanExecutor;

} // namespace plm
