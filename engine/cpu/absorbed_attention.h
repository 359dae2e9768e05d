// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention_input.h"
#include "cpu/linear.h"
#include "threads/thread_pool.h"

#include <vector>

namespace plm::cpu {

/// Attention in the space of the latents: score = (Wkᵀ·q_nope)·c + q_rope·k, and value = Wv·(Σ prob·c). Costs
/// H·(2r+p) a cached token and reads nothing but the cache. Segments of the cache, and heads where segments
/// are few, are shared out between threads.
class AbsorbedAttention {
public:
    AbsorbedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool);

    void attend(const AttentionInput& input, Rows& mixed);

private:
    /// Buffers of one thread.
    struct Scratch {
        explicit Scratch(const Kernels& kernels) : multiplier(kernels) {}
        Multiplier multiplier;
        Rows decoded;            ///< key rows of a format without KeyRows
        Rows latents;            ///< a segment as float32
        Rows scores;             ///< a token's heads over a segment
        Rows mixed;              ///< a head's joined mixes, by token
        QuantisedRows quantised; ///< the same, rounded
    };

    /// The new tokens that are taken together: [first, first + count).
    struct Block {
        int first;
        int count;
    };

    /// m_queries[token · H + head] = [Wkᵀ·q_nope | q_rope], laid out as a token of the cache.
    void absorb(const AttentionInput& input, const Block& block, int head, Scratch& scratch);
    void absorbNoPosition(const AttentionInput& input, int head, const float* query, Scratch& scratch,
                          float* out) const;
    /// Scores and mixes one segment for the heads [firstHead, endHead) of the block's tokens.
    void attendSegment(const AttentionInput& input, const Block& block, int segment, int firstHead,
                       int endHead, Scratch& scratch);
    void scoreLatents(const ConstRows& queries, Scratch& scratch) const;
    void mixLatents(const AttentionInput& input, const Block& block, int segment, int token, int firstHead,
                    Scratch& scratch);
    /// Joins a head's segments and projects them to its values.
    void joinHead(const AttentionInput& input, const Block& block, int head, Scratch& scratch, Rows& mixed);
    void joinSegments(int segments, int query, float* out) const;
    void projectValues(const AttentionInput& input, int head, Scratch& scratch, float* out,
                       std::size_t stride) const;

    /// A block's query, and where a segment's part for it lies.
    [[nodiscard]] int query(int token, int head) const { return token * m_hyper.heads + head; }
    [[nodiscard]] int part(int segment, int query) const { return segment * m_queries.rows() + query; }

    const HyperParameters m_hyper;
    const Kernels& m_kernels;
    ThreadPool& m_pool;
    const float m_scale;
    std::vector<Scratch> m_scratch;
    Rows m_queries;
    // By segment and query: Σ e^(score − largest) · c, the same without c, and the largest score.
    Rows m_parts;
    std::vector<float> m_sums, m_largest;
};

} // namespace plm::cpu
