// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/cpu_executor.h"

#include "cpu/attention/attention.h"
#include "cpu/layout/kept_weights.h"
#include "cpu/pass_need.h"
#include "forward/forward_executor.h"
#include "model/host_cache.h"
#include "model/latent_cache.h"
#include "model/model_data.h"
#include "model/number_check.h"
#include "model/rotary.h"
#include "threads/thread_count.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <new>
#include <utility>

namespace plm {

namespace {

using namespace cpu;

class CpuBackend final : public GivesResidual, public KeepsWeights {
public:
    static Result<std::unique_ptr<CpuBackend>> create(const ModelPart& part, int threads, bool sparse,
                                                      const WeightLoading& loading,
                                                      std::shared_ptr<const ThreadLimit> limit) {
        auto pool = std::make_unique<ThreadPool>(threads > 0 ? threads : defaultThreads(), std::move(limit));
        const WeightPlan plan(*part.weights, part.hyper);
        const WeightSource source = sourceOf(*part.file, plan);
        auto weights = loadWeights(part, plan, source, loading, *pool);
        if (!weights)
            return tl::unexpected(weights.error());
        return std::unique_ptr<CpuBackend>(
            new CpuBackend(part, std::move(*weights), source, std::move(pool), sparse));
    }

    void begin(const BackendBatch& batch) override;
    void embed() override;
    void normalise(LayerNorm norm, int layer) override;
    void multiply(Product product, int layer) override;
    void storeLatents(int layer) override;
    void attend(int layer) override;
    void squaredRelu(int layer) override;
    void head(const WantedLogits& wanted, std::span<float> logits) override;
    [[nodiscard]] ResidualRows residual() const override { return {m_x.row(0), m_x.stride()}; }
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return HostCache::create(m_hyper, capacity, type);
    }
    [[nodiscard]] int alikeTogether() const override;
    [[nodiscard]] int threads() const override { return m_pool.threads(); }
    [[nodiscard]] bool skipsZeros() const override {
        return m_sparse && std::all_of(m_laidOut.layers.begin(), m_laidOut.layers.end(),
                                       [](const LaidOutLayer& layer) { return layer.down.has_value(); });
    }
    [[nodiscard]] std::size_t laidOutBytes() const override { return m_laidOut.memory.size(); }
    void addRegions(std::vector<MemoryRegion>& regions) const override;
    [[nodiscard]] const KeepsWeights* keepsWeights() const override { return this; }

    [[nodiscard]] bool areKept() const override { return m_laidOut.kept; }
    [[nodiscard]] Status intact() const override { return m_laidOut.intact(); }
    [[nodiscard]] std::uint64_t keptBytes() const override {
        return m_source.bytes > 0 ? keptFileBytes(m_source.bytes) : 0;
    }
    Status keep(const std::filesystem::path& file, const std::stop_token& stop) const override {
        return writeKept(file, m_source, m_laidOut.memory, stop);
    }

private:
    CpuBackend(const ModelPart& part, LaidOutWeights weights, const WeightSource& source,
               std::unique_ptr<ThreadPool> pool, bool sparse)
        : m_hyper(part.hyper),
          m_ownWeights(part.weights),
          m_weights(*m_ownWeights),
          m_laidOut(std::move(weights)),
          m_source(source),
          m_sparse(sparse),
          m_kernels(bestKernels()),
          m_ownPool(std::move(pool)),
          m_pool(*m_ownPool),
          m_attention(m_hyper, m_kernels, m_pool),
          m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase) {
        for (int i = 0; i < m_pool.threads(); ++i)
            m_multipliers.emplace_back(m_kernels);
        m_sums.resize(static_cast<std::size_t>(m_pool.threads()), std::vector<float>(kSliceRows));
    }

