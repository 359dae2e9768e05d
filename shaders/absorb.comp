#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Queries against latents instead of keys: turns a head's rotary query, and multiplies its other part by the head's key
// rows of attn_kv_b, from the left. A workgroup has 64 · 32 values of a head of a token.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Queries { float queries[]; };  // H · (n + p) a token
layout(std430, binding = 2) readonly buffer Rotary { vec2 turns[]; };
layout(std430, binding = 3) writeonly buffer Absorbed { float absorbed[]; }; // H · (r + p) a token
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
} arguments;

#include "matrix.glsl"

void main() {
    const uint head = gl_WorkGroupID.y;
    const uint local = gl_WorkGroupID.z;
    const uint token = arguments.firstToken + local;
    const uint n = arguments.noPositionWidth;
    const uint p = arguments.rotaryWidth;
    const uint query = (token * arguments.heads + head) * (n + p);
    const uint out_ = (local * arguments.heads + head) * (arguments.latentRank + p);
    const uint groups = (arguments.latentRank + GROUP - 1) / GROUP;
    const uint group = gl_GlobalInvocationID.x;
    if (gl_WorkGroupID.x == 0)
        for (uint i = gl_LocalInvocationID.x; i < p / 2; i += gl_WorkGroupSize.x) {
            const vec2 turn = turns[token * (p / 2) + i];
            const float even = queries[query + n + 2 * i];
            const float odd = queries[query + n + 2 * i + 1];
            absorbed[out_ + arguments.latentRank + 2 * i] = even * turn.x - odd * turn.y;
            absorbed[out_ + arguments.latentRank + 2 * i + 1] = even * turn.y + odd * turn.x;
        }
    if (group >= groups)
        return;
    float sums[GROUP];
    for (uint i = 0; i < GROUP; ++i)
        sums[i] = 0.0;
    for (uint key = 0; key < n; ++key) {
        const uint row = head * (n + arguments.valueWidth) + key;
        const uint at = arguments.codesAt + (row * groups + group) * BITS;
        const float weight = queries[query + key];
        for (uint part = 0; part < GROUP / SHARED; ++part) {
            const Scale scale =
                scaleAt((row * groups + group) * (GROUP / SHARED) + part, arguments.scalesAt, arguments.factorsAt);
            for (uint i = part * SHARED; i < (part + 1) * SHARED; ++i)
                sums[i] += weight * (scale.scale * codeAt(at, i) - scale.minimum);
        }
    }
    for (uint i = 0; i < GROUP; ++i)
        if (group * GROUP + i < arguments.latentRank)
            absorbed[out_ + group * GROUP + i] = sums[i];
}
