// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The integer kernels' one source, for the vectors of the instruction set that was included before
// (vectors_*.h). Like kernels_body.h it stands in an unnamed namespace and calls nothing that another file
// could share.

#include "cpu/tile_dots.h"
#include "cpu/tile_layout.h"
#if defined(__ARM_FEATURE_MATMUL_INT8)
#include "cpu/tile_products_i8mm.h"
#else
#include "cpu/tile_products.h"
#endif

namespace plm::cpu {
namespace {

template <int Value>
struct Constant {
    static constexpr int value = Value;
};

/// do_(Constant<First>), …, do_(Constant<End − 1>): shifts need counts that the compiler knows.
template <int First, int End, class Do>
void forEach(const Do& do_) {
    if constexpr (First < End) {
        do_(Constant<First>());
        forEach<First + 1, End>(do_);
    }
}

Codes loadQuad(const std::byte* codes, int quad) {
    return loadCodes(reinterpret_cast<const std::int8_t*>(codes) + 64 * quad);
}

/// Quad Q of a step whose codes have `Bits` bits, as addLanes wants it.
template <int Bits, int Q>
Codes quadOf(const std::byte* codes) {
    if constexpr (Bits == 8) {
        return toSigned(loadQuad(codes, Q));
    } else {
        const Codes packed = loadQuad(codes, Q % 4);
        const Codes low = Q < 4 ? lowNibbles(packed) : highNibbles(packed);
        if constexpr (Bits == 5)
            return orCodes(low, bitsAboveNibble<1, Q>(loadQuad(codes, 4)));
        if constexpr (Bits == 6)
            return orCodes(low, bitsAboveNibble<2, 2 * (Q % 4)>(loadQuad(codes, 4 + Q / 4)));
        return low;
    }
}

/// Σ codes of the part of a step that shares a scale: all of it, or a half.
template <int Groups>
std::int32_t codeSum(const QuantisedRow& input, std::size_t step, int group) {
    const std::int32_t* halves = input.halfSums + 2 * step;
    return Groups == 2 ? halves[group] : halves[0] + halves[1];
}

/// The numbers of a block that stand before its steps.
struct TileFactors {
    Floats factor, minimum;
};

/// Adds one step of N inputs to their sums; `at` is where the step begins in the tile.
template <const TileLayout& Layout, int N>
void addStep(const std::byte* at, const TileFactors& factors, const QuantisedRow* inputs, std::size_t step,
             Floats* sums) {
    constexpr int kGroups = Layout.scaleGroups == 2 ? 2 : 1;
    constexpr bool kSigned = Layout.bits == 8;
    constexpr int kOffset = kSigned ? kSignedOffset : Layout.offset;
    const std::byte* codes = at + Layout.scaleBytes();
    forEach<0, kGroups>([&](auto group) {
        constexpr int kQuads = 8 / kGroups;
        constexpr int kFirst = decltype(group)::value * kQuads;
        TileProducts<kSigned, N> products;
        for (int i = 0; i < N; ++i)
            products.start(i, -kOffset * codeSum<kGroups>(inputs[i], step, group.value));
        forEach<kFirst, kFirst + kQuads>([&](auto quad) {
            const Codes weights = quadOf<Layout.bits, decltype(quad)::value>(codes);
            products.template add<decltype(quad)::value>(weights, inputs,
                                                         step * kStepColumns + 4 * quad.value);
        });
        Floats scale = factors.factor;
        if constexpr (Layout.scaleGroups > 0)
            scale = product(scale, loadSignedBytes(at + kTileLanes * group.value));
        for (int i = 0; i < N; ++i)
            addScaled(sums[i], products.of(i), times(scale, inputs[i].blockScales[step]));
    });
    if constexpr (Layout.minima) {
        const Floats minima =
            product(factors.minimum, loadUnsignedBytes(at + kTileLanes * Layout.scaleGroups));
        for (int i = 0; i < N; ++i)
            subtractScaled(sums[i], minima, inputs[i].blockSums[step]);
    }
}

template <const TileLayout& Layout, int N>
void dotInputs(const std::byte* tile, std::size_t columns, const QuantisedRow* inputs, float* out,
               std::size_t outStride) {
    constexpr auto kBlockSteps = static_cast<std::size_t>(Layout.blockSteps);
    Floats sums[N];
    for (Floats& sum : sums)
        sum = zeroFloats();
    for (std::size_t first = 0; first < columns / kStepColumns; first += kBlockSteps) {
        TileFactors factors{loadHalves(tile), zeroFloats()};
        if constexpr (Layout.minima)
            factors.minimum = loadHalves(tile + 2 * kTileLanes);
        tile += Layout.factorBytes();
        for (std::size_t step = first; step < first + kBlockSteps; ++step) {
            addStep<Layout, N>(tile, factors, inputs, step, sums);
            tile += Layout.scaleBytes() + Layout.codeBytes();
        }
    }
    for (int i = 0; i < N; ++i)
        storeFloats(sums[i], out + static_cast<std::size_t>(i) * outStride);
}

/// As many inputs at a time as the registers have room for, and then ever fewer.
template <const TileLayout& Layout, int N = kInputsTogether>
void dotTile(const std::byte* tile, std::size_t columns, const QuantisedRow* inputs, int count, float* out,
             std::size_t outStride) {
    for (; count >= N; count -= N, inputs += N, out += N * outStride)
        dotInputs<Layout, N>(tile, columns, inputs, out, outStride);
    if constexpr (N > 1)
        if (count > 0)
            dotTile<Layout, N / 2>(tile, columns, inputs, count, out, outStride);
}

constexpr TileDots kDots{dotTile<kTileQ8_0>, dotTile<kTileQ4_0>, dotTile<kTileQ4_K>, dotTile<kTileQ5_K>,
                         dotTile<kTileQ6_K>};

} // namespace
} // namespace plm::cpu
