// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "toy/toy_executor.h"

#include "forward/forward_executor.h"
#include "model/model_data.h"
#include "model/rotary.h"
#include "toy/toy_cache.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace plm::toy {

namespace {

using Vector = std::vector<float>;
using Rows = std::vector<Vector>; // one a token

float dot(const float* a, const float* b, int size) {
    double sum = 0;
    for (int i = 0; i < size; ++i)
        sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    return static_cast<float>(sum);
}

Vector decoded(const Matrix& matrix, int row) {
    Vector values(static_cast<std::size_t>(matrix.columns));
    matrix.format->decode(matrix.row(row), values.data(), values.size());
    return values;
}

Vector normal(const Vector& x, const Vector& weight, float epsilon) {
    const auto size = static_cast<int>(weight.size());
    const float scale = 1 / std::sqrt(dot(x.data(), x.data(), size) / static_cast<float>(size) + epsilon);
    Vector result = x; // what is behind the norm's width stays
    for (std::size_t i = 0; i < weight.size(); ++i)
        result[i] = x[i] * scale * weight[i];
    return result;
}

void softmax(Vector& scores) {
    const float largest = *std::max_element(scores.begin(), scores.end());
    double sum = 0;
    for (float& score : scores)
        sum += static_cast<double>(score = std::exp(score - largest));
    for (float& score : scores)
        score /= static_cast<float>(sum);
}

class ToyBackend final : public Backend {
public:
    explicit ToyBackend(const Model& model)
        : m_hyper(model.info().hyper),
          m_weights(model.data().weights),
          m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase) {}

    void begin(const BackendBatch& batch) override {
        m_recorded.clear();
        m_batch = batch;
        m_cache = static_cast<ToyCache*>(batch.cache);
        m_start = m_cache->size();
        m_rotary.prepare(m_start, static_cast<int>(batch.tokens.size()));
    }
    void embed() override {
        m_batch.counters->addWeights(Part::Embedding, m_batch.tokens.size() * m_weights.embedding.rowBytes());
        m_recorded.push_back([this] {
            m_residual.clear();
            for (const TokenId token : m_batch.tokens)
                m_residual.push_back(decoded(m_weights.embedding, token));
        });
    }
    void normalise(LayerNorm norm, int layer) override {
        const Vector& weight =
            norm == LayerNorm::Attention ? at(layer).attentionNorm : at(layer).feedForwardNorm;
        m_recorded.push_back([this, &weight] { m_normalised = normalised(m_residual, weight); });
    }
    void multiply(Product product, int layer) override {
        const LayerWeights& w = at(layer);
        switch (product) {
        case Product::Query:
            return record(Part::Projections, w.query, m_normalised, m_queries);
        case Product::Latent:
            return record(Part::Projections, w.latent, m_normalised, m_latents);
        case Product::AttentionOutput:
            record(Part::Projections, w.output, m_mixed, m_result);
            return recordSum();
        case Product::Up:
            return record(Part::Up, w.up, m_normalised, m_neurons);
        case Product::Down:
            record(Part::Down, w.down, m_neurons, m_result);
            return recordSum();
        }
    }
    void storeLatents(int layer) override {
        m_recorded.push_back([this, layer] { store(layer); });
    }
    void attend(int layer) override {
        m_batch.counters->addWeights(Part::Attention, at(layer).keyValue.bytes());
        m_batch.counters->cacheBytes +=
            (static_cast<std::size_t>(m_start) + m_batch.tokens.size()) * m_cache->rowBytes();
        m_recorded.push_back([this, layer] { mix(layer); });
    }
    void squaredRelu(int layer) override {
        m_recorded.push_back([this, layer] {
            for (Vector& token : m_neurons)
                for (float& neuron : token) {
                    neuron = neuron > 0 ? neuron * neuron : 0;
                    m_batch.counters->activeNeurons[static_cast<std::size_t>(layer)] += neuron > 0 ? 1 : 0;
                }
        });
    }
    void head(const WantedLogits& wanted, std::span<float> logits) override {
        m_batch.counters->addWeights(Part::Head, m_weights.head.bytes());
        m_recorded.push_back([this, wanted, logits] {
            const auto first = m_residual.begin() + wanted.first;
            const Rows rows =
                product(m_weights.head, normalised({first, first + wanted.count}, m_weights.outputNorm));
            for (std::size_t t = 0; t < rows.size(); ++t)
                std::copy(rows[t].begin(), rows[t].end(),
                          logits.begin() + static_cast<std::ptrdiff_t>(t * rows[t].size()));
        });
    }
    Status finish() override {
        for (const auto& operation : m_recorded)
            operation();
        return {};
    }
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return std::make_unique<ToyCache>(m_hyper, capacity, type);
    }
    [[nodiscard]] int alikeTogether() const override { return 16; } // each token stands for itself
    [[nodiscard]] int threads() const override { return 1; }
    [[nodiscard]] bool skipsZeros() const override { return false; }

