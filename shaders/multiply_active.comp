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
layout(std430, binding = 4) writeonly buffer Shares { float shares[]; }; // a row of D for each share of a token
layout(push_constant) uniform Arguments {
    uint codesAt;
    uint scalesAt;
    uint factorsAt;
    uint width;      // D
    uint neurons;    // F
    uint tokens;
    uint firstCount; // share of the layer
} arguments;

#include "matrix.glsl"

const uint LISTED = 256;
const uint VALUES = 8;

void main() {
    const uint first = gl_GlobalInvocationID.x * VALUES;
    if (first >= arguments.width)
        return;
    const uint groups = (arguments.width + GROUP - 1) / GROUP;
    const uint stride = strideOf(arguments.neurons);
    const uint tile = gl_WorkGroupID.z;
    const uint share = tile * gl_NumWorkGroups.y + gl_WorkGroupID.y;
    const uint count = counts[3 * (arguments.firstCount + share)];
    vec4 lows[TILE], highs[TILE];
    for (uint t = 0; t < TILE; ++t)
        lows[t] = highs[t] = vec4(0.0);
    EightScales scales = noScales();
    uint scaled = 0xFFFFFFFF;
    for (uint place = 0; place < count; ++place) {
        const uint neuron = lists[share * LISTED + place];
        if (BITS < 16 && neuron / SHARED != scaled) {
            scaled = neuron / SHARED;
            scales = neuronScalesAt(scaled, first, arguments.width, arguments.scalesAt, arguments.factorsAt);
        }
        vec4 low, high;
        eightAt(arguments.codesAt + (neuron * groups + first / GROUP) * BITS, first % GROUP / 8, low, high);
        low = fma(scales.lows, low, -scales.lowMinima);
        high = fma(scales.highs, high, -scales.highMinima);
        for (uint t = 0; t < TILE; ++t) {
            const vec4 value = vec4(neurons[min(tile * TILE + t, arguments.tokens - 1) * stride + neuron]);
            lows[t] = fma(low, value, lows[t]);
            highs[t] = fma(high, value, highs[t]);
        }
    }
    for (uint t = 0; t < TILE && tile * TILE + t < arguments.tokens; ++t) {
        const uint row = (tile * TILE + t) * gl_NumWorkGroups.y + gl_WorkGroupID.y;
        const uint written = row * strideOf(arguments.width) + first;
        for (uint i = 0; i < VALUES; ++i)
            if (first + i < arguments.width)
                shares[written + i] = i < 4 ? lows[t][i] : highs[t][i - 4];
    }
}
