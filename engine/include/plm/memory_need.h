// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/result.h"
#include "plm/session_options.h"

#include <cstdint>
#include <filesystem>

namespace plm {

/// Memory that a model takes with an executor, in bytes. Activations, vocabulary and program come on
/// top.
struct MemoryNeed {
    std::uint64_t laidOutWeights = 0; ///< copies in an order of the executor's own
    std::uint64_t inPlaceWeights = 0; ///< of the file, what is read where it lies
    std::uint64_t weightsByRow = 0;   ///< likewise, but only the rows of tokens that come
    std::uint64_t deviceWeights = 0;  ///< copies in the memory of a device
    std::uint64_t cacheF16 = 0, cacheF32 = 0, cacheQ8 = 0; ///< of latent cache by token
    int contextLength = 0;                                 ///< tokens the model was made for

    [[nodiscard]] std::uint64_t weights() const { return laidOutWeights + inPlaceWeights + deviceWeights; }
    [[nodiscard]] std::uint64_t cachePerToken(CacheType type) const {
        return type == CacheType::F32 ? cacheF32 : type == CacheType::Q8 ? cacheQ8 : cacheF16;
    }
};

/// Reads the file's header and tells, without its weights, what they would take. Fails as Model::open() does
/// with keys and tensors: NotFound, Io, BadFile, Unsupported, OutOfMemory. Any thread.
Result<MemoryNeed> memoryNeed(const std::filesystem::path& path, const ExecutorPlug& executor);

} // namespace plm
