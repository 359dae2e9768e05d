// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/tensor_plan.h"

#include "synthesize/firing.h"
#include "synthesize/magnitudes.h"

#include <algorithm>
#include <string_view>

namespace plm::synthesis {

namespace {

using quant::Part;

class Planner {
public:
    Planner(const HyperParameters& shape, const quant::FileType& type, double sparsity, Random& random)
        : m_shape(shape),
          m_type(type),
          m_constantColumns(constantColumns(shape, type)),
          m_magnitudes(shape, m_constantColumns, sparsity),
          m_thresholds(thresholds(shape.feedForward, sparsity)),
          m_random(random) {}

    std::vector<TensorPlan> plan() {
        planEmbedding();
        for (int layer = 0; layer < m_shape.layers; ++layer) {
            m_layer = layer;
            planAttention();
            planFeedForward();
        }
        return std::move(m_tensors);
    }

private:
    void planEmbedding();
    void planAttention();
    void planFeedForward();
    TensorPlan& vector(std::string name, int size, double magnitude);
    TensorPlan& matrix(Part part, std::string name, int columns, int rows, double magnitude);
    [[nodiscard]] std::string name(std::string_view part) const {
        return "blk." + std::to_string(m_layer) + "." + std::string(part) + ".weight";
    }

    const HyperParameters& m_shape;
    const quant::FileType& m_type;
    int m_constantColumns;
    Magnitudes m_magnitudes;
    std::vector<float> m_thresholds; ///< of a layer's neurons
    Random& m_random;
    int m_layer = 0;
    std::vector<TensorPlan> m_tensors;
};

TensorPlan& Planner::vector(std::string name, int size, double magnitude) {
    return m_tensors.emplace_back(TensorPlan{std::move(name),
                                             &quant::format(quant::Type::F32),
                                             {static_cast<std::uint64_t>(size)},
                                             static_cast<float>(magnitude)});
}

TensorPlan& Planner::matrix(Part part, std::string name, int columns, int rows, double magnitude) {
    const auto width = static_cast<std::uint64_t>(columns);
    const quant::MatrixPlace place{part, m_layer, m_shape.layers, width};
    return m_tensors.emplace_back(TensorPlan{std::move(name),
                                             &quant::formatFor(m_type, place, quant::Mix::Published),
                                             {width, static_cast<std::uint64_t>(rows)},
                                             static_cast<float>(magnitude)});
}

void Planner::planEmbedding() {
    TensorPlan& embedding = matrix(Part::Output, "token_embd.weight", m_shape.embedding, m_shape.vocabulary,
                                   Magnitudes::kEmbedding);
    embedding.constantColumns = m_constantColumns;
    embedding.constants = {static_cast<float>(m_magnitudes.constant())};
    // With signs, or each token would predict itself: what a layer adds is small beside the embedding.
    vector("output_norm.weight", m_shape.embedding, m_magnitudes.outputNorm()).hasSigns = true;
}

void Planner::planAttention() {
    const HyperParameters& s = m_shape;
    vector(name("attn_norm"), s.embedding, Magnitudes::kNorm);
    matrix(Part::Query, name("attn_q"), s.embedding, s.heads * (s.noPositionWidth + s.rotaryWidth),
           m_magnitudes.query());
    matrix(Part::Latent, name("attn_kv_a_mqa"), s.embedding, s.cacheWidth(), m_magnitudes.latent());
    vector(name("attn_kv_a_norm"), s.latentRank, Magnitudes::kNorm);
    matrix(Part::KeyValue, name("attn_kv_b"), s.latentRank, s.heads * (s.noPositionWidth + s.valueWidth),
           m_magnitudes.keyValue());
    matrix(Part::AttentionOutput, name("attn_output"), s.heads * s.valueWidth, s.embedding,
           m_magnitudes.attentionOutput())
        .zeroRows = m_constantColumns;
}

void Planner::planFeedForward() {
    const HyperParameters& s = m_shape;
    vector(name("ffn_norm"), s.embedding, Magnitudes::kNorm);
    TensorPlan& up = matrix(Part::Up, name("ffn_up"), s.embedding, s.feedForward, m_magnitudes.up(m_layer));
    up.constantColumns = m_constantColumns;
    m_random.shuffle(m_thresholds);
    for (const float threshold : m_thresholds)
        up.constants.push_back(static_cast<float>(m_magnitudes.upConstant(m_layer, threshold)));
    matrix(Part::Down, name("ffn_down"), s.feedForward, s.embedding, m_magnitudes.down()).zeroRows =
        m_constantColumns;
}

} // namespace

std::vector<TensorPlan> planTensors(const HyperParameters& shape, const quant::FileType& type,
                                    double sparsity, Random& random) {
    return Planner(shape, type, sparsity, random).plan();
}

int constantColumns(const HyperParameters& shape, const quant::FileType& type) {
    constexpr std::size_t kLeast = 32; // so that rounding activations in blocks of 32 keeps the constant
    std::size_t columns = kLeast;
    for (const Part part : {Part::Output, Part::Up}) {
        const quant::MatrixPlace place{part, 0, shape.layers, static_cast<std::uint64_t>(shape.embedding)};
        columns = std::max(columns, quant::formatFor(type, place, quant::Mix::Published).blockValues);
    }
    return static_cast<int>(columns);
}

} // namespace plm::synthesis