private:
    [[nodiscard]] const LayerWeights& at(int layer) const {
        return m_weights.layers[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] Rows normalised(const Rows& rows, const Vector& weight) const {
        Rows result;
        for (const Vector& row : rows)
            result.push_back(normal(row, weight, m_hyper.normEpsilon));
        return result;
    }
    [[nodiscard]] static Rows product(const Matrix& matrix, const Rows& inputs) {
        Rows outputs(inputs.size(), Vector(static_cast<std::size_t>(matrix.rows)));
        for (int row = 0; row < matrix.rows; ++row) {
            const Vector weights = decoded(matrix, row);
            for (std::size_t t = 0; t < inputs.size(); ++t)
                outputs[t][static_cast<std::size_t>(row)] =
                    dot(weights.data(), inputs[t].data(), matrix.columns);
        }
        return outputs;
    }
    void record(Part part, const Matrix& matrix, const Rows& inputs, Rows& outputs) {
        m_batch.counters->addWeights(part, matrix.bytes());
        m_recorded.push_back([&matrix, &inputs, &outputs] { outputs = product(matrix, inputs); });
    }
    void recordSum() {
        m_recorded.push_back([this] {
            for (std::size_t t = 0; t < m_residual.size(); ++t)
                std::transform(m_residual[t].begin(), m_residual[t].end(), m_result[t].begin(),
                               m_residual[t].begin(), std::plus<>());
        });
    }
    void store(int layer) {
        const int width = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
        for (std::size_t t = 0; t < m_latents.size(); ++t) {
            const auto index = static_cast<int>(t);
            Vector row = normal(m_latents[t], at(layer).latentNorm, m_hyper.normEpsilon);
            m_rotary.rotate(index, row.data() + m_hyper.latentRank);
            m_cache->store(layer, m_start + index, row.data());
            for (int head = 0; head < m_hyper.heads; ++head)
                m_rotary.rotate(index, m_queries[t].data() + head * width + m_hyper.noPositionWidth);
        }
    }
    void mix(int layer) {
        Rows latents;
        for (int s = 0; s < m_start + static_cast<int>(m_queries.size()); ++s)
            latents.push_back(m_cache->load(layer, s));
        const Rows keyValues = product(at(layer).keyValue, latents);
        m_mixed.assign(m_queries.size(), {});
        for (std::size_t t = 0; t < m_queries.size(); ++t)
            for (int head = 0; head < m_hyper.heads; ++head)
                mixHead(head, t, latents, keyValues);
    }
    void mixHead(int head, std::size_t t, const Rows& latents, const Rows& keyValues) {
        const int n = m_hyper.noPositionWidth, p = m_hyper.rotaryWidth, v = m_hyper.valueWidth;
        const float* query = m_queries[t].data() + head * (n + p);
        Vector scores(static_cast<std::size_t>(m_start) + t + 1);
        for (std::size_t s = 0; s < scores.size(); ++s)
            scores[s] = (dot(query, keyValues[s].data() + head * (n + v), n) +
                         dot(query + n, latents[s].data() + m_hyper.latentRank, p)) /
                        std::sqrt(static_cast<float>(n + p));
        softmax(scores);
        for (int i = 0; i < v; ++i) {
            double sum = 0;
            for (std::size_t s = 0; s < scores.size(); ++s)
                sum += static_cast<double>(scores[s]) *
                       static_cast<double>(keyValues[s][static_cast<std::size_t>(head * (n + v) + n + i)]);
            m_mixed[t].push_back(static_cast<float>(sum));
        }
    }

    const HyperParameters m_hyper;
    const Weights& m_weights;
    RotaryTable m_rotary;
    std::vector<std::function<void()>> m_recorded;
    BackendBatch m_batch;
    ToyCache* m_cache = nullptr; ///< the batch's
    int m_start = 0;             ///< position of the batch's first token
    Rows m_residual, m_normalised, m_queries, m_latents, m_mixed, m_neurons, m_result;
};

Result<std::unique_ptr<Executor>> make(const Model& model, const SessionOptions& /*options*/,
                                       const WeightLoading& loading) {
    if (auto read = readInPlace(model, loading); !read)
        return tl::unexpected(read.error());
    return std::make_unique<ForwardExecutor>(model.info().hyper, std::make_unique<ToyBackend>(model));
}

} // namespace

constinit const ExecutorPlug kToyExecutor{
    .name = "toy",
    .words = "Toy",
    .llamaBenchBackend = "CPU",
    .hasFlashAttention = false,
    .check = [] { return Status(); },
    .make = make,
    .need = needInPlace,
    .pass = passInPlace,
};

} // namespace plm::toy
