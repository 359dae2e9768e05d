// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_attention.h"

#include "vulkan/device_expansion.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kMostAttended = 64;
constexpr std::uint64_t kMostSegmentNumbers = std::uint64_t{16} << 20; ///< of those attended together

/// shaders/cache_row.glsl's CACHE_BITS.
std::uint32_t bitsOf(CacheType type) {
    switch (type) {
    case CacheType::F16:
        return 16;
    case CacheType::F32:
        return 32;
    case CacheType::Q8:
        return 8;
    }
    return 0;
}

} // namespace

std::array<std::uint32_t, 7> absorbConstants(const DeviceLayout& keyValue, std::uint32_t tile,
                                             CacheType cache) {
    const auto [bits, offset, scaleValues, minima, block, ownTile] = keyValue.constants(tile);
    return {bits, offset, scaleValues, minima, block, ownTile, bitsOf(cache)};
}

std::array<std::uint32_t, 2> attendConstants(const HyperParameters& hyper, CacheType cache) {
    return {bitsOf(cache), dividedUp(unsignedOf(hyper.latentRank), kColumnBlock)};
}

std::array<std::uint32_t, 1> decodeConstants(CacheType cache) {
    return {bitsOf(cache)};
}

float scoreScale(const HyperParameters& hyper) {
    return static_cast<float>(1 / std::sqrt(static_cast<double>(hyper.noPositionWidth + hyper.rotaryWidth)));
}

std::uint32_t attendedTogether(const HyperParameters& hyper, std::uint32_t tokens) {
    const std::uint64_t byToken = std::uint64_t{kMostSegments} * unsignedOf(hyper.heads) *
                                  static_cast<std::uint64_t>(hyper.latentRank + 2);
    const std::uint64_t most =
        std::clamp<std::uint64_t>(kMostSegmentNumbers / byToken, kMostAlike, kMostAttended);
    return std::min(static_cast<std::uint32_t>(most), tokens);
}

/// Few tokens need many segments to fill a device; of many each is enough.
std::uint32_t DeviceAttention::mostSegments() const {
    return tokens <= kMostAlike ? kMostSegments : std::clamp(256 / tokens, 4U, kMostSegments);
}

void DeviceAttention::record(Dispatches& dispatch) const {
    if (isExpanded(hyper, tokens, cache.size()))
        return DeviceExpansion{*this}.record(dispatch);
    const std::uint32_t together = attendedTogether(hyper, tokens);
    for (std::uint32_t first = 0; first < tokens; first += together) {
        const Some some{first, std::min(together, tokens - first)};
        absorbAndStore(dispatch, some, hyper.heads);
        attend(dispatch, some);
        if (tokens <= kMostAlike)
            multiplyValues(dispatch, some);
        else
            multiplyManyValues(dispatch, some);
    }
}

void DeviceAttention::store(Dispatches& dispatch) const {
    absorbAndStore(dispatch, {0, tokens}, 0);
}

/// Of the first `heads` it absorbs.
void DeviceAttention::absorbAndStore(Dispatches& dispatch, const Some& some, int heads) const {
    const DevicePiece& piece = keyValue.pieces.front();
    const std::uint32_t tile = absorbTileFor(some.count);
    const auto constants = absorbConstants(keyValue.layout, tile, cache.type());
    const AbsorbStoreArguments arguments{.places = piece.places,
                                         .heads = unsignedOf(heads),
                                         .noPositionWidth = unsignedOf(hyper.noPositionWidth),
                                         .rotaryWidth = unsignedOf(hyper.rotaryWidth),
                                         .valueWidth = unsignedOf(hyper.valueWidth),
                                         .latentRank = unsignedOf(hyper.latentRank),
                                         .firstToken = some.first,
                                         .tokens = some.count,
                                         .firstNorm = firstNorm,
                                         .rowWords = cache.rowWords(),
                                         .epsilon = hyper.normEpsilon};
    dispatch(kAbsorbStore, constants,
             {&piece.buffer, &activations.queries, &activations.absorbed, &activations.latents, &norms,
              &cache.layer(layer), &activations.step},
             arguments,
             {dividedUp(unsignedOf(hyper.latentRank), kAbsorbedByGroup), unsignedOf(heads) + 1,
              dividedUp(some.count, tile)});
}

