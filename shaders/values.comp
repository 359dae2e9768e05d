#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Joins what the segments of the cache gave for a head of a token, and multiplies it by the head's value rows of attn_kv_b:
// a workgroup computes ROWS of a head's v values.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Segments { float segments[]; }; // of the batch's tokens from firstToken on
layout(std430, binding = 2) writeonly buffer Mixed { float mixed[]; };      // H · v a token
#define STEP_BINDING 3
#include "step.glsl"
layout(push_constant) uniform Arguments {
    uint codesAt;
    uint scalesAt;
    uint factorsAt;
    uint heads;
    uint noPositionWidth;
    uint valueWidth;
    uint latentRank;
    uint firstToken; // of those of the batch
    uint mostSegments;
} arguments;

#include "join.glsl"
#include "matrix.glsl"

const uint MOST_RANK = 1024;
const uint LANES = 64;            // a row
const uint TOGETHER = 256 / LANES; // rows
const uint ROWS = 32;
shared vec4 joined[MOST_RANK / 4];
shared float partial[ROWS][LANES + 1];

void joinSegments(uint head, uint token) {
    const uint stride = arguments.latentRank + 2;
    const uint first = (token * arguments.heads + head) * arguments.mostSegments * stride;
    const uint count = segmentCount(step_.position + arguments.firstToken + token + 1, arguments.mostSegments);
    weighSegments(first, stride, count);
    for (uint i = gl_LocalInvocationID.x; i < strideOf(arguments.latentRank); i += gl_WorkGroupSize.x)
        joined[i / 4][i % 4] = i < arguments.latentRank ? joinedAt(first, stride, count, i) : 0.0;
    barrier();
}

void main() {
    const uint lane = gl_LocalInvocationID.x % LANES;
    const uint firstRow = gl_WorkGroupID.x * ROWS;
    const uint head = gl_WorkGroupID.y;
    const uint token = gl_WorkGroupID.z;
    const uint lines = head * (arguments.noPositionWidth + arguments.valueWidth) + arguments.noPositionWidth;
    const uint groups = (arguments.latentRank + GROUP - 1) / GROUP;
    joinSegments(head, token);
    for (uint r = gl_LocalInvocationID.x / LANES; r < ROWS; r += TOGETHER) {
        const uint line = lines + min(firstRow + r, arguments.valueWidth - 1);
        float sum = 0.0;
        for (uint eight = lane; eight < strideOf(arguments.latentRank) / 8; eight += LANES) {
            const uint group = line * groups + eight / 4;
            vec4 low, high;
            eightAt(arguments.codesAt + group * BITS, eight % 4, low, high);
            const Scale scale = scaleAt(group * (GROUP / SHARED) + eight % 4 * 8 / SHARED, arguments.scalesAt,
                                        arguments.factorsAt);
            const vec4 lowValues = joined[2 * eight], highValues = joined[2 * eight + 1];
            sum = addScaled(sum, scale, eightProducts(low, high, lowValues, highValues),
                            sumOfEight(lowValues, highValues));
        }
        partial[r][lane] = sum;
    }
    barrier();
    const uint row = gl_LocalInvocationID.x;
    if (row >= ROWS || firstRow + row >= arguments.valueWidth)
        return;
    float sum = 0.0;
    for (uint i = 0; i < LANES; ++i)
        sum += partial[row][i];
    const uint width = arguments.heads * arguments.valueWidth;
    mixed[(arguments.firstToken + token) * strideOf(width) + head * arguments.valueWidth + firstRow + row] = sum;
}
