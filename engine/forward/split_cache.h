// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latent_cache.h"

#include <memory>
#include <utility>

namespace plm {

/// A latent cache of which one backend keeps the first layers and another the rest.
class SplitCache final : public LatentCache {
public:
    SplitCache(const HyperParameters& hyper, std::unique_ptr<LatentCache> first,
               std::unique_ptr<LatentCache> rest)
        : LatentCache(hyper, first->capacity(), first->type()),
          m_first(std::move(first)),
          m_rest(std::move(rest)) {}
    /// For executors whose makeCache() makes nothing else.
    static SplitCache& of(LatentCache& cache) { return static_cast<SplitCache&>(cache); }

    /// Theirs, as many tokens held as here.
    [[nodiscard]] LatentCache& first() { return sized(*m_first); }
    [[nodiscard]] LatentCache& rest() { return sized(*m_rest); }

    /// Of the first layers'; the rest is on a device.
    [[nodiscard]] std::span<const std::byte> memory() const override { return m_first->memory(); }
    Status readRows(int layer, int first, std::span<std::byte> rows) const override {
        return layer < m_first->layers() ? m_first->readRows(layer, first, rows)
                                         : m_rest->readRows(layer - m_first->layers(), first, rows);
    }
    Status writeRows(int layer, int first, std::span<const std::byte> rows) override {
        return layer < m_first->layers() ? m_first->writeRows(layer, first, rows)
                                         : m_rest->writeRows(layer - m_first->layers(), first, rows);
    }

    Status erase() override {
        resize(0);
        const Status ofFirst = m_first->erase();
        const Status ofRest = m_rest->erase();
        return ofFirst ? ofRest : ofFirst;
    }

private:
    [[nodiscard]] LatentCache& sized(LatentCache& part) const {
        part.resize(size());
        return part;
    }

    std::unique_ptr<LatentCache> m_first, m_rest;
};

} // namespace plm
