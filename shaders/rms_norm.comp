#version 450
#extension GL_GOOGLE_include_directive : require
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// residual += the shares of a token's neurons, in their order, where there are any; outputs = residual / rms(residual) ·
// weights. A workgroup a token.

layout(local_size_x = 256) in;
layout(std430, binding = 0) buffer Residual { float residual[]; };
layout(std430, binding = 1) readonly buffer Weights { float weights[]; };
layout(std430, binding = 2) writeonly buffer Outputs { float outputs[]; };
layout(std430, binding = 3) readonly buffer Shares { float shares[]; }; // of all tokens, as multiply_active.comp writes them
layout(push_constant) uniform Arguments {
    uint width;
    uint firstToken;   // of the residual; outputs begin at 0
    uint firstWeight;
    uint shares;       // of a token; 0: none are to be added
    float epsilon;
} arguments;

#include "rows.glsl"
#include "sum_over_lanes.glsl"

void main() {
    const uint stride = strideOf(arguments.width);
    const uint token = arguments.firstToken + gl_WorkGroupID.x;
    const uint first = token * stride;
    float squares = 0.0;
    for (uint i = gl_LocalInvocationID.x; i < arguments.width; i += gl_WorkGroupSize.x) {
        float value = residual[first + i];
        if (arguments.shares > 0) {
            float sum = 0.0;
            for (uint share = 0; share < arguments.shares; ++share)
                sum += shares[(token * arguments.shares + share) * stride + i];
            value += sum;
            residual[first + i] = value; // which this lane alone reads below
        }
        squares += value * value;
    }
    const float scale = inversesqrt(sumOverLanes(squares) / float(arguments.width) + arguments.epsilon);
    for (uint i = gl_LocalInvocationID.x; i < arguments.width; i += gl_WorkGroupSize.x)
        outputs[gl_WorkGroupID.x * stride + i] =
            residual[first + i] * scale * weights[arguments.firstWeight + i];
}
