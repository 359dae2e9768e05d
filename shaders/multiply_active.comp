#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// ffn_down by neuron: what one share of the neurons that are listed for a tile of tokens adds to their residual streams. A
// lane has VALUES of the D values; scales are shared along the neurons, so a lane reads its own anew only where the next
// group of them begins.

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Weights { uint words[]; };
layout(std430, binding = 1) readonly buffer Neurons { float neurons[]; };
layout(std430, binding = 2) readonly buffer Lists { uint lists[]; };
layout(std430, binding = 3) readonly buffer Counts { uint counts[]; };
layout(std430, binding = 4) writeonly buffer Shares { float shares[]; }; // D a share of a token
layout(push_constant) uniform Arguments {
    uint codesAt;
    uint scalesAt;
    uint factorsAt;
    uint width;      // D
    uint neurons;    // F
    uint tokens;
    uint firstTile;
    uint firstCount; // share of the layer
} arguments;

#include "matrix.glsl"

const uint LISTED = 256;
const uint VALUES = 8;

void main() {
    const uint first = gl_GlobalInvocationID.x * VALUES;
    if (first >= arguments.width)
        return;
    const uint group = first / GROUP;
    const uint groups = (arguments.width + GROUP - 1) / GROUP;
    const uint tile = arguments.firstTile + gl_WorkGroupID.z;
    const uint share = tile * gl_NumWorkGroups.y + gl_WorkGroupID.y;
    const uint count = counts[3 * (arguments.firstCount + share)];
    float sums[TILE * VALUES];
    Scale scales[VALUES];
    for (uint i = 0; i < TILE * VALUES; ++i)
        sums[i] = 0.0;
    for (uint i = 0; i < VALUES; ++i)
        scales[i] = Scale(1.0, 0.0);
    uint scaled = 0xFFFFFFFF;
    for (uint place = 0; place < count; ++place) {
        const uint neuron = lists[share * LISTED + place];
        if (BITS < 16 && neuron / SHARED != scaled) {
            scaled = neuron / SHARED;
            for (uint i = 0; i < VALUES; ++i)
                scales[i] = neuronScaleAt(scaled, min(first + i, arguments.width - 1), arguments.width,
                                          arguments.scalesAt, arguments.factorsAt);
        }
        const uint at = arguments.codesAt + (neuron * groups + group) * BITS;
        float values[TILE];
        for (uint t = 0; t < TILE; ++t)
            values[t] = neurons[min(tile * TILE + t, arguments.tokens - 1) * arguments.neurons + neuron];
        for (uint i = 0; i < VALUES; ++i) {
            const float weight = fma(scales[i].scale, codeAt(at, first % GROUP + i), -scales[i].minimum);
            for (uint t = 0; t < TILE; ++t)
                sums[t * VALUES + i] = fma(weight, values[t], sums[t * VALUES + i]);
        }
    }
    for (uint t = 0; t < TILE; ++t) {
        if (tile * TILE + t >= arguments.tokens)
            return;
        const uint token = gl_WorkGroupID.z * TILE + t; // of those that are multiplied together
        const uint written = (token * gl_NumWorkGroups.y + gl_WorkGroupID.y) * arguments.width;
        for (uint i = 0; i < VALUES; ++i)
            if (first + i < arguments.width)
                shares[written + first + i] = sums[t * VALUES + i];
    }
}
