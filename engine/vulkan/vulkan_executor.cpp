// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/vulkan_executor.h"

#include "forward/forward_executor.h"
#include "model/model_data.h"
#include "vulkan/vulkan_backend.h"

#include <plm/session_options.h>

namespace plm {

using namespace vulkan;

Status checkVulkan() {
    const auto instance = Instance::create();
    if (!instance)
        return tl::unexpected(instance.error());
    const auto devices = (*instance)->devices();
    if (!devices)
        return tl::unexpected(devices.error());
    return devices->empty() ? fail(ErrorKind::Unsupported, "Vulkan knows no device here.") : Status();
}

Result<std::unique_ptr<Executor>> makeVulkanExecutor(const Model& model, const SessionOptions& options,
                                                     const WeightLoading& loading) {
    auto device = Device::open(options.gpu);
    if (!device)
        return tl::unexpected(device.error());
    if (Status room = DeviceCache::check(**device, model.info().hyper, options.contextLength, options.cache);
        !room)
        return tl::unexpected(room.error());
    auto backend = VulkanBackend::create(std::move(*device), model, options, loading);
    if (!backend)
        return tl::unexpected(backend.error());
    return std::make_unique<ForwardExecutor>(model.info().hyper, std::move(*backend));
}

} // namespace plm
