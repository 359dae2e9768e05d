// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/layout/weight_plan.h"

#include "cpu/layout/key_rows.h"
#include "cpu/layout/neuron_major.h"
#include "cpu/layout/tiles.h"
#include "hash/xxh64.h"
#include "model/tensor_table.h"

#include <algorithm>

namespace plm::cpu {

namespace {

/// To be raised with every change in what Tiles, NeuronMajor or KeyRows write: what older programs kept is
/// then laid out anew.
constexpr std::uint64_t kLayoutVersion = 1;

} // namespace

WeightPlan::WeightPlan(const Weights& weights, const HyperParameters& hyper) {
    for (const LayerWeights& layer : weights.layers)
        for (const TensorRow<LayerWeights>& row : kLayerTensors)
            if (row.part)
                add(*row.part, layer.*row.matrix, hyper);
    if (weights.hasHead())
        addTiles(weights.head);
}

void WeightPlan::add(quant::Part part, const Matrix& matrix, const HyperParameters& hyper) {
    switch (part) {
    case quant::Part::Embedding: // read a row at a time, where it lies
        return;
    case quant::Part::Output:
    case quant::Part::Query:
    case quant::Part::Latent:
    case quant::Part::AttentionOutput:
    case quant::Part::Up:
        return addTiles(matrix);
    case quant::Part::KeyValue:
        addTiles(matrix);
        if (find(WeightOrder::Tiles, matrix) != nullptr)
            add(WeightOrder::KeyRows, matrix, KeyRows::bytesFor(matrix, hyper));
        return;
    case quant::Part::Down:
        return addNeurons(matrix);
    }
}

/// In tiles, where its format has codes for the integer kernels.
void WeightPlan::addTiles(const Matrix& matrix) {
    if (Tiles::supports(matrix))
        add(WeightOrder::Tiles, matrix, Tiles::bytesFor(matrix));
    else
        m_inPlace.push_back(&matrix);
}

void WeightPlan::addNeurons(const Matrix& matrix) {
    if (NeuronMajor::supports(matrix))
        add(WeightOrder::NeuronMajor, matrix, NeuronMajor::bytesFor(matrix));
    else
        m_inPlace.push_back(&matrix);
}

void WeightPlan::add(WeightOrder order, const Matrix& matrix, std::size_t bytes) {
    m_parts.push_back({order, &matrix, m_bytes, bytes});
    m_bytes += (bytes + kAlignment - 1) / kAlignment * kAlignment;
}

const PlannedWeights* WeightPlan::find(WeightOrder order, const Matrix& matrix) const {
    const auto found = std::find_if(m_parts.begin(), m_parts.end(), [&](const PlannedWeights& part) {
        return part.order == order && part.matrix == &matrix;
    });
    return found == m_parts.end() ? nullptr : &*found;
}

std::uint64_t WeightPlan::fingerprint() const {
    Xxh64 sum;
    const auto add = [&sum](std::uint64_t value) { sum.add(std::as_bytes(std::span(&value, 1))); };
    for (const std::uint64_t value :
         {kLayoutVersion, std::uint64_t{kTileLanes}, std::uint64_t{kStepColumns}, std::uint64_t{kQuadColumns},
          std::uint64_t{kSliceRows}, std::uint64_t{kGroupNeurons}})
        add(value);
    for (const PlannedWeights& part : m_parts)
        for (const std::uint64_t value :
             {static_cast<std::uint64_t>(part.order), static_cast<std::uint64_t>(part.matrix->format->type),
              static_cast<std::uint64_t>(part.matrix->rows), static_cast<std::uint64_t>(part.matrix->columns),
              std::uint64_t{part.offset}, std::uint64_t{part.bytes}})
            add(value);
    return sum.value();
}

bool layOut(const PlannedWeights& part, const HyperParameters& hyper, std::byte* target, ThreadPool& pool) {
    switch (part.order) {
    case WeightOrder::Tiles:
        return Tiles::layOut(*part.matrix, target, pool);
    case WeightOrder::NeuronMajor:
        return NeuronMajor::layOut(*part.matrix, target, pool);
    case WeightOrder::KeyRows:
        break;
    }
    KeyRows::layOut(*part.matrix, hyper, target, pool);
    return true; // the same scales are in tiles too
}

} // namespace plm::cpu