    [[nodiscard]] const LaidOutLayer& laidOut(int layer) const {
        return m_laidOut.layers[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] const LayerWeights& weights(int layer) const {
        return m_weights.layers[static_cast<std::size_t>(layer)];
    }
    void normalise(const std::vector<float>& weight);
    void quantise(const ConstRows& inputs, std::size_t columns);
    void linear(const Linear& weights, const Products& products);
    void linear(const Linear& weights, Rows& outputs);
    void down(int layer);
    void downByNeuron(const NeuronMajor& down);
    std::uint32_t* masks(int token) { return m_masks.data() + static_cast<std::size_t>(token) * m_groups; }
    void addResult();

    const HyperParameters m_hyper;
    const std::shared_ptr<const Weights> m_ownWeights;
    const Weights& m_weights;
    const LaidOutWeights m_laidOut;
    const WeightSource m_source;
    const bool m_sparse;
    const Kernels& m_kernels;
    std::unique_ptr<ThreadPool> m_ownPool;
    ThreadPool& m_pool;
    Attention m_attention;
    RotaryTable m_rotary;
    std::vector<Multiplier> m_multipliers; ///< one a thread
    BackendBatch m_batch;
    HostCache* m_cache = nullptr; ///< the batch's
    // Activations, a row a token: the residual stream, its normalised copy, and each step's result.
    Rows m_x, m_normalised, m_queries, m_latents, m_mixed, m_neurons, m_result;
    ConstRows m_inputs; ///< what was given to quantise()
    QuantisedRows m_quantised;
    std::size_t m_groups = 0;               ///< of 32 neurons
    std::vector<std::uint32_t> m_masks;     ///< tokens × groups
    std::vector<std::uint32_t> m_anyToken;  ///< by group: neurons that any of the tokens needs
    std::vector<std::vector<float>> m_sums; ///< by thread: tokens × kSliceRows
};

void CpuBackend::begin(const BackendBatch& batch) {
    m_batch = batch;
    m_cache = &HostCache::of(*batch.cache);
    m_rotary.prepare(batch.cache->size(), static_cast<int>(batch.tokens.size()));
}

void CpuBackend::addRegions(std::vector<MemoryRegion>& regions) const {
    regions.push_back({m_laidOut.kept ? MemoryPart::KeptWeights : MemoryPart::LaidOutWeights,
                       reinterpret_cast<std::uintptr_t>(m_laidOut.memory.data()), m_laidOut.memory.size()});
    m_attention.addRegions(regions);
    m_rotary.addRegions(regions);
    for (const Multiplier& multiplier : m_multipliers)
        multiplier.addRegions(regions);
    for (const Rows* rows : {&m_x, &m_normalised, &m_queries, &m_latents, &m_mixed, &m_neurons, &m_result})
        rows->addRegions(regions);
    m_quantised.addRegions(regions);
    addRegion(regions, MemoryPart::Activations, m_masks);
    addRegion(regions, MemoryPart::Activations, m_anyToken);
    for (const std::vector<float>& sums : m_sums)
        addRegion(regions, MemoryPart::Activations, sums);
}

/// Expanded attention rounds otherwise than absorbed attention, which single tokens always take.
int CpuBackend::alikeTogether() const {
    constexpr int kMostAlike = 16; // that many the kernels promise
    int tokens = 1;
    while (tokens < kMostAlike && !expansionPays(m_hyper, tokens + 1))
        ++tokens;
    return tokens;
}

void CpuBackend::embed() {
    const std::span<const TokenId> tokens = m_batch.tokens;
    m_x.shape(static_cast<int>(tokens.size()), m_hyper.embedding);
    for (std::size_t t = 0; t < tokens.size(); ++t)
        m_multipliers[0].decodeRow(m_weights.embedding, tokens[t], m_x.row(static_cast<int>(t)));
    m_batch.counters->addWeights(Part::Embedding, tokens.size() * m_weights.embedding.rowBytes());
}

void CpuBackend::normalise(LayerNorm norm, int layer) {
    normalise(norm == LayerNorm::Attention ? weights(layer).attentionNorm : weights(layer).feedForwardNorm);
    quantise(m_normalised.view(), m_normalised.columns());
}

void CpuBackend::multiply(Product product, int layer) {
    const LaidOutLayer& c = laidOut(layer);
    switch (product) {
    case Product::Query:
        m_batch.counters->addWeights(Part::Projections, c.query.bytes());
        return linear(c.query, m_queries);
    case Product::Latent:
        m_batch.counters->addWeights(Part::Projections, c.latent.bytes());
        return linear(c.latent, m_latents);
    case Product::AttentionOutput:
        m_batch.counters->addWeights(Part::Projections, c.output.bytes());
        quantise(m_mixed.view(), m_mixed.columns());
        linear(c.output, m_result);
        return addResult();
    case Product::Up:
        m_batch.counters->addWeights(Part::Up, c.up.bytes());
        return linear(c.up, m_neurons);
    case Product::Down:
        down(layer);
        return addResult();
    }
}

void CpuBackend::attend(int layer) {
    m_mixed.shape(m_x.rows(), m_hyper.heads * m_hyper.valueWidth);
    const AttentionInput input{&laidOut(layer), m_cache, layer, m_cache->size(), m_queries.view()};
    m_attention.attend(input, m_mixed);
    m_batch.counters->addWeights(Part::Attention,
                                 laidOut(layer).keyValueBytes(m_hyper, expansionPays(m_hyper, m_x.rows())));
    m_batch.counters->cacheBytes += static_cast<std::size_t>(input.visible()) * m_cache->rowBytes();
}

float normScale(const float* x, std::size_t size, float epsilon) {
    double squares = 0;
    for (std::size_t i = 0; i < size; ++i)
        squares += static_cast<double>(x[i]) * static_cast<double>(x[i]);
    return static_cast<float>(1.0 /
                              std::sqrt(squares / static_cast<double>(size) + static_cast<double>(epsilon)));
}

void CpuBackend::storeLatents(int layer) {
    const std::vector<float>& norm = weights(layer).latentNorm;
    HostCache& cache = *m_cache;
    m_pool.parallel(m_latents.rows(), 1, [&](int begin, int end, int) {
        for (int t = begin; t < end; ++t) {
            float* row = m_latents.row(t);
            const float scale = normScale(row, norm.size(), m_hyper.normEpsilon);
            for (std::size_t i = 0; i < norm.size(); ++i)
                row[i] = row[i] * scale * norm[i];
            m_rotary.rotate(t, row + m_hyper.latentRank);
            cache.store(layer, cache.size() + t, row);
        }
    });
    const int width = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
    m_pool.parallel(m_queries.rows(), 1, [&](int begin, int end, int) {
        for (int t = begin; t < end; ++t)
            for (int head = 0; head < m_hyper.heads; ++head)
                m_rotary.rotate(t, m_queries.row(t) + head * width + m_hyper.noPositionWidth);
    });
}

/// max(0, x)² in place, with a mask of what is above zero and its count. Without skipping every neuron counts
/// as active for the kernel, which then adds zeros in the same order.
void CpuBackend::squaredRelu(int layer) {
    m_groups = m_neurons.stride() / kGroupNeurons;
    m_masks.resize(static_cast<std::size_t>(m_neurons.rows()) * m_groups);
    std::atomic<std::uint64_t> active = 0;
    m_pool.parallel(m_neurons.rows(), 1, [&](int begin, int end, int) {
        for (int t = begin; t < end; ++t) {
            m_kernels.squaredRelu(m_neurons.row(t), m_groups, masks(t));
            std::uint64_t count = 0;
            for (std::size_t g = 0; g < m_groups; ++g)
                count += static_cast<std::uint64_t>(std::popcount(masks(t)[g]));
            active += count;
            if (!m_sparse || !m_batch.skipZeros)
                std::fill_n(masks(t), m_groups, ~std::uint32_t{0});
        }
    });
    m_batch.counters->activeNeurons[static_cast<std::size_t>(layer)] += active;
}

void CpuBackend::normalise(const std::vector<float>& weight) {
    m_normalised.shape(m_x.rows(), static_cast<int>(weight.size()));
    m_pool.parallel(m_x.rows(), 1, [&](int begin, int end, int) {
        for (int t = begin; t < end; ++t) {
            const float scale = normScale(m_x.row(t), weight.size(), m_hyper.normEpsilon);
            for (std::size_t i = 0; i < weight.size(); ++i)
                m_normalised.row(t)[i] = m_x.row(t)[i] * scale * weight[i];
        }
    });
}

/// Rounds `inputs` to 8 bits for the integer kernels: what the next products multiply.
void CpuBackend::quantise(const ConstRows& inputs, std::size_t columns) {
    m_inputs = inputs;
    m_quantised.shape(inputs.rows, columns);
    m_pool.parallel(inputs.rows, 1, [&](int begin, int end, int) {
        for (int t = begin; t < end; ++t)
            m_kernels.quantise(inputs.row(t), m_quantised.blocks(), m_quantised.target(t));
    });
}

/// weights · x for the inputs given to quantise(): as integers where they lie in tiles, else in float32.
void CpuBackend::linear(const Linear& weights, const Products& products) {
    const std::size_t rowWork = m_quantised.columns() * static_cast<std::size_t>(m_inputs.rows);
    if (weights.tiles) {
        m_pool.parallel(
            weights.tiles->count(), ThreadPool::grainFor(rowWork * kTileLanes, 1),
            [&](int begin, int end, int thread) {
                m_multipliers[static_cast<std::size_t>(thread)].multiply(
                    *weights.tiles, begin, end, m_quantised.all(),
                    {products.data + static_cast<std::ptrdiff_t>(begin) * kTileLanes, products.stride});
            });
        return;
    }
    m_pool.parallel(weights.matrix->rows, ThreadPool::grainFor(rowWork, kTileRows),
                    [&](int begin, int end, int thread) {
                        m_multipliers[static_cast<std::size_t>(thread)].multiply(*weights.matrix, begin, end,
                                                                                 m_inputs, products);
                    });
}

void CpuBackend::linear(const Linear& weights, Rows& outputs) {
    outputs.shape(m_inputs.rows, weights.matrix->rows);
    linear(weights, {outputs.row(0), outputs.stride()});
}

/// ffn_down, from neuron order where its format allows it. Activations stay float32: rounding what squared
/// ReLU gives to 8 bits is what hurts PLM most.
void CpuBackend::down(int layer) {
    m_result.shape(m_neurons.rows(), m_hyper.embedding);
    if (laidOut(layer).down)
        return downByNeuron(*laidOut(layer).down);
    const Matrix& matrix = weights(layer).down;
    m_batch.counters->addWeights(Part::Down, matrix.bytes());
    const std::size_t rowWork = m_neurons.columns() * static_cast<std::size_t>(m_neurons.rows());
    m_pool.parallel(matrix.rows, ThreadPool::grainFor(rowWork, kTileRows),
                    [&](int begin, int end, int thread) {
                        m_multipliers[static_cast<std::size_t>(thread)].multiply(
                            matrix, begin, end, m_neurons.view(), {m_result.row(0), m_result.stride()});
                    });
}

void CpuBackend::downByNeuron(const NeuronMajor& down) {
    for (int first = 0; first < m_neurons.rows(); first += kDownTokens) {
        const int count = std::min(kDownTokens, m_neurons.rows() - first);
        std::array<ActiveNeurons, kDownTokens> tokens;
        m_anyToken.assign(m_groups, 0);
        for (int t = 0; t < count; ++t) {
            tokens[static_cast<std::size_t>(t)] = {m_neurons.row(first + t), masks(first + t)};
            for (std::size_t g = 0; g < m_groups; ++g)
                m_anyToken[g] |= masks(first + t)[g];
        }
        const std::size_t read = down.bytesFor(m_anyToken);
        m_batch.counters->addWeights(Part::Down, read);
        m_batch.counters->skippedBytes += down.denseBytes() - read;
        m_pool.parallel(down.slices(), 1, [&](int begin, int end, int thread) {
            std::vector<float>& sums = m_sums[static_cast<std::size_t>(thread)];
            for (int slice = begin; slice < end; ++slice) {
                sums.assign(static_cast<std::size_t>(count) * kSliceRows, 0.0F);
                m_kernels.addNeurons(down.layout(), down.slice(slice), down.groups(), tokens.data(), count,
                                     sums.data());
                const int rows = std::min(kSliceRows, down.rows() - slice * kSliceRows);
                for (int t = 0; t < count; ++t)
                    std::copy_n(sums.data() + t * kSliceRows, rows,
                                m_result.row(first + t) + slice * kSliceRows);
            }
        });
    }
}

void CpuBackend::addResult() {
    m_pool.parallel(m_x.rows(), 1, [&](int begin, int end, int) {
        for (int t = begin; t < end; ++t)
            for (std::size_t i = 0; i < m_x.columns(); ++i)
                m_x.row(t)[i] += m_result.row(t)[i];
    });
}

void CpuBackend::head(const WantedLogits& wanted, std::span<float> logits) {
    normalise(m_weights.outputNorm);
    quantise(m_normalised.view().from(wanted.first, wanted.count), m_normalised.columns());
    m_batch.counters->addWeights(Part::Head, m_laidOut.head.bytes());
    linear(m_laidOut.head, {logits.data(), static_cast<std::size_t>(m_hyper.vocabulary)});
}

Result<std::unique_ptr<Executor>> makeAsAsked(const Model& model, const SessionOptions& options,
                                              const WeightLoading& loading) {
    if (auto room = HostCache::check(model.info().hyper, options.contextLength, options.cache); !room)
        return tl::unexpected(room.error());
    return makeCpuExecutor(model, options.threads, options.sparse, loading, options.threadLimit);
}

WeightNeed needOf(const Weights& weights, const HyperParameters& hyper) {
    const WeightPlan plan(weights, hyper);
    WeightNeed need{.laidOut = plan.bytes(), .inPlace = bytesOf(plan.inPlace()), .byRow = 0};
    need.byRow = weights.embedding.bytes(); // where it is the head too, that is laid out
    return need;
}

} // namespace

