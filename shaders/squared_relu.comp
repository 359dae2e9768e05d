#version 450
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// neurons = max(0, neurons)², and the list of those above zero, in order: a workgroup has a share of 256 of a token's.

layout(local_size_x = 256) in;
layout(std430, binding = 0) buffer Neurons { float neurons[]; };
layout(std430, binding = 1) writeonly buffer Lists { uint lists[]; };   // 256 a share
layout(std430, binding = 2) writeonly buffer Counts { uint counts[]; }; // listed, and above zero
layout(push_constant) uniform Arguments {
    uint width;     // F
    uint listsAll;  // 1: those that are zero as well
    uint firstCount; // share of the layer
} arguments;

const uint LANES = 256;
shared uint places[LANES];

// Where this lane's neuron stands among those that are `taken`; the number of all of them is left in places[LANES - 1].
uint placeOf(bool taken) {
    const uint lane = gl_LocalInvocationID.x;
    barrier();
    places[lane] = taken ? 1 : 0;
    for (uint step = 1; step < LANES; step *= 2) {
        barrier();
        const uint before = lane >= step ? places[lane - step] : 0;
        barrier();
        places[lane] += before;
    }
    barrier();
    return places[lane] - (taken ? 1 : 0);
}

void main() {
    const uint lane = gl_LocalInvocationID.x;
    const uint share = gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x;
    const uint neuron = gl_WorkGroupID.x * LANES + lane;
    const bool there = neuron < arguments.width;
    float value = 0.0;
    if (there) {
        const uint at = gl_WorkGroupID.y * arguments.width + neuron;
        value = max(0.0, neurons[at]);
        value *= value;
        neurons[at] = value;
    }
    placeOf(value > 0.0);
    const uint firing = places[LANES - 1];
    const bool listed = there && (value > 0.0 || arguments.listsAll == 1);
    const uint place = placeOf(listed);
    if (listed)
        lists[share * LANES + place] = neuron;
    if (lane == 0) {
        counts[2 * (arguments.firstCount + share)] = places[LANES - 1];
        counts[2 * (arguments.firstCount + share) + 1] = firing;
    }
}
