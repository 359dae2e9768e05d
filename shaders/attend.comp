#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Attention of up to HEADS heads of a token over one segment of the cache: of each head the scores' largest, the sum of
// their exponentials, and the latents mixed by these. All heads share what is read of the cache, STEP rows at a time, and
// go on from step to step as flash attention does.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Absorbed { vec4 absorbed[]; }; // H rows of r + p a token
layout(std430, binding = 1) readonly buffer Cache { uint cache[]; };
layout(std430, binding = 2) writeonly buffer Segments { float segments[]; }; // r + 2 values a segment
#define STEP_BINDING 3
#include "step.glsl"
layout(push_constant) uniform Arguments {
    uint heads;
    uint latentRank;
    uint rotaryWidth;
    uint rowWords;
    uint firstToken; // of those of the batch; those before have been attended
    uint mostSegments;
    float scale;
} arguments;

#include "cache_row.glsl"
#include "cache_values.glsl"
#include "rows.glsl"
#include "segments.glsl"

layout(constant_id = 1) const uint COLUMN_BLOCKS = 1; // of 512 values of a latent

const uint LANES = 256;
const uint HEADS = 16;
const uint ROWS = SEGMENT_STEP;
const uint SLAB = 32;                 // columns whose products are added up together
const uint ROW_QUADS = SLAB / 4 + 1;  // a row's place: one more, against conflicts of banks
shared vec4 rowQuads[ROWS * ROW_QUADS];
shared vec4 queryQuads[HEADS * SLAB / 4];
shared vec4 weights[ROWS * HEADS / 4]; // by row, of four heads each
shared float largest[HEADS];
shared float sums[HEADS];
shared float fading[HEADS]; // what was mixed before is multiplied by it

// SLAB columns of ROWS rows from `first` on, and of the heads' queries.
void stage(uint first, uint end, uint column, uint query, uint headCount) {
    const uint lane = gl_LocalInvocationID.x;
    const uint row = lane / 4, eight = lane % 4;
    vec4 low = vec4(0.0), high = vec4(0.0);
    if (first + row < end)
        eightCached(first + row, column + 8 * eight, low, high);
    rowQuads[row * ROW_QUADS + 2 * eight] = low;
    rowQuads[row * ROW_QUADS + 2 * eight + 1] = high;
    const uint head = lane / (SLAB / 4), quad = lane % (SLAB / 4);
    const uint stride = strideOf(arguments.latentRank + arguments.rotaryWidth);
    if (head < HEADS)
        queryQuads[lane] = head < headCount && column + 4 * quad < stride
                               ? absorbed[(query + head) * (stride / 4) + column / 4 + quad]
                               : vec4(0.0);
}

// Of a row, for four heads.
vec4 scoresOf(uint first, uint end, uint query, uint headCount) {
    const uint row = gl_LocalInvocationID.x % ROWS, set = gl_LocalInvocationID.x / ROWS;
    const uint width = arguments.latentRank + arguments.rotaryWidth;
    vec4 scores = vec4(0.0);
    for (uint column = 0; column < width; column += SLAB) {
        barrier();
        stage(first, end, column, query, headCount);
        barrier();
        for (uint quad = 0; quad < SLAB / 4; ++quad) {
            const vec4 value = rowQuads[row * ROW_QUADS + quad];
            for (uint h = 0; h < 4; ++h) {
                const vec4 asked = queryQuads[(4 * set + h) * (SLAB / 4) + quad];
                scores[h] = fma(value.x, asked.x, scores[h]);
                scores[h] = fma(value.y, asked.y, scores[h]);
                scores[h] = fma(value.z, asked.z, scores[h]);
                scores[h] = fma(value.w, asked.w, scores[h]);
            }
        }
    }
    return scores * arguments.scale;
}

