// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cpu/kernels.h"
#include "cpu/weight_plan.h"
#include "gguf/file.h"
#include "model/hyper_parameters.h"
#include "model/latent_cache.h"
#include "model/weights.h"

#include <plm/memory_need.h>

#include <fmt/format.h>
#include <new>

namespace plm {

namespace {

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
    const cpu::WeightPlan plan(*weights, *hyper, cpu::bestKernels());
    need.laidOutWeights = plan.bytes();
    for (const Matrix* matrix : plan.inPlace())
        need.inPlaceWeights += matrix->bytes();
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
        return file->ifIntact(needOf(*file));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to read {}.", file->name()));
    }
}

} // namespace plm
