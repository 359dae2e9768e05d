// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/host_cache.h"
#include "openblas/panel_multiplier.h"

#include <plm/memory_parts.h>
#include <plm/model.h>

#include <vector>

namespace plm::openblas {

/// One layer's attention for T new tokens, whose latents are already in the cache.
struct AttentionInput {
    const Matrix* keyValue = nullptr; ///< attn_kv_b
    const HostCache* cache = nullptr;
    int layer = 0;
    int start = 0;   ///< position of the first new token
    RowView queries; ///< T rows of H·(n+p), their rotary parts turned
};

/// Causal attention over the latent cache by OpenBLAS. Keys and values are expanded by head for prompts; for
/// few tokens queries are absorbed into the latent (docs/architecture.md). Heads are shared out between
/// threads.
class DenseAttention {
public:
    DenseAttention(const HyperParameters& hyper, const Blas& blas, ThreadPool& pool);

    /// Writes T rows of H·v values to `mixed`, already shaped. Throws std::bad_alloc.
    void attend(const AttentionInput& input, Activations& mixed);
    /// Adds where its buffers lie.
    void addRegions(std::vector<MemoryRegion>& regions) const;

private:
    /// Buffers of one thread. They are shaped before threads begin, which must not throw.
    struct Scratch {
        Activations weights;   ///< n+v rows of attn_kv_b: a head's
        Activations keyValues; ///< expanded: tokens of the cache × n+v
        Activations queries;   ///< absorbed: as the latents
        Activations scores;    ///< queries × tokens of the cache
        Activations latents;   ///< absorbed: Σ prob · c, r values a query
    };

    void shapeScratch(int visible, bool expand);
    void loadLatents(const AttentionInput& input, int visible);
    void attendExpanded(const AttentionInput& input, int head, Scratch& scratch, Activations& mixed) const;
    void attendAbsorbed(const AttentionInput& input, int firstHead, int endHead, Scratch& scratch,
                        Activations& mixed) const;
    void absorb(const AttentionInput& input, int head, int token, const RowView& keys,
                const Target& queries) const;
    void softmax(float* scores, int visible, int stored) const;

    [[nodiscard]] int keyValueWidth() const { return m_hyper.noPositionWidth + m_hyper.valueWidth; }
    /// `count` rows of attn_kv_b as float32, from row `first` of the head's on: n of Wk, then v of Wv.
    [[nodiscard]] RowView weights(const AttentionInput& input, int head, int first, int count,
                                  Scratch& scratch) const;
    /// The queries of one head for the tokens [first, first + count): rows of n+p values.
    [[nodiscard]] RowView queries(const AttentionInput& input, int head, int first, int count) const;
    [[nodiscard]] RowView latents(int count) const { return m_cache.view().from(0, count); }
    [[nodiscard]] RowView rotaryKeys(int count) const;

    const HyperParameters m_hyper;
    const Blas& m_blas;
    ThreadPool& m_pool;
    float m_scale;
    std::vector<Scratch> m_scratch;
    Activations m_cache; ///< the layer's cache as float32: rows of r+p
};

} // namespace plm::openblas
