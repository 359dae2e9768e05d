// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// In every build: where there is no OpenBLAS, it says so.

#include "model/host_cache.h"
#include "openblas/openblas_executor.h"

#include <plm/session_options.h>

namespace plm {

namespace {

Result<std::unique_ptr<Executor>> makeAsAsked(const Model& model, const SessionOptions& options,
                                              const WeightLoading& loading) {
    if (auto room = HostCache::check(model.info().hyper, options.contextLength, options.cache); !room)
        return tl::unexpected(room.error());
    if (auto read = readInPlace(model, loading); !read)
        return tl::unexpected(read.error());
    return makeOpenBlasExecutor(model, options.threads);
}

/// A head's weights, keys and values, and scores of 64 tokens by thread, and the layer's cache as float32;
/// panels of 256 rows to multiply with by thread.
PassNeed passOf(const Weights& weights, const HyperParameters& hyper, const PassShape& shape) {
    constexpr std::uint64_t kScoredTogether = 64;
    constexpr std::uint64_t kPanelRows = 256;
    const auto visible = static_cast<std::uint64_t>(shape.depth) + static_cast<std::uint64_t>(shape.tokens);
    const auto width = static_cast<std::uint64_t>(hyper.noPositionWidth + hyper.valueWidth);
    const std::uint64_t byThread = width * static_cast<std::uint64_t>(hyper.latentRank) +
                                   visible * (width + kScoredTogether) +
                                   kPanelRows * static_cast<std::uint64_t>(hyper.feedForward);
    const std::uint64_t shared = visible * static_cast<std::uint64_t>(hyper.cacheWidth());
    PassNeed need = passInPlace(weights, hyper, shape);
    need.activations = activationBytes(hyper, shape.tokens) +
                       sizeof(float) * (shared + static_cast<std::uint64_t>(shape.threads) * byThread);
    return need;
}

} // namespace

constinit const ExecutorPlug kOpenBlasExecutor{
    .name = "openblas",
    .words = "OpenBLAS",
    .llamaBenchBackend = "BLAS",
    .hasFlashAttention = false,
    .check = checkOpenBlas,
    .make = makeAsAsked,
    .need = needInPlace,
    .pass = passOf,
};

} // namespace plm
