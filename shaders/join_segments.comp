#version 450
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Mixed latents of a head of a token, from those of its segments.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Segments { float segments[]; };
layout(std430, binding = 1) writeonly buffer Mixed { float mixed[]; }; // H · r a token
layout(push_constant) uniform Arguments {
    uint latentRank;
    uint segments;
} arguments;

void main() {
    const uint head = gl_WorkGroupID.x; // of a token: all counted through
    const uint stride = arguments.latentRank + 2;
    const uint first = head * arguments.segments * stride;
    float largest = -3.4e38;
    for (uint s = 0; s < arguments.segments; ++s)
        largest = max(largest, segments[first + s * stride + arguments.latentRank]);
    float sum = 0.0;
    for (uint s = 0; s < arguments.segments; ++s)
        sum += exp(segments[first + s * stride + arguments.latentRank] - largest) *
               segments[first + s * stride + arguments.latentRank + 1];
    for (uint i = gl_LocalInvocationID.x; i < arguments.latentRank; i += gl_WorkGroupSize.x) {
        float value = 0.0;
        for (uint s = 0; s < arguments.segments; ++s)
            value += exp(segments[first + s * stride + arguments.latentRank] - largest) * segments[first + s * stride + i];
        mixed[head * arguments.latentRank + i] = value / sum;
    }
}
