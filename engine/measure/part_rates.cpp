// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/part_rates.h>

#include <algorithm>
#include <numeric>

namespace plm {

namespace {

constexpr auto kAttention = static_cast<std::size_t>(Part::Attention);
constexpr auto kHead = static_cast<std::size_t>(Part::Head);

double secondsFor(double work, double rate) {
    return rate > 0 ? work / rate : 0;
}

double rateOf(double work, double seconds) {
    return seconds > 0 ? work / seconds : 0;
}

} // namespace

std::array<double, kParts> writingSecondsByPart(const PartRates& rates, const PartWork& work, int depth) {
    std::array<double, kParts> seconds{};
    for (std::size_t part = 0; part < kParts; ++part)
        seconds[part] = secondsFor(work.token[part], rates.writing[part]);
    seconds[kAttention] += secondsFor(work.cachePerToken * (depth + 1), rates.writingCache);
    return seconds;
}

double writingSeconds(const PartRates& rates, const PartWork& work, int depth) {
    const auto parts = writingSecondsByPart(rates, work, depth);
    return std::accumulate(parts.begin(), parts.end(), rates.overhead);
}

double readingSeconds(const PartRates& rates, const PartWork& work, int tokens, int depth) {
    double token = 0;
    for (std::size_t part = 0; part < kParts; ++part)
        if (part != kHead)
            token += secondsFor(work.dense[part], rates.reading[part]);
    double seconds = rates.overhead + secondsFor(work.dense[kHead], rates.reading[kHead]);
    const int piece = std::max(rates.pieceTokens, 1);
    for (int read = 0; read < tokens; read += piece) {
        const int count = std::min(piece, tokens - read);
        // What a piece's own tokens see of each other is part of `token`.
        const double seen = work.cachePerToken * static_cast<double>(depth + read);
        seconds += count * (token + secondsFor(seen, rates.readingCache));
    }
    return seconds;
}

PartRates scaled(PartRates rates, double memory, double compute) {
    for (double& rate : rates.writing)
        rate *= memory;
    rates.writingCache *= memory;
    for (std::size_t part = 0; part < kParts; ++part)
        rates.reading[part] *= part == kHead ? memory : compute;
    rates.readingCache *= compute;
    if (compute > 0)
        rates.overhead /= compute;
    return rates;
}

PartCost costByToken(const Counters& cost, double seconds) {
    PartCost token;
    if (cost.tokens == 0)
        return token;
    const auto tokens = static_cast<double>(cost.tokens);
    for (std::size_t part = 0; part < kParts; ++part) {
        token.seconds[part] = cost.seconds[part] / tokens;
        token.weightBytes[part] = static_cast<double>(cost.weightBytes[part]) / tokens;
    }
    token.cacheBytes = static_cast<double>(cost.cacheBytes) / tokens;
    token.wallSeconds = seconds / tokens;
    return token;
}

PartRates writingRates(const PartCost& shortCache, const PartCost& longCache) {
    PartRates rates;
    for (std::size_t part = 0; part < kParts; ++part)
        rates.writing[part] = rateOf(shortCache.weightBytes[part] + longCache.weightBytes[part],
                                     shortCache.seconds[part] + longCache.seconds[part]);
    const double more = longCache.cacheBytes - shortCache.cacheBytes;
    const double longer = longCache.seconds[kAttention] - shortCache.seconds[kAttention];
    const double withoutCache =
        longer > 0 ? shortCache.seconds[kAttention] - shortCache.cacheBytes * longer / more : 0;
    if (more > 0 && withoutCache > 0) {
        rates.writingCache = more / longer;
        rates.writing[kAttention] = shortCache.weightBytes[kAttention] / withoutCache;
    } else {
        const double bytes = longCache.weightBytes[kAttention] + longCache.cacheBytes;
        rates.writing[kAttention] = rates.writingCache = rateOf(bytes, longCache.seconds[kAttention]);
    }
    const double inParts = std::accumulate(shortCache.seconds.begin(), shortCache.seconds.end(), 0.0);
    rates.overhead = std::max(0.0, shortCache.wallSeconds - inParts);
    return rates;
}

} // namespace plm
