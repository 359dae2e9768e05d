#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// outputs = matrix · inputs, or added to what is there, for prompts: a workgroup computes ROWS outputs of TILE tokens, 32
// columns at a time, which it puts into shared memory first. Of a matrix by neuron the outputs are the values of its lines,
// and the columns its neurons, none of which is left out: of many tokens hardly any is zero for all. Several heads have
// each its rows, inputs and outputs. Each sum has one order, whatever the sizes are that the constants choose.

layout(local_size_x = 256, local_size_x_id = 7) in; // ROWS · TILE outputs, divided by those of a lane
layout(constant_id = 6) const bool BY_NEURON = false;
layout(constant_id = 8) const uint ROWS = 64;       // of a workgroup
layout(constant_id = 9) const uint ROW_QUADS = 1;   // fours of rows that a lane has
layout(constant_id = 10) const uint TOKEN_QUADS = 1; // and of tokens
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Inputs { vec4 inputs[]; };
layout(std430, binding = 2) buffer Outputs { float outputs[]; };
layout(push_constant) uniform Arguments {
    uint codesAt;      // in words, as the next two
    uint scalesAt;
    uint factorsAt;
    uint firstRow;     // of the first head
    uint rows;         // that are multiplied, of each head
    uint rowStep;      // from head to head
    uint columns;
    uint tokens;
    uint inputStep;    // from head to head
    uint inputStride;  // from token to token; multiples of 8
    uint firstOutput;  // of the first token
    uint outputStep;
    uint outputStride;
    uint adds;         // 1: to what is there
} arguments;

#include "matrix.glsl"

const uint ROW_LANES = ROWS / 4 / ROW_QUADS, TOKEN_LANES = TILE / 4 / TOKEN_QUADS;
shared vec4 weightQuads[GROUP * ROWS / 4]; // by column
shared vec4 valueQuads[GROUP * TILE / 4];  // likewise

// An eight of a row, with its scale: `piece` of ROWS times four.
void stageRow(uint piece, uint line, uint group) {
    const uint row = piece % ROWS, eighth = piece / ROWS;
    const uint groups = (arguments.columns + GROUP - 1) / GROUP;
    const uint place = (line + min(gl_WorkGroupID.x * ROWS + row, arguments.rows - 1)) * groups + group;
    vec4 low, high;
    eightAt(arguments.codesAt + place * BITS, eighth, low, high);
    const Scale scale =
        scaleAt(place * (GROUP / SHARED) + eighth * 8 / SHARED, arguments.scalesAt, arguments.factorsAt);
    low = fma(vec4(scale.scale), low, vec4(-scale.minimum));
    high = fma(vec4(scale.scale), high, vec4(-scale.minimum));
    for (uint i = 0; i < 8; ++i)
        weightQuads[(8 * eighth + i) * (ROWS / 4) + row / 4][row % 4] = i < 4 ? low[i] : high[i - 4];
}

// Eight values of a neuron, whose scales come later: they belong to many neurons.
void stageNeuron(uint piece, uint group) {
    const uint neuron = group * GROUP + piece / (ROWS / 8);
    const uint first = gl_WorkGroupID.x * ROWS + piece % (ROWS / 8) * 8;
    const uint groups = (arguments.rows + GROUP - 1) / GROUP;
    vec4 low = vec4(0.0), high = vec4(0.0);
    if (neuron < arguments.columns && first < arguments.rows)
        eightAt(arguments.codesAt + (neuron * groups + first / GROUP) * BITS, first % GROUP / 8, low, high);
    weightQuads[2 * piece] = low;
    weightQuads[2 * piece + 1] = high;
}

vec4 inputQuad(uint firstInput, uint token, uint column) {
    const uint row = min(gl_WorkGroupID.y * TILE + token, arguments.tokens - 1);
    return column < strideOf(arguments.columns)
               ? inputs[(firstInput + row * arguments.inputStride + column) / 4]
               : vec4(0.0);
}

// Four columns of four tokens at a time.
void stageInputs(uint firstInput, uint group) {
    for (uint i = gl_LocalInvocationID.x; i < GROUP / 4 * TILE / 4; i += gl_WorkGroupSize.x) {
        const uint tokens = i % (TILE / 4), quad = i / (TILE / 4);
        mat4 four;
        for (uint t = 0; t < 4; ++t)
            four[t] = inputQuad(firstInput, 4 * tokens + t, group * GROUP + 4 * quad);
        four = transpose(four);
        for (uint k = 0; k < 4; ++k)
            valueQuads[(4 * quad + k) * (TILE / 4) + tokens] = four[k];
    }
}

