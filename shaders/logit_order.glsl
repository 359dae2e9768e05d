// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The order of candidates, as engine/model/candidates.h has it, on the bits of logits: a device may take what is next to
// zero for zero, and need not know NaNs.

// (order, token) of a place where there is no token: after all others.
const uvec2 NOTHING = uvec2(0, 0xFFFFFFFFu);

// Greater for what comes first; not zero.
uint logitOrder(uint bits) {
    const uint exponent = 0x7F800000u, sign = 0x80000000u;
    if ((bits & exponent) == exponent)
        return 0xFFFFFFFFu;
    return (bits & sign) != 0 ? 0u - bits : bits | sign;
}

// Whether `a` comes before `b`.
bool isLikelier(uvec2 a, uvec2 b) {
    return a.x != b.x ? a.x > b.x : a.y < b.y;
}
