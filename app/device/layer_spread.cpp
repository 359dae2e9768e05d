// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/layer_spread.h"

#include <algorithm>
#include <cmath>

namespace peripheral {

void ShareTally::add(float share, int tokens) {
    const auto bin = static_cast<std::size_t>(std::lround(std::clamp(share, 0.0F, 1.0F) * (kBins - 1)));
    m_tokens[bin] += static_cast<std::uint32_t>(tokens);
    m_all += static_cast<std::uint64_t>(tokens);
    m_sum += static_cast<double>(share) * tokens;
    m_least = std::min(m_least, share);
    m_most = std::max(m_most, share);
    m_last = share;
}

LayerSpread ShareTally::spread() const {
    LayerSpread spread;
    if (m_all == 0)
        return spread;
    spread.least = static_cast<double>(m_least);
    spread.lowerQuarter = quantile(0.25);
    spread.median = quantile(0.5);
    spread.upperQuarter = quantile(0.75);
    spread.most = static_cast<double>(m_most);
    spread.mean = m_sum / static_cast<double>(m_all);
    spread.last = static_cast<double>(m_last);
    return spread;
}

/// The least bin at or below which that part of the tokens lies.
double ShareTally::quantile(double part) const {
    const double wanted = part * static_cast<double>(m_all);
    std::uint64_t below = 0;
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        below += m_tokens[bin];
        if (below > 0 && static_cast<double>(below) >= wanted)
            return std::clamp(static_cast<double>(bin) / (kBins - 1), static_cast<double>(m_least),
                              static_cast<double>(m_most));
    }
    return static_cast<double>(m_most);
}

void LayerSpreads::add(const AnswerReadings::Step& step) {
    m_layers.resize(std::max(m_layers.size(), step.shares.size()));
    for (std::size_t i = 0; i < step.shares.size(); ++i)
        m_layers[i].add(step.shares[i], step.tokens);
}

} // namespace peripheral

#include "moc_layer_spread.cpp"
