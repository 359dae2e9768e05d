// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Joins the segments of a head of a token, as in flash decoding. Included where a buffer `segments` is bound: of each head
// of a token `mostSegments` times r mixed latents, their largest score and the sum of the exponentials. By 256 lanes.

#include "segments.glsl"

shared float segmentWeights[MOST_SEGMENTS];

// What each segment's latents are multiplied by, in segmentWeights, for all lanes.
void weighSegments(uint first, uint stride, uint count) {
    const uint lane = gl_LocalInvocationID.x;
    float largest = -3.4e38;
    for (uint s = 0; s < count; ++s)
        largest = max(largest, segments[first + s * stride + stride - 2]);
    float sum = 0.0;
    for (uint s = 0; s < count; ++s)
        sum += exp(segments[first + s * stride + stride - 2] - largest) * segments[first + s * stride + stride - 1];
    if (lane < count)
        segmentWeights[lane] = exp(segments[first + lane * stride + stride - 2] - largest) / sum;
    barrier();
}

float joinedAt(uint first, uint stride, uint count, uint i) {
    float value = 0.0;
    for (uint s = 0; s < count; ++s)
        value = fma(segmentWeights[s], segments[first + s * stride + i], value);
    return value;
}
