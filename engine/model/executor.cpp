// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/executor.h"

#include "model/model_data.h"
#include "model/number_check.h"

namespace plm {

WantedLogits wantedLogits(const Batch& batch, int vocabulary) {
    const int tokens = static_cast<int>(batch.tokens.size());
    const int count = static_cast<int>(batch.logits.size() / static_cast<std::size_t>(vocabulary));
    return {tokens - count, count};
}

Status readInPlace(const Model& model, const WeightLoading& loading) {
    const ModelData& data = model.data();
    const auto matrices = matricesOf(data.weights);
    Loading reading(data.file.name(), bytesOf(matrices), loading.progress, loading.stop);
    return readChecked(data.file, matrices, reading);
}

WeightNeed needInPlace(const Weights& weights, const HyperParameters& /*hyper*/) {
    return {.laidOut = 0, .inPlace = bytesOf(matricesOf(weights))};
}

} // namespace plm
