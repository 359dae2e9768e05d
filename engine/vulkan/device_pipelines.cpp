// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/device_pipelines.h"

#include "vulkan/device_expansion.h"

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kFew[] = {1, 4, 8};          // what tileFor() gives
constexpr std::uint32_t kMany[] = {16, 32, 64, 128}; // tokens for which tilesFor() gives each of its sizes

class Wanted {
public:
    explicit Wanted(const ProductVariants& variants) : m_variants(variants) {}

    template <class Constants>
    void add(const Shader& shader, const Constants& constants) {
        all.push_back({&shader, {constants.begin(), constants.end()}});
    }
    void addMatrix(const DeviceLayout& layout) {
        const FewVariant& few = *m_variants.few;
        for (const std::uint32_t tile : kFew)
            if (layout.order == LineOrder::Neurons)
                add(kMultiplyActive, layout.constants(tile));
            else
                add(*few.shader, fewConstants(layout, few, tile));
        addTiled(layout);
    }
    void addKeyValue(const DeviceLayout& layout, CacheType cache) {
        for (const std::uint32_t tokens : {1U, 2U})
            add(kAbsorbStore, absorbConstants(layout, absorbTileFor(tokens), cache));
        add(kValues, layout.constants());
        addTiled(layout);
    }

    std::vector<WantedPipeline> all;

private:
    void addTiled(const DeviceLayout& layout) {
        for (const std::uint32_t tokens : kMany)
            add(kMultiplyTiled, tiledConstants(layout, tilesFor(*m_variants.many, tokens)));
    }

    ProductVariants m_variants;
};

} // namespace

std::vector<WantedPipeline> pipelinesFor(const Weights& weights, const HyperParameters& hyper,
                                         CacheType cache, const ProductVariants& variants) {
    Wanted wanted(variants);
    wanted.add(kRmsNorm, std::vector<std::uint32_t>());
    wanted.add(kJoinSegments, std::vector<std::uint32_t>());
    wanted.add(kFirstOfStrands, std::vector<std::uint32_t>());
    wanted.add(kCandidates, std::vector<std::uint32_t>());
    wanted.add(kAttend, attendConstants(hyper, cache));
    wanted.add(kDecodeCache, decodeConstants(cache));
    wanted.add(kAttendExpanded, expandedConstants(hyper));
    for (const std::uint32_t tile : kFew)
        wanted.add(kSquaredRelu, std::vector{tile});
    wanted.addMatrix(DeviceLayout(weights.head, LineOrder::Rows));
    for (const LayerWeights& layer : weights.layers) {
        for (const Matrix* matrix : {&layer.query, &layer.latent, &layer.output, &layer.up})
            wanted.addMatrix(DeviceLayout(*matrix, LineOrder::Rows));
        wanted.addMatrix(DeviceLayout(layer.down, LineOrder::Neurons));
        wanted.addKeyValue(DeviceLayout(layer.keyValue, LineOrder::Rows), cache);
    }
    return std::move(wanted.all);
}

} // namespace plm::vulkan
