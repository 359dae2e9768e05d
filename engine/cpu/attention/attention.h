// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/attention/absorbed_attention.h"
#include "cpu/attention/attention_input.h"
#include "cpu/attention/expanded_attention.h"

namespace plm::cpu {

/// Causal attention over the latent cache, in the cheaper of the two ways that MLA allows: absorbed for few
/// new tokens, expanded for many.
class Attention {
public:
    Attention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool);

    /// Writes T rows of H·v values to `mixed`, already shaped.
    void attend(const AttentionInput& input, Rows& mixed);

private:
    const HyperParameters m_hyper;
    AbsorbedAttention m_absorbed;
    ExpandedAttention m_expanded;
};

} // namespace plm::cpu
