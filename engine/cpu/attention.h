// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/linear.h"
#include "model/latent_cache.h"
#include "threads/thread_pool.h"

#include <plm/model.h>

#include <vector>

namespace plm::cpu {

/// One layer's attention for T new tokens, whose latents are already in the cache.
struct AttentionInput {
    const Matrix* keyValue = nullptr; ///< attn_kv_b
    const LatentCache* cache = nullptr;
    int layer = 0;
    int start = 0;     ///< position of the first new token
    ConstRows queries; ///< T rows of H·(n+p), their rotary parts turned
};

/// Causal attention over the latent cache, in the two ways that MLA allows, heads shared out between threads.
///
/// Absorbed: score = (Wkᵀ·q_nope)·c + q_rope·k, and value = Wv·(Σ prob·c); costs H·(2r+p) a cached token and
/// reads nothing but the cache. Expanded: keys and values of each head are computed for the whole cache
/// first, which pays from about n+v times r over 2r−n−v new tokens on.
class Attention {
public:
    Attention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool);

    /// Writes T rows of H·v values to `mixed`, already shaped.
    void attend(const AttentionInput& input, Rows& mixed);

    /// Whether `tokens` new tokens are cheaper with expanded keys and values.
    [[nodiscard]] bool expansionPays(int tokens) const;

private:
    /// Buffers of one thread.
    struct Scratch {
        explicit Scratch(const Kernels& kernels) : multiplier(kernels) {}
        Multiplier multiplier;
        Rows decoded;      ///< decoded rows of attn_kv_b
        Rows latents;      ///< a chunk of the cache as float32
        Rows queries;      ///< absorbed, or a head's own, queries
        Rows scores;       ///< by query, over the cache
        Rows mixed;        ///< by query
        Rows keys, values; ///< expanded, for the whole cache
        Rows rotary;       ///< rotary parts of a head's queries
    };

    void attendAbsorbed(const AttentionInput& input, int firstHead, int endHead, Scratch& scratch,
                        Rows& mixed) const;
    void absorbBlock(const AttentionInput& input, int firstHead, int endHead, int firstToken, int tokens,
                     Scratch& scratch) const;
    void scoreLatents(const AttentionInput& input, int visible, Scratch& scratch) const;
    void mixLatents(const AttentionInput& input, int visible, Scratch& scratch) const;
    void projectValues(const AttentionInput& input, int firstHead, int endHead, int firstToken, int tokens,
                       Scratch& scratch, Rows& mixed) const;
    void loadLatents(const AttentionInput& input, int first, int count, Rows& latents) const;

    void expandCache(const AttentionInput& input, int visible);
    void attendExpanded(const AttentionInput& input, int head, Scratch& scratch, Rows& mixed) const;
    void scoreKeys(const AttentionInput& input, int head, int firstToken, int tokens, int visible,
                   Scratch& scratch) const;
    /// Scales and normalises scores[row], of which the first `visible` count; the rest becomes zero.
    void softmax(Rows& scores, int row, int visible) const;

    [[nodiscard]] int keyRow(int head) const { return head * (m_hyper.noPositionWidth + m_hyper.valueWidth); }
    [[nodiscard]] int valueRow(int head) const { return keyRow(head) + m_hyper.noPositionWidth; }
    [[nodiscard]] const float* query(const AttentionInput& input, int token, int head) const;

    const HyperParameters m_hyper;
    const Kernels& m_kernels;
    ThreadPool& m_pool;
    float m_scale;
    std::vector<Scratch> m_scratch;
    Rows m_latents; ///< the whole cache of the layer: latents, for expansion
    Rows m_rotary;  ///< and its rotary keys
};

} // namespace plm::cpu
