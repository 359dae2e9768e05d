// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_plan.h"

#include <algorithm>
#include <cmath>

namespace plm::vulkan {

namespace {

/// What every device binds at once.
constexpr std::uint64_t kPieceBytes = std::uint64_t{128} << 20;

std::vector<PlannedMatrix> matricesOf(const LayerWeights& layer) {
    std::vector<PlannedMatrix> matrices;
    for (const Matrix* matrix : {&layer.query, &layer.latent, &layer.output, &layer.up})
        matrices.push_back({matrix, LineOrder::Rows});
    matrices.push_back({&layer.keyValue, LineOrder::Rows, true});
    matrices.push_back({&layer.down, LineOrder::Neurons, true});
    return matrices;
}

std::uint64_t bytesOf(const std::vector<PlannedMatrix>& matrices) {
    std::uint64_t bytes = 0;
    for (const PlannedMatrix& planned : matrices)
        bytes += deviceBytes(*planned.matrix, planned.order);
    return bytes;
}

} // namespace

std::vector<PlannedMatrix> deviceMatrices(const Weights& weights) {
    std::vector<PlannedMatrix> matrices{{&weights.head, LineOrder::Rows}};
    for (const LayerWeights& layer : weights.layers)
        for (const PlannedMatrix& planned : matricesOf(layer))
            matrices.push_back(planned);
    return matrices;
}

std::vector<Lines> piecesOf(const DeviceLayout& layout) {
    const std::uint64_t lineBytes = std::max<std::uint64_t>(layout.words(layout.lines) * 4 / layout.lines, 1);
    const auto together =
        static_cast<std::uint32_t>(std::clamp<std::uint64_t>(kPieceBytes / (lineBytes + 1), 1, layout.lines));
    std::vector<Lines> pieces;
    for (std::uint32_t first = 0; first < layout.lines; first += together)
        pieces.push_back({first, std::min(together, layout.lines - first)});
    return pieces;
}

std::vector<float> deviceNorms(const Weights& weights) {
    std::vector<float> all;
    const auto add = [&all](const std::vector<float>& norm) {
        all.insert(all.end(), norm.begin(), norm.end());
    };
    for (const LayerWeights& layer : weights.layers) {
        add(layer.attentionNorm);
        add(layer.latentNorm);
        add(layer.feedForwardNorm);
    }
    add(weights.outputNorm);
    return all;
}

std::uint64_t deviceBytes(const Matrix& matrix, LineOrder order) {
    const DeviceLayout layout(matrix, order);
    std::uint64_t bytes = 0;
    for (const Lines& lines : piecesOf(layout))
        bytes += layout.words(lines.count) * 4;
    return bytes;
}

std::uint64_t deviceBytes(const Weights& weights) {
    return deviceNorms(weights).size() * sizeof(float) + bytesOf(deviceMatrices(weights));
}

int layersInRoom(const Weights& weights, std::uint64_t cacheBytes, std::uint64_t bytes) {
    std::uint64_t taken =
        deviceNorms(weights).size() * sizeof(float) + deviceBytes(weights.head, LineOrder::Rows);
    int count = 0;
    for (auto layer = weights.layers.rbegin(); layer != weights.layers.rend(); ++layer, ++count) {
        taken += bytesOf(matricesOf(*layer)) + cacheBytes;
        if (taken > bytes)
            break;
    }
    return count;
}

} // namespace plm::vulkan
