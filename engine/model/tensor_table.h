// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/weights.h"
#include "quant/file_type.h"

#include <plm/model.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

/// A width or a number of rows that a model's shape has, such as H·(n+p).
using Extent = int (*)(const HyperParameters&);

/// A line of the table of tensors: what it is called, how large it is, and which member of `Owner`, Weights
/// or LayerWeights, holds it. Either `matrix` or `vector` is set.
template <class Owner>
struct TensorRow {
    std::string_view name;        ///< in GGUF, without what stands around it: "attn_q"
    std::string_view huggingFace; ///< in safetensors, likewise: "self_attn.q_proj"
    Extent rows;                  ///< of a matrix; values of a vector
    Extent columns;               ///< of a matrix
    std::optional<quant::Part> part;
    Matrix Owner::*matrix;
    std::vector<float> Owner::*vector;
};

namespace extents {

constexpr int embedding(const HyperParameters& h) {
    return h.embedding;
}
constexpr int vocabulary(const HyperParameters& h) {
    return h.vocabulary;
}
constexpr int feedForward(const HyperParameters& h) {
    return h.feedForward;
}
constexpr int latentRank(const HyperParameters& h) {
    return h.latentRank;
}
constexpr int cacheWidth(const HyperParameters& h) {
    return h.cacheWidth();
}
constexpr int queries(const HyperParameters& h) {
    return h.heads * (h.noPositionWidth + h.rotaryWidth);
}
constexpr int keysAndValues(const HyperParameters& h) {
    return h.heads * (h.noPositionWidth + h.valueWidth);
}
constexpr int values(const HyperParameters& h) {
    return h.heads * h.valueWidth;
}

} // namespace extents

template <class Owner>
constexpr TensorRow<Owner> matrixRow(std::string_view name, std::string_view huggingFace, quant::Part part,
                                     Extent rows, Extent columns, Matrix Owner::*weights) {
    return {name, huggingFace, rows, columns, part, weights, nullptr};
}

template <class Owner>
constexpr TensorRow<Owner> vectorRow(std::string_view name, std::string_view huggingFace, Extent size,
                                     std::vector<float> Owner::*weights) {
    return {name, huggingFace, size, nullptr, std::nullopt, nullptr, weights};
}

// The table: every tensor of PLM. Whoever loads, plans, converts or quantises tensors goes over these lines,
// in this order, which is that of a file.

inline constexpr auto kEmbedding = matrixRow("token_embd", "model.embed_tokens", quant::Part::Embedding,
                                             extents::vocabulary, extents::embedding, &Weights::embedding);
inline constexpr auto kOutputNorm =
    vectorRow("output_norm", "model.norm", extents::embedding, &Weights::outputNorm);
/// Tied files have none: their embedding is the head too.
inline constexpr auto kHead = matrixRow("output", "lm_head", quant::Part::Output, extents::vocabulary,
                                        extents::embedding, &Weights::head);

inline constexpr std::array kModelTensors{kEmbedding, kOutputNorm, kHead};

inline constexpr std::array kLayerTensors{
    vectorRow("attn_norm", "input_layernorm", extents::embedding, &LayerWeights::attentionNorm),
    matrixRow("attn_q", "self_attn.q_proj", quant::Part::Query, extents::queries, extents::embedding,
              &LayerWeights::query),
    matrixRow("attn_kv_a_mqa", "self_attn.kv_a_proj_with_mqa", quant::Part::Latent, extents::cacheWidth,
              extents::embedding, &LayerWeights::latent),
    vectorRow("attn_kv_a_norm", "self_attn.kv_a_layernorm", extents::latentRank, &LayerWeights::latentNorm),
    matrixRow("attn_kv_b", "self_attn.kv_b_proj", quant::Part::KeyValue, extents::keysAndValues,
              extents::latentRank, &LayerWeights::keyValue),
    matrixRow("attn_output", "self_attn.o_proj", quant::Part::AttentionOutput, extents::embedding,
              extents::values, &LayerWeights::output),
    vectorRow("ffn_norm", "post_attention_layernorm", extents::embedding, &LayerWeights::feedForwardNorm),
    matrixRow("ffn_up", "mlp.up_proj", quant::Part::Up, extents::feedForward, extents::embedding,
              &LayerWeights::up),
    matrixRow("ffn_down", "mlp.down_proj", quant::Part::Down, extents::embedding, extents::feedForward,
              &LayerWeights::down),
};

/// The whole name in GGUF: "output_norm.weight".
[[nodiscard]] std::string nameOf(const TensorRow<Weights>& row);
/// "blk.0.attn_q.weight".
[[nodiscard]] std::string nameOf(const TensorRow<LayerWeights>& row, int layer);
/// The whole name in a Hugging Face folder: "model.norm.weight".
[[nodiscard]] std::string huggingFaceNameOf(const TensorRow<Weights>& row);
/// "model.layers.0.self_attn.q_proj.weight".
[[nodiscard]] std::string huggingFaceNameOf(const TensorRow<LayerWeights>& row, int layer);

/// A tensor of a model of some shape.
struct TensorSpec {
    std::string name;                 ///< whole, in GGUF
    std::string huggingFaceName;      ///< whole
    std::vector<std::uint64_t> shape; ///< rows and columns of a matrix; the length of a vector
    std::optional<quant::Part> part;  ///< of a matrix
    int layer = 0;                    ///< whose it is; 0 for those of no layer

    /// As a GGUF file has them: columns first.
    [[nodiscard]] std::vector<std::uint64_t> dimensions() const { return {shape.rbegin(), shape.rend()}; }
};

/// All tensors of a model of that shape, in the order of a file. Where it is tied there is no head, and the
/// embedding is an Output.
[[nodiscard]] std::vector<TensorSpec> tensorsOf(const HyperParameters& hyper, bool isTied);

} // namespace plm
