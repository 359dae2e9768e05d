// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention_input.h"
#include "cpu/linear.h"
#include "threads/thread_pool.h"

#include <vector>

namespace plm::cpu {

/// Attention with each head's keys and values computed from the latents, a segment of the cache at a time,
/// which then stays in a near cache for all new tokens. Costs H·(n+p+v) a pair of tokens, and H·(n+v)·r once
/// a cached token. Heads are shared out between threads.
class ExpandedAttention {
public:
    ExpandedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool);

    void attend(const AttentionInput& input, Rows& mixed);

private:
    /// Buffers of one thread.
    struct Scratch {
        explicit Scratch(const Kernels& kernels) : multiplier(kernels) {}
        Multiplier multiplier;
        Rows keys;                        ///< a segment's keys of a head: n+p values
        Rows values;                      ///< and values
        Rows queries;                     ///< a few tokens' queries of a head
        Rows scores;                      ///< theirs over the segment
        std::vector<float> largest, sums; ///< by token, over the segments so far
    };

    void loadCache(const AttentionInput& input);
    void attendHead(const AttentionInput& input, int head, Scratch& scratch, Rows& mixed) const;
    void expandSegment(const AttentionInput& input, int head, int first, int count, Scratch& scratch) const;
    void expand(const AttentionInput& input, int row, int width, int first, int count, Scratch& scratch,
                Rows& out) const;
    void attendTokens(const AttentionInput& input, int head, int first, int token, int tokens,
                      Scratch& scratch, Rows& mixed) const;
    void scoreKeys(const AttentionInput& input, int head, int token, int tokens, Scratch& scratch) const;
    /// Turns a token's scores to weights, and shrinks what it had so far where a larger score came.
    void weigh(int token, int visible, float* scores, float* sums, Scratch& scratch) const;

    const HyperParameters m_hyper;
    const Kernels& m_kernels;
    ThreadPool& m_pool;
    const float m_scale;
    std::vector<Scratch> m_scratch;
    Rows m_latents;            ///< the layer's whole cache: latents and rotary keys
    QuantisedRows m_quantised; ///< the latents, rounded
};

} // namespace plm::cpu
