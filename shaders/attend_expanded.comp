#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Attention of a head of TOKENS tokens over a block of the cache's rows, whose keys and values are there by head: for
// prompts. It goes over ROWS of them at a time, as flash attention does, and from block to block: what it has mixed so far
// stands, with the largest score and the sum of the exponentials, where the next dispatch finds it. The block in which the
// last row is that these tokens see divides by the sum.

layout(local_size_x = 128) in;
layout(std430, binding = 0) readonly buffer Queries { float queries[]; };      // H · (n + p) a token, not turned
layout(std430, binding = 1) readonly buffer Keys { vec4 keys[]; };             // H rows of n for each row of the block
layout(std430, binding = 2) readonly buffer RotaryKeys { vec4 rotaryKeys[]; }; // p a row, turned
layout(std430, binding = 3) readonly buffer Values { vec4 values[]; };         // H rows of v for each
layout(std430, binding = 4) buffer Mixed { float mixed[]; };                   // H · v a token
layout(std430, binding = 5) buffer Totals { vec2 totals[]; };                  // of each head of a token: score, sum
#define STEP_BINDING 6
#include "step.glsl"
layout(push_constant) uniform Arguments {
    uint heads;
    uint noPositionWidth;
    uint rotaryWidth;
    uint valueWidth;
    uint tokens;   // of the batch
    uint firstRow; // of the cache, that is the block's first
    uint rows;     // of the block
    float scale;
} arguments;

#include "rows.glsl"

layout(constant_id = 0) const uint VALUE_BLOCKS = 2; // of 64 values

const uint LANES = 128;
const uint TOKENS = 64;
const uint ROWS = 32;
const uint SLAB = 32; // columns whose products are added up together
// Of scores a lane has those of four tokens by four rows, of what is mixed eight tokens by fours of values.
const uint TOKEN_QUADS = TOKENS / 4, ROW_QUADS = ROWS / 4;
const uint VALUE_LANES = 16, MIXED_QUADS = TOKEN_QUADS / (LANES / VALUE_LANES);
const float LEAST = -3.4e38;

// A slab of the queries and one of the keys, by column; where they have been used up, the weights by row, and behind these
// what eight lanes found of the same tokens.
const uint KEYS_AT = SLAB * TOKEN_QUADS;
shared vec4 quads[KEYS_AT + SLAB * ROW_QUADS];
shared vec4 largest[TOKEN_QUADS]; // scores of each token
shared vec4 sums[TOKEN_QUADS];
shared vec4 fading[TOKEN_QUADS]; // what was mixed before is multiplied by it

// Columns of keys and queries: n of no position, filled up to a multiple of eight, then p rotary ones.
vec4 keyQuad(uint head, uint row, uint column) {
    const uint stride = strideOf(arguments.noPositionWidth), rotary = strideOf(arguments.rotaryWidth);
    if (row >= arguments.rows || column >= stride + rotary)
        return vec4(0.0);
    return column < stride ? keys[((row * arguments.heads + head) * stride + column) / 4]
                           : rotaryKeys[(row * rotary + column - stride) / 4];
}

vec4 queryQuad(uint head, uint token, uint column) {
    const uint width = arguments.noPositionWidth + arguments.rotaryWidth;
    const uint stride = strideOf(arguments.noPositionWidth);
    const uint first = token * strideOf(arguments.heads * width) + head * width;
    vec4 quad = vec4(0.0);
    if (column < stride) {
        for (uint k = 0; k < 4; ++k)
            if (column + k < arguments.noPositionWidth)
                quad[k] = queries[first + column + k];
        return quad;
    }
    for (uint k = 0; k < 4; k += 2) {
        const uint i = column + k - stride;
        if (i < arguments.rotaryWidth) {
            const vec2 turn = step_.turns[(token * arguments.rotaryWidth + i) / 2];
            const float even = queries[first + arguments.noPositionWidth + i];
            const float odd = queries[first + arguments.noPositionWidth + i + 1];
            quad[k] = even * turn.x - odd * turn.y;
            quad[k + 1] = even * turn.y + odd * turn.x;
        }
    }
    return quad;
}

// Four columns of four tokens, or rows, at a time.
void put(uint at, uint step, mat4 four) {
    four = transpose(four);
    for (uint k = 0; k < 4; ++k)
        quads[at + k * step] = four[k];
}

