// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/magnitudes.h"

#include "synthesize/firing.h"

#include <cmath>

namespace plm::synthesis {

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
