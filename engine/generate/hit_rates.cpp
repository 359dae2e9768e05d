// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/hit_rates.h"

#include <algorithm>

namespace plm {

namespace {

struct LengthClass {
    int longest;  ///< match of the class
    double usual; ///< rate, where nothing is known yet
};

constexpr std::array<LengthClass, 10> kClasses{{{1, 0.2},
                                                {2, 0.35},
                                                {3, 0.45},
                                                {4, 0.5},
                                                {6, 0.6},
                                                {8, 0.7},
                                                {12, 0.8},
                                                {16, 0.85},
                                                {32, 0.9},
                                                {1 << 30, 0.95}}};
constexpr double kUsualWeight = 4; // trials
constexpr double kKept = 1 - 1.0 / 48;

} // namespace

HitRates::HitRates() {
    std::transform(kClasses.begin(), kClasses.end(), m_tallies.begin(), [](const LengthClass& lengths) {
        return Tally{lengths.usual * kUsualWeight, kUsualWeight};
    });
}

std::size_t HitRates::classOf(int matchLength) {
    std::size_t index = 0;
    while (kClasses[index].longest < matchLength)
        ++index;
    return index;
}

void HitRates::record(int matchLength, bool hit) {
    Tally& tally = m_tallies[classOf(matchLength)];
    tally.hits = tally.hits * kKept + (hit ? 1 : 0);
    tally.trials = tally.trials * kKept + 1;
}

double HitRates::rate(int matchLength) const {
    const Tally& tally = m_tallies[classOf(matchLength)];
    return tally.hits / tally.trials;
}

} // namespace plm
