// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"

#include <plm/executors.h>

namespace plm::cpu {

/// Tokens that pass through ffn_down together: their sums for one slice fit the second-nearest cache.
inline constexpr int kDownTokens = 128;

/// What the CPU executor reads of its weights, in the orders in which it lays them out, and keeps in buffers
/// for a pass. Of a batch in which some tokens need a neuron and others do not, it counts as many neurons as
/// if each token chose for itself: real ones share more of them.
[[nodiscard]] PassNeed passNeed(const Weights& weights, const HyperParameters& hyper, const PassShape& shape);

} // namespace plm::cpu