void stage(uint head, uint firstToken, uint firstRow, uint column) {
    for (uint piece = gl_LocalInvocationID.x; piece < SLAB / 4 * TOKEN_QUADS; piece += LANES) {
        const uint four = piece % TOKEN_QUADS, quad = piece / TOKEN_QUADS;
        mat4 queried;
        for (uint t = 0; t < 4; ++t)
            queried[t] = queryQuad(head, min(firstToken + 4 * four + t, arguments.tokens - 1), column + 4 * quad);
        put(4 * quad * TOKEN_QUADS + four, TOKEN_QUADS, queried);
    }
    for (uint piece = gl_LocalInvocationID.x; piece < SLAB / 4 * ROW_QUADS; piece += LANES) {
        const uint four = piece % ROW_QUADS, quad = piece / ROW_QUADS;
        mat4 rows;
        for (uint r = 0; r < 4; ++r)
            rows[r] = keyQuad(head, firstRow + 4 * four + r, column + 4 * quad);
        put(KEYS_AT + 4 * quad * ROW_QUADS + four, ROW_QUADS, rows);
    }
}

uint rowLane() {
    return gl_LocalInvocationID.x % ROW_QUADS;
}

uint tokenLane() {
    return gl_LocalInvocationID.x / ROW_QUADS;
}

// Of the lane's four rows, for its four tokens.
vec4 scores[4];

void score(uint head, uint firstToken, uint firstRow) {
    const uint width = strideOf(arguments.noPositionWidth) + strideOf(arguments.rotaryWidth);
    for (uint r = 0; r < 4; ++r)
        scores[r] = vec4(0.0);
    for (uint column = 0; column < width; column += SLAB) {
        barrier();
        stage(head, firstToken, firstRow, column);
        barrier();
        for (uint k = 0; k < SLAB; ++k) {
            const vec4 asked = quads[k * TOKEN_QUADS + tokenLane()];
            const vec4 key = quads[KEYS_AT + k * ROW_QUADS + rowLane()];
            for (uint r = 0; r < 4; ++r)
                scores[r] = fma(vec4(key[r]), asked, scores[r]);
        }
    }
}

// Makes weights of the scores, exp(score − the largest so far), and tells `largest`, `sums` and `fading`. Of the rows from
// `firstRow` on each of the lane's tokens sees those before `ends`.
void weigh(uint firstRow, uvec4 ends) {
    const uint lane = gl_LocalInvocationID.x;
    const uint row = firstRow + 4 * rowLane();
    vec4 most = vec4(LEAST);
    for (uint r = 0; r < 4; ++r) {
        scores[r] *= arguments.scale;
        most = max(most, mix(vec4(LEAST), scores[r], lessThan(uvec4(row + r), ends)));
    }
    barrier();
    quads[KEYS_AT + rowLane() * TOKEN_QUADS + tokenLane()] = most;
    barrier();
    if (lane < TOKEN_QUADS) {
        most = largest[lane];
        for (uint i = 0; i < ROW_QUADS; ++i)
            most = max(most, quads[KEYS_AT + i * TOKEN_QUADS + lane]);
        fading[lane] = exp(largest[lane] - most);
        largest[lane] = most;
    }
    barrier();
    vec4 sum = vec4(0.0);
    for (uint r = 0; r < 4; ++r) {
        const vec4 weight = mix(vec4(0.0), exp(scores[r] - largest[tokenLane()]), lessThan(uvec4(row + r), ends));
        quads[(4 * rowLane() + r) * TOKEN_QUADS + tokenLane()] = weight;
        sum += weight;
    }
    quads[KEYS_AT + rowLane() * TOKEN_QUADS + tokenLane()] = sum;
    barrier();
    if (lane < TOKEN_QUADS) {
        sum = sums[lane] * fading[lane];
        for (uint i = 0; i < ROW_QUADS; ++i)
            sum += quads[KEYS_AT + i * TOKEN_QUADS + lane];
        sums[lane] = sum;
    }
}

// Of the lane's tokens fours, each by fours of values: what is mixed so far.
vec4 mixedQuads[4 * MIXED_QUADS * VALUE_BLOCKS];

uint valueQuad(uint block) {
    return block * VALUE_LANES + gl_LocalInvocationID.x % VALUE_LANES;
}

uint mixedToken(uint t) {
    return 4 * (gl_LocalInvocationID.x / VALUE_LANES * MIXED_QUADS) + t;
}

void fade() {
    for (uint t = 0; t < 4 * MIXED_QUADS; ++t) {
        const float by = fading[mixedToken(t) / 4][t % 4];
        for (uint block = 0; block < VALUE_BLOCKS; ++block)
            mixedQuads[t * VALUE_BLOCKS + block] *= by;
    }
}

