// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <plm/counters.h>

#include <algorithm>
#include <numeric>

namespace plm {

std::string_view toString(Part part) {
    switch (part) {
    case Part::Embedding:
        return "embedding";
    case Part::Projections:
        return "projections";
    case Part::Attention:
        return "attention";
    case Part::Up:
        return "ffn_up";
    case Part::Down:
        return "ffn_down";
    case Part::Head:
        return "head";
    }
    return {};
}

std::uint64_t Counters::bytesRead() const {
    return std::accumulate(weightBytes.begin(), weightBytes.end(), cacheBytes);
}

double Counters::bytesReadPerToken() const {
    return tokens > 0 ? static_cast<double>(bytesRead()) / static_cast<double>(tokens) : 0;
}

std::vector<float> Counters::activeShares(int feedForward) const {
    std::vector<float> shares;
    const double neurons = static_cast<double>(tokens) * feedForward;
    for (std::size_t i = 0; neurons > 0 && i < activeNeurons.size(); ++i)
        shares.push_back(static_cast<float>(static_cast<double>(activeNeurons[i]) / neurons));
    return shares;
}

Counters& Counters::operator+=(const Counters& more) {
    tokens += more.tokens;
    cacheBytes += more.cacheBytes;
    skippedBytes += more.skippedBytes;
    activeNeurons.resize(std::max(activeNeurons.size(), more.activeNeurons.size()));
    for (std::size_t i = 0; i < more.activeNeurons.size(); ++i)
        activeNeurons[i] += more.activeNeurons[i];
    for (std::size_t i = 0; i < kParts; ++i) {
        seconds[i] += more.seconds[i];
        weightBytes[i] += more.weightBytes[i];
    }
    return *this;
}

Counters operator-(const Counters& now, const Counters& before) {
    Counters difference = now;
    difference.tokens -= before.tokens;
    difference.cacheBytes -= before.cacheBytes;
    difference.skippedBytes -= before.skippedBytes;
    for (std::size_t i = 0; i < before.activeNeurons.size() && i < now.activeNeurons.size(); ++i)
        difference.activeNeurons[i] -= before.activeNeurons[i];
    for (std::size_t i = 0; i < kParts; ++i) {
        difference.seconds[i] -= before.seconds[i];
        difference.weightBytes[i] -= before.weightBytes[i];
    }
    return difference;
}

} // namespace plm
