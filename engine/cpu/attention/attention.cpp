// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention/attention.h"

#include "model/expansion.h"

namespace plm::cpu {

Attention::Attention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
    : m_hyper(hyper),
      m_absorbed(hyper, kernels, pool),
      m_expanded(hyper, kernels, pool) {}

void Attention::attend(const AttentionInput& input, Rows& mixed) {
    if (expansionPays(m_hyper, input.queries.rows))
        m_expanded.attend(input, mixed);
    else
        m_absorbed.attend(input, mixed);
}

} // namespace plm::cpu
