// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What changes from one batch to the next with as many tokens, so that what is recorded once serves them all. Included
// where STEP_BINDING is a binding that is free.

layout(std430, binding = STEP_BINDING) readonly buffer Step {
    uint position; // of the first token: rows that are in the cache before it
    uint listsAll; // 1: neurons that are zero are listed as well
    uint unused[2];
    vec2 turns[];  // cosine and sine of the rotary angles, p/2 a token
} step_;