void DeviceAttention::attend(Dispatches& dispatch, const Some& some) const {
    const auto constants = attendConstants(hyper, cache.type());
    const AttendArguments arguments{.heads = unsignedOf(hyper.heads),
                                    .latentRank = unsignedOf(hyper.latentRank),
                                    .rotaryWidth = unsignedOf(hyper.rotaryWidth),
                                    .rowWords = cache.rowWords(),
                                    .firstToken = some.first,
                                    .mostSegments = mostSegments(),
                                    .scale = scoreScale(hyper)};
    // Workgroups of segments that are not there yet do nothing: what is recorded once serves every position.
    const std::uint32_t segments =
        std::min(mostSegments(), dividedUp(unsignedOf(cache.capacity()), kSegmentStep));
    dispatch(kAttend, constants,
             {&activations.absorbed, &cache.layer(layer), &activations.segments, &activations.step},
             arguments, {segments, dividedUp(unsignedOf(hyper.heads), kHeadsByGroup), some.count});
}

void DeviceAttention::multiplyValues(Dispatches& dispatch, const Some& some) const {
    const DevicePiece& piece = keyValue.pieces.front();
    const ValuesArguments arguments{.places = piece.places,
                                    .heads = unsignedOf(hyper.heads),
                                    .noPositionWidth = unsignedOf(hyper.noPositionWidth),
                                    .valueWidth = unsignedOf(hyper.valueWidth),
                                    .latentRank = unsignedOf(hyper.latentRank),
                                    .firstToken = some.first,
                                    .mostSegments = mostSegments()};
    dispatch(kValues, keyValue.layout.constants(),
             {&piece.buffer, &activations.segments, &activations.mixed, &activations.step}, arguments,
             {dividedUp(unsignedOf(hyper.valueWidth), kValueRows), unsignedOf(hyper.heads), some.count});
}

void DeviceAttention::multiplyManyValues(Dispatches& dispatch, const Some& some) const {
    const DevicePiece& piece = keyValue.pieces.front();
    const std::uint32_t heads = unsignedOf(hyper.heads);
    const std::uint32_t rank = unsignedOf(hyper.latentRank);
    dispatch(kJoinSegments, {}, {&activations.segments, &activations.mixedLatents, &activations.step},
             JoinArguments{heads, rank, some.first, mostSegments()}, {heads, some.count, 1});
    const std::uint32_t mixedStride = strideOf(hyper.heads * hyper.valueWidth);
    const Tiles tiles = tilesFor(*variants.many, some.count);
    const TiledArguments arguments{.places = piece.places,
                                   .firstRow = unsignedOf(hyper.noPositionWidth),
                                   .rows = unsignedOf(hyper.valueWidth),
                                   .rowStep = unsignedOf(hyper.noPositionWidth + hyper.valueWidth),
                                   .columns = rank,
                                   .tokens = some.count,
                                   .inputStep = strideOf(hyper.latentRank),
                                   .inputStride = heads * strideOf(hyper.latentRank),
                                   .firstOutput = some.first * mixedStride,
                                   .outputStep = unsignedOf(hyper.valueWidth),
                                   .outputStride = mixedStride,
                                   .adds = 0};
    dispatch(
        kMultiplyTiled, tiledConstants(keyValue.layout, tiles),
        {&piece.buffer, &activations.mixedLatents, &activations.mixed}, arguments,
        {dividedUp(unsignedOf(hyper.valueWidth), tiles.rows), dividedUp(some.count, tiles.tokens), heads});
}

} // namespace plm::vulkan