void mixRow(uint head, uint firstRow, uint row) {
    const uint stride = strideOf(arguments.valueWidth) / 4;
    vec4 value[VALUE_BLOCKS];
    for (uint block = 0; block < VALUE_BLOCKS; ++block)
        value[block] = values[((firstRow + row) * arguments.heads + head) * stride + min(valueQuad(block), stride - 1)];
    for (uint four = 0; four < MIXED_QUADS; ++four) {
        const vec4 weight = quads[row * TOKEN_QUADS + mixedToken(4 * four) / 4];
        for (uint t = 0; t < 4; ++t)
            for (uint block = 0; block < VALUE_BLOCKS; ++block) {
                const uint i = (4 * four + t) * VALUE_BLOCKS + block;
                mixedQuads[i] = fma(vec4(weight[t]), value[block], mixedQuads[i]);
            }
    }
}

// Where value quad `block` of the lane's token `t` stands.
uint mixedAt(uint head, uint token, uint block) {
    return token * strideOf(arguments.heads * arguments.valueWidth) + head * arguments.valueWidth + 4 * valueQuad(block);
}

void takeMixed(uint head, uint firstToken) {
    for (uint t = 0; t < 4 * MIXED_QUADS; ++t)
        for (uint block = 0; block < VALUE_BLOCKS; ++block) {
            const uint token = min(firstToken + mixedToken(t), arguments.tokens - 1);
            for (uint k = 0; k < 4; ++k)
                if (arguments.firstRow > 0 && 4 * valueQuad(block) + k < arguments.valueWidth)
                    mixedQuads[t * VALUE_BLOCKS + block][k] = mixed[mixedAt(head, token, block) + k];
                else
                    mixedQuads[t * VALUE_BLOCKS + block][k] = 0.0;
        }
}

void writeMixed(uint head, uint firstToken, bool isLast) {
    for (uint t = 0; t < 4 * MIXED_QUADS; ++t) {
        const uint token = firstToken + mixedToken(t);
        if (token >= arguments.tokens)
            break;
        const float by = isLast ? sums[mixedToken(t) / 4][t % 4] : 1.0;
        for (uint block = 0; block < VALUE_BLOCKS; ++block)
            for (uint k = 0; k < 4; ++k)
                if (4 * valueQuad(block) + k < arguments.valueWidth)
                    mixed[mixedAt(head, token, block) + k] = mixedQuads[t * VALUE_BLOCKS + block][k] / by;
    }
}

void takeTotals(uint head, uint firstToken) {
    const uint lane = gl_LocalInvocationID.x;
    if (lane >= TOKENS)
        return;
    const uint token = min(firstToken + lane, arguments.tokens - 1);
    const vec2 total = arguments.firstRow > 0 ? totals[token * arguments.heads + head] : vec2(LEAST, 0.0);
    largest[lane / 4][lane % 4] = total.x;
    sums[lane / 4][lane % 4] = total.y;
}

void writeTotals(uint head, uint firstToken) {
    const uint lane = gl_LocalInvocationID.x;
    if (lane < TOKENS && firstToken + lane < arguments.tokens)
        totals[(firstToken + lane) * arguments.heads + head] = vec2(largest[lane / 4][lane % 4], sums[lane / 4][lane % 4]);
}

void main() {
    const uint head = gl_WorkGroupID.x, firstToken = gl_WorkGroupID.y * TOKENS;
    // A token sees itself and those before it.
    const uint seen = step_.position + min(firstToken + TOKENS, arguments.tokens); // by the last of these tokens
    if (arguments.firstRow >= seen)
        return;
    const uint end = min(arguments.rows, seen - arguments.firstRow);
    // Of the block's rows each of the lane's tokens sees those before these.
    const uint own = step_.position + firstToken + 4 * tokenLane() + 1;
    const uvec4 ends = min(max(uvec4(own, own + 1, own + 2, own + 3), arguments.firstRow) - arguments.firstRow, end);
    takeTotals(head, firstToken);
    takeMixed(head, firstToken);
    for (uint first = 0; first < end; first += ROWS) {
        score(head, firstToken, first);
        weigh(first, ends);
        fade();
        for (uint row = 0; row < min(ROWS, end - first); ++row)
            mixRow(head, first, row);
    }
    barrier(); // which shows the last sums
    writeMixed(head, firstToken, arguments.firstRow + end == seen);
    if (arguments.firstRow + end < seen)
        writeTotals(head, firstToken);
}
