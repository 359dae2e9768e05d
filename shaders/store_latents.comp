#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Normalises a token's latent, turns its rotary key and stores both as a row of the cache, a workgroup a token.

layout(local_size_x = 256) in;
layout(std430, binding = 0) buffer Latents { float latents[]; };           // r + p values a token
layout(std430, binding = 1) readonly buffer Weights { float weights[]; };
layout(std430, binding = 2) readonly buffer Rotary { vec2 turns[]; };      // cosine and sine, p/2 a token
layout(std430, binding = 3) writeonly buffer Cache { uint cache[]; };
layout(push_constant) uniform Arguments {
    uint latentRank;
    uint rotaryWidth;
    uint firstWeight;
    uint firstRow;   // of the cache, in rows
    uint rowWords;
    float epsilon;
} arguments;

#include "cache_row.glsl"
#include "sum_over_lanes.glsl"

const uint MOST_SCALES = 32;
shared float scales[MOST_SCALES];

// The scale of each 32 numbers of the latent, by which their largest becomes 127.
void findScales(uint first) {
    const uint block = gl_LocalInvocationID.x;
    if (block < scaleCount(arguments.latentRank)) {
        float largest = 0.0;
        const uint end = min((block + 1) * SCALED, arguments.latentRank);
        for (uint i = block * SCALED; i < end; ++i)
            largest = max(largest, abs(latents[first + i]));
        scales[block] = unpackHalf2x16(packHalf2x16(vec2(largest / 127.0, 0.0))).x; // as it is kept
    }
    barrier();
}

uint codeOf(uint first, uint i) {
    const float scale = scales[i / SCALED];
    const float code = i < arguments.latentRank && scale > 0.0 ? roundEven(latents[first + i] / scale) : 0.0;
    return uint(int(clamp(code, -127.0, 127.0))) & 0xFF;
}

uint halfOf(float value) {
    return packHalf2x16(vec2(value, 0.0));
}

// Half word `half_` of a row of 8 bits.
uint halfWordOfRow(uint first, uint half_) {
    const uint scalesAt = scalesAtHalf(arguments.latentRank);
    const uint rotaryAt = scalesAt + scaleCount(arguments.latentRank);
    if (half_ < scalesAt)
        return codeOf(first, 2 * half_) | codeOf(first, 2 * half_ + 1) << 8;
    if (half_ < rotaryAt)
        return halfOf(scales[half_ - scalesAt]);
    return half_ - rotaryAt < arguments.rotaryWidth ? halfOf(latents[first + arguments.latentRank + half_ - rotaryAt]) : 0;
}

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint width = arguments.latentRank + arguments.rotaryWidth;
    const uint first = gl_WorkGroupID.x * width;
    float squares = 0.0;
    for (uint i = lane; i < arguments.latentRank; i += gl_WorkGroupSize.x)
        squares += latents[first + i] * latents[first + i];
    const float scale = inversesqrt(sumOverLanes(squares) / float(arguments.latentRank) + arguments.epsilon);
    for (uint i = lane; i < arguments.latentRank; i += gl_WorkGroupSize.x)
        latents[first + i] = latents[first + i] * scale * weights[arguments.firstWeight + i];
    for (uint i = lane; i < arguments.rotaryWidth / 2; i += gl_WorkGroupSize.x) {
        const vec2 turn = turns[gl_WorkGroupID.x * (arguments.rotaryWidth / 2) + i];
        const uint at = first + arguments.latentRank + 2 * i;
        const float even = latents[at];
        const float odd = latents[at + 1];
        latents[at] = even * turn.x - odd * turn.y;
        latents[at + 1] = even * turn.y + odd * turn.x;
    }
    memoryBarrierBuffer();
    barrier();
    if (CACHE_BITS == 8)
        findScales(first);
    const uint row = (arguments.firstRow + gl_WorkGroupID.x) * arguments.rowWords;
    for (uint word = lane; word < arguments.rowWords; word += gl_WorkGroupSize.x) {
        if (CACHE_BITS == 32) {
            cache[row + word] = floatBitsToUint(latents[first + word]);
        } else if (CACHE_BITS == 8) {
            cache[row + word] = halfWordOfRow(first, 2 * word) | halfWordOfRow(first, 2 * word + 1) << 16;
        } else {
            const float low = latents[first + 2 * word];
            const float high = 2 * word + 1 < width ? latents[first + 2 * word + 1] : 0.0;
            cache[row + word] = packHalf2x16(vec2(low, high));
        }
    }
}
