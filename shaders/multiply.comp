#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// outputs = matrix · inputs, or added to what is there: a workgroup computes ROWS outputs of up to TILE tokens. Each
// sum has one order, whatever the number of tokens. Several heads have each its rows, inputs and outputs.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Inputs { float inputs[]; };
layout(std430, binding = 2) buffer Outputs { float outputs[]; };
layout(push_constant) uniform Arguments {
    uint codesAt;      // in words, as the next two
    uint scalesAt;
    uint factorsAt;
    uint firstRow;     // of the first head, as the next three, where there are several
    uint rows;         // that are multiplied, of each head
    uint rowStep;      // from head to head
    uint inputStep;
    uint outputStep;
    uint columns;
    uint tokens;
    uint firstInput;   // of the first token
    uint inputStride;  // from token to token
    uint firstOutput;
    uint outputStride;
    uint adds;         // 1: to what is there
} arguments;

#include "matrix.glsl"

const uint LANES = 64;
const uint ROWS = 4;
shared float partial[ROWS * TILE][LANES];

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint firstRow = gl_WorkGroupID.x * ROWS;
    const uint firstToken = gl_WorkGroupID.y * TILE;
    const uint head = gl_WorkGroupID.z;
    const uint lines = arguments.firstRow + head * arguments.rowStep;
    const uint firstInput = arguments.firstInput + head * arguments.inputStep;
    const uint groups = (arguments.columns + GROUP - 1) / GROUP;
    float sums[ROWS * TILE];
    for (uint i = 0; i < ROWS * TILE; ++i)
        sums[i] = 0.0;
    for (uint group = lane; group < groups; group += LANES)
        for (uint r = 0; r < ROWS; ++r) {
            const uint row = firstRow + r;
            if (row >= arguments.rows)
                break;
            const uint line = lines + row;
            const uint at = arguments.codesAt + (line * groups + group) * BITS;
            for (uint part = 0; part < GROUP / SHARED; ++part) {
                const Scale scale =
                    scaleAt((line * groups + group) * (GROUP / SHARED) + part, arguments.scalesAt, arguments.factorsAt);
                for (uint i = part * SHARED; i < (part + 1) * SHARED; ++i) {
                    const uint column = group * GROUP + i;
                    if (column >= arguments.columns)
                        break;
                    const float weight = fma(scale.scale, codeAt(at, i), -scale.minimum);
                    for (uint t = 0; t < TILE; ++t) {
                        const uint token = min(firstToken + t, arguments.tokens - 1);
                        const float value = inputs[firstInput + token * arguments.inputStride + column];
                        sums[r * TILE + t] = fma(weight, value, sums[r * TILE + t]);
                    }
                }
            }
        }
    for (uint i = 0; i < ROWS * TILE; ++i)
        partial[i][lane] = sums[i];
    barrier();
    // A lane adds up a row of a token: few sums, and no barriers between.
    if (lane >= ROWS * TILE)
        return;
    const uint row = firstRow + lane / TILE;
    const uint token = firstToken + lane % TILE;
    if (row >= arguments.rows || token >= arguments.tokens)
        return;
    float sum = 0.0;
    for (uint i = 0; i < LANES; ++i)
        sum += partial[lane][i];
    const uint place = arguments.firstOutput + head * arguments.outputStep + token * arguments.outputStride + row;
    outputs[place] = arguments.adds == 1 ? outputs[place] + sum : sum;
}
