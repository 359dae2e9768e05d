// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole of multiply.comp and, with SUBGROUPS defined, of its variant:
// outputs = matrix · inputs, or added to what is there: a workgroup computes ROWS outputs of up to TILE tokens. Each
// sum has one order, whatever the number of tokens. Neighbouring lanes have neighbouring eights of a row, so that what
// they read lies together.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Inputs { vec4 inputs[]; };
layout(std430, binding = 2) buffer Outputs { float outputs[]; };
layout(push_constant) uniform Arguments {
    uint codesAt;      // in words, as the next two
    uint scalesAt;
    uint factorsAt;
    uint rows;         // that are multiplied
    uint columns;
    uint tokens;
    uint firstOutput;  // of the first token
    uint outputStride; // from token to token
    uint adds;         // 1: to what is there
} arguments;

#include "matrix.glsl"

const uint LANES = 64;
layout(constant_id = 6) const uint ROWS = 4;
shared float partial[ROWS * TILE][LANES + 1]; // so that a lane's sums lie in banks of their own

// Of the lane. Not a parameter: an array of a size that is a constant of the pipeline's is not handed on whole by every
// compiler.
float sums[ROWS * TILE];

// Puts what is to be added up of each row and token into `partial`, and tells how much that is.
uint shareSums() {
#ifdef SUBGROUPS
    for (uint i = 0; i < ROWS * TILE; ++i) {
        const float sum = subgroupAdd(sums[i]);
        if (subgroupElect())
            partial[i][gl_SubgroupID] = sum;
    }
    const uint count = gl_NumSubgroups;
#else
    for (uint i = 0; i < ROWS * TILE; ++i)
        partial[i][gl_LocalInvocationID.x] = sums[i];
    const uint count = LANES;
#endif
    barrier();
    return count;
}

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint firstRow = gl_WorkGroupID.x * ROWS;
    const uint firstToken = gl_WorkGroupID.y * TILE;
    const uint groups = (arguments.columns + GROUP - 1) / GROUP;
    const uint stride = strideOf(arguments.columns);
    for (uint i = 0; i < ROWS * TILE; ++i)
        sums[i] = 0.0;
    for (uint eight = lane; eight < stride / 8; eight += LANES) {
        vec4 lows[TILE], highs[TILE];
        float wholes[TILE];
        for (uint t = 0; t < TILE; ++t) {
            const uint token = min(firstToken + t, arguments.tokens - 1);
            lows[t] = inputs[token * (stride / 4) + 2 * eight];
            highs[t] = inputs[token * (stride / 4) + 2 * eight + 1];
            wholes[t] = MINIMA ? sumOfEight(lows[t], highs[t]) : 0.0;
        }
        for (uint r = 0; r < ROWS; ++r) {
            const uint group = min(firstRow + r, arguments.rows - 1) * groups + eight / 4;
            vec4 low, high;
            eightAt(arguments.codesAt + group * BITS, eight % 4, low, high);
            const Scale scale = scaleAt(group * (GROUP / SHARED) + eight % 4 * 8 / SHARED, arguments.scalesAt,
                                        arguments.factorsAt);
            for (uint t = 0; t < TILE; ++t)
                sums[r * TILE + t] = addScaled(sums[r * TILE + t], scale,
                                               eightProducts(low, high, lows[t], highs[t]), wholes[t]);
        }
    }
    const uint count = shareSums();
    // A lane adds up a row of a token: few sums, and no barriers between.
    if (lane >= ROWS * TILE)
        return;
    const uint row = firstRow + lane / TILE;
    const uint token = firstToken + lane % TILE;
    if (row >= arguments.rows || token >= arguments.tokens)
        return;
    float sum = 0.0;
    for (uint i = 0; i < count; ++i)
        sum += partial[lane][i];
    const uint place = arguments.firstOutput + token * arguments.outputStride + row;
    outputs[place] = arguments.adds == 1 ? outputs[place] + sum : sum;
}
