// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "quant/four_groups.h"

namespace plm::quant {

/// Four groups of Q4_K or Q5_K, and how much an error in each value counts: more in large values, but in none
/// nothing.
struct WeightedGroups {
    /// Of 4·32 values, each times `factor`.
    WeightedGroups(const float* from, float factor);

    FourGroups<32> values;
    FourGroups<32> weights;
};

/// value ≈ scale·code − offset, by group; neither is below 0.
struct OffsetFit {
    Quad scale{}, offset{};
};

/// What is tried for every group: scales that spread its range over `most` + `first`, `most` + `first` +
/// `step`, … codes.
struct OffsetCandidates {
    float most; ///< the last code
    float first, step;
    int count;
};

/// The fit that makes each group's sum of weight·(scale·code − offset − value)² least, among those that are
/// best for the codes that the candidates give.
OffsetFit fitOffsets(const WeightedGroups& groups, const OffsetCandidates& candidates);

/// The codes that are nearest, of value `i` of each group. `inverse` is 1 / fit.scale.
inline IntQuad codesOf(const WeightedGroups& groups, int i, Quad inverse, Quad offset, float most) {
    return roundedCodes((groups.values[i] + offset) * inverse, most);
}

/// That sum, where every value gets the code that is nearest.
Quad errorsOf(const WeightedGroups& groups, const OffsetFit& fit, float most);

} // namespace plm::quant
