// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/latent_cache.h"

#include "quant/format.h"

#include <cstring>
#include <fmt/format.h>

namespace plm {

namespace {

std::size_t valueBytes(CacheType type) {
    return type == CacheType::F16 ? 2 : 4;
}

} // namespace

Result<LatentCache> LatentCache::create(const HyperParameters& hyper, int capacity, CacheType type) {
    const int width = hyper.cacheWidth();
    const std::size_t bytes = static_cast<std::size_t>(hyper.layers) * static_cast<std::size_t>(width) *
                              static_cast<std::size_t>(capacity) * valueBytes(type);
    auto* memory = static_cast<std::byte*>(std::malloc(bytes));
    if (memory == nullptr)
        return fail(
            ErrorKind::OutOfMemory,
            fmt::format("The cache of {} tokens needs {} bytes, which could not be had.", capacity, bytes));
    return LatentCache(hyper.layers, width, capacity, type, memory);
}

LatentCache::LatentCache(int layers, int width, int capacity, CacheType type, std::byte* bytes)
    : m_layers(layers),
      m_width(width),
      m_capacity(capacity),
      m_type(type),
      m_bytes(bytes) {}

std::size_t LatentCache::rowBytes() const {
    return static_cast<std::size_t>(m_width) * valueBytes(m_type);
}

std::size_t LatentCache::bytesPerToken() const {
    return rowBytes() * static_cast<std::size_t>(m_layers);
}

const std::byte* LatentCache::row(int layer, int position) const {
    const auto index = static_cast<std::size_t>(layer) * static_cast<std::size_t>(m_capacity) +
                       static_cast<std::size_t>(position);
    return m_bytes.get() + index * rowBytes();
}

std::span<const std::byte> LatentCache::rows(int layer, int count) const {
    return {row(layer, 0), static_cast<std::size_t>(count) * rowBytes()};
}

std::span<std::byte> LatentCache::rows(int layer, int count) {
    return {const_cast<std::byte*>(row(layer, 0)), static_cast<std::size_t>(count) * rowBytes()};
}

void LatentCache::store(int layer, int position, const float* values) {
    auto* target = const_cast<std::byte*>(row(layer, position));
    if (m_type == CacheType::F32) {
        std::memcpy(target, values, rowBytes());
        return;
    }
    for (int i = 0; i < m_width; ++i) {
        const std::uint16_t half = quant::floatToHalf(values[i]);
        std::memcpy(target + 2 * static_cast<std::size_t>(i), &half, sizeof half);
    }
}

} // namespace plm
