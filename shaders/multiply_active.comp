#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// ffn_down by neuron: what one share of a token's listed neurons adds to the residual stream. A lane has 32 of the D
// values; scales are shared along the neurons, so a lane reads its own anew only where the next group of them begins.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Neurons { float neurons[]; };
layout(std430, binding = 2) readonly buffer Lists { uint lists[]; };
layout(std430, binding = 3) readonly buffer Counts { uint counts[]; };
layout(std430, binding = 4) writeonly buffer Shares { float shares[]; }; // D a share
layout(push_constant) uniform Arguments {
    uint codesAt;
    uint scalesAt;
    uint factorsAt;
    uint width;     // D
    uint neurons;   // F
    uint firstToken;
    uint firstCount; // share of the layer
} arguments;

#include "matrix.glsl"

const uint LISTED = 256;

void main() {
    const uint group = gl_GlobalInvocationID.x; // of 32 values of D
    const uint groups = (arguments.width + GROUP - 1) / GROUP;
    if (group >= groups)
        return;
    const uint token = arguments.firstToken + gl_WorkGroupID.z;
    const uint share = token * gl_NumWorkGroups.y + gl_WorkGroupID.y;
    const uint written = gl_WorkGroupID.z * gl_NumWorkGroups.y + gl_WorkGroupID.y;
    const uint count = counts[2 * (arguments.firstCount + share)];
    float sums[GROUP];
    Scale scales[GROUP];
    for (uint i = 0; i < GROUP; ++i) {
        sums[i] = 0.0;
        scales[i] = Scale(1.0, 0.0);
    }
    uint scaled = 0xFFFFFFFF;
    for (uint place = 0; place < count; ++place) {
        const uint neuron = lists[share * LISTED + place];
        if (BITS < 16 && neuron / SHARED != scaled) {
            scaled = neuron / SHARED;
            for (uint i = 0; i < GROUP; ++i)
                scales[i] = neuronScaleAt(scaled, group * GROUP + i, arguments.width, arguments.scalesAt,
                                          arguments.factorsAt);
        }
        const float value = neurons[token * arguments.neurons + neuron];
        const uint at = arguments.codesAt + (neuron * groups + group) * BITS;
        for (uint i = 0; i < GROUP; ++i)
            sums[i] += value * (scales[i].scale * codeAt(at, i) - scales[i].minimum);
    }
    for (uint i = 0; i < GROUP; ++i)
        if (group * GROUP + i < arguments.width)
            shares[written * arguments.width + group * GROUP + i] = sums[i];
}
