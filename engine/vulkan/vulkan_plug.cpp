// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In every build: where there is no Vulkan, it says so.

#include "vulkan/device_plan.h"
#include "vulkan/vulkan_executor.h"

#include <cmath>

namespace plm {

namespace {

WeightNeed needOf(const Weights& weights, const HyperParameters& /*hyper*/) {
    return {.laidOut = 0,
            .inPlace = 0,
            .byRow = weights.embedding.bytes(), // where it is the head too, that is on the device
            .onDevice = vulkan::deviceBytes(weights)};
}

/// Of a pass's neurons, where each fires by itself: of a few tokens those that one of them has, of many all.
double downBytes(const Matrix& down, const PassShape& shape) {
    const vulkan::DeviceLayout layout(down, vulkan::LineOrder::Neurons);
    const vulkan::ListedNeurons all = layout.allNeurons();
    if (static_cast<std::uint32_t>(shape.tokens) > vulkan::kMostAlike)
        return static_cast<double>(vulkan::deviceBytes(down, vulkan::LineOrder::Neurons));
    const double idle = shape.sparse ? std::pow(1 - shape.activeShare, shape.tokens) : 0;
    const auto some = [idle](std::uint64_t groups, double neurons) {
        return static_cast<std::uint64_t>(
            std::llround(static_cast<double>(groups) * (1 - std::pow(idle, neurons))));
    };
    return static_cast<double>(
        layout.bytesOf({some(all.neurons, 1), some(all.groups, 32), some(all.shares, 256)}));
}

PassNeed passOf(const Weights& weights, const HyperParameters& hyper, const PassShape& shape) {
    using vulkan::LineOrder;
    PassNeed need;
    const auto add = [&need](Part part, double bytes) {
        need.weights[static_cast<std::size_t>(part)] += bytes;
    };
    const auto bytesOf = [](const Matrix& matrix) {
        return static_cast<double>(vulkan::deviceBytes(matrix, LineOrder::Rows));
    };
    for (const LayerWeights& layer : weights.layers) {
        for (const Matrix* matrix : {&layer.query, &layer.latent, &layer.output})
            add(Part::Projections, bytesOf(*matrix));
        add(Part::Attention, bytesOf(layer.keyValue));
        add(Part::Up, bytesOf(layer.up));
        add(Part::Down, downBytes(layer.down, shape));
    }
    add(Part::Embedding,
        static_cast<double>(shape.tokens) * static_cast<double>(weights.embedding.rowBytes()));
    add(Part::Head, bytesOf(weights.head));
    need.activations = activationBytes(hyper, shape.tokens); // on the device
    return need;
}

} // namespace

constinit const ExecutorPlug kVulkanExecutor{
    .name = "vulkan",
    .words = "Vulkan",
    .llamaBenchBackend = "Vulkan",
    .hasFlashAttention = true,
    .hasDevices = true,
    .check = checkVulkan,
    .make = makeVulkanExecutor,
    .need = needOf,
    .pass = passOf,
};

} // namespace plm
