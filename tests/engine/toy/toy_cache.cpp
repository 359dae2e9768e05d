// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toy_cache.h"

#include <algorithm>

namespace plm::toy {

ToyCache::ToyCache(const HyperParameters& hyper, int capacity, CacheType type)
    : LatentCache(hyper, capacity, type),
      m_bytes(static_cast<std::size_t>(capacity) * bytesPerToken()) {}

std::size_t ToyCache::offset(int layer, int position) const {
    return static_cast<std::size_t>(position) * bytesPerToken() +
           static_cast<std::size_t>(layer) * rowBytes();
}

Status ToyCache::readRows(int layer, int first, std::span<std::byte> rows) const {
    for (; !rows.empty(); rows = rows.subspan(rowBytes()))
        std::copy_n(m_bytes.data() + offset(layer, first++), rowBytes(), rows.data());
    return {};
}

Status ToyCache::writeRows(int layer, int first, std::span<const std::byte> rows) {
    for (; !rows.empty(); rows = rows.subspan(rowBytes()))
        std::copy_n(rows.data(), rowBytes(), m_bytes.data() + offset(layer, first++));
    return {};
}

void ToyCache::store(int layer, int position, const float* values) {
    rowForm().encode(values, m_bytes.data() + offset(layer, position));
}

std::vector<float> ToyCache::load(int layer, int position) const {
    std::vector<float> values(static_cast<std::size_t>(rowForm().width()));
    rowForm().decode(m_bytes.data() + offset(layer, position), values.data());
    return values;
}

} // namespace plm::toy
