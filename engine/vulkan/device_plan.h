// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "vulkan/device_layout.h"

#include <cstdint>
#include <vector>

namespace plm::vulkan {

// Which weights of a model lie how on a device: values that need no device.

struct PlannedMatrix {
    const Matrix* matrix;
    LineOrder order;
    bool whole = false; ///< shaders read it from one buffer
};
/// All but the embedding, whose rows are looked up in the file.
[[nodiscard]] std::vector<PlannedMatrix> deviceMatrices(const Weights& weights);

struct Lines {
    std::uint32_t first, count;
};
/// Those that lie in one buffer each, of at most 128 MiB.
[[nodiscard]] std::vector<Lines> piecesOf(const DeviceLayout& layout);

/// All norms behind one another: of each layer the attention's, the latent's, the feed-forward's; last the
/// output's.
[[nodiscard]] std::vector<float> deviceNorms(const Weights& weights);

/// Bytes that a matrix takes there, and that all weights do.
[[nodiscard]] std::uint64_t deviceBytes(const Matrix& matrix, LineOrder order);
[[nodiscard]] std::uint64_t deviceBytes(const Weights& weights);

/// How many layers, the last ones, have room in `bytes` beside the head, each with `cacheBytes` of the
/// latent cache.
[[nodiscard]] int layersInRoom(const Weights& weights, std::uint64_t cacheBytes, std::uint64_t bytes);

} // namespace plm::vulkan
