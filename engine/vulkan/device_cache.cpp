// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_cache.h"

#include <atomic>
#include <cstring>
#include <fmt/format.h>

namespace plm::vulkan {

namespace {

Status refusal(std::uint64_t bytesPerToken, int capacity) {
    return fail(ErrorKind::OutOfMemory,
                fmt::format("The cache of {} tokens needs {} bytes, which could not be had.", capacity,
                            bytesPerToken * static_cast<std::uint64_t>(capacity)));
}

std::uint32_t wordsOfRow(const CacheRow& row) {
    return static_cast<std::uint32_t>((row.bytes() + 3) / 4);
}

std::uint64_t nextId() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

} // namespace

DeviceCache::DeviceCache(const Device& device, Recording& recording, const HyperParameters& hyper,
                         int capacity, CacheType type)
    : LatentCache(hyper, capacity, type),
      m_device(device),
      m_recording(recording),
      m_rowWords(wordsOfRow(rowForm())),
      m_id(nextId()) {}

Result<std::unique_ptr<DeviceCache>> DeviceCache::create(const Device& device, Recording& recording,
                                                         const HyperParameters& hyper, int capacity,
                                                         CacheType type) {
    std::unique_ptr<DeviceCache> cache(new DeviceCache(device, recording, hyper, capacity, type));
    if (Status made = cache->allocate(); !made)
        return tl::unexpected(made.error());
    return cache;
}

DeviceCache::~DeviceCache() {
    m_recording.forget();
}

std::uint64_t DeviceCache::layerBytes(const HyperParameters& hyper, int capacity, CacheType type) {
    return std::uint64_t{wordsOfRow(CacheRow(hyper, type))} * 4 * static_cast<std::uint64_t>(capacity);
}

Status DeviceCache::check(const Device& device, const HyperParameters& hyper, int capacity, CacheType type) {
    const std::uint64_t layer = layerBytes(hyper, capacity, type);
    if (layer <= device.limits().maxStorageBufferRange &&
        layer * static_cast<std::uint64_t>(hyper.layers) <= device.memoryBytes())
        return {};
    return refusal(CacheRow(hyper, type).bytes() * static_cast<std::uint64_t>(hyper.layers), capacity);
}

Status DeviceCache::allocate() {
    for (int layer = 0; layer < layers(); ++layer) {
        auto buffer = Buffer::create(m_device, deviceRowBytes() * static_cast<std::size_t>(capacity()),
                                     BufferUse::Device);
        if (!buffer)
            return buffer.error().kind == ErrorKind::OutOfMemory ? refusal(bytesPerToken(), capacity())
                                                                 : tl::unexpected(buffer.error());
        m_layers.push_back(std::move(*buffer));
    }
    return {};
}

Status DeviceCache::readRows(int layer, int first, std::span<std::byte> rows) const {
    const std::size_t count = rows.size() / rowBytes();
    auto staging = Buffer::create(m_device, count * deviceRowBytes(), BufferUse::Readback);
    if (!staging)
        return tl::unexpected(staging.error());
    m_recording.copy(m_layers[static_cast<std::size_t>(layer)],
                     static_cast<std::size_t>(first) * deviceRowBytes(), *staging, 0,
                     count * deviceRowBytes());
    if (Status done = m_recording.finish(); !done)
        return done;
    const std::span<const std::byte> read = staging->as<const std::byte>();
    for (std::size_t row = 0; row < count; ++row)
        std::memcpy(rows.data() + row * rowBytes(), read.data() + row * deviceRowBytes(), rowBytes());
    return {};
}

Status DeviceCache::writeRows(int layer, int first, std::span<const std::byte> rows) {
    const std::size_t count = rows.size() / rowBytes();
    auto staging = Buffer::create(m_device, count * deviceRowBytes(), BufferUse::Upload);
    if (!staging)
        return tl::unexpected(staging.error());
    const std::span<std::byte> written = staging->as<std::byte>();
    std::memset(written.data(), 0, count * deviceRowBytes());
    for (std::size_t row = 0; row < count; ++row)
        std::memcpy(written.data() + row * deviceRowBytes(), rows.data() + row * rowBytes(), rowBytes());
    m_recording.copy(*staging, 0, m_layers[static_cast<std::size_t>(layer)],
                     static_cast<std::size_t>(first) * deviceRowBytes(), count * deviceRowBytes());
    return m_recording.finish();
}

} // namespace plm::vulkan
