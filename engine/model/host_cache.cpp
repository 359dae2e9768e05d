// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/host_cache.h"

#include "model/erased_memory.h"

#include <algorithm>
#include <fmt/format.h>

namespace plm {

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

Status HostCache::check(const HyperParameters& hyper, int capacity, CacheType type) {
    if (auto made = create(hyper, capacity, type); !made)
        return tl::unexpected(made.error());
    return {};
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
    std::copy_n(at(layer, first), rows.size(), rows.begin());
    return {};
}

Status HostCache::writeRows(int layer, int first, std::span<const std::byte> rows) {
    std::copy(rows.begin(), rows.end(), at(layer, first));
    return {};
}

Status HostCache::erase() {
    resize(0);
    eraseMemory({m_bytes.get(), memory().size()});
    return {};
}

void HostCache::store(int layer, int position, const float* values) {
    rowForm().encode(values, at(layer, position));
}

void HostCache::load(int layer, int position, float* values) const {
    rowForm().decode(at(layer, position), values);
}

} // namespace plm
