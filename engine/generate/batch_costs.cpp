// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/batch_costs.h"

#include <algorithm>

namespace plm {

namespace {

// Steps for each token more, where nothing is known.
constexpr double kUsualCost = 0.25;
// The largest batch that is tried first; then twice as large ones, so that it is found early and cheaply
// where they do not pay.
constexpr int kFirstTry = 4;
// Running means are over so many values.
constexpr int kStepMean = 16;
constexpr int kCostMean = 4;
// A time further off than so many times the mean is an accident of the machine, and counts as just that far.
constexpr double kFurthestOff = 3;
// A batch cannot well take longer than its tokens one by one; what does was disturbed.
constexpr double kMostForEach = 1.5;
// With the first measurement a cost sinks by half in some 45 batches; later ones make it surer.
constexpr double kSinking = 1.0 / 32;
constexpr int kSure = 16;

} // namespace

void BatchCosts::record(int tokens, double seconds) {
    for (Cost& cost : m_costs)
        cost.hope *= 1 - kSinking / (1 + cost.measured);
    if (tokens == 1)
        recordStep(seconds);
    else if (m_stepSeconds > 0)
        recordCost(m_costs[static_cast<std::size_t>(tokens)],
                   std::clamp(seconds / m_stepSeconds - 1, 0.0, kMostForEach * (tokens - 1)));
}

void BatchCosts::recordStep(double seconds) {
    m_steps = std::min(m_steps + 1, kStepMean);
    const double value = m_steps > 1 ? std::min(seconds, kFurthestOff * m_stepSeconds) : seconds;
    m_stepSeconds += (value - m_stepSeconds) / m_steps;
}

void BatchCosts::recordCost(Cost& cost, double beyondFirst) {
    cost.measured = std::min(cost.measured + 1, kSure);
    cost.beyondFirst += (beyondFirst - cost.beyondFirst) / std::min(cost.measured, kCostMean);
    cost.hope = 1;
}

bool BatchCosts::isKnown(int tokens) const {
    return tokens == 1 || m_costs[static_cast<std::size_t>(tokens)].measured > 0;
}

double BatchCosts::beyondFirst(int tokens) const {
    const Cost& cost = m_costs[static_cast<std::size_t>(tokens)];
    return cost.beyondFirst * cost.hope;
}

int BatchCosts::largestKnown() const {
    int largest = kMostTokens;
    while (!isKnown(largest))
        --largest;
    return largest;
}

int BatchCosts::largestToTry() const {
    return std::min(std::max(2 * largestKnown(), kFirstTry), kMostTokens);
}

/// Of each token more than `tokens`, the largest number known.
double BatchCosts::costOfMore(int tokens) const {
    return tokens == 1 ? kUsualCost : (kUsualCost + beyondFirst(tokens) / (tokens - 1)) / 2;
}

double BatchCosts::inSteps(int tokens) const {
    const int largest = largestKnown();
    if (tokens > largest)
        return 1 + beyondFirst(largest) + costOfMore(largest) * (tokens - largest);
    int below = tokens, above = tokens;
    while (!isKnown(below))
        --below;
    while (!isKnown(above))
        ++above;
    const double low = beyondFirst(below), high = beyondFirst(above);
    return 1 + low + (above > below ? (high - low) * (tokens - below) / (above - below) : 0);
}

} // namespace plm
