// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/host_cache.h"

#include "quant/format.h"

#include <cstring>
#include <fmt/format.h>

namespace plm {

namespace {

const quant::Format& formatOf(CacheType type) {
    return quant::format(type == CacheType::F32 ? quant::Type::F32 : quant::Type::F16);
}

} // namespace

Result<std::unique_ptr<HostCache>> HostCache::create(const HyperParameters& hyper, int capacity,
                                                     CacheType type) {
    const std::size_t bytes = static_cast<std::size_t>(hyper.layers) * static_cast<std::size_t>(capacity) *
                              CacheRow(hyper, type).bytes();
    auto* memory = static_cast<std::byte*>(std::malloc(bytes));
    if (memory == nullptr)
        return fail(
            ErrorKind::OutOfMemory,
            fmt::format("The cache of {} tokens needs {} bytes, which could not be had.", capacity, bytes));
    return std::unique_ptr<HostCache>(new HostCache(hyper, capacity, type, memory));
}

HostCache::HostCache(const HyperParameters& hyper, int capacity, CacheType type, std::byte* bytes)
    : LatentCache(hyper, capacity, type),
      m_bytes(bytes) {}

std::byte* HostCache::at(int layer, int position) const {
    const auto index = static_cast<std::size_t>(layer) * static_cast<std::size_t>(capacity()) +
                       static_cast<std::size_t>(position);
    return m_bytes.get() + index * rowBytes();
}

Status HostCache::readRows(int layer, int first, std::span<std::byte> rows) const {
    std::memcpy(rows.data(), at(layer, first), rows.size());
    return {};
}

Status HostCache::writeRows(int layer, int first, std::span<const std::byte> rows) {
    std::memcpy(at(layer, first), rows.data(), rows.size());
    return {};
}

void HostCache::store(int layer, int position, const float* values) {
    std::byte* target = at(layer, position);
    if (type() == CacheType::F32) {
        std::memcpy(target, values, rowBytes());
        return;
    }
    if (type() == CacheType::Q8) {
        rowForm().shape.encode(values, target);
        return;
    }
    for (int i = 0; i < rowForm().width(); ++i) {
        const std::uint16_t half = quant::floatToHalf(values[i]);
        std::memcpy(target + 2 * i, &half, sizeof half);
    }
}

void HostCache::load(int layer, int position, float* values) const {
    if (type() == CacheType::Q8)
        rowForm().shape.decode(row(layer, position), values);
    else
        formatOf(type()).decode(row(layer, position), values, static_cast<std::size_t>(rowForm().width()));
}

} // namespace plm
