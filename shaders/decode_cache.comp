#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the latent cache as numbers, latents and rotary keys apart: so that the latents are inputs of a product like any
// other. A lane has eight numbers.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Cache { uint cache[]; };
layout(std430, binding = 1) writeonly buffer Latents { float latents[]; };       // r a row
layout(std430, binding = 2) writeonly buffer RotaryKeys { float rotaryKeys[]; }; // p a row
layout(push_constant) uniform Arguments {
    uint latentRank;
    uint rotaryWidth;
    uint rowWords;
    uint firstRow; // of the cache, and the first of what is written
    uint rows;
} arguments;

#include "cache_row.glsl"
#include "cache_values.glsl"
#include "rows.glsl"

void write(uint row, uint i, float value) {
    if (i < arguments.latentRank)
        latents[row * strideOf(arguments.latentRank) + i] = value;
    else if (i < arguments.latentRank + arguments.rotaryWidth)
        rotaryKeys[row * strideOf(arguments.rotaryWidth) + i - arguments.latentRank] = value;
}

void main() {
    const uint eights = strideOf(arguments.latentRank + arguments.rotaryWidth) / 8;
    const uint row = gl_GlobalInvocationID.x / eights, eight = gl_GlobalInvocationID.x % eights;
    if (row >= arguments.rows)
        return;
    vec4 low, high;
    eightCached(arguments.firstRow + row, 8 * eight, low, high);
    for (uint k = 0; k < 4; ++k) {
        write(row, 8 * eight + k, low[k]);
        write(row, 8 * eight + 4 + k, high[k]);
    }
}
