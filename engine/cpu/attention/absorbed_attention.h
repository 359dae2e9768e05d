// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention/attention_input.h"
#include "cpu/attention/query_lanes.h"
#include "cpu/linear.h"
#include "threads/thread_pool.h"

#include <vector>

namespace plm::cpu {

/// Attention in the space of the latents: score = (Wkᵀ·q_nope)·c + q_rope·k, and value = Wv·(Σ prob·c). Costs
/// H·(2r+p) a cached token and reads nothing but the cache. Segments of the cache are shared out between
/// threads.
class AbsorbedAttention {
public:
    AbsorbedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool);

    /// Memory for attention over `visible` tokens of the cache, `tokens` of them new: all threads' buffers.
    static std::size_t bytesFor(const HyperParameters& hyper, bool rounded, int tokens, int visible,
                                int threads);

    /// Writes T rows of H·v values to `mixed`, already shaped.
    void attend(const AttentionInput& input, Rows& mixed);

private:
    /// Buffers of one thread.
    struct Scratch {
        /// Asks for all the memory that a token needs: any thread may get any part of any token.
        Scratch(const HyperParameters& hyper, const Kernels& kernels);
        Multiplier multiplier;
        Rows decoded;                   ///< key rows of a format without KeyRows
        Rows absorbed;                  ///< a query
        Rows latents;                   ///< a segment as float32, where it is not rounded at once
        LaneRows rows;                  ///< and as it is scored and mixed
        std::vector<LaneScores> scores; ///< by group
        Rows mixed;                     ///< a head's joined mixes, by token
        QuantisedRows quantised;        ///< the same, rounded
    };

    /// The new tokens that are taken together, and the segments that the last of them sees.
    struct Block {
        int first;
        int count;
        int segmentTokens;
        int segments;
    };

    void shape(const AttentionInput& input, const Block& block);
    /// Puts [Wkᵀ·q_nope | q_rope], laid out as a token of the cache, into the lanes of a head's queries.
    void absorb(const AttentionInput& input, const Block& block, int head, Scratch& scratch);
    void absorbNoPosition(const AttentionInput& input, int head, const float* query, Scratch& scratch) const;
    /// Scores and mixes one segment for all queries.
    void attendSegment(const AttentionInput& input, const Block& block, int segment, Scratch& scratch);
    /// Scores the `count` tokens of a segment from `first` on, for all queries, and takes their values.
    void score(const AttentionInput& input, int first, int count, Scratch& scratch) const;
    /// `count` of these tokens from `first` on, as keys, and as the values from row `at` of the segment on.
    void takeLatents(const AttentionInput& input, int first, int count, int at, Scratch& scratch) const;
    /// Mixes it for a group of queries.
    void mixGroup(const AttentionInput& input, const Block& block, int segment, int group, Scratch& scratch);
    /// Joins the segments of a head's queries and projects them to its values.
    void joinHead(const AttentionInput& input, const Block& block, int head, Scratch& scratch, Rows& mixed);
    void joinSegments(const Block& block, int query, float* out) const;
    void projectValues(const AttentionInput& input, int head, Scratch& scratch, float* out,
                       std::size_t stride) const;

    [[nodiscard]] int queries(const Block& block) const { return block.count * m_hyper.heads; }
    [[nodiscard]] int query(int token, int head) const { return token * m_hyper.heads + head; }
    [[nodiscard]] int groups() const { return static_cast<int>(m_queries.size()); }
    /// Where a segment's part for a query lies, and its numbers by lane for a group.
    [[nodiscard]] int part(const Block& block, int segment, int query) const {
        return segment * queries(block) + query;
    }
    [[nodiscard]] std::size_t numbers(int segment, int group) const {
        return static_cast<std::size_t>(segment * groups() + group);
    }

    const HyperParameters m_hyper;
    const Kernels& m_kernels;
    ThreadPool& m_pool;
    const float m_scale;
    std::vector<Scratch> m_scratch;
    std::vector<LaneQueries> m_queries; ///< groups of kQueryLanes
    Rows m_parts;                       ///< by segment and query: Σ e^(score − largest) · c
    std::vector<LaneTotals> m_totals;   ///< by segment and group: the largest score, and Σ without c
};

} // namespace plm::cpu
