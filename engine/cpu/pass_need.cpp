// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/pass_need.h"

#include "cpu/attention/attention.h"
#include "cpu/layout/key_rows.h"
#include "cpu/layout/neuron_major.h"
#include "cpu/layout/tiles.h"
#include "cpu/quantised_rows.h"
#include "cpu/rows.h"
#include "model/executor.h"
#include "model/latent_cache.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace plm::cpu {

namespace {

/// As Linear::bytes() once it is laid out.
std::size_t linearBytes(const Matrix& matrix) {
    return Tiles::supports(matrix) ? Tiles::bytesFor(matrix) : matrix.bytes();
}

/// As LaidOutLayer::keyValueBytes().
std::size_t keyValueBytes(const Matrix& matrix, const HyperParameters& hyper, bool expanded) {
    const std::size_t all = linearBytes(matrix);
    if (expanded || !Tiles::supports(matrix))
        return all;
    const auto values = static_cast<std::size_t>(hyper.valueWidth);
    return KeyRows::bytesFor(matrix, hyper) +
           all / (static_cast<std::size_t>(hyper.noPositionWidth) + values) * values;
}

double downBytes(const Matrix& down, const PassShape& shape) {
    if (!NeuronMajor::supports(down))
        return static_cast<double>(down.bytes());
    double bytes = 0;
    for (int first = 0; first < shape.tokens; first += kDownTokens) {
        const int count = std::min(kDownTokens, shape.tokens - first);
        const double share = shape.sparse ? 1 - std::pow(1 - shape.activeShare, count) : 1;
        bytes += NeuronMajor::expectedBytes(down, share);
    }
    return bytes;
}

/// Buffers of CpuBackend; the normalised rows and those of neurons are rounded to 8 bits in turn, into the
/// widest of the two.
std::size_t activations(const Weights& weights, const HyperParameters& hyper, const PassShape& shape) {
    const int tokens = shape.tokens;
    const int mixed = hyper.heads * hyper.valueWidth;
    std::size_t rows = QuantisedRows::bytesFor(tokens, std::max(hyper.embedding, mixed));
    for (const int columns : {hyper.embedding, hyper.embedding, hyper.embedding, hyper.cacheWidth(), mixed,
                              hyper.heads * (hyper.noPositionWidth + hyper.rotaryWidth), hyper.feedForward})
        rows += Rows::bytesFor(tokens, columns);
    const auto masks =
        static_cast<std::size_t>(tokens + 1) * padded(static_cast<std::size_t>(hyper.feedForward)) / 8;
    const std::size_t sums = static_cast<std::size_t>(shape.threads) *
                             static_cast<std::size_t>(std::min(tokens, kDownTokens)) * kSliceRows *
                             sizeof(float);
    const bool rounded = bestKernels().rounded != nullptr && !weights.layers.empty() &&
                         Tiles::supports(weights.layers.front().keyValue);
    return rows + masks + sums +
           Attention::bytesFor(hyper, rounded, tokens, shape.depth + tokens, shape.threads);
}

} // namespace

PassNeed passNeed(const Weights& weights, const HyperParameters& hyper, const PassShape& shape) {
    PassNeed need;
    const auto add = [&need](Part part, double bytes) {
        need.weights[static_cast<std::size_t>(part)] += bytes;
    };
    const bool expanded = expansionPays(hyper, shape.tokens);
    for (const LayerWeights& layer : weights.layers) {
        for (const Matrix* matrix : {&layer.query, &layer.latent, &layer.output})
            add(Part::Projections, static_cast<double>(linearBytes(*matrix)));
        add(Part::Attention, static_cast<double>(keyValueBytes(layer.keyValue, hyper, expanded)));
        add(Part::Up, static_cast<double>(linearBytes(layer.up)));
        add(Part::Down, downBytes(layer.down, shape));
    }
    add(Part::Embedding,
        static_cast<double>(shape.tokens) * static_cast<double>(weights.embedding.rowBytes()));
    add(Part::Head, static_cast<double>(linearBytes(weights.head)));
    need.activations = activations(weights, hyper, shape);
    return need;
}

} // namespace plm::cpu
