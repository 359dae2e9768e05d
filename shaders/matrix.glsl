// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Weights as engine/vulkan/device_layout.h lays them out, 32 values of a line at a time. A line is a row of a matrix, or
// of one by neuron a neuron's column. Included where a buffer `words` of uints is bound.

// What the compiler of the device is told of the format: quant::CodeForm.
layout(constant_id = 0) const uint BITS = 8;         // of a code; 16 and 32: numbers that stand for themselves
layout(constant_id = 1) const int OFFSET = 0;        // taken from each code of fewer than 8 bits
layout(constant_id = 2) const uint SCALE_VALUES = 0; // values that share a scale, 16 or 32; 0: none do
layout(constant_id = 3) const bool MINIMA = false;   // whether as many share a minimum
layout(constant_id = 4) const uint BLOCK = 32;       // values that share a factor, 32 or 256
layout(constant_id = 5) const uint TILE = 1;         // tokens that are multiplied with what is read once

const uint GROUP = 32;

#include "rows.glsl"

float halfAt(uint half_) {
    const vec2 both = unpackHalf2x16(words[half_ / 2]);
    return (half_ & 1) == 0 ? both.x : both.y;
}

int signedByteAt(uint byte_) {
    return bitfieldExtract(int(words[byte_ / 4]), int(byte_ % 4) * 8, 8);
}

vec4 fourSignedBytes(uint word) {
    return vec4(ivec4(int(word)) << ivec4(24, 16, 8, 0) >> 24);
}

// Eight codes, from 8 · `eighth` on, of the 32 whose words begin at `at`: low bits first, in fields of 8, 4 or 2; then, of 5
// and 6 bits, the rest.
void eightAt(uint at, uint eighth, out vec4 low, out vec4 high) {
    if (BITS == 32) {
        const uint i = at + 8 * eighth;
        low = uintBitsToFloat(uvec4(words[i], words[i + 1], words[i + 2], words[i + 3]));
        high = uintBitsToFloat(uvec4(words[i + 4], words[i + 5], words[i + 6], words[i + 7]));
    } else if (BITS == 16) {
        const uint i = at + 4 * eighth;
        low = vec4(unpackHalf2x16(words[i]), unpackHalf2x16(words[i + 1]));
        high = vec4(unpackHalf2x16(words[i + 2]), unpackHalf2x16(words[i + 3]));
    } else if (BITS == 8) {
        low = fourSignedBytes(words[at + 2 * eighth]);
        high = fourSignedBytes(words[at + 2 * eighth + 1]);
    } else {
        const uvec4 both = uvec4(words[at + eighth]);
        ivec4 first = ivec4(both >> uvec4(0, 4, 8, 12) & 15u);
        ivec4 second = ivec4(both >> uvec4(16, 20, 24, 28) & 15u);
        if (BITS == 5) {
            const uvec4 rest = uvec4(words[at + 4] >> (8 * eighth));
            first |= ivec4((rest >> uvec4(0, 1, 2, 3) & 1u) << 4);
            second |= ivec4((rest >> uvec4(4, 5, 6, 7) & 1u) << 4);
        }
        if (BITS == 6) {
            const uvec4 rest = uvec4(words[at + 4 + eighth / 2] >> (16 * (eighth % 2)));
            first |= ivec4((rest >> uvec4(0, 2, 4, 6) & 3u) << 4);
            second |= ivec4((rest >> uvec4(8, 10, 12, 14) & 3u) << 4);
        }
        low = vec4(first - OFFSET);
        high = vec4(second - OFFSET);
    }
}

// value = scale · code − minimum
struct Scale {
    float scale;
    float minimum;
};

// By the two factors of a word, and two bytes behind one another, the first at an even place.
Scale scaleAndMinimum(uint factors, uint bytes) {
    const uint both = words[bytes / 4] >> (bytes % 4 * 8);
    const vec2 by = unpackHalf2x16(words[factors]);
    return Scale(by.x * float(both & 255), by.y * float(both >> 8 & 255));
}

// Of the group `group` of the values that share one, all of the matrix's counted through.
Scale scaleAt(uint group, uint scalesAt, uint factorsAt) {
    if (BITS >= 16)
        return Scale(1.0, 0.0);
    if (SCALE_VALUES == 0)
        return Scale(halfAt(2 * factorsAt + group), 0.0);
    const uint block = group / (BLOCK / SCALE_VALUES);
    if (!MINIMA)
        return Scale(halfAt(2 * factorsAt + block) * float(signedByteAt(4 * scalesAt + group)), 0.0);
    return scaleAndMinimum(factorsAt + block, 4 * scalesAt + 2 * group);
}

// Values that share a scale.
const uint SHARED = SCALE_VALUES == 0 ? GROUP : SCALE_VALUES;

