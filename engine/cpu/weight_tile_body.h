// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Products of many inputs with unpacked tiles; included after block_dots_body.h and a tile_block_*.h, under
// the same rules.

#include "cpu/weight_tile.h"

namespace plm::cpu {
namespace {

/// Spreads a row's step of 64 codes over the tile.
void scatterCodes(Codes codes, std::size_t column, int row, WeightTile& tile) {
    std::int8_t step[64];
    storeCodes(codes, step);
    std::int8_t* target = tile.codes + column * kTileLanes + kTileRun * static_cast<std::size_t>(row);
    for (std::size_t c = 0; c < sizeof step; c += kTileRun, target += kTileRun * kTileLanes)
        __builtin_memcpy(target, step + c, kTileRun);
}

template <class Block>
struct SimpleTile {
    static void unpackRow(const std::byte* row, int lane, WeightTile& tile) {
        static constexpr std::byte kNothing[Block::kBytes] = {};
        const std::size_t blocks = tile.columns / QuantisedRows::kBlock;
        for (std::size_t b = 0; b < blocks; b += 2) {
            const std::byte* first = row + b * Block::kBytes;
            const std::byte* second = b + 1 < blocks ? first + Block::kBytes : kNothing;
            const Codes codes = Block::codes(first, second);
            scatterCodes(Block::kSigned ? toTile(codes) : codes, b * QuantisedRows::kBlock, lane, tile);
            tile.scales[b * kTileLanes + static_cast<std::size_t>(lane)] = fromHalf(first);
            tile.scales[(b + 1) * kTileLanes + static_cast<std::size_t>(lane)] = fromHalf(second);
        }
    }
    static void describe(WeightTile& tile) {
        tile.scaleValues = 32;
        tile.offset = Block::kSigned ? kSignedTileOffset : Block::kOffset;
        tile.minima = nullptr;
    }
};

template <class SuperBlock>
struct MinimumTile {
    static void unpackRow(const std::byte* row, int lane, WeightTile& tile) {
        for (std::size_t at = 0; at < tile.columns; at += 256, row += SuperBlock::kBytes) {
            const PackedScales packed(row + 4);
            const Eight scales = packed.scales * fromHalf(row);
            const Eight minima = packed.minima * fromHalf(row + 2);
            for (std::size_t k = 0; k < 8; ++k) {
                tile.scales[(at / 32 + k) * kTileLanes + static_cast<std::size_t>(lane)] = scales[k];
                tile.minima[(at / 32 + k) * kTileLanes + static_cast<std::size_t>(lane)] = minima[k];
            }
            for (int step = 0; step < 4; ++step)
                scatterCodes(SuperBlock::codes(row, step), at + 64 * static_cast<std::size_t>(step), lane,
                             tile);
        }
    }
    static void describe(WeightTile& tile) {
        tile.scaleValues = 32;
        tile.offset = 0;
    }
};

struct Tile6 {
    static void unpackRow(const std::byte* row, int lane, WeightTile& tile) {
        for (std::size_t at = 0; at < tile.columns; at += 256, row += Row6::kBytes) {
            const float factor = fromHalf(row + 208);
            for (std::size_t k = 0; k < 16; ++k)
                tile.scales[(at / 16 + k) * kTileLanes + static_cast<std::size_t>(lane)] =
                    factor * static_cast<float>(static_cast<std::int8_t>(row[192 + k]));
            for (int step = 0; step < 4; ++step)
                scatterCodes(Row6::codes(row, step), at + 64 * static_cast<std::size_t>(step), lane, tile);
        }
    }
    static void describe(WeightTile& tile) {
        tile.scaleValues = 16;
        tile.offset = 32;
        tile.minima = nullptr;
    }
};

/// Lanes without a row keep whatever codes they had: their scales are zero.
void clearLane(int lane, WeightTile& tile) {
    for (std::size_t b = 0; b < tile.columns / tile.scaleValues; ++b) {
        tile.scales[b * kTileLanes + static_cast<std::size_t>(lane)] = 0;
        if (tile.minima != nullptr)
            tile.minima[b * kTileLanes + static_cast<std::size_t>(lane)] = 0;
    }
}

template <class Tile>
void unpackTile(const WeightRows& weights, WeightTile& tile) {
    Tile::describe(tile);
    for (int row = 0; row < weights.rows; ++row)
        Tile::unpackRow(weights.data + static_cast<std::size_t>(row) * weights.rowBytes, row, tile);
    for (int row = weights.rows; row < kTileLanes; ++row)
        clearLane(row, tile);
}

/// Σ codes of an input's block.
template <std::size_t Values>
std::int32_t codeSum(const QuantisedRow& input, std::size_t block) {
    return Values == 16 ? input.halfSums[block] : input.halfSums[2 * block] + input.halfSums[2 * block + 1];
}

/// N inputs against the tile; `Values` columns share a scale.
template <int N, std::size_t Values, bool Minima, bool Signed>
void multiplyGroup(const WeightTile& tile, const QuantisedRow* inputs, float* out, std::size_t outStride) {
    Floats sums[N] = {};
    for (std::size_t b = 0; b < tile.columns / Values; ++b) {
        const std::int8_t* inputCodes[N];
        std::int32_t start[N];
        for (int i = 0; i < N; ++i) {
            inputCodes[i] = inputs[i].codes + b * Values;
            start[i] = -tile.offset * codeSum<Values>(inputs[i], b);
        }
        Sums products[N];
        multiplyBlock<N, Values, Signed>(tile.codes + b * Values * kTileLanes, inputCodes, start, products);
        const Floats scales = loadFloats(tile.scales + b * kTileLanes);
        for (int i = 0; i < N; ++i)
            addScaled(sums[i], products[i], times(scales, inputs[i].blockScales[b * Values / 32]));
        if constexpr (Minima) {
            const Floats minima = loadFloats(tile.minima + b * kTileLanes);
            for (int i = 0; i < N; ++i)
                subtractScaled(sums[i], minima, inputs[i].blockSums[b]);
        }
    }
    for (int i = 0; i < N; ++i)
        storeFloats(sums[i], out + static_cast<std::size_t>(i) * outStride);
}

template <std::size_t Values, bool Minima, bool Signed>
void multiplyTile(const WeightTile& tile, const QuantisedRow* inputs, int count, float* out,
                  std::size_t outStride) {
    int i = 0;
    for (; i + kTileGroup <= count; i += kTileGroup)
        multiplyGroup<kTileGroup, Values, Minima, Signed>(
            tile, inputs + i, out + static_cast<std::size_t>(i) * outStride, outStride);
    for (; i < count; ++i)
        multiplyGroup<1, Values, Minima, Signed>(tile, inputs + i,
                                                 out + static_cast<std::size_t>(i) * outStride, outStride);
}

constexpr TileKernels kTiles{{unpackTile<SimpleTile<BlockQ8_0>>, multiplyTile<32, false, true>},
                             {unpackTile<SimpleTile<BlockQ4_0>>, multiplyTile<32, false, false>},
                             {unpackTile<MinimumTile<SuperBlockQ4_K>>, multiplyTile<32, true, false>},
                             {unpackTile<MinimumTile<SuperBlockQ5_K>>, multiplyTile<32, true, false>},
                             {unpackTile<Tile6>, multiplyTile<16, false, false>}};

} // namespace
} // namespace plm::cpu
