// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "quantise/formats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace plm::quantisation {

namespace {

using quant::Part;

constexpr std::string_view kOutput = "output.weight";

struct Name {
    std::string_view name;
    Part part;
};

/// Of a layer, after "blk.N.".
constexpr std::array kLayerNames = {
    Name{"attn_q.weight", Part::Query},       Name{"attn_kv_a_mqa.weight", Part::Latent},
    Name{"attn_kv_b.weight", Part::KeyValue}, Name{"attn_output.weight", Part::AttentionOutput},
    Name{"ffn_up.weight", Part::Up},          Name{"ffn_down.weight", Part::Down},
};

/// The number and the rest of "blk.N.rest".
struct LayerName {
    int layer;
    std::string_view rest;
};

std::optional<LayerName> parseLayerName(std::string_view name) {
    constexpr std::string_view kBlock = "blk.";
    if (!name.starts_with(kBlock))
        return std::nullopt;
    name.remove_prefix(kBlock.size());
    int layer = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), layer);
    const auto digits = static_cast<std::size_t>(end - name.data());
    if (error != std::errc() || digits == name.size() || *end != '.')
        return std::nullopt;
    return LayerName{layer, name.substr(digits + 1)};
}

/// Where a matrix stands. One whose name says nothing is treated as most are.
quant::MatrixPlace placeOf(const gguf::Tensor& tensor, int layers, bool hasOutput) {
    quant::MatrixPlace place{Part::Up, 0, layers, tensor.dimensions.front()};
    if (tensor.name == kOutput)
        place.part = Part::Output;
    else if (tensor.name == "token_embd.weight")
        place.part = hasOutput ? Part::Embedding : Part::Output;
    else if (const auto name = parseLayerName(tensor.name)) {
        const auto* known = std::find_if(kLayerNames.begin(), kLayerNames.end(),
                                         [&](const Name& candidate) { return candidate.name == name->rest; });
        place.layer = name->layer;
        place.part = known == kLayerNames.end() ? Part::Up : known->part;
    }
    return place;
}

} // namespace

std::vector<const quant::Format*> chooseFormats(const gguf::File& file, int layers,
                                                const quant::FileType& type) {
    const bool hasOutput = file.tensor(kOutput) != nullptr;
    std::vector<const quant::Format*> formats;
    for (const gguf::Tensor& tensor : file.tensors())
        formats.push_back(tensor.dimensions.size() == 1
                              ? tensor.format
                              : &formatFor(type, placeOf(tensor, layers, hasOutput), quant::Mix::Current));
    return formats;
}

} // namespace plm::quantisation
