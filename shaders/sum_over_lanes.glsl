// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sum of each lane's number, told to all 256 of a workgroup; in one order.

shared float addends[256];

float sumOverLanes(float own) {
    barrier(); // until the last sum has been read
    addends[gl_LocalInvocationID.x] = own;
    for (uint step = 128; step > 0; step /= 2) {
        barrier();
        if (gl_LocalInvocationID.x < step)
            addends[gl_LocalInvocationID.x] += addends[gl_LocalInvocationID.x + step];
    }
    barrier();
    return addends[0];
}
