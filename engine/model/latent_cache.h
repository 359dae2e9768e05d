// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/q8_row.h"

#include <plm/model.h>
#include <plm/result.h>
#include <plm/session_options.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>

namespace plm {

/// What attention remembers of a token: per layer its normalised latent (r values) and its rotated key (p
/// values), width r+p in all, as float16, float32, or with the latent in 8 bits (Q8Row). Layer-major, so that
/// one layer's tokens lie behind one another. The memory is asked for once and becomes resident as it is
/// used. One thread at a time may write.
class LatentCache {
public:
    /// Room for `capacity` tokens. Fails with OutOfMemory and a sentence that names the bytes.
    static Result<LatentCache> create(const HyperParameters& hyper, int capacity, CacheType type);

    [[nodiscard]] int capacity() const { return m_capacity; }
    /// Tokens held.
    [[nodiscard]] int size() const { return m_size; }
    /// Declares that tokens up to `size` are stored (or forgets those from `size` on).
    void resize(int size) { m_size = size; }
    [[nodiscard]] CacheType type() const { return m_type; }
    [[nodiscard]] int width() const { return static_cast<int>(m_shape.latent + m_shape.rotary); }
    /// How a row of a Q8 cache lies.
    [[nodiscard]] const Q8Row& q8Row() const { return m_shape; }
    [[nodiscard]] std::size_t bytesPerToken() const;
    [[nodiscard]] int layers() const { return m_layers; }
    /// Bytes of one token in one layer.
    [[nodiscard]] std::size_t rowBytes() const;
    /// The first `count` tokens of `layer`, as they lie in memory: to be saved, and to be put back into a
    /// cache of the same form.
    [[nodiscard]] std::span<const std::byte> rows(int layer, int count) const;
    [[nodiscard]] std::span<std::byte> rows(int layer, int count);

    /// Stores one token's r+p values, rounded to the cache's type.
    void store(int layer, int position, const float* values);
    /// One token's r+p values as float32.
    void load(int layer, int position, float* values) const;
    /// Token `position` of `layer` as it is kept, aligned to at least 2 bytes; the next token follows.
    [[nodiscard]] const std::byte* row(int layer, int position) const;

private:
    struct Release {
        void operator()(std::byte* bytes) const { std::free(bytes); }
    };
    LatentCache(int layers, const Q8Row& shape, int capacity, CacheType type, std::byte* bytes);

    int m_layers, m_capacity;
    Q8Row m_shape;
    int m_size = 0;
    CacheType m_type;
    std::unique_ptr<std::byte, Release> m_bytes;
};

} // namespace plm
