// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/make_executor.h"

#include "cpu/cpu_executor.h"
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

} // namespace plm
