// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention/absorbed_attention.h"
#include "cpu/attention/attention_input.h"
#include "cpu/attention/expanded_attention.h"
#include "model/latent_cache.h"

namespace plm::cpu {

/// Causal attention over the latent cache, in the cheaper of the two ways that MLA allows: absorbed for few
/// new tokens, expanded for many.
class Attention {
public:
    Attention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
        : m_hyper(hyper),
          m_absorbed(hyper, kernels, pool),
          m_expanded(hyper, kernels, pool) {}

    /// Memory of the way that `tokens` new tokens take, over `visible` of the cache, and of what each thread
    /// has for the other.
    static std::size_t bytesFor(const HyperParameters& hyper, bool rounded, int tokens, int visible,
                                int threads) {
        if (!expansionPays(hyper, tokens))
            return AbsorbedAttention::bytesFor(hyper, rounded, tokens, visible, threads);
        return ExpandedAttention::bytesFor(hyper, rounded, tokens, visible, threads) +
               AbsorbedAttention::bytesFor(hyper, rounded, 0, 0, threads);
    }

    /// Writes T rows of H·v values to `mixed`, already shaped.
    void attend(const AttentionInput& input, Rows& mixed) {
        if (expansionPays(m_hyper, input.queries.rows))
            m_expanded.attend(input, mixed);
        else
            m_absorbed.attend(input, mixed);
    }

private:
    const HyperParameters m_hyper;
    AbsorbedAttention m_absorbed;
    ExpandedAttention m_expanded;
};

} // namespace plm::cpu
