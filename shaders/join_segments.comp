#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mixed latents of a head of a token, from those of its segments: for prompts, whose value products are tiled.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Segments { float segments[]; };
layout(std430, binding = 1) writeonly buffer Mixed { float mixed[]; }; // a row of r for each head of a token
#define STEP_BINDING 2
#include "step.glsl"
layout(push_constant) uniform Arguments {
    uint heads;
    uint latentRank;
    uint firstToken; // of those of the batch
    uint mostSegments;
} arguments;

#include "join.glsl"
#include "rows.glsl"

void main() {
    const uint token = gl_WorkGroupID.y;
    const uint row = token * arguments.heads + gl_WorkGroupID.x;
    const uint stride = arguments.latentRank + 2;
    const uint first = row * arguments.mostSegments * stride;
    const uint count = segmentCount(step_.position + arguments.firstToken + token + 1, arguments.mostSegments);
    weighSegments(first, stride, count);
    for (uint i = gl_LocalInvocationID.x; i < arguments.latentRank; i += gl_WorkGroupSize.x)
        mixed[row * strideOf(arguments.latentRank) + i] = joinedAt(first, stride, count, i);
}
