// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/vulkan_executor.h"

#include "cpu/cpu_executor.h"
#include "forward/forward_executor.h"
#include "forward/split_backend.h"
#include "model/host_cache.h"
#include "model/model_data.h"
#include "model/model_part.h"
#include "vulkan/vulkan_backend.h"

#include <plm/session_options.h>

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm {

using namespace vulkan;

namespace {

/// Of a device's free memory, what is left to its driver: pipelines, commands, what it keeps beside buffers.
constexpr std::uint64_t kLeftToDriver = 16; ///< one such part

/// As many as there is memory for.
Result<int> fittingLayers(const Device& device, const Model& model, const SessionOptions& options) {
    const std::uint64_t free = device.freeBytes();
    const std::uint64_t working = VulkanBackend::workingBytes(
        model.info().hyper, std::min(options.pieceTokens, options.contextLength), options.contextLength);
    const std::uint64_t usable = free - free / kLeftToDriver;
    // A saved cache is read into a second one, while the first is still there.
    constexpr std::uint64_t kCaches = 2;
    const int layers = layersInRoom(
        model.data().weights,
        kCaches * DeviceCache::layerBytes(model.info().hyper, options.contextLength, options.cache),
        usable - std::min(working, usable));
    if (layers > 0)
        return layers;
    if (Status room = DeviceCache::check(device, model.info().hyper, options.contextLength, options.cache);
        !room)
        return tl::unexpected(room.error());
    return fail(ErrorKind::OutOfMemory,
                fmt::format("{} has {} MiB of memory free, which is too little for a layer of this model.",
                            device.name(), free >> 20));
}

Result<int> deviceLayers(const Device& device, const Model& model, const SessionOptions& options) {
    if (!options.gpuLayers)
        return fittingLayers(device, model, options);
    const int all = model.info().hyper.layers;
    if (*options.gpuLayers >= 1 && *options.gpuLayers <= all)
        return *options.gpuLayers;
    return fail(ErrorKind::BadArgument, fmt::format("{} layers on a GPU are not possible; the model has {}.",
                                                    *options.gpuLayers, all));
}

/// The first layers by the CPU. Its weights are not kept for the next start: how many layers there are may
/// change from one to the next.
Result<std::unique_ptr<Backend>> splitBackend(std::unique_ptr<const Device> device, const Model& model,
                                              int cpuLayers, const SessionOptions& options,
                                              const WeightLoading& loading) {
    const int all = model.info().hyper.layers;
    const ModelPart first = layersOf(model, 0, cpuLayers);
    if (Status room = HostCache::check(first.hyper, options.contextLength, options.cache); !room)
        return tl::unexpected(room.error());
    const double cpuShare = static_cast<double>(cpuLayers) / all;
    WeightLoading laidOut = shareOf(loading, 0, cpuShare);
    laidOut.kept.clear();
    auto cpu = makeCpuBackend(first, options.threads, options.sparse, laidOut, options.threadLimit);
    if (!cpu)
        return tl::unexpected(cpu.error());
    auto rest = VulkanBackend::create(std::move(device), layersOf(model, cpuLayers, all - cpuLayers), options,
                                      shareOf(loading, cpuShare, 1 - cpuShare));
    if (!rest)
        return tl::unexpected(rest.error());
    return std::make_unique<SplitBackend>(model.info().hyper, cpuLayers, std::move(*cpu), std::move(*rest));
}

} // namespace

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
    const HyperParameters& hyper = model.info().hyper;
    auto device = Device::open(options.gpu);
    if (!device)
        return tl::unexpected(device.error());
    const auto layers = deviceLayers(**device, model, options);
    if (!layers)
        return tl::unexpected(layers.error());
    const ModelPart last = layersOf(model, hyper.layers - *layers, *layers);
    if (Status room = DeviceCache::check(**device, last.hyper, options.contextLength, options.cache); !room)
        return tl::unexpected(room.error());
    Result<std::unique_ptr<Backend>> backend =
        *layers < hyper.layers
            ? splitBackend(std::move(*device), model, hyper.layers - *layers, options, loading)
            : VulkanBackend::create(std::move(*device), wholeOf(model), options, loading);
    if (!backend)
        return tl::unexpected(backend.error());
    return std::make_unique<ForwardExecutor>(hyper, std::move(*backend));
}

} // namespace plm
