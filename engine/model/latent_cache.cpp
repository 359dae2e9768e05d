// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/latent_cache.h"

#include "quant/format.h"

#include <cstring>
#include <fmt/format.h>

namespace plm {

namespace {

std::size_t rowBytes(const Q8Row& shape, CacheType type) {
    switch (type) {
    case CacheType::F32:
        return (shape.latent + shape.rotary) * 4;
    case CacheType::Q8:
        return shape.bytes();
    case CacheType::F16:
        break;
    }
    return (shape.latent + shape.rotary) * 2;
}

const quant::Format& formatOf(CacheType type) {
    return quant::format(type == CacheType::F32 ? quant::Type::F32 : quant::Type::F16);
}

} // namespace

Result<LatentCache> LatentCache::create(const HyperParameters& hyper, int capacity, CacheType type) {
    const Q8Row shape{static_cast<std::size_t>(hyper.latentRank),
                      static_cast<std::size_t>(hyper.rotaryWidth)};
    const std::size_t bytes = static_cast<std::size_t>(hyper.layers) * static_cast<std::size_t>(capacity) *
                              plm::rowBytes(shape, type);
    auto* memory = static_cast<std::byte*>(std::malloc(bytes));
    if (memory == nullptr)
        return fail(
            ErrorKind::OutOfMemory,
            fmt::format("The cache of {} tokens needs {} bytes, which could not be had.", capacity, bytes));
    return LatentCache(hyper.layers, shape, capacity, type, memory);
}

LatentCache::LatentCache(int layers, const Q8Row& shape, int capacity, CacheType type, std::byte* bytes)
    : m_layers(layers),
      m_capacity(capacity),
      m_shape(shape),
      m_type(type),
      m_bytes(bytes) {}

std::size_t LatentCache::rowBytes() const {
    return plm::rowBytes(m_shape, m_type);
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
    if (m_type == CacheType::Q8) {
        m_shape.encode(values, target);
        return;
    }
    for (std::size_t i = 0; i < m_shape.latent + m_shape.rotary; ++i) {
        const std::uint16_t half = quant::floatToHalf(values[i]);
        std::memcpy(target + 2 * i, &half, sizeof half);
    }
}

void LatentCache::load(int layer, int position, float* values) const {
    if (m_type == CacheType::Q8)
        m_shape.decode(row(layer, position), values);
    else
        formatOf(m_type).decode(row(layer, position), values, static_cast<std::size_t>(width()));
}

} // namespace plm
