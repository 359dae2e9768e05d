// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace plm::quant {

// Groups of a super-block are worked on four at a time, each in a lane of its own: nothing is summed across
// lanes, and what a group decides is a selection in its lane. Four is what every processor has registers for.

using Quad = float __attribute__((vector_size(16)));
using IntQuad = std::int32_t __attribute__((vector_size(16)));

/// Value i of four groups of N values.
template <int N>
using FourGroups = std::array<Quad, N>;

inline Quad quadOf(float value) {
    return Quad{value, value, value, value};
}

inline Quad select(IntQuad condition, Quad yes, Quad no) {
    return condition ? yes : no;
}

inline Quad magnitudeOf(Quad value) {
    return select(value < 0.0F, -value, value);
}

/// As inverseOf(float) in quant/encoding.h.
inline Quad inverseOf(Quad value) {
    constexpr float kLeast = 0x1p-60F;
    return select(magnitudeOf(value) >= kLeast, 1.0F / value, quadOf(0));
}

/// As roundedCode() in quant/encoding.h.
inline IntQuad roundedCodes(Quad value, float most) {
    const Quad raised = value + 0.5F;
    const Quad low = select(raised > 0.0F, raised, quadOf(0));
    const Quad end = quadOf(most + 0.5F);
    return __builtin_convertvector(select(low < end, low, end), IntQuad);
}

inline Quad toFloat(IntQuad codes) {
    return __builtin_convertvector(codes, Quad);
}

/// Of `4·N` values, group behind group, each times `factor`.
template <int N>
inline FourGroups<N> fourGroups(const float* values, float factor) {
    FourGroups<N> groups;
    for (int i = 0; i < N; ++i)
        groups[i] = Quad{values[i], values[i + N], values[i + 2 * N], values[i + 3 * N]} * factor;
    return groups;
}

/// Super-blocks whose values are all smaller are zeros: half precision has no scale for them.
inline constexpr float kLeastEncoded = 0x1p-60F;

} // namespace plm::quant
