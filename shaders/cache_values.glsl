// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads rows of the latent cache. Included behind cache_row.glsl, where a buffer `cache` is bound and `arguments` have the
// widths.

float cachedHalf(uint first, uint half_) {
    const vec2 both = unpackHalf2x16(cache[first + half_ / 2]);
    return (half_ & 1) == 0 ? both.x : both.y;
}

// Number `i` of a row of 8 bits.
float cachedCode(uint first, uint i) {
    const uint scalesAt = scalesAtHalf(arguments.latentRank);
    if (i >= arguments.latentRank)
        return cachedHalf(first, scalesAt + scaleCount(arguments.latentRank) + i - arguments.latentRank);
    const int code = bitfieldExtract(int(cache[first + i / 4]), int(i % 4) * 8, 8);
    return cachedHalf(first, scalesAt + i / SCALED) * float(code);
}

// Two halves; beyond the end zeros.
vec2 cachedHalves(uint first, uint word) {
    return word < arguments.rowWords ? unpackHalf2x16(cache[first + word]) : vec2(0.0);
}

// Eight numbers of a row, `i` a multiple of eight; beyond the end zeros.
void eightCached(uint row, uint i, out vec4 low, out vec4 high) {
    const uint first = row * arguments.rowWords;
    if (CACHE_BITS == 16) {
        low = vec4(cachedHalves(first, i / 2), cachedHalves(first, i / 2 + 1));
        high = vec4(cachedHalves(first, i / 2 + 2), cachedHalves(first, i / 2 + 3));
        return;
    }
    if (CACHE_BITS == 8 && i + 8 <= arguments.latentRank) {
        const float scale = cachedHalf(first, scalesAtHalf(arguments.latentRank) + i / SCALED);
        low = scale * vec4(ivec4(int(cache[first + i / 4])) << ivec4(24, 16, 8, 0) >> 24);
        high = scale * vec4(ivec4(int(cache[first + i / 4 + 1])) << ivec4(24, 16, 8, 0) >> 24);
        return;
    }
    const uint end = arguments.latentRank + arguments.rotaryWidth;
    for (uint k = 0; k < 8; ++k) {
        float value = 0.0;
        if (i + k < end)
            value = CACHE_BITS == 8 ? cachedCode(first, i + k) : uintBitsToFloat(cache[first + i + k]);
        if (k < 4)
            low[k] = value;
        else
            high[k - 4] = value;
    }
}

// Numbers `i`, which is even, and i + 1 of a row.
vec2 pairCached(uint row, uint i) {
    const uint first = row * arguments.rowWords;
    if (CACHE_BITS == 16)
        return unpackHalf2x16(cache[first + i / 2]);
    if (CACHE_BITS == 32)
        return vec2(uintBitsToFloat(cache[first + i]), uintBitsToFloat(cache[first + i + 1]));
    const uint codes = cache[first + i / 4] >> (i % 4 * 8);
    return cachedHalf(first, scalesAtHalf(arguments.latentRank) + i / SCALED) *
           vec2(bitfieldExtract(int(codes), 0, 8), bitfieldExtract(int(codes), 8, 8));
}
