// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Weights as engine/vulkan/device_matrix.h lays them out, 32 values of a line at a time. A line is a row of a matrix, or
// of one by neuron a neuron's column. Included where a buffer `words` of uints is bound.

// What the compiler of the device is told of the format: quant::CodeForm.
layout(constant_id = 0) const uint BITS = 8;         // of a code; 16 and 32: numbers that stand for themselves
layout(constant_id = 1) const int OFFSET = 0;        // taken from each code of fewer than 8 bits
layout(constant_id = 2) const uint SCALE_VALUES = 0; // values that share a scale, 16 or 32; 0: none do
layout(constant_id = 3) const bool MINIMA = false;   // whether as many share a minimum
layout(constant_id = 4) const uint BLOCK = 32;       // values that share a factor, 32 or 256
layout(constant_id = 5) const uint TILE = 1;         // tokens that are multiplied with what is read once

const uint GROUP = 32;

float halfAt(uint half_) {
    const vec2 both = unpackHalf2x16(words[half_ / 2]);
    return (half_ & 1) == 0 ? both.x : both.y;
}

uint byteAt(uint byte_) {
    return bitfieldExtract(words[byte_ / 4], int(byte_ % 4) * 8, 8);
}

int signedByteAt(uint byte_) {
    return bitfieldExtract(int(words[byte_ / 4]), int(byte_ % 4) * 8, 8);
}

// Code `i` of the 32 whose words begin at `at`: low bits first, in fields of 8, 4 or 2; then, of 5 and 6 bits, the rest.
float codeAt(uint at, uint i) {
    if (BITS == 32)
        return uintBitsToFloat(words[at + i]);
    if (BITS == 16)
        return halfAt(2 * at + i);
    if (BITS == 8)
        return float(bitfieldExtract(int(words[at + i / 4]), int(i % 4) * 8, 8));
    int code = int(bitfieldExtract(words[at + i / 8], int(i % 8) * 4, 4));
    if (BITS == 5)
        code |= int(bitfieldExtract(words[at + 4], int(i), 1)) << 4;
    if (BITS == 6)
        code |= int(bitfieldExtract(words[at + 4 + i / 16], int(i % 16) * 2, 2)) << 4;
    return float(code - OFFSET);
}

// value = scale · code − minimum
struct Scale {
    float scale;
    float minimum;
};

// Of the group `group` of the values that share one, all of the matrix's counted through.
Scale scaleAt(uint group, uint scalesAt, uint factorsAt) {
    if (BITS >= 16)
        return Scale(1.0, 0.0);
    if (SCALE_VALUES == 0)
        return Scale(halfAt(2 * factorsAt + group), 0.0);
    const uint block = group / (BLOCK / SCALE_VALUES);
    if (!MINIMA)
        return Scale(halfAt(2 * factorsAt + block) * float(signedByteAt(4 * scalesAt + group)), 0.0);
    const vec2 factors = unpackHalf2x16(words[factorsAt + block]);
    return Scale(factors.x * float(byteAt(4 * scalesAt + 2 * group)),
                 factors.y * float(byteAt(4 * scalesAt + 2 * group + 1)));
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
    const vec2 factors = unpackHalf2x16(words[factorsAt + block]);
    return Scale(factors.x * float(byteAt(4 * scalesAt + 2 * place)),
                 factors.y * float(byteAt(4 * scalesAt + 2 * place + 1)));
}
