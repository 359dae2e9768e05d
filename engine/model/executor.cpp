// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/executor.h"

#include "model/model_data.h"
#include "model/number_check.h"

namespace plm {

WeightLoading shareOf(const WeightLoading& loading, double from, double share) {
    WeightLoading part = loading;
    if (loading.progress)
        part.progress = [&loading, from, share](double fraction) {
            loading.progress(from + share * fraction);
        };
    return part;
}

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

namespace {

/// What each layer's matrices take of a pass, where it reads them as they lie in the file.
void addLayer(const LayerWeights& layer, std::array<double, kParts>& bytes) {
    const auto add = [&bytes](Part part, const Matrix& matrix) {
        bytes[static_cast<std::size_t>(part)] += static_cast<double>(matrix.bytes());
    };
    add(Part::Projections, layer.query);
    add(Part::Projections, layer.latent);
    add(Part::Projections, layer.output);
    add(Part::Attention, layer.keyValue);
    add(Part::Up, layer.up);
    add(Part::Down, layer.down);
}

} // namespace

PassNeed passInPlace(const Weights& weights, const HyperParameters& hyper, const PassShape& shape) {
    PassNeed need;
    for (const LayerWeights& layer : weights.layers)
        addLayer(layer, need.weights);
    need.weights[static_cast<std::size_t>(Part::Embedding)] =
        static_cast<double>(shape.tokens) * static_cast<double>(weights.embedding.rowBytes());
    need.weights[static_cast<std::size_t>(Part::Head)] = static_cast<double>(weights.head.bytes());
    const auto visible = static_cast<std::uint64_t>(shape.depth) + static_cast<std::uint64_t>(shape.tokens);
    const int width = hyper.cacheWidth() + hyper.heads * (hyper.noPositionWidth + hyper.valueWidth);
    need.activations =
        activationBytes(hyper, shape.tokens) + visible * sizeof(float) * static_cast<std::uint64_t>(width);
    return need;
}

std::uint64_t activationBytes(const HyperParameters& hyper, int tokens) {
    const int queries = hyper.heads * (hyper.noPositionWidth + hyper.rotaryWidth);
    const int mixed = hyper.heads * hyper.valueWidth;
    const int values = 3 * hyper.embedding + queries + hyper.cacheWidth() + mixed + hyper.feedForward;
    return static_cast<std::uint64_t>(tokens) * sizeof(float) * static_cast<std::uint64_t>(values);
}

WeightNeed needInPlace(const Weights& weights, const HyperParameters& /*hyper*/) {
    return {.laidOut = 0, .inPlace = bytesOf(matricesOf(weights)), .byRow = 0};
}

} // namespace plm
