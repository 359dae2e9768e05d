// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reference/reference_executor.h"

#include "model/executor.h"
#include "model/host_cache.h"
#include "model/model_data.h"
#include "model/rotary.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <vector>

namespace plm {

namespace {

using Vector = std::vector<float>;

Vector decodeRow(const Matrix& matrix, int row) {
    Vector values(static_cast<std::size_t>(matrix.columns));
    matrix.format->decode(matrix.row(row), values.data(), values.size());
    return values;
}

double dot(const float* a, const float* b, std::size_t size) {
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return sum;
}

/// matrix · x for each vector of `inputs`; a row is decoded once for all of them.
std::vector<Vector> multiply(const Matrix& matrix, const std::vector<Vector>& inputs) {
    std::vector<Vector> outputs(inputs.size(), Vector(static_cast<std::size_t>(matrix.rows)));
    for (int row = 0; row < matrix.rows; ++row) {
        const Vector weights = decodeRow(matrix, row);
        for (std::size_t t = 0; t < inputs.size(); ++t)
            outputs[t][static_cast<std::size_t>(row)] =
                static_cast<float>(dot(weights.data(), inputs[t].data(), weights.size()));
    }
    return outputs;
}

void normalise(const float* x, const Vector& weight, float epsilon, float* out) {
    const double scale =
        1.0 / std::sqrt(dot(x, x, weight.size()) / static_cast<double>(weight.size()) + epsilon);
    for (std::size_t i = 0; i < weight.size(); ++i)
        out[i] = static_cast<float>(x[i] * scale) * weight[i];
}

std::vector<Vector> normalised(const std::vector<Vector>& inputs, const Vector& weight, float epsilon) {
    std::vector<Vector> outputs(inputs.size(), Vector(weight.size()));
    for (std::size_t t = 0; t < inputs.size(); ++t)
        normalise(inputs[t].data(), weight, epsilon, outputs[t].data());
    return outputs;
}

void add(std::vector<Vector>& sums, const std::vector<Vector>& terms) {
    for (std::size_t t = 0; t < sums.size(); ++t)
        for (std::size_t i = 0; i < sums[t].size(); ++i)
            sums[t][i] += terms[t][i];
}

void softmax(Vector& scores) {
    const float largest = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (float& score : scores) {
        score = std::exp(score - largest);
        sum += score;
    }
    for (float& score : scores)
        score = static_cast<float>(score / sum);
}

class ReferenceExecutor final : public Executor {
public:
    explicit ReferenceExecutor(const Model& model)
        : m_hyper(model.info().hyper),
          m_weights(model.data().weights),
          m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase) {
        m_counters.activeNeurons.resize(static_cast<std::size_t>(m_hyper.layers));
    }

    Status evaluate(const Batch& batch, LatentCache& cache) override;
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return HostCache::create(m_hyper, capacity, type);
    }
    [[nodiscard]] const Counters& counters() const override { return m_counters; }
    [[nodiscard]] int threads() const override { return 1; }
    [[nodiscard]] bool skipsZeros() const override { return false; }

private:
    std::vector<Vector> embed(std::span<const TokenId> tokens);
    std::vector<Vector> attend(int layer, const std::vector<Vector>& x, HostCache& cache);
    void storeLatents(int layer, const std::vector<Vector>& latents, HostCache& cache);
    std::vector<Vector> cachedLatents(int layer, int count, const HostCache& cache) const;
    Vector attendHead(int head, const float* query, std::size_t visible, const std::vector<Vector>& latents,
                      const std::vector<Vector>& keyValues) const;
    std::vector<Vector> feedForward(int layer, const std::vector<Vector>& x);
    void writeLogits(const Batch& batch, const std::vector<Vector>& x);

    const HyperParameters& m_hyper;
    const Weights& m_weights;
    RotaryTable m_rotary;
    Counters m_counters;
    PartClock m_clock{m_counters};
};

