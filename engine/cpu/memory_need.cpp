// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels.h"
#include "cpu/key_rows.h"
#include "cpu/neuron_major.h"
#include "cpu/tiles.h"
#include "gguf/file.h"
#include "model/hyper_parameters.h"
#include "model/latent_cache.h"
#include "model/weights.h"

#include <plm/memory_need.h>

#include <fmt/format.h>
#include <new>

namespace plm {

namespace {

using namespace cpu;

/// Adds up what ConvertedWeights would convert, and what it would leave.
class Sum {
public:
    Sum(const HyperParameters& hyper, MemoryNeed& need) : m_hyper(hyper), m_need(need) {}

    void addLayer(const LayerWeights& layer) {
        for (const Matrix* matrix : {&layer.query, &layer.latent, &layer.output, &layer.up})
            add(*matrix);
        if (add(layer.keyValue))
            m_need.laidOutWeights += KeyRows::bytesFor(layer.keyValue, m_hyper);
        if (NeuronMajor::supports(layer.down))
            m_need.laidOutWeights += NeuronMajor::bytesFor(layer.down);
        else
            m_need.inPlaceWeights += layer.down.bytes();
    }

    /// Returns whether the matrix would be laid out in tiles.
    bool add(const Matrix& matrix) {
        const bool inTiles = bestKernels().dots.of(matrix.format->type) != nullptr && Tiles::supports(matrix);
        (inTiles ? m_need.laidOutWeights : m_need.inPlaceWeights) +=
            inTiles ? Tiles::bytesFor(matrix) : matrix.bytes();
        return inTiles;
    }

private:
    const HyperParameters& m_hyper;
    MemoryNeed& m_need;
};

Result<std::uint64_t> cachePerToken(const HyperParameters& hyper, CacheType type) {
    return LatentCache::create(hyper, 1, type).map([](const LatentCache& cache) {
        return std::uint64_t{cache.bytesPerToken()};
    });
}

Result<MemoryNeed> needOf(const gguf::File& file) {
    auto hyper = readHyperParameters(file);
    if (!hyper)
        return tl::unexpected(hyper.error());
    const auto weights = readWeights(file, *hyper);
    if (!weights)
        return tl::unexpected(weights.error());
    MemoryNeed need;
    need.contextLength = hyper->contextLength;
    Sum sum(*hyper, need);
    for (const LayerWeights& layer : weights->layers)
        sum.addLayer(layer);
    sum.add(weights->head);
    // Of an embedding that is the head too, in tiles, only the rows of tokens that come are read again.
    if (weights->embedding.data != weights->head.data)
        need.inPlaceWeights += weights->embedding.bytes();
    for (const auto& [type, bytes] : {std::pair{CacheType::F16, &need.cacheF16},
                                      {CacheType::F32, &need.cacheF32},
                                      {CacheType::Q8, &need.cacheQ8}}) {
        const auto found = cachePerToken(*hyper, type);
        if (!found)
            return tl::unexpected(found.error());
        *bytes = *found;
    }
    return need;
}

} // namespace

Result<MemoryNeed> memoryNeed(const std::filesystem::path& path) {
    const auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    try {
        return needOf(*file);
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to read {}.", path.string()));
    }
}

} // namespace plm
