// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The integer kernels' one source, for the vectors of the instruction set that was included before
// (vectors_*.h). Like kernels_body.h it stands in an unnamed namespace and calls nothing that another file
// could share.

#include "cpu/kernels/fetch.h"
#include "cpu/kernels/kernels.h"
#include "cpu/layout/tile_layout.h"
#if defined(__ARM_FEATURE_MATMUL_INT8)
#include "cpu/kernels/tile_products_i8mm.h"
#else
#include "cpu/kernels/tile_products.h"
#endif

#include <utility>

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

/// −Offset · Σ codes of the part of a block that shares a scale: all of it, or a half.
template <int Offset, int Groups>
std::int32_t startOf(const QuantisedBlock& input, int group) {
    static_assert(Offset % 8 == 0);
    const std::int32_t start = Groups == 1  ? input.start
                               : group == 0 ? input.firstStart
                                            : input.start - input.firstStart;
    return Offset / 8 * start;
}

/// The numbers of a block that stand before its steps.
struct TileFactors {
    Floats factor, minimum;
};

/// Adds one step of N inputs, the blocks that `inputs` begin with, to their sums; `at` is where the step
/// begins in the tile.
template <TileLayout Layout, int N>
void addStep(const std::byte* at, const TileFactors& factors, const QuantisedInputs& inputs, Floats* sums) {
    const auto block = [&](int i) -> const QuantisedBlock& {
        return *inputs.row(static_cast<std::size_t>(i));
    };
    constexpr int kGroups = Layout.scaleGroups == 2 ? 2 : 1;
    constexpr bool kSigned = Layout.bits == 8;
    constexpr int kOffset = kSigned ? kSignedOffset : Layout.offset;
    const std::byte* codes = at + Layout.scaleBytes();
    forEach<0, kGroups>([&](auto group) {
        constexpr int kQuads = 8 / kGroups;
        constexpr int kFirst = decltype(group)::value * kQuads;
        TileProducts<kSigned, N> products;
        for (int i = 0; i < N; ++i)
            products.start(i, startOf<kOffset, kGroups>(block(i), group.value));
        forEach<kFirst, kFirst + kQuads>([&](auto quad) {
            const Codes weights = quadOf<Layout.bits, decltype(quad)::value>(codes);
            products.template add<decltype(quad)::value>(weights, inputs);
        });
        Floats scale = factors.factor;
        if constexpr (Layout.scaleGroups > 0)
            scale = product(scale, loadSignedBytes(at + kTileLanes * group.value));
        for (int i = 0; i < N; ++i)
            addScaled(sums[i], products.of(i), times(scale, block(i).scale));
    });
    if constexpr (Layout.minima) {
        const Floats minima =
            product(factors.minimum, loadUnsignedBytes(at + kTileLanes * Layout.scaleGroups));
        for (int i = 0; i < N; ++i)
            subtractScaled(sums[i], minima, block(i).sum);
    }
}

/// Bytes of the tiles, which lie one after another, between asking for some and using them. Processors fetch
/// ahead by themselves, but not far enough where several inputs are multiplied with what comes.
constexpr std::size_t kTileFetchAhead = 4096;

template <TileLayout Layout, int N>
void dotInputs(const std::byte* tile, std::size_t columns, QuantisedInputs inputs, float* out,
               std::size_t outStride) {
    constexpr auto kBlockSteps = static_cast<std::size_t>(Layout.blockSteps);
    Floats sums[N];
    for (Floats& sum : sums)
        sum = zeroFloats();
    for (std::size_t first = 0; first < columns / kStepColumns; first += kBlockSteps) {
        TileFactors factors{loadHalves(tile), zeroFloats()};
        if constexpr (Layout.minima)
            factors.minimum = loadHalves(tile + 2 * kTileLanes);
        if constexpr (N > 1)
            fetch(tile + kTileFetchAhead, Layout.factorBytes());
        tile += Layout.factorBytes();
        for (std::size_t step = 0; step < kBlockSteps; ++step, ++inputs.first) {
            if constexpr (N > 1)
                fetch(tile + kTileFetchAhead, Layout.scaleBytes() + Layout.codeBytes());
            addStep<Layout, N>(tile, factors, inputs, sums);
            tile += Layout.scaleBytes() + Layout.codeBytes();
        }
    }
    for (int i = 0; i < N; ++i)
        storeFloats(sums[i], out + static_cast<std::size_t>(i) * outStride);
}

/// As many inputs at a time as the registers have room for, and then ever fewer.
template <TileLayout Layout, int N = kInputsTogether>
void dotTile(const std::byte* tile, std::size_t columns, const QuantisedInputs& inputs, int count, float* out,
             std::size_t outStride) {
    QuantisedInputs next = inputs;
    for (; count >= N; count -= N, next = next.from(N), out += N * outStride)
        dotInputs<Layout, N>(tile, columns, next, out, outStride);
    if constexpr (N > 1)
        if (count > 0)
            dotTile<Layout, N / 2>(tile, columns, next, count, out, outStride);
}

template <std::size_t Index>
constexpr TileDots::OfType dotOf() {
    constexpr const quant::Format& kFormat = quant::kFormats[Index];
    if constexpr (kFormat.hasCodes())
        return {kFormat.type, dotTile<tileLayoutOf(kFormat)>};
    else
        return {kFormat.type, nullptr};
}

template <std::size_t... Index>
constexpr TileDots dotsOf(std::index_sequence<Index...>) {
    return {{dotOf<Index>()...}};
}

constexpr TileDots kDots = dotsOf(std::make_index_sequence<std::size(quant::kFormats)>());

} // namespace
} // namespace plm::cpu
