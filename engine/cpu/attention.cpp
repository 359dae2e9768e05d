// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention.h"

namespace plm::cpu {

Attention::Attention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
    : m_hyper(hyper),
      m_absorbed(hyper, kernels, pool),
      m_expanded(hyper, kernels, pool) {}

bool Attention::expansionPays(int tokens) const {
    const double absorbed = 2.0 * m_hyper.latentRank + m_hyper.rotaryWidth;
    const double expanded = m_hyper.noPositionWidth + m_hyper.rotaryWidth + m_hyper.valueWidth;
    const double once =
        static_cast<double>(m_hyper.noPositionWidth + m_hyper.valueWidth) * m_hyper.latentRank;
    return tokens * absorbed > once + tokens * expanded;
}

void Attention::attend(const AttentionInput& input, Rows& mixed) {
    if (expansionPays(input.queries.rows))
        m_expanded.attend(input, mixed);
    else
        m_absorbed.attend(input, mixed);
}

} // namespace plm::cpu
