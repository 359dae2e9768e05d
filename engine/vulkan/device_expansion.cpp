// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_expansion.h"

#include <algorithm>

namespace plm::vulkan {

namespace {

/// Of a multiplication by attend.comp, beside one in tiles: it reads more than twice as many numbers for it.
/// On lavapipe 2.4 to 2.9 (docs/performance.md).
constexpr double kAbsorbedCost = 2;
constexpr std::uint32_t kMostRows = 1024;
constexpr std::uint32_t kMostNumbers = std::uint32_t{4} << 20; ///< of their keys, and of their values

} // namespace

bool isExpanded(const HyperParameters& hyper, std::uint32_t tokens, int position) {
    const AttentionWork work = attentionWork(hyper);
    const double rows = static_cast<double>(position) + tokens;
    const double absorbed = tokens * (work.expanding + rows * work.absorbed * kAbsorbedCost);
    const double expanded = rows * (work.expanding + tokens * work.expanded);
    return tokens > kMostAlike && absorbed > expanded;
}

std::uint32_t expandedTogether(const HyperParameters& hyper) {
    const std::uint32_t width = std::max(strideOf(hyper.noPositionWidth), strideOf(hyper.valueWidth));
    return std::clamp(kMostNumbers / (unsignedOf(hyper.heads) * width), 1U, kMostRows);
}

std::array<std::uint32_t, 1> expandedConstants(const HyperParameters& hyper) {
    return {dividedUp(unsignedOf(hyper.valueWidth), kExpandedValues)};
}

void DeviceExpansion::record(Dispatches& dispatch) const {
    const HyperParameters& hyper = attention.hyper;
    Activations& activations = attention.activations;
    attention.store(dispatch);
    const std::uint32_t rows = unsignedOf(attention.cache.size()) + attention.tokens;
    const std::uint32_t together = expandedTogether(hyper);
    for (std::uint32_t first = 0; first < rows; first += together) {
        const Block block{first, std::min(together, rows - first)};
        decode(dispatch, block);
        expand(dispatch, block, {0, hyper.noPositionWidth, activations.keys});
        expand(dispatch, block, {unsignedOf(hyper.noPositionWidth), hyper.valueWidth, activations.values});
        attend(dispatch, block);
    }
}

void DeviceExpansion::decode(Dispatches& dispatch, const Block& block) const {
    const HyperParameters& hyper = attention.hyper;
    const Activations& activations = attention.activations;
    dispatch(kDecodeCache, decodeConstants(attention.cache.type()),
             {&attention.cache.layer(attention.layer), &activations.decoded, &activations.rotaryKeys},
             DecodeArguments{unsignedOf(hyper.latentRank), unsignedOf(hyper.rotaryWidth),
                             attention.cache.rowWords(), block.first, block.count},
             {dividedUp(block.count * strideOf(hyper.cacheWidth()) / 8, kDecodeLanes), 1, 1});
}

void DeviceExpansion::expand(Dispatches& dispatch, const Block& block, const HeadRows& rows) const {
    const HyperParameters& hyper = attention.hyper;
    const DevicePiece& piece = attention.keyValue.pieces.front();
    const std::uint32_t heads = unsignedOf(hyper.heads);
    const Tiles tiles = tilesFor(*attention.variants.many, block.count);
    const TiledArguments arguments{.places = piece.places,
                                   .firstRow = rows.first,
                                   .rows = unsignedOf(rows.width),
                                   .rowStep = unsignedOf(hyper.noPositionWidth + hyper.valueWidth),
                                   .columns = unsignedOf(hyper.latentRank),
                                   .tokens = block.count,
                                   .inputStep = 0,
                                   .inputStride = strideOf(hyper.latentRank),
                                   .firstOutput = 0,
                                   .outputStep = strideOf(rows.width),
                                   .outputStride = heads * strideOf(rows.width),
                                   .adds = 0};
    dispatch(kMultiplyTiled, tiledConstants(attention.keyValue.layout, tiles),
             {&piece.buffer, &attention.activations.decoded, &rows.outputs}, arguments,
             {dividedUp(arguments.rows, tiles.rows), dividedUp(block.count, tiles.tokens), heads});
}

void DeviceExpansion::attend(Dispatches& dispatch, const Block& block) const {
    const HyperParameters& hyper = attention.hyper;
    const Activations& activations = attention.activations;
    dispatch(kAttendExpanded, expandedConstants(hyper),
             {&activations.queries, &activations.keys, &activations.rotaryKeys, &activations.values,
              &activations.mixed, &activations.totals, &activations.step},
             ExpandedArguments{.heads = unsignedOf(hyper.heads),
                               .noPositionWidth = unsignedOf(hyper.noPositionWidth),
                               .rotaryWidth = unsignedOf(hyper.rotaryWidth),
                               .valueWidth = unsignedOf(hyper.valueWidth),
                               .tokens = attention.tokens,
                               .firstRow = block.first,
                               .rows = block.count,
                               .scale = scoreScale(hyper)},
             {unsignedOf(hyper.heads), dividedUp(attention.tokens, kExpandedTokens), 1});
}

} // namespace plm::vulkan
