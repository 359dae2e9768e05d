// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/make_executor.h"

#include "cpu/cpu_executor.h"
#include "model/expansion.h"
#include "model/loading.h"
#include "model/model_data.h"
#include "model/number_check.h"
#include "openblas/openblas_executor.h"
#include "reference/reference_executor.h"

namespace plm {

namespace {

/// Reads all weights, for those who multiply them where they lie.
Status readWeights(const ModelData& data, const WeightLoading& how) {
    const auto matrices = matricesOf(data.weights);
    Loading loading(data.file.name(), bytesOf(matrices), how.progress, how.stop);
    return readChecked(data.file, matrices, loading);
}

} // namespace

Status checkExecutor(ExecutorKind kind) {
    return kind == ExecutorKind::OpenBlas ? checkOpenBlas() : Status();
}

Result<std::unique_ptr<Executor>> makeExecutor(const Model& model, const SessionOptions& options,
                                               const WeightLoading& loading) {
    if (options.executor == ExecutorKind::Auto || options.executor == ExecutorKind::Cpu)
        return makeCpuExecutor(model, options.threads, options.sparse, loading);
    if (auto read = readWeights(model.data(), loading); !read)
        return tl::unexpected(read.error());
    if (options.executor == ExecutorKind::Reference)
        return makeReferenceExecutor(model);
    return makeOpenBlasExecutor(model, options.threads);
}

int alikeTogether(const Model& model, ExecutorKind kind) {
    if (kind != ExecutorKind::Cpu && kind != ExecutorKind::Auto)
        return 1;
    constexpr int kMostAlike = 16; // that many the CPU executor promises
    // Expanded attention rounds otherwise than absorbed attention, which single tokens always take.
    int tokens = 1;
    while (tokens < kMostAlike && !expansionPays(model.info().hyper, tokens + 1))
        ++tokens;
    return tokens;
}

} // namespace plm
