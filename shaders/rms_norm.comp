#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// outputs = inputs / rms(inputs) · weights, a workgroup a token.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Inputs { float inputs[]; };
layout(std430, binding = 1) readonly buffer Weights { float weights[]; };
layout(std430, binding = 2) writeonly buffer Outputs { float outputs[]; };
layout(push_constant) uniform Arguments {
    uint width;
    uint firstToken;   // of the inputs; outputs begin at 0
    uint firstWeight;
    float epsilon;
} arguments;

#include "sum_over_lanes.glsl"

void main() {
    const uint first = (arguments.firstToken + gl_WorkGroupID.x) * arguments.width;
    float squares = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < arguments.width; i += gl_WorkGroupSize.x)
        squares += inputs[first + i] * inputs[first + i];
    const float scale = inversesqrt(sumOverLanes(squares) / float(arguments.width) + arguments.epsilon);
    for (uint i = gl_LocalInvocationID.x; i < arguments.width; i += gl_WorkGroupSize.x)
        outputs[gl_WorkGroupID.x * arguments.width + i] =
            inputs[first + i] * scale * weights[arguments.firstWeight + i];
}
