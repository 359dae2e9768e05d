// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/model.h>

#include <vector>

namespace plm::synthesis {

// How often neurons fire. What reaches a neuron is normally distributed over tokens, and it fires where that
// is above its threshold (in standard deviations). Thresholds are normally distributed over neurons with a
// deviation of 1: at 90 % zeros, 3 % of the neurons fire for every second token or more, and half of them for
// less than 4 in a hundred.

/// The mean of the thresholds at which `sparsity` of the neurons, 0 to 1, are zero for a token on average.
double meanThreshold(double sparsity);

/// Thresholds of `count` neurons, evenly spaced in probability, in ascending order.
std::vector<float> thresholds(int count, double sparsity);

/// The mean over tokens and neurons of max(0, input − threshold)⁴, which is that of squared ReLU's square.
double meanFourthPower(double sparsity);

/// How large random weights are so that activations keep their size from the first layer to the last. Each
/// is a standard deviation over the weights of a matrix, or the value of what is constant.
///
/// The first columns of the residual stream hold a constant: every token's embedding has it, and no layer
/// adds to it. Against it the neurons of ffn_up have their thresholds. The other columns begin with the
/// embedding, to which all layers together add less than its own variance.
class Magnitudes {
public:
    /// `constantColumns` is less than shape.embedding.
    Magnitudes(const HyperParameters& shape, int constantColumns, double sparsity);

    static constexpr double kNorm = 0.5;     ///< weights of the norms within layers
    static constexpr double kEmbedding = 4;  ///< of the other columns of the embedding
    [[nodiscard]] double constant() const;   ///< in the first columns of the embedding
    [[nodiscard]] double outputNorm() const; ///< makes logits deviate by 2
    [[nodiscard]] double query() const;
    [[nodiscard]] double latent() const;
    [[nodiscard]] double keyValue() const;
    [[nodiscard]] double attentionOutput() const;
    [[nodiscard]] double up(int layer) const;
    [[nodiscard]] double down() const;
    /// In the first columns of a neuron's row of ffn_up, for a threshold in standard deviations of what
    /// reaches it.
    [[nodiscard]] double upConstant(int layer, double threshold) const;

private:
    [[nodiscard]] double growth(int layer) const;
    [[nodiscard]] double normalised(int layer, double value) const;

    HyperParameters m_shape;
    double m_constantColumns;
    double m_otherColumns;
    double m_sparsity;
};

} // namespace plm::synthesis
