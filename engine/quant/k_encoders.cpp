// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quant/encoding.h"
#include "quant/format_table.h"
#include "quant/offset_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plm::quant {

namespace {

// Q4_K and Q5_K: two times four groups of 32, laid out as in k_scaled_blocks.cpp.
constexpr int kValues = 32;
constexpr float kMostScale = 63; // six bits, of offsets too

constexpr OffsetCandidates kFourBits{15, -1.0F, 0.1F, 21};
constexpr OffsetCandidates kFiveBits{31, -0.5F, 0.1F, 16};

/// Four groups as the file has them, but for the packing.
struct Half {
    Quad scales{}, offsets{}; // codes
    std::array<IntQuad, kValues> codes{};
};

struct SuperBlock {
    std::uint16_t factor = 0, offsetFactor = 0; // half precision: of the scales, of the offsets
    std::array<Half, 2> halves;

    [[nodiscard]] std::uint8_t scale(int group) const { return codeAt(halves[group / 4].scales, group); }
    [[nodiscard]] std::uint8_t offset(int group) const { return codeAt(halves[group / 4].offsets, group); }
    [[nodiscard]] unsigned code(int group, int i) const {
        return static_cast<unsigned>(halves[group / 4].codes[i][group % 4]);
    }

private:
    static std::uint8_t codeAt(Quad codes, int group) { return static_cast<std::uint8_t>(codes[group % 4]); }
};

/// The factor, in half precision, that gives the largest of `values` the largest code.
std::uint16_t factorFor(Quad values, Quad others, float unit) {
    const Quad larger = select(values > others, values, others);
    const float largest = std::max({larger[0], larger[1], larger[2], larger[3]});
    return scaleToHalf(largest * unit / kMostScale);
}

Quad scaleCodes(Quad values, float factor) {
    return toFloat(roundedCodes(values * inverseOf(factor), kMostScale));
}

Quad shifted(Quad codes, float by) {
    return toFloat(roundedCodes(codes + by, kMostScale));
}

/// What codes are to be multiplied with, in the unit of the values that were fitted.
struct Factors {
    float scale, offset;
};

OffsetFit fitOf(Quad scales, Quad offsets, const Factors& factors) {
    return {scales * factors.scale, offsets * factors.offset};
}

/// Rounded one by one, a scale and an offset do not go together best: tries what lies next to both.
void tryNeighbours(const WeightedGroups& groups, const Factors& factors, float most, Half& half) {
    const Quad scales = half.scales;
    const Quad offsets = half.offsets;
    Quad least = quadOf(std::numeric_limits<float>::infinity());
    for (const float byScale : {0.0F, -1.0F, 1.0F})
        for (const float byOffset : {0.0F, -1.0F, 1.0F}) {
            const Quad otherScales = shifted(scales, byScale);
            const Quad otherOffsets = shifted(offsets, byOffset);
            const Quad errors = errorsOf(groups, fitOf(otherScales, otherOffsets, factors), most);
            const IntQuad isBetter = errors < least;
            least = select(isBetter, errors, least);
            half.scales = select(isBetter, otherScales, half.scales);
            half.offsets = select(isBetter, otherOffsets, half.offsets);
        }
}

void encodeHalf(const WeightedGroups& groups, const OffsetFit& wanted, const Factors& factors, float most,
                Half& half) {
    half.scales = scaleCodes(wanted.scale, factors.scale);
    half.offsets = scaleCodes(wanted.offset, factors.offset);
    tryNeighbours(groups, factors, most, half);
    const OffsetFit fit = fitOf(half.scales, half.offsets, factors);
    for (int i = 0; i < kValues; ++i)
        half.codes[i] = codesOf(groups, i, inverseOf(fit.scale), fit.offset, most);
}

/// False where the values are not finite, or too large.
bool encodeSuperBlock(const float* values, const OffsetCandidates& candidates, SuperBlock& block) {
    const float unit = largestMagnitude(values, 256);
    if (!std::isfinite(unit))
        return false;
    if (unit < kLeastEncoded)
        return true;
    const WeightedGroups groups[2] = {{values, 1 / unit}, {values + 128, 1 / unit}};
    const OffsetFit fits[2] = {fitOffsets(groups[0], candidates), fitOffsets(groups[1], candidates)};
    block.factor = factorFor(fits[0].scale, fits[1].scale, unit);
    block.offsetFactor = factorFor(fits[0].offset, fits[1].offset, unit);
    if (!isFiniteHalf(block.factor) || !isFiniteHalf(block.offsetFactor))
        return false;
    const Factors factors{halfToFloat(block.factor) / unit, halfToFloat(block.offsetFactor) / unit};
    for (int half = 0; half < 2; ++half)
        encodeHalf(groups[half], fits[half], factors, candidates.most, block.halves[half]);
    return true;
}

void storeScales(const SuperBlock& from, std::uint8_t* block) {
    store(block, from.factor);
    store(block + 2, from.offsetFactor);
    for (int g = 0; g < 4; ++g) {
        const int scale = from.scale(g + 4);
        const int offset = from.offset(g + 4);
        block[4 + g] = static_cast<std::uint8_t>(from.scale(g) | (scale >> 4) << 6);
        block[8 + g] = static_cast<std::uint8_t>(from.offset(g) | (offset >> 4) << 6);
        block[12 + g] = static_cast<std::uint8_t>((scale & 0xF) | (offset & 0xF) << 4);
    }
}

void storeNibbles(const SuperBlock& from, std::uint8_t* nibbles) {
    for (int pair = 0; pair < 4; ++pair)
        for (int i = 0; i < kValues; ++i)
            nibbles[pair * kValues + i] = static_cast<std::uint8_t>((from.code(2 * pair, i) & 0xF) |
                                                                    (from.code(2 * pair + 1, i) & 0xF) << 4);
}

void storeFifthBits(const SuperBlock& from, std::uint8_t* fifths) {
    for (int i = 0; i < kValues; ++i) {
        unsigned bits = 0;
        for (int g = 0; g < 8; ++g)
            bits |= from.code(g, i) >> 4 << g;
        fifths[i] = static_cast<std::uint8_t>(bits);
    }
}

bool encodeBlockFourBits(const float* values, std::uint8_t* block) {
    SuperBlock encoded;
    if (!encodeSuperBlock(values, kFourBits, encoded))
        return false;
    storeScales(encoded, block);
    storeNibbles(encoded, block + 16);
    return true;
}

bool encodeBlockFiveBits(const float* values, std::uint8_t* block) {
    SuperBlock encoded;
    if (!encodeSuperBlock(values, kFiveBits, encoded))
        return false;
    storeScales(encoded, block);
    storeFifthBits(encoded, block + 16);
    storeNibbles(encoded, block + 48);
    return true;
}

} // namespace

bool encodeQ4_K(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<256, 144>(values, blocks, count, encodeBlockFourBits);
}

bool encodeQ5_K(const float* values, std::byte* blocks, std::size_t count) {
    return encodeBlocks<256, 176>(values, blocks, count, encodeBlockFiveBits);
}

} // namespace plm::quant
