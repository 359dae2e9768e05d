// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latent_cache.h"

#include <vector>

namespace plm::toy {

/// Token-major: all layers of a token lie behind one another. A cache in memory has it the other way round.
class ToyCache final : public LatentCache {
public:
    ToyCache(const HyperParameters& hyper, int capacity, CacheType type);

    Status readRows(int layer, int first, std::span<std::byte> rows) const override;
    Status writeRows(int layer, int first, std::span<const std::byte> rows) override;

    void store(int layer, int position, const float* values);
    [[nodiscard]] std::vector<float> load(int layer, int position) const;

private:
    [[nodiscard]] std::size_t offset(int layer, int position) const;

    std::vector<std::byte> m_bytes;
};

} // namespace plm::toy
