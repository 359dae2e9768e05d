// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_part.h"

#include "model/model_data.h"

#include <algorithm>
#include <iterator>

namespace plm {

ModelPart wholeOf(const Model& model) {
    // What the model holds, not a copy.
    const std::shared_ptr<const Weights> weights(std::shared_ptr<const Weights>(), &model.data().weights);
    return {&model.data().file, model.info().hyper, weights};
}

ModelPart layersOf(const Model& model, int first, int count) {
    const Weights& all = model.data().weights;
    ModelPart part = wholeOf(model);
    part.hyper.layers = count;
    auto weights = std::make_shared<Weights>();
    weights->embedding = all.embedding;
    std::copy_n(all.layers.begin() + first, count, std::back_inserter(weights->layers));
    if (first + count == model.info().hyper.layers) {
        weights->outputNorm = all.outputNorm;
        weights->head = all.head;
    }
    part.weights = std::move(weights);
    return part;
}

} // namespace plm
