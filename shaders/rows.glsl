// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A row of activations, a token's, takes a multiple of eight numbers, the last of them zero: so that shaders read four or
// eight at once, and no NaN stands behind its end.

uint strideOf(uint width) {
    return (width + 7) / 8 * 8;
}
