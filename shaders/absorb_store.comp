#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What attention needs beforehand, in one dispatch because neither waits for the other. Workgroups of a head absorb: they
// turn its rotary query, and multiply its other part by the head's key rows of attn_kv_b, from the left, for 128 values of
// a latent of up to TILE tokens. The row of workgroups behind the last head stores: it normalises the tokens' latents, turns
// their rotary keys and puts both in the cache. Without heads it only stores.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Queries { float queries[]; };  // H · (n + p) a token
layout(std430, binding = 2) writeonly buffer Absorbed { float absorbed[]; }; // H rows of r + p a token
layout(std430, binding = 3) coherent buffer Latents { float latents[]; };  // r + p values a token, shared by lanes
layout(std430, binding = 4) readonly buffer Norms { float norms[]; };
layout(std430, binding = 5) writeonly buffer Cache { uint cache[]; };
#define STEP_BINDING 6
#include "step.glsl"
layout(push_constant) uniform Arguments {
    uint codesAt;
    uint scalesAt;
    uint factorsAt;
    uint heads;
    uint noPositionWidth;
    uint rotaryWidth;
    uint valueWidth;
    uint latentRank;
    uint firstToken; // of those of the batch
    uint tokens;     // from it on
    uint firstNorm;
    uint rowWords;
    float epsilon;
} arguments;

#define CACHE_BITS_ID 6
#include "cache_row.glsl"
#include "matrix.glsl"
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

// `token` counts from the batch's first.
void storeLatents(uint token) {
    const uint lane = gl_LocalInvocationID.x;
    const uint width = arguments.latentRank + arguments.rotaryWidth;
    const uint first = token * strideOf(width);
    float squares = 0.0;
    for (uint i = lane; i < arguments.latentRank; i += gl_WorkGroupSize.x)
        squares += latents[first + i] * latents[first + i];
    const float scale = inversesqrt(sumOverLanes(squares) / float(arguments.latentRank) + arguments.epsilon);
    for (uint i = lane; i < arguments.latentRank; i += gl_WorkGroupSize.x)
        latents[first + i] = latents[first + i] * scale * norms[arguments.firstNorm + i];
    for (uint i = lane; i < arguments.rotaryWidth / 2; i += gl_WorkGroupSize.x) {
        const vec2 turn = step_.turns[token * (arguments.rotaryWidth / 2) + i];
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
    const uint row = (step_.position + token) * arguments.rowWords;
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

void turnQuery(uint query, uint token, uint row) {
    for (uint i = gl_LocalInvocationID.x; i < arguments.rotaryWidth / 2; i += gl_WorkGroupSize.x) {
        const vec2 turn = step_.turns[token * (arguments.rotaryWidth / 2) + i];
        const float even = queries[query + arguments.noPositionWidth + 2 * i];
        const float odd = queries[query + arguments.noPositionWidth + 2 * i + 1];
        absorbed[row + arguments.latentRank + 2 * i] = even * turn.x - odd * turn.y;
        absorbed[row + arguments.latentRank + 2 * i + 1] = even * turn.y + odd * turn.x;
    }
}

const uint EIGHTS = 16;          // of a latent's values, in a workgroup
const uint SLICES = 256 / EIGHTS; // of the keys, which are added up in the end
shared vec4 partialLows[SLICES][EIGHTS];
shared vec4 partialHighs[SLICES][EIGHTS];

// Eight values of a latent for each token: the lane's part. Not parameters: an array of a size that is a constant of the
// pipeline's is not handed on whole by every compiler.
vec4 lows[TILE], highs[TILE];

uint queryOf(uint head, uint token) {
    const uint width = arguments.noPositionWidth + arguments.rotaryWidth;
    return token * strideOf(arguments.heads * width) + head * width;
}

// Adds a slice's part of Σ query · key row.
void addKeys(uint head, uint eight, uint slice, uint firstToken) {
    const uint groups = (arguments.latentRank + GROUP - 1) / GROUP;
    uint queriesAt[TILE];
    for (uint t = 0; t < TILE; ++t)
        queriesAt[t] = queryOf(head, min(firstToken + t, arguments.firstToken + arguments.tokens - 1));
    for (uint key = slice; key < arguments.noPositionWidth; key += SLICES) {
        const uint line = head * (arguments.noPositionWidth + arguments.valueWidth) + key;
        const uint group = line * groups + eight / 4;
        vec4 low, high;
        eightAt(arguments.codesAt + group * BITS, eight % 4, low, high);
        const Scale scale = scaleAt(group * (GROUP / SHARED) + eight % 4 * 8 / SHARED, arguments.scalesAt,
                                    arguments.factorsAt);
        low = fma(vec4(scale.scale), low, vec4(-scale.minimum));
        high = fma(vec4(scale.scale), high, vec4(-scale.minimum));
        for (uint t = 0; t < TILE; ++t) {
            const vec4 weight = vec4(queries[queriesAt[t] + key]);
            lows[t] = fma(weight, low, lows[t]);
            highs[t] = fma(weight, high, highs[t]);
        }
    }
}

void writeAbsorbed(uint place, uint i, vec4 values) {
    for (uint k = 0; k < 4; ++k)
        if (i + k < arguments.latentRank)
            absorbed[place + i + k] = values[k];
}

void absorb(uint head, uint firstToken) {
    const uint lane = gl_LocalInvocationID.x % EIGHTS, slice = gl_LocalInvocationID.x / EIGHTS;
    const uint eight = gl_WorkGroupID.x * EIGHTS + lane;
    const uint end = arguments.firstToken + arguments.tokens;
    for (uint t = 0; t < TILE; ++t)
        lows[t] = highs[t] = vec4(0.0);
    if (eight * 8 < arguments.latentRank)
        addKeys(head, eight, slice, firstToken);
    for (uint t = 0; t < TILE; ++t) {
        const uint token = firstToken + t;
        barrier();
        partialLows[slice][lane] = lows[t];
        partialHighs[slice][lane] = highs[t];
        barrier();
        if (token >= end)
            continue;
        const uint row = ((token - arguments.firstToken) * arguments.heads + head) *
                         strideOf(arguments.latentRank + arguments.rotaryWidth);
        if (gl_WorkGroupID.x == 0)
            turnQuery(queryOf(head, token), token, row);
        if (slice != 0)
            continue;
        vec4 low = partialLows[0][lane], high = partialHighs[0][lane];
        for (uint s = 1; s < SLICES; ++s) {
            low += partialLows[s][lane];
            high += partialHighs[s][lane];
        }
        writeAbsorbed(row, 8 * eight, low);
        writeAbsorbed(row, 8 * eight + 4, high);
    }
}

void main() {
    const uint firstToken = arguments.firstToken + gl_WorkGroupID.z * TILE;
    if (gl_WorkGroupID.y < arguments.heads)
        absorb(gl_WorkGroupID.y, firstToken);
    else if (gl_WorkGroupID.x == 0)
        for (uint t = 0; t < TILE && firstToken + t < arguments.firstToken + arguments.tokens; ++t)
            storeLatents(firstToken + t);
}
