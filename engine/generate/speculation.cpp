// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/speculation.h"

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

namespace {

// A draft has to promise so many times the speed of single steps: what is measured is not exact.
constexpr double kWorthIt = 1.05;

} // namespace

void Speculation::follow(std::span<const TokenId> text) {
    const std::size_t before = m_drafter.text().size();
    if (2 * static_cast<std::size_t>(m_drafter.follow(text)) < before)
        m_rates = {};
    m_match = m_drafter.find();
}

void Speculation::forget() {
    m_drafter.forget();
    m_match = {};
    m_rates = {};
    m_guess.fill(0);
}

void Speculation::append(TokenId token) {
    if (m_match.length > 0)
        m_rates.record(m_match.length, m_drafter.text()[static_cast<std::size_t>(m_match.next)] == token);
    m_drafter.append(token);
    m_match = m_drafter.find();
}

std::span<const TokenId> Speculation::propose(int most) {
    const int length = m_match.length > 0 ? bestLength(std::min(most, kMostGuesses)) : 0;
    const std::span<TokenId> guess = std::span(m_guess).first(static_cast<std::size_t>(length));
    m_drafter.guess(m_match, guess);
    return guess;
}

/// The number of guesses k with the most tokens expected for a step's time: (1 + Σ P(the first i are right))
/// / cost of k+1 tokens. Each right guess makes the match longer, and the next guess likelier.
int Speculation::bestLength(int most) const {
    const int longest = std::min(most, m_costs.largestToTry() - 1);
    double tokens = 1, allRight = 1, bestSpeed = kWorthIt;
    int best = 0;
    for (int length = 1; length <= longest; ++length) {
        allRight *= m_rates.rate(m_match.length + length - 1);
        tokens += allRight;
        if (const double speed = tokens / m_costs.inSteps(length + 1); speed > bestSpeed) {
            bestSpeed = speed;
            best = length;
        }
    }
    return best;
}

} // namespace plm
