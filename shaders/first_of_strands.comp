#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The first token of each strand of a row of logits, for candidates.comp: as many strands as lanes, each of at most 64
// tokens, which lie as far from each other as there are strands. A lane a strand.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Logits { uint logits[]; };
layout(std430, binding = 1) writeonly buffer Firsts { uvec2 firsts[]; }; // order and token, of each strand of a row
layout(push_constant) uniform Arguments {
    uint vocabulary;
    uint strands;
} arguments;

#include "logit_order.glsl"
#include "rows.glsl"

void main() {
    const uint strand = gl_GlobalInvocationID.x;
    const uint row = gl_WorkGroupID.y;
    if (strand >= arguments.strands)
        return;
    const uint first = row * strideOf(arguments.vocabulary);
    uvec2 best = NOTHING;
    for (uint token = strand; token < arguments.vocabulary; token += arguments.strands) {
        const uvec2 one = uvec2(logitOrder(logits[first + token]), token);
        if (isLikelier(one, best))
            best = one;
    }
    firsts[row * arguments.strands + strand] = best;
}
