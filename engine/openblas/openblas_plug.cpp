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

} // namespace

constinit const ExecutorPlug kOpenBlasExecutor{
    .name = "openblas",
    .words = "OpenBLAS",
    .llamaBenchBackend = "BLAS",
    .hasFlashAttention = false,
    .check = checkOpenBlas,
    .make = makeAsAsked,
    .need = needInPlace,
};

} // namespace plm
