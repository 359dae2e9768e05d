// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"
#include "model/weights.h"
#include "threads/thread_pool.h"
#include "vulkan/device_plan.h"
#include "vulkan/host/recording.h"
#include "vulkan/shaders.h"

#include <unordered_map>
#include <vector>

namespace plm::vulkan {

/// Lines of a matrix that lie in one buffer.
struct DevicePiece {
    Buffer buffer;
    std::uint32_t firstLine = 0, lines = 0;
    MatrixPlaces places{};
};

/// A matrix on the device, in pieces that it can bind.
struct DeviceMatrix {
    DeviceLayout layout;
    std::vector<DevicePiece> pieces;
};

/// A model's weights on a device.
class DeviceWeights {
public:
    /// Uploads all of `weights`, which view `file`, each checked on the way and let go of in this program's
    /// memory. Fails with BadFile, naming the tensor, where a weight is not a number, with OutOfMemory where
    /// the device has no room, and with Cancelled.
    static Result<DeviceWeights> upload(const Device& device, Recording& recording, const gguf::File& file,
                                        const Weights& weights, ThreadPool& pool,
                                        const WeightLoading& loading);

    [[nodiscard]] const DeviceMatrix& of(const Matrix& matrix) const { return m_matrices.at(matrix.data); }
    /// As deviceNorms().
    [[nodiscard]] const Buffer& norms() const { return m_norms; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    class Uploader;

    Status add(Uploader& uploader, const PlannedMatrix& planned);
    Status addNorms(Uploader& uploader, const Weights& weights);

    std::unordered_map<const std::byte*, DeviceMatrix> m_matrices;
    Buffer m_norms;
    std::uint64_t m_bytes = 0;
};

} // namespace plm::vulkan
