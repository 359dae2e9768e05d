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

std::vector<float> activeShares(const Counters& now, const Counters& before, int feedForward) {
    std::vector<float> shares;
    const double neurons = static_cast<double>(now.tokens - before.tokens) * feedForward;
    for (std::size_t i = 0; neurons > 0 && i < now.activeNeurons.size(); ++i) {
        const std::uint64_t earlier = i < before.activeNeurons.size() ? before.activeNeurons[i] : 0;
        shares.push_back(static_cast<float>(static_cast<double>(now.activeNeurons[i] - earlier) / neurons));
    }
    return shares;
}

} // namespace plm
