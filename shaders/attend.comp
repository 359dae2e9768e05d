#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Attention of a head of a token over one segment of the cache: its scores' largest, the sum of their exponentials, and
// the latents mixed by these. join_segments.comp puts segments together, as in flash decoding.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Absorbed { float absorbed[]; }; // H · (r + p) a token
layout(std430, binding = 1) readonly buffer Cache { uint cache[]; };
layout(std430, binding = 2) writeonly buffer Segments { float segments[]; }; // r + 2 values a segment
layout(push_constant) uniform Arguments {
    uint heads;
    uint latentRank;
    uint rotaryWidth;
    uint firstRow;   // of the layer in the cache
    uint rowWords;
    uint visible;    // rows that the first token sees
    uint segments;   // a head of a token
    float scale;
} arguments;

#include "cache_row.glsl"
#include "sum_over_lanes.glsl"

const uint SEGMENT = 256; // rows of the cache, one a lane
const uint MOST_WIDTH = 1024;
shared float query[MOST_WIDTH];
shared float scores[SEGMENT];

float halfAt(uint first, uint half_) {
    const vec2 both = unpackHalf2x16(cache[first + half_ / 2]);
    return (half_ & 1) == 0 ? both.x : both.y;
}

float cached(uint row, uint i) {
    const uint first = (arguments.firstRow + row) * arguments.rowWords;
    if (CACHE_BITS == 32)
        return uintBitsToFloat(cache[first + i]);
    if (CACHE_BITS == 16)
        return halfAt(first, i);
    const uint scalesAt = scalesAtHalf(arguments.latentRank);
    if (i >= arguments.latentRank)
        return halfAt(first, scalesAt + scaleCount(arguments.latentRank) + i - arguments.latentRank);
    const int code = bitfieldExtract(int(cache[first + i / 4]), int(i % 4) * 8, 8);
    return halfAt(first, scalesAt + i / SCALED) * float(code);
}

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint segment = gl_WorkGroupID.x;
    const uint head = gl_WorkGroupID.y;
    const uint token = gl_WorkGroupID.z;
    const uint width = arguments.latentRank + arguments.rotaryWidth;
    const uint end = arguments.visible + token; // a token sees itself and those before it
    const uint place = ((token * arguments.heads + head) * arguments.segments + segment) * (arguments.latentRank + 2);
    for (uint i = lane; i < width; i += SEGMENT)
        query[i] = absorbed[(token * arguments.heads + head) * width + i];
    barrier();
    const uint row = segment * SEGMENT + lane;
    const bool sees = row < end;
    float score = 0.0;
    if (sees)
        for (uint i = 0; i < width; ++i)
            score += query[i] * cached(row, i);
    score *= arguments.scale;
    scores[lane] = sees ? score : -3.4e38;
    for (uint step = SEGMENT / 2; step > 0; step /= 2) {
        barrier();
        if (lane < step)
            scores[lane] = max(scores[lane], scores[lane + step]);
    }
    barrier();
    const float largest = scores[0];
    barrier();
    const float weight = sees ? exp(score - largest) : 0.0;
    scores[lane] = weight;
    const float sum = sumOverLanes(weight); // whose barriers show the scores to all
    const uint count = min(SEGMENT, end > segment * SEGMENT ? end - segment * SEGMENT : 0);
    for (uint i = lane; i < arguments.latentRank; i += SEGMENT) {
        float mixed = 0.0;
        for (uint s = 0; s < count; ++s)
            mixed += scores[s] * cached(segment * SEGMENT + s, i);
        segments[place + i] = mixed;
    }
    if (lane == 0) {
        segments[place + arguments.latentRank] = largest;
        segments[place + arguments.latentRank + 1] = sum;
    }
}
