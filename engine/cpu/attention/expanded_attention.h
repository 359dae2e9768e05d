// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention/attention_input.h"
#include "cpu/attention/query_lanes.h"
#include "cpu/linear.h"
#include "threads/thread_pool.h"

#include <vector>

namespace plm::cpu {

/// Attention with each head's keys and values computed from the latents, a block of the cache at a time,
/// which then stays in a near cache for all new tokens. Costs H·(n+p+v) a pair of tokens, and H·(n+v)·r once
/// a cached token. Heads are shared out between threads.
class ExpandedAttention {
public:
    ExpandedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool);

    /// Memory for attention over `visible` tokens of the cache, `tokens` of them new: all threads' buffers.
    static std::size_t bytesFor(const HyperParameters& hyper, bool rounded, int tokens, int visible,
                                int threads);

    /// Writes T rows of H·v values to `mixed`, already shaped.
    void attend(const AttentionInput& input, Rows& mixed);

private:
    /// Buffers of one thread.
    struct Scratch {
        explicit Scratch(const Kernels& kernels) : multiplier(kernels) {}
        Multiplier multiplier;
        Rows keys;                        ///< a block's keys of a head: n+p values
        Rows values;                      ///< and values
        LaneRows rows;                    ///< both, as they are scored and mixed
        std::vector<LaneQueries> queries; ///< a head's, kQueryLanes tokens a group
        std::vector<LaneTotals> totals;   ///< by group, over the blocks so far
        LaneScores scores;
        Rows mixed; ///< values of a width that is not a multiple of the padding
    };

    void loadCache(const AttentionInput& input);
    void attendHead(const AttentionInput& input, int head, Scratch& scratch, Rows& mixed) const;
    void takeQueries(const AttentionInput& input, int head, Scratch& scratch) const;
    void expandBlock(const AttentionInput& input, int head, int first, int count, Scratch& scratch) const;
    void expand(const AttentionInput& input, int row, int width, int first, int count, Scratch& scratch,
                Rows& out) const;
    /// Adds the block from position `first` on to a group's values in `mixed`.
    void attendGroup(const AttentionInput& input, int head, int first, int group, Scratch& scratch,
                     Rows& mixed) const;
    /// Shrinks what the lanes had so far where a larger score came.
    void shrink(const ByLane& before, LaneTotals& totals, int outputs, float* mixed,
                std::size_t stride) const;

    /// Whether values have no padding, so that those of a head can be summed where they belong.
    [[nodiscard]] bool valuesFitMixed() const {
        return static_cast<std::size_t>(m_hyper.valueWidth) % kPadding == 0;
    }

    const HyperParameters m_hyper;
    const Kernels& m_kernels;
    ThreadPool& m_pool;
    const float m_scale;
    std::vector<Scratch> m_scratch;
    Rows m_latents;            ///< the layer's whole cache: latents and rotary keys
    QuantisedRows m_quantised; ///< the latents, rounded
};

} // namespace plm::cpu
