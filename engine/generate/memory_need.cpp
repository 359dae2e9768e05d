// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"
#include "model/hyper_parameters.h"
#include "model/latent_cache.h"
#include "model/weights.h"

#include <plm/memory_need.h>

#include <fmt/format.h>
#include <new>

namespace plm {

namespace {

std::uint64_t cachePerToken(const HyperParameters& hyper, CacheType type) {
    return std::uint64_t{CacheRow(hyper, type).bytes()} * static_cast<std::uint64_t>(hyper.layers);
}

Result<MemoryNeed> needOf(const gguf::File& file, const ExecutorPlug& executor) {
    auto hyper = readHyperParameters(file);
    if (!hyper)
        return tl::unexpected(hyper.error());
    const auto weights = readWeights(file, *hyper);
    if (!weights)
        return tl::unexpected(weights.error());
    MemoryNeed need;
    need.contextLength = hyper->contextLength;
    const WeightNeed found = executor.need(*weights, *hyper);
    need.laidOutWeights = found.laidOut;
    need.inPlaceWeights = found.inPlace;
    need.cacheF16 = cachePerToken(*hyper, CacheType::F16);
    need.cacheF32 = cachePerToken(*hyper, CacheType::F32);
    need.cacheQ8 = cachePerToken(*hyper, CacheType::Q8);
    return need;
}

} // namespace

Result<MemoryNeed> memoryNeed(const std::filesystem::path& path, const ExecutorPlug& executor) {
    const auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    try {
        return file->ifIntact(needOf(*file, executor));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to read {}.", file->name()));
    }
}

} // namespace plm
