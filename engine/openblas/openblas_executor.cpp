// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openblas/openblas_executor.h"

#include "forward/forward_executor.h"
#include "model/host_cache.h"
#include "model/model_data.h"
#include "model/rotary.h"
#include "openblas/dense_attention.h"
#include "threads/thread_count.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <new>

namespace plm {

namespace {

using namespace openblas;

class OpenBlasBackend final : public Backend {
public:
    OpenBlasBackend(const Model& model, const Blas& blas, int threads)
        : m_hyper(model.info().hyper),
          m_weights(model.data().weights),
          m_pool(std::min(threads > 0 ? threads : defaultThreads(), blas.mostThreads())),
          m_multiplier(blas, m_pool),
          m_attention(m_hyper, blas, m_pool),
          m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase),
          m_blas(blas) {}

    void begin(const BackendBatch& batch) override;
    void embed() override;
    void normalise(LayerNorm norm, int layer) override;
    void multiply(Product product, int layer) override;
    void storeLatents(int layer) override;
    void attend(int layer) override;
    void squaredRelu(int layer) override;
    void head(const WantedLogits& wanted, std::span<float> logits) override;
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return HostCache::create(m_hyper, capacity, type);
    }
    [[nodiscard]] int threads() const override { return m_pool.threads(); }
    [[nodiscard]] bool skipsZeros() const override { return false; }
    void addRegions(std::vector<MemoryRegion>& regions) const override;

private:
    [[nodiscard]] const LayerWeights& weights(int layer) const {
        return m_weights.layers[static_cast<std::size_t>(layer)];
    }
    void normalise(const std::vector<float>& weight);
    void linear(Part part, const Matrix& matrix, const Activations& inputs, Activations& outputs);
    void addResult();
    /// Calls work(token) for every token of the batch, tokens shared out between threads.
    template <class Work>
    void forEachToken(const Work& work) {
        m_pool.parallel(m_x.rows(), 1, [&](int begin, int end, int) {
            for (int token = begin; token < end; ++token)
                work(token);
        });
    }

    const HyperParameters m_hyper;
    const Weights& m_weights;
    ThreadPool m_pool;
    PanelMultiplier m_multiplier;
    DenseAttention m_attention;
    RotaryTable m_rotary;
    const Blas& m_blas;
    BackendBatch m_batch;
    HostCache* m_cache = nullptr; ///< the batch's
    // A row a token: the residual stream, its normalised copy, and each step's result.
    Activations m_x, m_normalised, m_queries, m_latents, m_mixed, m_neurons, m_result;
};

void OpenBlasBackend::begin(const BackendBatch& batch) {
    m_batch = batch;
    m_cache = &HostCache::of(*batch.cache);
    m_blas.useOneThread(); // each time: another user of the library may have changed it
    m_rotary.prepare(batch.cache->size(), static_cast<int>(batch.tokens.size()));
}

void OpenBlasBackend::addRegions(std::vector<MemoryRegion>& regions) const {
    m_multiplier.addRegions(regions);
    m_attention.addRegions(regions);
    m_rotary.addRegions(regions);
    for (const Activations* rows :
         {&m_x, &m_normalised, &m_queries, &m_latents, &m_mixed, &m_neurons, &m_result})
        rows->addRegions(regions);
}

void OpenBlasBackend::embed() {
    const std::span<const TokenId> tokens = m_batch.tokens;
    m_x.shape(static_cast<int>(tokens.size()), m_hyper.embedding);
    for (std::size_t t = 0; t < tokens.size(); ++t)
        m_weights.embedding.format->decode(m_weights.embedding.row(tokens[t]), m_x.row(static_cast<int>(t)),
                                           static_cast<std::size_t>(m_hyper.embedding));
    m_batch.counters->addWeights(Part::Embedding, tokens.size() * m_weights.embedding.rowBytes());
}

void OpenBlasBackend::normalise(LayerNorm norm, int layer) {
    normalise(norm == LayerNorm::Attention ? weights(layer).attentionNorm : weights(layer).feedForwardNorm);
}

void OpenBlasBackend::multiply(Product product, int layer) {
    const LayerWeights& w = weights(layer);
    switch (product) {
    case Product::Query:
        return linear(Part::Projections, w.query, m_normalised, m_queries);
    case Product::Latent:
        return linear(Part::Projections, w.latent, m_normalised, m_latents);
    case Product::AttentionOutput:
        linear(Part::Projections, w.output, m_mixed, m_result);
        return addResult();
    case Product::Up:
        return linear(Part::Up, w.up, m_normalised, m_neurons);
    case Product::Down:
        linear(Part::Down, w.down, m_neurons, m_result);
        return addResult();
    }
}

