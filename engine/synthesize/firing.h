// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace plm::synthesis
