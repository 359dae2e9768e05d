// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/encoding.h"
#include "quant/format_table.h"
#include "quant/four_groups.h"

#include <algorithm>
#include <cmath>

namespace plm::quant {

namespace {

// Q6_K: four times four groups of 16, value ≈ scale·code with codes from -32 to 31, laid out as in
// k_blocks.cpp.
constexpr int kValues = 16;
constexpr float kCentre = 32; // what is added to a code to store it
constexpr float kMostCode = 63;

using Groups = FourGroups<kValues>;

/// Codes as they are stored.
IntQuad codesOf(Quad value, Quad inverse) {
    return roundedCodes(value * inverse + kCentre, kMostCode);
}

/// The best scale so far of every group: that with the least sum of value²·(scale·code − value)². For given
/// codes that is sum(weight·code·value) / sum(weight·code²), and what it takes from the error is the product
/// of the first sum and the scale.
class Search {
public:
    explicit Search(const Groups& groups) : m_groups(groups) {}
    /// Takes the codes nearest to value·inverse, and keeps the best scale for them where it is better.
    void tryCodes(Quad inverse);
    [[nodiscard]] Quad best() const { return m_best; }

private:
    const Groups& m_groups;
    Quad m_best{}, m_gain{};
};

void Search::tryCodes(Quad inverse) {
    Quad products{};
    Quad squares{};
    for (const Quad value : m_groups) {
        const Quad code = toFloat(codesOf(value, inverse)) - kCentre;
        const Quad weighted = value * value * code;
        products += weighted * value;
        squares += weighted * code;
    }
    const Quad scale = products * inverseOf(squares);
    const Quad gain = scale * products;
    const IntQuad isBetter = gain > m_gain;
    m_gain = select(isBetter, gain, m_gain);
    m_best = select(isBetter, scale, m_best);
}

/// Tries what gives each group's extreme a code around -32, the one farthest out, and then what is nearest to
/// the best.
Quad findScales(const Groups& groups) {
    constexpr int kCandidates = 19;
    constexpr float kFirst = -0.9F;
    constexpr float kStep = 0.1F;
    Quad extremes{};
    for (const Quad value : groups)
        extremes = select(magnitudeOf(value) > magnitudeOf(extremes), value, extremes);
    const Quad inverse = inverseOf(extremes);
    Search search(groups);
    for (int k = 0; k < kCandidates; ++k)
        search.tryCodes(-(kCentre + kFirst + kStep * static_cast<float>(k)) * inverse);
    search.tryCodes(inverseOf(search.best()));
    return search.best();
}

/// The factor, in half precision, that gives the largest of the scales the code -128.
std::uint16_t factorFor(const std::array<Quad, 4>& scales, float unit) {
    float extreme = 0;
    for (int g = 0; g < 16; ++g) {
        const float scale = scales[g / 4][g % 4];
        extreme = std::fabs(scale) > std::fabs(extreme) ? scale : extreme;
    }
    return scaleToHalf(extreme * unit / -128);
}

/// Groups `first` to `first` + 3 of the block, whose codes are 0 so far. `factor` is in the unit of the
/// groups.
void storeGroups(const Groups& groups, Quad scales, float factor, int first, std::uint8_t* block) {
    const Quad rounded = toFloat(roundedCodes(scales * inverseOf(factor) + 128.0F, 255)) - 128.0F;
    const Quad inverse = inverseOf(rounded * factor);
    for (int lane = 0; lane < 4; ++lane) {
        const int g = first + lane;
        const int plane = g % 8 / 2;
        std::uint8_t* nibbles = block + g / 8 * 64 + plane % 2 * 32 + g % 2 * kValues;
        std::uint8_t* pairs = block + 128 + g / 8 * 32 + g % 2 * kValues;
        block[192 + g] = static_cast<std::uint8_t>(static_cast<std::int8_t>(rounded[lane]));
        for (int i = 0; i < kValues; ++i) {
            const int code = codesOf(groups[i], inverse)[lane];
            nibbles[i] = static_cast<std::uint8_t>(nibbles[i] | (code & 0xF) << plane / 2 * 4);
            pairs[i] = static_cast<std::uint8_t>(pairs[i] | (code >> 4) << plane * 2);
        }
    }
}

bool encodeBlockQ6_K(const float* values, std::uint8_t* block) {
    const float unit = largestMagnitude(values, 256);
    if (!std::isfinite(unit))
        return false;
    std::fill_n(block, 210, std::uint8_t{0});
    if (unit < kLeastEncoded)
        return true;
    std::array<Groups, 4> groups;
    std::array<Quad, 4> scales;
    for (int four = 0; four < 4; ++four) {
        groups[four] = fourGroups<kValues>(values + 64 * four, 1 / unit);
        scales[four] = findScales(groups[four]);
    }
    const std::uint16_t factor = factorFor(scales, unit);
    if (!isFiniteHalf(factor))
        return false;
    store(block + 208, factor);
    for (int four = 0; four < 4; ++four)
        storeGroups(groups[four], scales[four], halfToFloat(factor) / unit, 4 * four, block);
    return true;
}

} // namespace

bool encodeQ6_K(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<256, 210>(values, blocks, count, encodeBlockQ6_K);
}

} // namespace plm::quant