void OpenBlasBackend::attend(int layer) {
    const HostCache& cache = *m_cache;
    const Matrix& keyValue = weights(layer).keyValue;
    m_mixed.shape(m_x.rows(), m_hyper.heads * m_hyper.valueWidth);
    m_attention.attend({&keyValue, &cache, layer, cache.size(), m_queries.view()}, m_mixed);
    m_batch.counters->addWeights(Part::Attention, keyValue.bytes());
    m_batch.counters->cacheBytes += static_cast<std::size_t>(cache.size() + m_x.rows()) * cache.rowBytes();
}

/// out = x · weight / rms(x); the sum of squares in double.
void rmsNorm(const float* x, const std::vector<float>& weight, float epsilon, float* out) {
    double squares = 0;
    for (std::size_t i = 0; i < weight.size(); ++i)
        squares += static_cast<double>(x[i]) * static_cast<double>(x[i]);
    const double mean = squares / static_cast<double>(weight.size());
    const auto scale = static_cast<float>(1.0 / std::sqrt(mean + static_cast<double>(epsilon)));
    for (std::size_t i = 0; i < weight.size(); ++i)
        out[i] = x[i] * scale * weight[i];
}

void OpenBlasBackend::storeLatents(int layer) {
    const std::vector<float>& norm = weights(layer).latentNorm;
    HostCache& cache = *m_cache;
    const int width = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
    forEachToken([&](int token) {
        float* row = m_latents.row(token);
        rmsNorm(row, norm, m_hyper.normEpsilon, row);
        m_rotary.rotate(token, row + m_hyper.latentRank);
        cache.store(layer, cache.size() + token, row);
        for (int head = 0; head < m_hyper.heads; ++head)
            m_rotary.rotate(token, m_queries.row(token) + head * width + m_hyper.noPositionWidth);
    });
}

/// max(0, x)² in place; counts what is above zero.
void OpenBlasBackend::squaredRelu(int layer) {
    std::atomic<std::uint64_t> active = 0;
    forEachToken([&](int token) {
        float* neurons = m_neurons.row(token);
        std::uint64_t count = 0;
        for (int i = 0; i < m_hyper.feedForward; ++i) {
            const float positive = neurons[i] > 0 ? neurons[i] : 0.0F;
            neurons[i] = positive * positive;
            count += neurons[i] != 0.0F ? 1 : 0;
        }
        active += count;
    });
    m_batch.counters->activeNeurons[static_cast<std::size_t>(layer)] += active;
}

void OpenBlasBackend::normalise(const std::vector<float>& weight) {
    m_normalised.shape(m_x.rows(), m_hyper.embedding);
    forEachToken(
        [&](int token) { rmsNorm(m_x.row(token), weight, m_hyper.normEpsilon, m_normalised.row(token)); });
}

void OpenBlasBackend::linear(Part part, const Matrix& matrix, const Activations& inputs,
                             Activations& outputs) {
    outputs.shape(inputs.rows(), matrix.rows);
    m_multiplier.multiply(matrix, inputs.view(), outputs.target());
    m_batch.counters->addWeights(part, matrix.bytes());
}

void OpenBlasBackend::addResult() {
    forEachToken([&](int token) {
        float* sum = m_x.row(token);
        const float* term = m_result.row(token);
        for (int i = 0; i < m_hyper.embedding; ++i)
            sum[i] += term[i];
    });
}

void OpenBlasBackend::head(const WantedLogits& wanted, std::span<float> logits) {
    normalise(m_weights.outputNorm);
    m_multiplier.multiply(m_weights.head, m_normalised.view().from(wanted.first, wanted.count),
                          {logits.data(), m_hyper.vocabulary});
    m_batch.counters->addWeights(Part::Head, m_weights.head.bytes());
}

} // namespace

Status checkOpenBlas() {
    const auto blas = Blas::load();
    return blas ? Status() : tl::unexpected(blas.error());
}

Result<std::unique_ptr<Executor>> makeOpenBlasExecutor(const Model& model, int threads) {
    const auto blas = Blas::load();
    if (!blas)
        return tl::unexpected(blas.error());
    return std::make_unique<ForwardExecutor>(model.info().hyper,
                                             std::make_unique<OpenBlasBackend>(model, **blas, threads));
}

} // namespace plm
