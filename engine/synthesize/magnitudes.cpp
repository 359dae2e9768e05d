// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "synthesize/magnitudes.h"

#include <cmath>
#include <numbers>

namespace plm::synthesis {

namespace {

constexpr double kSpread = 1;                            // of thresholds over neurons
const double kMargin = std::sqrt(1 + kSpread * kSpread); // deviation of input − threshold

/// The probability that a normally distributed number is above `x`.
double upperTail(double x) {
    return 0.5 * std::erfc(x / std::numbers::sqrt2);
}

double density(double x) {
    return std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
}

/// The number that a normally distributed one is below with `probability`, by bisection.
double quantile(double probability) {
    double low = -10;
    double high = 10;
    for (int i = 0; i < 60; ++i) {
        const double middle = (low + high) / 2;
        (1 - upperTail(middle) < probability ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace

double meanThreshold(double sparsity) {
    return quantile(sparsity) * kMargin;
}

std::vector<float> thresholds(int count, double sparsity) {
    const double mean = meanThreshold(sparsity);
    std::vector<float> values;
    for (int i = 0; i < count; ++i)
        values.push_back(static_cast<float>(mean + kSpread * quantile((i + 0.5) / count)));
    return values;
}

/// The difference is normally distributed as kMargin·(Z − a), and E[max(0, Z − a)⁴] is
/// (a⁴ + 6a² + 3)·P(Z > a) − (a³ + 5a)·density(a), by integrating in parts.
double meanFourthPower(double sparsity) {
    const double a = quantile(sparsity);
    const double unit =
        (std::pow(a, 4) + 6 * a * a + 3) * upperTail(a) - (std::pow(a, 3) + 5 * a) * density(a);
    return std::pow(kMargin, 4) * unit;
}

namespace {

constexpr double kAdded =
    0.5; // variance that all attention, or feed-forward, layers may add, to the embedding's 1
constexpr double kAveraged = 0.25;   // of attention's, what is left after averaging over a context
constexpr double kNeuronInput = 0.5; // deviation of what reaches a neuron
constexpr double kQuery = 2;         // deviation of queries; with keys of 0.5, scores deviate by 1
constexpr double kKey = 0.5;
constexpr double kLogit = 2;

} // namespace

Magnitudes::Magnitudes(const HyperParameters& shape, int constantColumns, double sparsity)
    : m_shape(shape),
      m_constantColumns(constantColumns),
      m_otherColumns(shape.embedding - constantColumns),
      m_sparsity(sparsity) {}

/// The fewer columns, the larger: what neurons get from them stays the same.
double Magnitudes::constant() const {
    return kEmbedding * 32 / m_constantColumns;
}

double Magnitudes::outputNorm() const {
    return kLogit / (kEmbedding * std::sqrt(m_shape.embedding));
}

double Magnitudes::query() const {
    return kQuery / (kNorm * std::sqrt(m_shape.embedding));
}

double Magnitudes::latent() const {
    return kKey / (kNorm * std::sqrt(m_shape.embedding));
}

double Magnitudes::keyValue() const {
    return kKey / (kNorm * std::sqrt(m_shape.latentRank));
}

double Magnitudes::attentionOutput() const {
    const double width = static_cast<double>(m_shape.heads) * m_shape.valueWidth;
    return kEmbedding * std::sqrt(kAdded / m_shape.layers / width) / kKey;
}

/// Variance of the other columns before the feed-forward part of `layer`, the embedding's being 1.
double Magnitudes::growth(int layer) const {
    return 1 + kAdded * (kAveraged * (layer + 1) + layer) / m_shape.layers;
}

/// What the norm before the feed-forward part makes of `value`.
double Magnitudes::normalised(int layer, double value) const {
    const double squares = m_constantColumns * constant() * constant() +
                           m_otherColumns * kEmbedding * kEmbedding * growth(layer);
    return kNorm * value / std::sqrt(squares / m_shape.embedding);
}

double Magnitudes::up(int layer) const {
    const double other = normalised(layer, kEmbedding * std::sqrt(growth(layer)));
    return kNeuronInput / (std::sqrt(m_otherColumns) * other);
}

double Magnitudes::upConstant(int layer, double threshold) const {
    return -threshold * kNeuronInput / (m_constantColumns * normalised(layer, constant()));
}

double Magnitudes::down() const {
    const double neuron = kNeuronInput * kNeuronInput * std::sqrt(meanFourthPower(m_sparsity));
    return kEmbedding * std::sqrt(kAdded / m_shape.layers / m_shape.feedForward) / neuron;
}

} // namespace plm::synthesis