// Makes weights of the scores, exp(score − the largest so far), and tells `largest`, `sums` and `fading`. Where a head's
// 16 lanes put what they found of it, rows were staged.
void weigh(vec4 scores, bool sees) {
    const uint lane = gl_LocalInvocationID.x;
    const uint row = lane % ROWS, set = lane / ROWS;
    const uint head = lane / 16, part = lane % 16;
    weights[row * (HEADS / 4) + set] = sees ? scores : vec4(-3.4e38);
    barrier();
    float most = -3.4e38;
    for (uint r = part; r < ROWS; r += 16)
        most = max(most, weights[r * (HEADS / 4) + head / 4][head % 4]);
    rowQuads[lane].x = most;
    barrier();
    if (lane < HEADS) {
        most = largest[lane];
        for (uint i = 0; i < 16; ++i)
            most = max(most, rowQuads[lane * 16 + i].x);
        fading[lane] = exp(largest[lane] - most);
        largest[lane] = most;
    }
    barrier();
    const vec4 own = vec4(largest[4 * set], largest[4 * set + 1], largest[4 * set + 2], largest[4 * set + 3]);
    weights[row * (HEADS / 4) + set] = sees ? exp(scores - own) : vec4(0.0);
    barrier();
    float sum = 0.0;
    for (uint r = part; r < ROWS; r += 16)
        sum += weights[r * (HEADS / 4) + head / 4][head % 4];
    rowQuads[lane].y = sum;
    barrier();
    if (lane < HEADS) {
        sum = 0.0;
        for (uint i = 0; i < 16; ++i)
            sum += rowQuads[lane * 16 + i].y;
        sums[lane] = sums[lane] * fading[lane] + sum;
    }
}

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint firstHead = gl_WorkGroupID.y * HEADS;
    const uint token = gl_WorkGroupID.z;
    const uint visible = step_.position + arguments.firstToken + token + 1; // a token sees itself and those before it
    const uint rows = rowsBySegment(visible, arguments.mostSegments);
    const uint begin = gl_WorkGroupID.x * rows;
    if (begin >= visible)
        return;
    const uint end = min(begin + rows, visible);
    const uint headCount = min(HEADS, arguments.heads - firstHead);
    const uint query = token * arguments.heads + firstHead;
    if (lane < HEADS) {
        largest[lane] = -3.4e38;
        sums[lane] = 0.0;
    }
    vec4 firsts[COLUMN_BLOCKS * HEADS / 4], seconds[COLUMN_BLOCKS * HEADS / 4]; // of two columns, by four heads
    for (uint i = 0; i < COLUMN_BLOCKS * HEADS / 4; ++i)
        firsts[i] = seconds[i] = vec4(0.0);
    for (uint first = begin; first < end; first += ROWS) {
        weigh(scoresOf(first, end, query, headCount), first + lane % ROWS < end);
        const uint count = min(ROWS, end - first);
        for (uint block = 0; block < COLUMN_BLOCKS; ++block) {
            const uint column = 2 * (block * LANES + lane);
            if (column >= arguments.latentRank)
                break;
            for (uint four = 0; four < HEADS / 4; ++four) {
                const vec4 fade =
                    vec4(fading[4 * four], fading[4 * four + 1], fading[4 * four + 2], fading[4 * four + 3]);
                firsts[block * HEADS / 4 + four] *= fade;
                seconds[block * HEADS / 4 + four] *= fade;
            }
            for (uint row = 0; row < count; ++row) {
                const vec2 value = pairCached(first + row, column);
                for (uint four = 0; four < HEADS / 4; ++four) {
                    const uint at = block * HEADS / 4 + four;
                    const vec4 weight = weights[row * (HEADS / 4) + four];
                    firsts[at] = fma(weight, vec4(value.x), firsts[at]);
                    seconds[at] = fma(weight, vec4(value.y), seconds[at]);
                }
            }
        }
    }
    barrier(); // which shows the last sums
    const uint stride = arguments.latentRank + 2;
    for (uint head = 0; head < headCount; ++head) {
        const uint place = ((query + head) * arguments.mostSegments + gl_WorkGroupID.x) * stride;
        for (uint block = 0; block < COLUMN_BLOCKS; ++block) {
            const uint column = 2 * (block * LANES + lane);
            if (column < arguments.latentRank)
                segments[place + column] = firsts[block * HEADS / 4 + head / 4][head % 4];
            if (column + 1 < arguments.latentRank)
                segments[place + column + 1] = seconds[block * HEADS / 4 + head / 4][head % 4];
        }
        if (lane == 0) {
            segments[place + arguments.latentRank] = largest[head];
            segments[place + arguments.latentRank + 1] = sums[head];
        }
    }
}
