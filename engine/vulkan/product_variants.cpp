// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/product_variants.h"

#include "hash/xxh64.h"

#include <cmath>

namespace plm::vulkan {

namespace {

constexpr double kMeasuringError = 0.05; ///< of a time

const FewVariant kFewVariants[] = {
    {"lanes-4", &kMultiply, 4},
    {"lanes-1", &kMultiply, 1},
    {"lanes-2", &kMultiply, 2},
    {"lanes-8", &kMultiply, 8},
    {"subgroups-4", &kMultiplySubgroup, 4},
    {"subgroups-1", &kMultiplySubgroup, 1},
    {"subgroups-2", &kMultiplySubgroup, 2},
    {"subgroups-8", &kMultiplySubgroup, 8},
};
constexpr std::size_t kLikelyWithSubgroups = 4;

constexpr ManyVariant kManyVariants[] = {
    {"64x64-by-4x4", {}},
    {"64x64-by-8x8", {.rowQuads = 2, .tokenQuads = 2}},
    {"128x128-by-8x8", {.rows = 128, .tokens = 128, .rowQuads = 2, .tokenQuads = 2}},
};

bool isTime(double seconds) {
    return std::isfinite(seconds) && seconds > 0;
}

} // namespace

std::span<const FewVariant> fewVariants() {
    return kFewVariants;
}

std::span<const ManyVariant> manyVariants() {
    return kManyVariants;
}

std::uint64_t variantsPrint() {
    Xxh64 sum;
    for (const FewVariant& variant : kFewVariants)
        sum.add(std::as_bytes(std::span(variant.name)));
    for (const ManyVariant& variant : kManyVariants)
        sum.add(std::as_bytes(std::span(variant.name)));
    for (const Shader* shader : {&kMultiply, &kMultiplySubgroup, &kMultiplyTiled})
        sum.add(std::as_bytes(shader->code));
    return sum.value();
}

bool suits(const FewVariant& variant, const DeviceFeatures& features) {
    return !variant.shader->subgroups || features.subgroupArithmetic;
}

bool suits(const ManyVariant& variant, const DeviceFeatures& features) {
    return variant.tiles.lanes() <= features.invocations &&
           variant.tiles.sharedBytes() <= features.sharedBytes;
}

ProductVariants likelyVariants(const DeviceFeatures& features) {
    return {&kFewVariants[features.subgroupArithmetic ? kLikelyWithSubgroups : 0], &kManyVariants[0]};
}

Tiles tilesFor(const ManyVariant& variant, std::uint32_t tokens) {
    constexpr std::uint32_t kFewestTokens = 16, kFewestLanes = 64;
    Tiles tiles = variant.tiles;
    while (tiles.tokens > kFewestTokens && tokens <= tiles.tokens / 2)
        tiles.tokens /= 2;
    return tiles.lanes() < kFewestLanes ? Tiles{.tokens = tiles.tokens} : tiles;
}

std::array<std::uint32_t, 7> fewConstants(const DeviceLayout& layout, const FewVariant& variant,
                                          std::uint32_t tile) {
    const auto [bits, offset, scaleValues, minima, block, tokens] = layout.constants(tile);
    return {bits, offset, scaleValues, minima, block, tokens, rowsFor(variant, tile)};
}

std::array<std::uint32_t, 11> tiledConstants(const DeviceLayout& layout, const Tiles& tiles) {
    const auto [bits, offset, scaleValues, minima, block, tokens] = layout.constants(tiles.tokens);
    return {bits,
            offset,
            scaleValues,
            minima,
            block,
            tokens,
            layout.order == LineOrder::Neurons ? 1U : 0U,
            tiles.lanes(),
            tiles.rows,
            tiles.rowQuads,
            tiles.tokenQuads};
}

std::size_t fastestOf(std::span<const double> seconds, std::size_t likely) {
    std::size_t fastest = likely;
    for (std::size_t i = 0; i < seconds.size(); ++i)
        if (isTime(seconds[i]) && (!isTime(seconds[fastest]) || seconds[i] < seconds[fastest]))
            fastest = i;
    return isTime(seconds[likely]) && seconds[likely] * (1 - kMeasuringError) <= seconds[fastest] ? likely
                                                                                                  : fastest;
}

} // namespace plm::vulkan
