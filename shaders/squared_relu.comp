#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// neurons = max(0, neurons)², and the list, in order, of those that are above zero for any token of a tile: a workgroup
// has a share of 256 neurons of TILE tokens.

layout(local_size_x = 256) in;
layout(constant_id = 0) const uint TILE = 1;
layout(std430, binding = 0) buffer Neurons { float neurons[]; };
layout(std430, binding = 1) writeonly buffer Lists { uint lists[]; };   // 256 a share
layout(std430, binding = 2) writeonly buffer Counts { uint counts[]; }; // listed, groups of 32 with one, above zero
#define STEP_BINDING 3
#include "step.glsl"
layout(push_constant) uniform Arguments {
    uint width;      // F
    uint tokens;
    uint firstCount; // share of the layer
} arguments;

#include "rows.glsl"

const uint LANES = 256;
const uint GROUP = 32;
shared uint places[LANES];

// Where this lane's `count` stands among those of the lanes; the sum of all is left in places[LANES - 1].
uint placeOf(uint count) {
    const uint lane = gl_LocalInvocationID.x;
    barrier();
    places[lane] = count;
    for (uint step = 1; step < LANES; step *= 2) {
        barrier();
        const uint before = lane >= step ? places[lane - step] : 0;
        barrier();
        places[lane] += before;
    }
    barrier();
    return places[lane] - count;
}

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint share = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    const uint neuron = gl_WorkGroupID.x * LANES + lane;
    const bool there = neuron < arguments.width;
    uint firing = 0;
    for (uint t = 0; t < TILE; ++t) {
        const uint token = gl_WorkGroupID.y * TILE + t;
        if (!there || token >= arguments.tokens)
            break;
        const uint at = token * strideOf(arguments.width) + neuron;
        float value = max(0.0, neurons[at]);
        value *= value;
        neurons[at] = value;
        firing += value > 0.0 ? 1 : 0;
    }
    placeOf(firing);
    const uint allFiring = places[LANES - 1];
    const bool listed = there && (firing > 0 || step_.listsAll == 1);
    const uint place = placeOf(listed ? 1 : 0);
    const uint allListed = places[LANES - 1];
    if (listed)
        lists[share * LANES + place] = neuron;
    // A group's first lane sees how many of it are listed.
    const uint last = min(lane + GROUP, LANES) - 1;
    const bool hasOne = lane % GROUP == 0 && places[last] > place;
    placeOf(hasOne ? 1 : 0);
    if (lane == 0) {
        const uint at = 3 * (arguments.firstCount + share);
        counts[at] = allListed;
        counts[at + 1] = places[LANES - 1];
        counts[at + 2] = allFiring;
    }
}
