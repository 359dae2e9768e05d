// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "model/weights.h"

#include <plm/model.h>

#include <memory>

namespace plm {

/// Layers of a model that follow one another, for what computes these and no others: they count from 0. The
/// model must outlive it.
struct ModelPart {
    const gguf::File* file;
    HyperParameters hyper;                  ///< with the part's number of layers
    std::shared_ptr<const Weights> weights; ///< with the part's layers; the head where they are the last
};

/// All of it.
[[nodiscard]] ModelPart wholeOf(const Model& model);
/// `count` layers from `first` on.
[[nodiscard]] ModelPart layersOf(const Model& model, int first, int count);

} // namespace plm