Result<std::unique_ptr<GivesResidual>> makeCpuBackend(const ModelPart& part, int threads, bool sparse,
                                                      const WeightLoading& loading,
                                                      std::shared_ptr<const ThreadLimit> limit) {
    try {
        auto backend = CpuBackend::create(part, threads, sparse, loading, std::move(limit));
        if (!backend)
            return tl::unexpected(backend.error());
        return std::move(*backend);
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory, "There is not enough memory for the weights.");
    }
}

Result<std::unique_ptr<Executor>> makeCpuExecutor(const Model& model, int threads, bool sparse,
                                                  const WeightLoading& loading,
                                                  std::shared_ptr<const ThreadLimit> limit) {
    auto backend = makeCpuBackend(wholeOf(model), threads, sparse, loading, std::move(limit));
    if (!backend)
        return tl::unexpected(backend.error());
    return std::make_unique<ForwardExecutor>(model.info().hyper, std::move(*backend));
}

constinit const ExecutorPlug kCpuExecutor{
    .name = "cpu",
    .words = "CPU",
    .llamaBenchBackend = "CPU",
    .hasFlashAttention = true,
    .check = [] { return Status(); },
    .make = makeAsAsked,
    .need = needOf,
    .pass = cpu::passNeed,
};

} // namespace plm
