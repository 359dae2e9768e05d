// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the rows that a token sees are cut into segments, whose partial results are joined afterwards. It depends on the
// token alone, so that its bits do not depend on what is computed beside it.

const uint MOST_SEGMENTS = 32;
const uint SEGMENT_STEP = 64; // rows that are read together; a segment has some such

uint rowsBySegment(uint visible, uint mostSegments) {
    const uint most = SEGMENT_STEP * mostSegments;
    return SEGMENT_STEP * ((visible + most - 1) / most);
}

uint segmentCount(uint visible, uint mostSegments) {
    const uint rows = rowsBySegment(visible, mostSegments);
    return (visible + rows - 1) / rows;
}