void stageWeights(uint line, uint group) {
    for (uint piece = gl_LocalInvocationID.x; piece < ROWS * GROUP / 8; piece += gl_WorkGroupSize.x)
        if (BY_NEURON)
            stageNeuron(piece, group);
        else
            stageRow(piece, line, group);
}

// Four rows' scales for a group of neurons.
void rowScales(uint group, uint row, out vec4 scales, out vec4 minima) {
    for (uint i = 0; i < 4; ++i) {
        const Scale scale = neuronScaleAt(group, min(row + i, arguments.rows - 1), arguments.rows,
                                          arguments.scalesAt, arguments.factorsAt);
        scales[i] = scale.scale;
        minima[i] = scale.minimum;
    }
}

void main() {
    const uint rowLane = gl_LocalInvocationID.x % ROW_LANES, tokenLane = gl_LocalInvocationID.x / ROW_LANES;
    const uint firstRow = gl_WorkGroupID.x * ROWS;
    const uint head = gl_WorkGroupID.z;
    const uint firstInput = head * arguments.inputStep;
    const bool scalesLater = BY_NEURON && BITS < 16;
    vec4 sums[4 * TOKEN_QUADS * ROW_QUADS]; // of each token by fours of rows
    for (uint i = 0; i < 4 * TOKEN_QUADS * ROW_QUADS; ++i)
        sums[i] = vec4(0.0);
    for (uint group = 0; group < (arguments.columns + GROUP - 1) / GROUP; ++group) {
        barrier();
        stageWeights(arguments.firstRow + head * arguments.rowStep, group);
        stageInputs(firstInput, group);
        barrier();
        for (uint part = 0; part < GROUP / SHARED; ++part) {
            vec4 products[4 * TOKEN_QUADS * ROW_QUADS];
            vec4 wholes[TOKEN_QUADS];
            for (uint i = 0; i < 4 * TOKEN_QUADS * ROW_QUADS; ++i)
                products[i] = scalesLater ? vec4(0.0) : sums[i];
            for (uint four = 0; four < TOKEN_QUADS; ++four)
                wholes[four] = vec4(0.0);
            for (uint k = part * SHARED; k < (part + 1) * SHARED; ++k) {
                vec4 weights[ROW_QUADS];
                for (uint q = 0; q < ROW_QUADS; ++q)
                    weights[q] = weightQuads[k * (ROWS / 4) + q * ROW_LANES + rowLane];
                for (uint four = 0; four < TOKEN_QUADS; ++four) {
                    const vec4 value = valueQuads[k * (TILE / 4) + four * TOKEN_LANES + tokenLane];
                    for (uint t = 0; t < 4; ++t)
                        for (uint q = 0; q < ROW_QUADS; ++q) {
                            const uint i = (4 * four + t) * ROW_QUADS + q;
                            products[i] = fma(weights[q], vec4(value[t]), products[i]);
                        }
                    if (scalesLater && MINIMA)
                        wholes[four] += value;
                }
            }
            for (uint q = 0; q < ROW_QUADS; ++q) {
                vec4 scales = vec4(1.0), minima = vec4(0.0);
                if (scalesLater)
                    rowScales(group * (GROUP / SHARED) + part, firstRow + 4 * (q * ROW_LANES + rowLane), scales, minima);
                for (uint t = 0; t < 4 * TOKEN_QUADS; ++t) {
                    const uint i = t * ROW_QUADS + q;
                    sums[i] = scalesLater ? fma(-minima, vec4(wholes[t / 4][t % 4]), fma(scales, products[i], sums[i]))
                                          : products[i];
                }
            }
        }
    }
    for (uint t = 0; t < 4 * TOKEN_QUADS; ++t) {
        const uint token = gl_WorkGroupID.y * TILE + 4 * (t / 4 * TOKEN_LANES + tokenLane) + t % 4;
        if (token >= arguments.tokens)
            return;
        const uint place = arguments.firstOutput + head * arguments.outputStep + token * arguments.outputStride;
        for (uint q = 0; q < ROW_QUADS; ++q) {
            const uint row = firstRow + 4 * (q * ROW_LANES + rowLane);
            for (uint i = 0; i < 4 && row + i < arguments.rows; ++i) {
                const float sum = sums[t * ROW_QUADS + q][i];
                outputs[place + row + i] = arguments.adds == 1 ? outputs[place + row + i] + sum : sum;
            }
        }
    }
}