Status ReferenceExecutor::evaluate(const Batch& batch, LatentCache& cache) {
    const int tokens = static_cast<int>(batch.tokens.size());
    m_clock.start();
    m_rotary.prepare(cache.size(), tokens);
    std::vector<Vector> x = embed(batch.tokens);
    m_clock.lap(Part::Embedding);
    for (int layer = 0; layer < m_hyper.layers; ++layer) {
        if (batch.stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Reading was cancelled.");
        add(x, attend(layer, x, HostCache::of(cache)));
        add(x, feedForward(layer, x));
        if (batch.onLayer)
            batch.onLayer(layer + 1);
    }
    cache.resize(cache.size() + tokens);
    m_counters.tokens += batch.tokens.size();
    writeLogits(batch, x);
    m_clock.lap(Part::Head);
    return {};
}

std::vector<Vector> ReferenceExecutor::embed(std::span<const TokenId> tokens) {
    m_counters.addWeights(Part::Embedding, tokens.size() * m_weights.embedding.rowBytes());
    std::vector<Vector> x;
    for (const TokenId token : tokens)
        x.push_back(decodeRow(m_weights.embedding, token));
    return x;
}

std::vector<Vector> ReferenceExecutor::attend(int layer, const std::vector<Vector>& x, HostCache& cache) {
    const LayerWeights& w = m_weights.layers[static_cast<std::size_t>(layer)];
    const std::vector<Vector> h = normalised(x, w.attentionNorm, m_hyper.normEpsilon);
    std::vector<Vector> queries = multiply(w.query, h);
    storeLatents(layer, multiply(w.latent, h), cache);
    m_clock.lap(Part::Projections);
    const std::vector<Vector> latents =
        cachedLatents(layer, cache.size() + static_cast<int>(x.size()), cache);
    const std::vector<Vector> keyValues = multiply(w.keyValue, latents);

    const int queryWidth = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
    std::vector<Vector> mixed(x.size());
    for (std::size_t t = 0; t < x.size(); ++t)
        for (int head = 0; head < m_hyper.heads; ++head) {
            float* query = queries[t].data() + head * queryWidth;
            m_rotary.rotate(static_cast<int>(t), query + m_hyper.noPositionWidth);
            const Vector value =
                attendHead(head, query, static_cast<std::size_t>(cache.size()) + t + 1, latents, keyValues);
            mixed[t].insert(mixed[t].end(), value.begin(), value.end());
        }
    m_clock.lap(Part::Attention);
    m_counters.addWeights(Part::Projections, w.query.bytes() + w.latent.bytes() + w.output.bytes());
    m_counters.addWeights(Part::Attention, w.keyValue.bytes());
    m_counters.cacheBytes += latents.size() * cache.rowBytes();
    const std::vector<Vector> output = multiply(w.output, mixed);
    m_clock.lap(Part::Projections);
    return output;
}

void ReferenceExecutor::storeLatents(int layer, const std::vector<Vector>& latents, HostCache& cache) {
    const Vector& norm = m_weights.layers[static_cast<std::size_t>(layer)].latentNorm;
    for (std::size_t t = 0; t < latents.size(); ++t) {
        Vector row = latents[t];
        normalise(latents[t].data(), norm, m_hyper.normEpsilon, row.data());
        m_rotary.rotate(static_cast<int>(t), row.data() + m_hyper.latentRank);
        cache.store(layer, cache.size() + static_cast<int>(t), row.data());
    }
}

/// `count` cached tokens as float32, r+p values each.
std::vector<Vector> ReferenceExecutor::cachedLatents(int layer, int count, const HostCache& cache) const {
    std::vector<Vector> latents(static_cast<std::size_t>(count),
                                Vector(static_cast<std::size_t>(cache.rowForm().width())));
    for (int s = 0; s < count; ++s)
        cache.load(layer, s, latents[static_cast<std::size_t>(s)].data());
    return latents;
}

/// One head of one token over the first `visible` cached tokens: v values.
Vector ReferenceExecutor::attendHead(int head, const float* query, std::size_t visible,
                                     const std::vector<Vector>& latents,
                                     const std::vector<Vector>& keyValues) const {
    const auto n = static_cast<std::size_t>(m_hyper.noPositionWidth);
    const auto p = static_cast<std::size_t>(m_hyper.rotaryWidth);
    const auto v = static_cast<std::size_t>(m_hyper.valueWidth);
    const std::size_t first = static_cast<std::size_t>(head) * (n + v);
    Vector scores(visible);
    for (std::size_t s = 0; s < visible; ++s) {
        const double content = dot(query, keyValues[s].data() + first, n);
        const double place = dot(query + n, latents[s].data() + m_hyper.latentRank, p);
        scores[s] = static_cast<float>((content + place) / std::sqrt(static_cast<double>(n + p)));
    }
    softmax(scores);
    Vector value(v);
    for (std::size_t i = 0; i < v; ++i) {
        double sum = 0;
        for (std::size_t s = 0; s < visible; ++s)
            sum += static_cast<double>(scores[s]) * static_cast<double>(keyValues[s][first + n + i]);
        value[i] = static_cast<float>(sum);
    }
    return value;
}

std::vector<Vector> ReferenceExecutor::feedForward(int layer, const std::vector<Vector>& x) {
    const LayerWeights& w = m_weights.layers[static_cast<std::size_t>(layer)];
    std::vector<Vector> neurons = multiply(w.up, normalised(x, w.feedForwardNorm, m_hyper.normEpsilon));
    for (Vector& token : neurons)
        for (float& neuron : token) {
            neuron = neuron > 0 ? neuron * neuron : 0;
            m_counters.activeNeurons[static_cast<std::size_t>(layer)] += neuron > 0 ? 1 : 0;
        }
    m_clock.lap(Part::Up);
    m_counters.addWeights(Part::Up, w.up.bytes());
    m_counters.addWeights(Part::Down, w.down.bytes());
    const std::vector<Vector> output = multiply(w.down, neurons);
    m_clock.lap(Part::Down);
    return output;
}

void ReferenceExecutor::writeLogits(const Batch& batch, const std::vector<Vector>& x) {
    const WantedLogits wanted = wantedLogits(batch, m_hyper.vocabulary);
    if (wanted.count == 0)
        return;
    m_counters.addWeights(Part::Head, m_weights.head.bytes());
    const std::vector<Vector> last(x.begin() + wanted.first, x.begin() + wanted.first + wanted.count);
    const std::vector<Vector> logits =
        multiply(m_weights.head, normalised(last, m_weights.outputNorm, m_hyper.normEpsilon));
    for (std::size_t t = 0; t < logits.size(); ++t)
        std::copy(logits[t].begin(), logits[t].end(),
                  batch.logits.begin() + static_cast<std::ptrdiff_t>(t * logits[t].size()));
}

Result<std::unique_ptr<Executor>> make(const Model& model, const SessionOptions& options,
                                       const WeightLoading& loading) {
    if (auto room = HostCache::check(model.info().hyper, options.contextLength, options.cache); !room)
        return tl::unexpected(room.error());
    if (auto read = readInPlace(model, loading); !read)
        return tl::unexpected(read.error());
    return std::make_unique<ReferenceExecutor>(model);
}

} // namespace

constinit const ExecutorPlug kReferenceExecutor{
    .name = "reference",
    .words = "Reference",
    .llamaBenchBackend = "CPU",
    .hasFlashAttention = false,
    .check = [] { return Status(); },
    .make = make,
    .need = needInPlace,
    .pass = passInPlace,
};

} // namespace plm
