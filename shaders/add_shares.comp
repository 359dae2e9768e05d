#version 450
// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// residual += the shares of a token's neurons, in their order.

layout(local_size_x = 256) in;
layout(std430, binding = 0) readonly buffer Shares { float shares[]; }; // D a share
layout(std430, binding = 1) buffer Residual { float residual[]; };
layout(push_constant) uniform Arguments {
    uint width; // D
    uint shares;
    uint firstToken;
} arguments;

void main() {
    const uint i = gl_GlobalInvocationID.x;
    if (i >= arguments.width)
        return;
    const uint token = gl_WorkGroupID.y;
    float sum = 0.0;
    for (uint share = 0; share < arguments.shares; ++share)
        sum += shares[(token * arguments.shares + share) * arguments.width + i];
    residual[(arguments.firstToken + token) * arguments.width + i] += sum;
}
