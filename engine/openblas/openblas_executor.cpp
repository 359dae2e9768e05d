// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openblas/openblas_executor.h"

#include "model/model_data.h"
#include "model/part_clock.h"
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

class OpenBlasExecutor final : public Executor {
public:
    OpenBlasExecutor(const Model& model, const Blas& blas, int threads)
        : m_hyper(model.info().hyper),
          m_weights(model.data().weights),
          m_pool(std::min(threads > 0 ? threads : defaultThreads(), blas.mostThreads())),
          m_multiplier(blas, m_pool),
          m_attention(m_hyper, blas, m_pool),
          m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase),
          m_blas(blas) {
        m_counters.activeNeurons.resize(static_cast<std::size_t>(m_hyper.layers));
    }

    Status evaluate(const Batch& batch, LatentCache& cache) override;
    [[nodiscard]] const Counters& counters() const override { return m_counters; }
    [[nodiscard]] int threads() const override { return m_pool.threads(); }
    [[nodiscard]] bool skipsZeros() const override { return false; }

private:
    Status evaluateLayers(const Batch& batch, LatentCache& cache);
    void embed(std::span<const TokenId> tokens);
    void attend(int layer, LatentCache& cache);
    void storeLatents(int layer, LatentCache& cache);
    void turnQueries();
    void feedForward(int layer);
    std::uint64_t squaredRelu();
    void normalise(const std::vector<float>& weight);
    void linear(const Matrix& matrix, const Activations& inputs, Activations& outputs);
    void addResult();
    void writeLogits(const Batch& batch);
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
    Counters m_counters;
    PartClock m_clock{m_counters};
    // A row a token: the residual stream, its normalised copy, and each step's result.
    Activations m_x, m_normalised, m_queries, m_latents, m_mixed, m_neurons, m_result;
};

Status OpenBlasExecutor::evaluate(const Batch& batch, LatentCache& cache) {
    try {
        return evaluateLayers(batch, cache);
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory, "There is not enough memory for the activations of this prompt.");
    }
}

Status OpenBlasExecutor::evaluateLayers(const Batch& batch, LatentCache& cache) {
    const int tokens = static_cast<int>(batch.tokens.size());
    m_clock.start();
    m_blas.useOneThread(); // each time: another user of the library may have changed it
    m_rotary.prepare(cache.size(), tokens);
    embed(batch.tokens);
    m_clock.lap(Part::Embedding);
    for (int layer = 0; layer < m_hyper.layers; ++layer) {
        if (batch.stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Reading was cancelled.");
        attend(layer, cache);
        feedForward(layer);
        if (batch.onLayer)
            batch.onLayer(layer + 1);
    }
    writeLogits(batch);
    m_clock.lap(Part::Head);
    cache.resize(cache.size() + tokens);
    m_counters.tokens += batch.tokens.size();
    return {};
}

void OpenBlasExecutor::embed(std::span<const TokenId> tokens) {
    m_x.shape(static_cast<int>(tokens.size()), m_hyper.embedding);
    for (std::size_t t = 0; t < tokens.size(); ++t)
        m_weights.embedding.format->decode(m_weights.embedding.row(tokens[t]), m_x.row(static_cast<int>(t)),
                                           static_cast<std::size_t>(m_hyper.embedding));
    m_counters.addWeights(Part::Embedding, tokens.size() * m_weights.embedding.rowBytes());
}

void OpenBlasExecutor::attend(int layer, LatentCache& cache) {
    const LayerWeights& w = m_weights.layers[static_cast<std::size_t>(layer)];
    normalise(w.attentionNorm);
    linear(w.query, m_normalised, m_queries);
    linear(w.latent, m_normalised, m_latents);
    storeLatents(layer, cache);
    turnQueries();
    m_mixed.shape(m_x.rows(), m_hyper.heads * m_hyper.valueWidth);
    m_clock.lap(Part::Projections);
    m_attention.attend({&w.keyValue, &cache, layer, cache.size(), m_queries.view()}, m_mixed);
    m_clock.lap(Part::Attention);
    linear(w.output, m_mixed, m_result);
    addResult();
    m_clock.lap(Part::Projections);
    m_counters.addWeights(Part::Projections, w.query.bytes() + w.latent.bytes() + w.output.bytes());
    m_counters.addWeights(Part::Attention, w.keyValue.bytes());
    m_counters.cacheBytes += static_cast<std::size_t>(cache.size() + m_x.rows()) * cache.rowBytes();
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

void OpenBlasExecutor::storeLatents(int layer, LatentCache& cache) {
    const std::vector<float>& norm = m_weights.layers[static_cast<std::size_t>(layer)].latentNorm;
    forEachToken([&](int token) {
        float* row = m_latents.row(token);
        rmsNorm(row, norm, m_hyper.normEpsilon, row);
        m_rotary.rotate(token, row + m_hyper.latentRank);
        cache.store(layer, cache.size() + token, row);
    });
}

void OpenBlasExecutor::turnQueries() {
    const int width = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
    forEachToken([&](int token) {
        for (int head = 0; head < m_hyper.heads; ++head)
            m_rotary.rotate(token, m_queries.row(token) + head * width + m_hyper.noPositionWidth);
    });
}

void OpenBlasExecutor::feedForward(int layer) {
    const LayerWeights& w = m_weights.layers[static_cast<std::size_t>(layer)];
    normalise(w.feedForwardNorm);
    linear(w.up, m_normalised, m_neurons);
    m_counters.activeNeurons[static_cast<std::size_t>(layer)] += squaredRelu();
    m_clock.lap(Part::Up);
    linear(w.down, m_neurons, m_result);
    addResult();
    m_clock.lap(Part::Down);
    m_counters.addWeights(Part::Up, w.up.bytes());
    m_counters.addWeights(Part::Down, w.down.bytes());
}

/// max(0, x)² in place. Returns how many are above zero.
std::uint64_t OpenBlasExecutor::squaredRelu() {
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
    return active;
}

void OpenBlasExecutor::normalise(const std::vector<float>& weight) {
    m_normalised.shape(m_x.rows(), m_hyper.embedding);
    forEachToken(
        [&](int token) { rmsNorm(m_x.row(token), weight, m_hyper.normEpsilon, m_normalised.row(token)); });
}

void OpenBlasExecutor::linear(const Matrix& matrix, const Activations& inputs, Activations& outputs) {
    outputs.shape(inputs.rows(), matrix.rows);
    m_multiplier.multiply(matrix, inputs.view(), outputs.target());
}

void OpenBlasExecutor::addResult() {
    forEachToken([&](int token) {
        float* sum = m_x.row(token);
        const float* term = m_result.row(token);
        for (int i = 0; i < m_hyper.embedding; ++i)
            sum[i] += term[i];
    });
}

void OpenBlasExecutor::writeLogits(const Batch& batch) {
    const WantedLogits wanted = wantedLogits(batch, m_hyper.vocabulary);
    if (wanted.count == 0)
        return;
    normalise(m_weights.outputNorm);
    m_counters.addWeights(Part::Head, m_weights.head.bytes());
    m_multiplier.multiply(m_weights.head, m_normalised.view().from(wanted.first, wanted.count),
                          {batch.logits.data(), m_hyper.vocabulary});
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
    return std::make_unique<OpenBlasExecutor>(model, **blas, threads);
}

} // namespace plm