// Of neuron group `group` (SHARED neurons) and value `i` of D: the scales of a matrix by neuron lie by group, then by value.
Scale neuronScaleAt(uint group, uint i, uint width, uint scalesAt, uint factorsAt) {
    if (SCALE_VALUES == 0)
        return Scale(halfAt(2 * factorsAt + group * width + i), 0.0);
    const uint block = group / (BLOCK / SCALE_VALUES) * width + i;
    const uint place = group * width + i;
    if (!MINIMA)
        return Scale(halfAt(2 * factorsAt + block) * float(signedByteAt(4 * scalesAt + place)), 0.0);
    return scaleAndMinimum(factorsAt + block, 4 * scalesAt + 2 * place);
}

// Of eight neighbouring values of D.
struct EightScales {
    vec4 lows, highs, lowMinima, highMinima;
};

EightScales noScales() {
    return EightScales(vec4(1.0), vec4(1.0), vec4(0.0), vec4(0.0));
}

// By half words from word `at` on.
void eightHalves(uint at, out vec4 low, out vec4 high) {
    low = vec4(unpackHalf2x16(words[at]), unpackHalf2x16(words[at + 1]));
    high = vec4(unpackHalf2x16(words[at + 2]), unpackHalf2x16(words[at + 3]));
}

// Two scales and minima, each a byte times a factor of its own.
vec4 scalesAndMinima(uint bytes, uint first, uint second) {
    const uvec4 four = uvec4(bytes) >> uvec4(0, 8, 16, 24) & 255u;
    return vec4(four) * vec4(unpackHalf2x16(first), unpackHalf2x16(second));
}

// Of values that begin at a multiple of eight, where lines are multiples of eight too: what is read begins with a word.
EightScales alignedScalesAt(uint group, uint first, uint width, uint scalesAt, uint factorsAt) {
    EightScales eight = noScales();
    const uint place = group * width + first;
    if (SCALE_VALUES == 0) {
        eightHalves(factorsAt + place / 2, eight.lows, eight.highs);
        return eight;
    }
    const uint block = group / (BLOCK / max(SCALE_VALUES, 1)) * width + first;
    if (!MINIMA) {
        eightHalves(factorsAt + block / 2, eight.lows, eight.highs);
        eight.lows *= fourSignedBytes(words[scalesAt + place / 4]);
        eight.highs *= fourSignedBytes(words[scalesAt + place / 4 + 1]);
        return eight;
    }
    vec4 pairs[4];
    for (uint i = 0; i < 4; ++i)
        pairs[i] = scalesAndMinima(words[scalesAt + place / 2 + i], words[factorsAt + block + 2 * i],
                                   words[factorsAt + block + 2 * i + 1]);
    eight.lows = vec4(pairs[0].xz, pairs[1].xz);
    eight.lowMinima = vec4(pairs[0].yw, pairs[1].yw);
    eight.highs = vec4(pairs[2].xz, pairs[3].xz);
    eight.highMinima = vec4(pairs[2].yw, pairs[3].yw);
    return eight;
}

// From value `first` on, a multiple of eight; those beyond the width are of no use to anyone.
EightScales neuronScalesAt(uint group, uint first, uint width, uint scalesAt, uint factorsAt) {
    if (width % 8 == 0)
        return alignedScalesAt(group, first, width, scalesAt, factorsAt);
    EightScales eight = noScales();
    for (uint i = 0; i < 8; ++i) {
        const Scale scale = neuronScaleAt(group, min(first + i, width - 1), width, scalesAt, factorsAt);
        if (i < 4) {
            eight.lows[i] = scale.scale;
            eight.lowMinima[i] = scale.minimum;
        } else {
            eight.highs[i - 4] = scale.scale;
            eight.highMinima[i - 4] = scale.minimum;
        }
    }
    return eight;
}

// weights · values of eight, in one order whatever else is computed beside it.
float eightProducts(vec4 low, vec4 high, vec4 lowValues, vec4 highValues) {
    float sum = low.x * lowValues.x;
    sum = fma(low.y, lowValues.y, sum);
    sum = fma(low.z, lowValues.z, sum);
    sum = fma(low.w, lowValues.w, sum);
    sum = fma(high.x, highValues.x, sum);
    sum = fma(high.y, highValues.y, sum);
    sum = fma(high.z, highValues.z, sum);
    return fma(high.w, highValues.w, sum);
}

float sumOfEight(vec4 low, vec4 high) {
    precise float sum = ((low.x + low.y) + (low.z + low.w)) + ((high.x + high.y) + (high.z + high.w));
    return sum;
}

// sum + Σ weights · values: `products` are of the codes, `whole` is the sum of the values.
float addScaled(float sum, Scale scale, float products, float whole) {
    sum = fma(scale.scale, products, sum);
    return MINIMA ? fma(-scale.minimum, whole, sum) : sum;
}
