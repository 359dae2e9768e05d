// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the latent cache as plm::CacheRow has it: r values of a latent, then p of a rotary key.

#ifndef CACHE_BITS_ID // where it stands beside constants of another file
#define CACHE_BITS_ID 0
#endif
layout(constant_id = CACHE_BITS_ID) const uint CACHE_BITS = 16; // of a number of the latent: 16 and 32 are floats, 8 codes

const uint SCALED = 32; // codes that share a scale

uint scaleCount(uint latentRank) {
    return (latentRank + SCALED - 1) / SCALED;
}

// Where the scales of a row of 8 bits begin, in half words.
uint scalesAtHalf(uint latentRank) {
    return (latentRank + 1) / 2;
}
