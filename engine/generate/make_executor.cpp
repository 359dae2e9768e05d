// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/make_executor.h"

#include "cpu/cpu_executor.h"
#include "model/expansion.h"
#include "openblas/openblas_executor.h"
#include "reference/reference_executor.h"

namespace plm {

Status checkExecutor(ExecutorKind kind) {
    return kind == ExecutorKind::OpenBlas ? checkOpenBlas() : Status();
}

Result<std::unique_ptr<Executor>> makeExecutor(const Model& model, const SessionOptions& options) {
    switch (options.executor) {
    case ExecutorKind::Reference:
        return makeReferenceExecutor(model);
    case ExecutorKind::OpenBlas:
        return makeOpenBlasExecutor(model, options.threads);
    case ExecutorKind::Auto:
    case ExecutorKind::Cpu:
        break;
    }
    return makeCpuExecutor(model, options.threads, options.sparse);
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
