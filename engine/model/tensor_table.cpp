// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tensor_table.h"

#include <fmt/format.h>

namespace plm {

namespace {

template <class Owner>
std::vector<std::uint64_t> shapeOf(const TensorRow<Owner>& row, const HyperParameters& hyper) {
    const auto rows = static_cast<std::uint64_t>(row.rows(hyper));
    if (row.matrix == nullptr)
        return {rows};
    return {rows, static_cast<std::uint64_t>(row.columns(hyper))};
}

} // namespace

std::string nameOf(const TensorRow<Weights>& row) {
    return fmt::format("{}.weight", row.name);
}

std::string nameOf(const TensorRow<LayerWeights>& row, int layer) {
    return fmt::format("blk.{}.{}.weight", layer, row.name);
}

std::string huggingFaceNameOf(const TensorRow<Weights>& row) {
    return fmt::format("{}.weight", row.huggingFace);
}

std::string huggingFaceNameOf(const TensorRow<LayerWeights>& row, int layer) {
    return fmt::format("model.layers.{}.{}.weight", layer, row.huggingFace);
}

std::vector<TensorSpec> tensorsOf(const HyperParameters& hyper, bool isTied) {
    std::vector<TensorSpec> tensors;
    for (const TensorRow<Weights>& row : kModelTensors)
        if (row.matrix != kHead.matrix || !isTied)
            tensors.push_back({nameOf(row), huggingFaceNameOf(row), shapeOf(row, hyper), row.part});
    if (isTied)
        tensors.front().part = kHead.part;
    for (int layer = 0; layer < hyper.layers; ++layer)
        for (const TensorRow<LayerWeights>& row : kLayerTensors)
            tensors.push_back(
                {nameOf(row, layer), huggingFaceNameOf(row, layer), shapeOf(row, hyper), row.part, layer});
    return tensors;
}

} // namespace plm
