// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>
#include <plm/result.h>
#include <plm/session_options.h>

#include <cstddef>
#include <span>

namespace plm {

/// A token of an 8-bit latent cache: `latent` codes from −127 to 127, a half-precision scale for each 32 of
/// them (the last for what is left), and the rotary key in half precision.
struct Q8Row {
    std::size_t latent; ///< r
    std::size_t rotary; ///< p

    static constexpr std::size_t kBlock = 32;
    [[nodiscard]] std::size_t blocks() const { return (latent + kBlock - 1) / kBlock; }
    /// Where the scales begin: behind the codes, on an even byte.
    [[nodiscard]] std::size_t scalesAt() const { return (latent + 1) / 2 * 2; }
    [[nodiscard]] std::size_t rotaryAt() const { return scalesAt() + 2 * blocks(); }
    [[nodiscard]] std::size_t bytes() const { return rotaryAt() + 2 * rotary; }

    /// Rounds r+p values into bytes() bytes; a block's largest magnitude becomes ±127.
    void encode(const float* values, std::byte* row) const;
    void decode(const std::byte* row, float* values) const;
};

/// What attention remembers of a token in one layer: its normalised latent (r values), then its rotated key
/// (p values). This is the row of one token as caches hand it on; each keeps it as its executor likes.
struct CacheRow {
    Q8Row shape;
    CacheType type;

    CacheRow(const HyperParameters& hyper, CacheType cacheType);
    /// r+p values
    [[nodiscard]] int width() const { return static_cast<int>(shape.latent + shape.rotary); }
    /// float16, float32, or with the latent in 8 bits (Q8Row).
    [[nodiscard]] std::size_t bytes() const;
    /// Rounds r+p values into bytes() bytes.
    void encode(const float* values, std::byte* row) const;
    void decode(const std::byte* row, float* values) const;
};

/// The tokens that attention sees, by layer and position, as the executor that made it keeps them: only that
/// one evaluates with it. Others, such as saved caches, read and write rows. One thread at a time.
class LatentCache {
public:
    virtual ~LatentCache() = default;
    LatentCache(const LatentCache&) = delete;
    LatentCache& operator=(const LatentCache&) = delete;

    /// Tokens for which there is room.
    [[nodiscard]] int capacity() const { return m_capacity; }
    /// Tokens held.
    [[nodiscard]] int size() const { return m_size; }
    /// Declares that tokens up to `size` are stored (or forgets those from `size` on).
    void resize(int size) { m_size = size; }
    [[nodiscard]] int layers() const { return m_layers; }
    [[nodiscard]] CacheType type() const { return m_row.type; }
    [[nodiscard]] const CacheRow& rowForm() const { return m_row; }
    /// Bytes of one token in one layer.
    [[nodiscard]] std::size_t rowBytes() const { return m_row.bytes(); }
    /// Bytes of one token in all layers.
    [[nodiscard]] std::size_t bytesPerToken() const {
        return rowBytes() * static_cast<std::size_t>(m_layers);
    }

    /// Where it lies, with room for its whole capacity; empty where that is not in the program's memory.
    [[nodiscard]] virtual std::span<const std::byte> memory() const { return {}; }

    /// Copies the rows of `layer` from position `first` on, as many as `rows` has room for. Fails where a
    /// device does.
    virtual Status readRows(int layer, int first, std::span<std::byte> rows) const = 0;
    /// Puts rows there that readRows() gave, of this cache or of another with the same CacheRow. It does not
    /// resize.
    virtual Status writeRows(int layer, int first, std::span<const std::byte> rows) = 0;
    /// Overwrites the rows of all tokens that there is room for with zeros, and holds none then. Fails where
    /// a device does.
    virtual Status erase();

protected:
    LatentCache(const HyperParameters& hyper, int capacity, CacheType type)
        : m_layers(hyper.layers),
          m_capacity(capacity),
          m_row(hyper, type) {}

private:
    int m_layers, m_capacity;
    int m_size = 0;
    CacheRow m_row;
};

/// Multiply-adds of a head's attention over a cached token: absorbed and expanded of each new token, and
/// those of expanding it once, which are as many as those of absorbing a new one.
struct AttentionWork {
    double absorbed;  ///< 2r+p
    double expanded;  ///< n+p+v
    double expanding; ///< (n+v)·r
};
[[nodiscard]] AttentionWork attentionWork(const HyperParameters& hyper);

/// Whether attention of `tokens` new tokens is cheaper with expanded keys and values, by multiply-adds a head
/// and cached token: T·(2r+p) absorbed, (n+v)·r + T·(n+p+v) expanded.
[[nodiscard]] bool expansionPays(const HyperParameters& hyper, int tokens);

} // namespace plm
