// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latent_cache.h"
#include "vulkan/host/recording.h"

#include <memory>
#include <vector>

namespace plm::vulkan {

/// A latent cache in the device's memory, a buffer a layer, rows as they are handed on but filled up to whole
/// words.
class DeviceCache final : public LatentCache {
public:
    /// Room for `capacity` tokens. Fails with OutOfMemory and a sentence that names the bytes. `device` and
    /// `recording`, which is that of the executor, must outlive it.
    static Result<std::unique_ptr<DeviceCache>> create(const Device& device, Recording& recording,
                                                       const HyperParameters& hyper, int capacity,
                                                       CacheType type);
    /// Waits for what may still use it, where an evaluation did not come to its end.
    ~DeviceCache() override;
    DeviceCache(const DeviceCache&) = delete;
    DeviceCache& operator=(const DeviceCache&) = delete;
    /// Bytes that a layer of it takes.
    [[nodiscard]] static std::uint64_t layerBytes(const HyperParameters& hyper, int capacity, CacheType type);
    /// Fails likewise where the device is too small for it, before weights are uploaded.
    static Status check(const Device& device, const HyperParameters& hyper, int capacity, CacheType type);
    /// For executors whose makeCache() makes nothing else.
    static DeviceCache& of(LatentCache& cache) { return static_cast<DeviceCache&>(cache); }

    [[nodiscard]] const Buffer& layer(int index) const { return m_layers[static_cast<std::size_t>(index)]; }
    [[nodiscard]] std::uint32_t rowWords() const { return m_rowWords; }
    /// No other cache of this process has it, and never 0.
    [[nodiscard]] std::uint64_t id() const { return m_id; }

    Status readRows(int layer, int first, std::span<std::byte> rows) const override;
    Status writeRows(int layer, int first, std::span<const std::byte> rows) override;

private:
    DeviceCache(const Device& device, Recording& recording, const HyperParameters& hyper, int capacity,
                CacheType type);
    Status allocate();
    [[nodiscard]] std::size_t deviceRowBytes() const { return std::size_t{m_rowWords} * 4; }

    const Device& m_device;
    Recording& m_recording;
    std::uint32_t m_rowWords;
    std::uint64_t m_id;
    std::vector<Buffer> m_layers;
};

} // namespace plm::vulkan
