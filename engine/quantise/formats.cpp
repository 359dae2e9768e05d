// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantise/formats.h"

#include "model/tensor_table.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace plm::quantisation {

namespace {

using Tensors = std::map<std::string, TensorSpec, std::less<>>;

/// By their names.
Tensors tensorsByName(const HyperParameters& hyper, bool isTied) {
    Tensors tensors;
    for (TensorSpec& tensor : tensorsOf(hyper, isTied))
        tensors.emplace(tensor.name, std::move(tensor));
    return tensors;
}

/// Where a matrix stands. One whose name says nothing is treated as most are.
quant::MatrixPlace placeOf(const gguf::Tensor& tensor, const Tensors& known, int layers) {
    quant::MatrixPlace place{quant::Part::Up, 0, layers, tensor.dimensions.front()};
    if (const auto spec = known.find(tensor.name); spec != known.end()) {
        place.part = spec->second.part.value_or(place.part);
        place.layer = spec->second.layer;
    }
    return place;
}

} // namespace

std::vector<const quant::Format*> chooseFormats(const gguf::File& file, const HyperParameters& hyper,
                                                const quant::FileType& type) {
    const Tensors known = tensorsByName(hyper, file.tensor(nameOf(kHead)) == nullptr);
    std::vector<const quant::Format*> formats;
    for (const gguf::Tensor& tensor : file.tensors())
        formats.push_back(tensor.dimensions.size() == 1
                              ? tensor.format
                              : &formatFor(type, placeOf(tensor, known, hyper.layers), quant::Mix::Current));
    return formats;
}

} // namespace plm::quantisation
