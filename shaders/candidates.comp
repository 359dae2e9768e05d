#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The first tokens of a row of logits, in their order. Of n of them each stands in one of the n strands whose own first
// tokens come first: in another one it would have n before it. So these strands are chosen, and then their tokens. A
// workgroup a row.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Logits { uint logits[]; };
layout(std430, binding = 1) readonly buffer Firsts { uvec2 firsts[]; };             // as first_of_strands.comp writes them
layout(std430, binding = 2) writeonly buffer Candidates { uvec2 candidates[]; }; // token and logit
layout(push_constant) uniform Arguments {
    uint vocabulary;
    uint strands;
    uint count; // of candidates, at most MOST and the vocabulary
} arguments;

#include "logit_order.glsl"
#include "rows.glsl"

const uint LANES = 256;
const uint MOST = 128;
const uint STRAND = 64; // the most tokens of one
const uint ROOM = 1024; // for items to choose from
shared uvec2 items[ROOM];
shared uint chosen[MOST]; // strands; where there are too few, what lies behind all tokens

// Which of the two lists below is chosen from.
const uint STRANDS = 0;
const uint TOKENS = 1;

uvec2 itemAt(uint list, uint i) {
    if (list == STRANDS)
        return firsts[gl_WorkGroupID.x * arguments.strands + i];
    const uint token = chosen[i % arguments.count] + i / arguments.count * arguments.strands;
    if (token >= arguments.vocabulary)
        return NOTHING;
    return uvec2(logitOrder(logits[gl_WorkGroupID.x * strideOf(arguments.vocabulary) + token]), token);
}

void putInOrder(uint a, uint b) {
    const uvec2 one = items[a], other = items[b];
    if (isLikelier(other, one)) {
        items[a] = other;
        items[b] = one;
    }
}

// Sorts runs of `length`, in which what lies `length` / 2 apart is to be compared first.
void sortBitonic(uint length, uint end) {
    for (uint step = length / 2; step > 0; step /= 2) {
        barrier();
        for (uint pair = gl_LocalInvocationID.x; pair < end / 2; pair += LANES) {
            const uint a = pair / step * 2 * step + pair % step;
            putInOrder(a, a + step);
        }
    }
}

// Sorts each run of `length` items, a power of two.
void sortRuns(uint length) {
    for (uint size = 2; size <= length; size *= 2) {
        barrier();
        for (uint pair = gl_LocalInvocationID.x; pair < ROOM / 2; pair += LANES) {
            const uint run = pair / (size / 2) * size, at = pair % (size / 2);
            putInOrder(run + at, run + size - 1 - at);
        }
        sortBitonic(size / 2, ROOM);
    }
}

// Brings the first `length` of all items, a power of two, to the front: of two sorted runs the first half, again and again.
void keepFirst(uint length) {
    sortRuns(length);
    for (uint middle = ROOM / 2; middle >= length; middle /= 2) {
        barrier();
        for (uint i = gl_LocalInvocationID.x; i < middle; i += LANES)
            putInOrder(i, middle + i / length * length + length - 1 - i % length);
        sortBitonic(length, middle);
    }
    barrier();
}

// The first `length` of the list's `size` items.
void choose(uint list, uint size, uint length) {
    uint held = 0;
    for (uint next = 0; next < size; next += ROOM - held) {
        if (next > 0)
            held = length;
        for (uint i = held + gl_LocalInvocationID.x; i < ROOM; i += LANES)
            items[i] = next + i - held < size ? itemAt(list, next + i - held) : NOTHING;
        keepFirst(length);
    }
}

void main() {
    uint length = 1;
    while (length < arguments.count)
        length *= 2;
    choose(STRANDS, arguments.strands, length);
    for (uint i = gl_LocalInvocationID.x; i < arguments.count; i += LANES)
        chosen[i] = items[i].y == NOTHING.y ? arguments.vocabulary : items[i].y % arguments.strands;
    barrier();
    choose(TOKENS, arguments.count * STRAND, length);
    const uint first = gl_WorkGroupID.x * strideOf(arguments.vocabulary);
    for (uint i = gl_LocalInvocationID.x; i < arguments.count; i += LANES)
        candidates[gl_WorkGroupID.x * arguments.count + i] = uvec2(items[i].y, logits[first + items[i].y]);
}
