// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tensor_names.h"

#include <fmt/format.h>

namespace plm::conversion {

namespace {

void addLayer(const HyperParameters& h, int layer, std::vector<TensorNames>& names) {
    const auto add = [&](std::string_view source, std::string_view target, std::initializer_list<int> shape) {
        names.push_back({fmt::format("model.layers.{}.{}.weight", layer, source),
                         fmt::format("blk.{}.{}.weight", layer, target),
                         {shape.begin(), shape.end()}});
    };
    const int queryRows = h.heads * (h.noPositionWidth + h.rotaryWidth);
    const int keyValueRows = h.heads * (h.noPositionWidth + h.valueWidth);
    add("input_layernorm", "attn_norm", {h.embedding});
    add("self_attn.q_proj", "attn_q", {queryRows, h.embedding});
    add("self_attn.kv_a_proj_with_mqa", "attn_kv_a_mqa", {h.cacheWidth(), h.embedding});
    add("self_attn.kv_a_layernorm", "attn_kv_a_norm", {h.latentRank});
    add("self_attn.kv_b_proj", "attn_kv_b", {keyValueRows, h.latentRank});
    add("self_attn.o_proj", "attn_output", {h.embedding, h.heads * h.valueWidth});
    add("post_attention_layernorm", "ffn_norm", {h.embedding});
    add("mlp.up_proj", "ffn_up", {h.feedForward, h.embedding});
    add("mlp.down_proj", "ffn_down", {h.embedding, h.feedForward});
}

} // namespace

std::vector<TensorNames> tensorNames(const HyperParameters& hyper, bool isTied) {
    const auto vocabulary = static_cast<std::uint64_t>(hyper.vocabulary);
    const auto embedding = static_cast<std::uint64_t>(hyper.embedding);
    std::vector<TensorNames> names;
    names.push_back({"model.embed_tokens.weight", "token_embd.weight", {vocabulary, embedding}});
    names.push_back({"model.norm.weight", "output_norm.weight", {embedding}});
    if (!isTied)
        names.push_back({"lm_head.weight", "output.weight", {vocabulary, embedding}});
    for (int layer = 0; layer < hyper.layers; ++layer)
        addLayer(hyper, layer, names);
    return names;
}

} // namespace plm::conversion
