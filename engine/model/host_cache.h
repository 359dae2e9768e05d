// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latent_cache.h"

#include <cstdlib>
#include <memory>

namespace plm {

/// A latent cache in the program's own memory, rows as they are handed on. Layer-major, so that one layer's
/// tokens lie behind one another. The memory is asked for once and becomes resident as it is used.
class HostCache final : public LatentCache {
public:
    /// Room for `capacity` tokens. Fails with OutOfMemory and a sentence that names the bytes.
    static Result<std::unique_ptr<HostCache>> create(const HyperParameters& hyper, int capacity,
                                                     CacheType type);
    /// Fails as create() would, for executors that are to read weights before they make a cache.
    static Status check(const HyperParameters& hyper, int capacity, CacheType type);
    /// For executors whose makeCache() makes nothing else.
    static HostCache& of(LatentCache& cache) { return static_cast<HostCache&>(cache); }

    [[nodiscard]] std::span<const std::byte> memory() const override {
        return {m_bytes.get(), bytesPerToken() * static_cast<std::size_t>(capacity())};
    }
    Status readRows(int layer, int first, std::span<std::byte> rows) const override;
    Status writeRows(int layer, int first, std::span<const std::byte> rows) override;
    Status erase() override;

    /// Stores one token's r+p values, rounded to the cache's type.
    void store(int layer, int position, const float* values);
    /// One token's r+p values as float32.
    void load(int layer, int position, float* values) const;
    /// Token `position` of `layer` as it is kept, aligned to at least 2 bytes; the next token follows.
    [[nodiscard]] const std::byte* row(int layer, int position) const { return at(layer, position); }

private:
    struct Release {
        void operator()(std::byte* bytes) const { std::free(bytes); }
    };
    HostCache(const HyperParameters& hyper, int capacity, CacheType type, std::byte* bytes);
    [[nodiscard]] std::byte* at(int layer, int position) const;

    std::unique_ptr<std::byte, Release> m_bytes;
};

} // namespace plm
