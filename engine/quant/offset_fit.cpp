// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/offset_fit.h"

#include <cmath>

namespace plm::quant {

namespace {

constexpr int kValues = 32;

/// A typical value's size and the value's own.
FourGroups<kValues> weightsOf(const FourGroups<kValues>& values) {
    Quad typical{};
    for (const Quad value : values)
        typical += value * value;
    for (int g = 0; g < 4; ++g)
        typical[g] = std::sqrt(typical[g] / kValues);
    FourGroups<kValues> weights;
    for (int i = 0; i < kValues; ++i)
        weights[i] = typical + magnitudeOf(values[i]);
    return weights;
}

/// The best fit so far of every group. For given codes the best one is a linear problem of two unknowns,
/// scale and base: x ≈ scale·code + base, where x counts from the group's least value (or 0, if that is
/// less).
class Search {
public:
    explicit Search(const WeightedGroups& groups);
    void tryCandidates(const OffsetCandidates& candidates);
    /// Tries the codes that are nearest with the best fit so far.
    void refine(float most);
    [[nodiscard]] const OffsetFit& best() const { return m_best; }

private:
    struct Sums {
        Quad codes{}, squares{}, products{}; // weight times code, code², code·x
    };
    [[nodiscard]] Sums sumsOf(Quad inverse, Quad offset, float most) const;
    void keepBetter(const Sums& sums);

    const WeightedGroups& m_groups;
    Quad m_least{}, m_range{};
    Quad m_weights{}, m_values{}, m_squares{}; // sums of weight, weight·x, weight·x²
    Quad m_error{};                            // of the best fit
    OffsetFit m_best;
};

Search::Search(const WeightedGroups& groups) : m_groups(groups) {
    Quad greatest{};
    for (const Quad value : groups.values) {
        m_least = select(value < m_least, value, m_least);
        greatest = select(value > greatest, value, greatest);
    }
    m_range = greatest - m_least;
    m_best.offset = -m_least;
    for (int i = 0; i < kValues; ++i) {
        const Quad x = groups.values[i] - m_least;
        m_weights += groups.weights[i];
        m_values += groups.weights[i] * x;
        m_squares += groups.weights[i] * x * x;
    }
    m_error = m_squares; // with codes of 0 only
}

Search::Sums Search::sumsOf(Quad inverse, Quad offset, float most) const {
    Sums sums;
    for (int i = 0; i < kValues; ++i) {
        const Quad code = toFloat(codesOf(m_groups, i, inverse, offset, most));
        const Quad weighted = m_groups.weights[i] * code;
        sums.codes += weighted;
        sums.squares += weighted * code;
        sums.products += weighted * (m_groups.values[i] - m_least);
    }
    return sums;
}

void Search::keepBetter(const Sums& sums) {
    constexpr float kLeastSpread = 1e-5F; // below, all codes are the same but for rounding
    const Quad determinant = m_weights * sums.squares - sums.codes * sums.codes;
    const IntQuad differ = determinant > kLeastSpread * m_weights * sums.squares;
    const Quad inverse = inverseOf(determinant);
    const Quad freeScale = (m_weights * sums.products - sums.codes * m_values) * inverse;
    const Quad freeBase = (sums.squares * m_values - sums.codes * sums.products) * inverse;
    const Quad mostBase = -m_least; // beyond it the offset would be negative
    const Quad boundScale = (sums.products - mostBase * sums.codes) * inverseOf(sums.squares);
    const IntQuad isFree = differ & (freeBase <= mostBase);
    const Quad base = select(isFree, freeBase, mostBase);
    const Quad scale = select(isFree, freeScale, boundScale);
    const Quad error = m_squares + scale * scale * sums.squares + base * base * m_weights +
                       2.0F * (scale * base * sums.codes - scale * sums.products - base * m_values);
    const IntQuad isBetter = (scale > 0.0F) & (error < m_error);
    m_error = select(isBetter, error, m_error);
    m_best.scale = select(isBetter, scale, m_best.scale);
    m_best.offset = select(isBetter, mostBase - base, m_best.offset);
}

void Search::tryCandidates(const OffsetCandidates& candidates) {
    const Quad inverseRange = inverseOf(m_range);
    for (int k = 0; k < candidates.count; ++k) {
        const float codes = candidates.most + candidates.first + candidates.step * static_cast<float>(k);
        keepBetter(sumsOf(codes * inverseRange, -m_least, candidates.most));
    }
}

void Search::refine(float most) {
    keepBetter(sumsOf(inverseOf(m_best.scale), m_best.offset, most));
}

} // namespace

WeightedGroups::WeightedGroups(const float* from, float factor)
    : values(fourGroups<kValues>(from, factor)),
      weights(weightsOf(values)) {}

OffsetFit fitOffsets(const WeightedGroups& groups, const OffsetCandidates& candidates) {
    Search search(groups);
    search.tryCandidates(candidates);
    search.refine(candidates.most);
    return search.best();
}

Quad errorsOf(const WeightedGroups& groups, const OffsetFit& fit, float most) {
    const Quad inverse = inverseOf(fit.scale);
    Quad errors{};
    for (int i = 0; i < kValues; ++i) {
        const Quad code = toFloat(codesOf(groups, i, inverse, fit.offset, most));
        const Quad error = fit.scale * code - fit.offset - groups.values[i];
        errors += groups.weights[i] * error * error;
    }
    return errors;
}

} // namespace plm::quant
