// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/vulkan_backend.h"

#include "threads/thread_count.h"
#include "vulkan/device_expansion.h"
#include "vulkan/device_pipelines.h"
#include "vulkan/device_product.h"
#include "vulkan/product_probe.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

namespace plm::vulkan {

namespace {

constexpr double kPipelinesShare = 0.1; ///< of the progress of loading

/// Of a batch of so many tokens, those that have a list of neurons together.
std::uint32_t listedTogether(std::uint32_t tokens) {
    return std::min(tileFor(tokens), kMostAlike);
}

std::uint32_t listsFor(std::uint32_t tokens) {
    return dividedUp(tokens, listedTogether(tokens));
}

} // namespace

Result<std::unique_ptr<VulkanBackend>> VulkanBackend::create(std::unique_ptr<const Device> device,
                                                             const ModelPart& part,
                                                             const SessionOptions& options,
                                                             const WeightLoading& loading) {
    if (unsignedOf(part.hyper.latentRank) > kMostLatentRank)
        return fail(ErrorKind::Unsupported, "The model's latents are too wide for the Vulkan executor.");
    auto recording = Recording::create(*device);
    if (!recording)
        return tl::unexpected(recording.error());
    std::unique_ptr<VulkanBackend> backend(
        new VulkanBackend(std::move(device), std::move(*recording), part, options));
    if (Status loaded = backend->load(*part.file, options, loading); !loaded)
        return tl::unexpected(loaded.error());
    return backend;
}

VulkanBackend::VulkanBackend(std::unique_ptr<const Device> device, std::unique_ptr<Recording> recording,
                             const ModelPart& part, const SessionOptions& options)
    : m_device(std::move(device)),
      m_recording(std::move(recording)),
      m_pipelines(*m_device, options.pipelineCache),
      m_products(likelyVariants(m_device->features())),
      m_hyper(part.hyper),
      m_source(part.weights),
      m_sparse(options.sparse),
      m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase),
      m_activations(*m_device, m_hyper),
      m_dispatch(*m_recording, m_pipelines) {}

/// What computes products, all pipelines, so that no answer waits for the driver's compiler, then the
/// weights.
Status VulkanBackend::load(const gguf::File& file, const SessionOptions& options,
                           const WeightLoading& loading) {
    ThreadPool pool(options.threads > 0 ? options.threads : defaultThreads());
    const auto products =
        chooseProducts(*m_device, *m_recording, m_pipelines, *m_source, options.pipelineCache, loading.stop);
    if (!products)
        return tl::unexpected(products.error());
    m_products = *products;
    const auto wanted = pipelinesFor(*m_source, m_hyper, options.cache, m_products);
    if (Status made =
            m_pipelines.make(wanted, pool, shareOf(loading, 0, kPipelinesShare).progress, loading.stop);
        !made)
        return made;
    const WeightLoading upload = shareOf(loading, kPipelinesShare, 1 - kPipelinesShare);
    auto weights = DeviceWeights::upload(*m_device, *m_recording, file, *m_source, pool, upload);
    if (!weights)
        return tl::unexpected(weights.error());
    m_weights = std::move(*weights);
    return {};
}

std::uint32_t VulkanBackend::normAt(int layer, int which) const {
    const int widths[] = {m_hyper.embedding, m_hyper.latentRank, m_hyper.embedding};
    const int all = widths[0] + widths[1] + widths[2];
    return unsignedOf(layer * all + (which > 0 ? widths[0] : 0) + (which > 1 ? widths[1] : 0));
}

std::uint32_t VulkanBackend::shares() const {
    return dividedUp(unsignedOf(m_hyper.feedForward), kShareNeurons);
}

std::uint32_t VulkanBackend::lists() const {
    return listsFor(tokens());
}

Activations::Room VulkanBackend::roomFor(const HyperParameters& hyper, std::uint32_t tokens, int position) {
    const bool expanded = isExpanded(hyper, tokens, position);
    return {.tokens = tokens,
            .lists = listsFor(tokens),
            .attended = expanded ? 0 : attendedTogether(hyper, tokens),
            .expanded = expanded ? expandedTogether(hyper) : 0,
            .logits = std::min(kMostAlike, rowsTogether(hyper)),
            .scored = std::min(kMostAlike, rowsTogether(hyper))};
}

/// Room for the longest batch where it is expanded, and for the longest that is absorbed, behind a full
/// cache.
std::uint64_t VulkanBackend::workingBytes(const HyperParameters& hyper, int tokens, int context) {
    Activations::Room room = roomFor(hyper, unsignedOf(tokens), 0);
    int absorbed = std::min(tokens, context);
    while (isExpanded(hyper, unsignedOf(absorbed), context - absorbed))
        --absorbed;
    room.attended = attendedTogether(hyper, unsignedOf(absorbed));
    return Activations::bytesFor(hyper, room);
}

void VulkanBackend::begin(const BackendBatch& batch) {
    m_recording->forget();
    std::ignore = m_recording->takeSeconds();
    m_dispatch.forgetFailure();
    m_batch = batch;
    m_cache = &DeviceCache::of(*batch.cache);
    m_wanted = {};
    m_pendingShares = 0;
    m_layersEnded = false;
    m_submitted.clear();
    ensure(roomFor(m_hyper, tokens(), m_cache->size()));
    m_rotary.prepare(m_cache->size(), static_cast<int>(tokens()));
    const Commands* layers = isShort() ? m_kept.find({.cache = m_cache->id(), .tokens = tokens()}) : nullptr;
    if (layers != nullptr)
        m_submitted.push_back(layers);
    m_dispatch.setRecorded(layers != nullptr);
}

/// Nothing that was kept is submitted any more where it binds a buffer that is no more.
void VulkanBackend::ensure(const Activations::Room& room) {
    const std::uint64_t before = m_activations.madeAnew();
    m_dispatch.keep(m_activations.ensure(*m_recording, room));
    if (m_activations.madeAnew() == before)
        return;
    m_dispatch.keep(m_recording->submit()); // so that new buffers are not cleared again with each token
    m_kept.clear();
}

/// shaders/step.glsl.
void VulkanBackend::writeStep() {
    const std::span<std::uint32_t> header = m_activations.step.as<std::uint32_t>();
    header[0] = unsignedOf(m_cache->size());
    header[1] = m_sparse && m_batch.skipZeros ? 0 : 1;
    const auto rotary = static_cast<std::size_t>(m_hyper.rotaryWidth);
    const std::span<float> turns = m_activations.step.as<float>().subspan(kStepHeader);
    for (std::size_t t = 0; t < tokens(); ++t) {
        // Turned, (1, 0) is the cosine and the sine.
        for (std::size_t i = 0; i < rotary; ++i)
            turns[t * rotary + i] = i % 2 == 0 ? 1.0F : 0.0F;
        m_rotary.rotate(static_cast<int>(t), turns.data() + t * rotary);
    }
}

std::span<float> VulkanBackend::embeddedRow(std::size_t token) {
    const std::size_t stride = strideOf(m_hyper.embedding);
    return m_activations.embedded.as<float>().subspan(token * stride,
                                                      static_cast<std::size_t>(m_hyper.embedding));
}

void VulkanBackend::copyEmbedded() {
    m_dispatch.copy(m_activations.embedded, m_activations.residual,
                    tokens() * strideOf(m_hyper.embedding) * sizeof(float));
    m_dispatch.mark(Part::Embedding);
}

void VulkanBackend::embed() {
    if (!m_dispatch.status())
        return;
    const auto start = std::chrono::steady_clock::now();
    writeStep();
    const Matrix& embedding = m_source->embedding;
    for (std::size_t t = 0; t < tokens(); ++t) {
        const std::span<float> row = embeddedRow(t);
        embedding.format->decode(embedding.row(m_batch.tokens[t]), row.data(), row.size());
    }
    m_embedSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    copyEmbedded();
    m_batch.counters->addWeights(Part::Embedding, tokens() * embedding.rowBytes());
}

void VulkanBackend::takeResidual(const ResidualRows& rows) {
    if (!m_dispatch.status())
        return;
    m_embedSeconds = 0;
    writeStep();
    for (std::size_t t = 0; t < tokens(); ++t) {
        const std::span<float> row = embeddedRow(t);
        std::copy_n(rows.data + t * rows.stride, row.size(), row.begin());
    }
    copyEmbedded();
}

void VulkanBackend::normalise(std::uint32_t firstWeight, std::uint32_t firstToken, std::uint32_t count) {
    m_dispatch(
        kRmsNorm, {},
        {&m_activations.residual, &m_weights.norms(), &m_activations.normalised, &m_activations.shares},
        NormArguments{unsignedOf(m_hyper.embedding), firstToken, firstWeight,
                      std::exchange(m_pendingShares, 0), m_hyper.normEpsilon},
        {count, 1, 1});
}

void VulkanBackend::normalise(LayerNorm norm, int layer) {
    normalise(normAt(layer, norm == LayerNorm::Attention ? 0 : 2), 0, tokens());
}

void VulkanBackend::multiply(Part part, const Matrix& matrix, const Buffer& inputs, const Buffer& outputs,
                             std::uint32_t count, bool adds) {
    const DeviceMatrix& lying = m_weights.of(matrix);
    DeviceProduct{.variants = m_products,
                  .matrix = lying,
                  .rows = matrix.rows,
                  .columns = matrix.columns,
                  .inputs = inputs,
                  .outputs = outputs,
                  .tokens = count,
                  .adds = adds}
        .record(m_dispatch);
    for (const DevicePiece& piece : lying.pieces)
        m_batch.counters->addWeights(part, piece.buffer.bytes());
}

void VulkanBackend::multiply(Product product, int layer) {
    const LayerWeights& w = weights(layer);
    Activations& a = m_activations;
    switch (product) {
    case Product::Query:
        return multiply(Part::Projections, w.query, a.normalised, a.queries, tokens(), false);
    case Product::Latent:
        return multiply(Part::Projections, w.latent, a.normalised, a.latents, tokens(), false);
    case Product::AttentionOutput:
        multiply(Part::Projections, w.output, a.mixed, a.residual, tokens(), true);
        m_dispatch.mark(Part::Projections);
        return submitIfLong();
    case Product::Up:
        return multiply(Part::Up, w.up, a.normalised, a.neurons, tokens(), false);
    case Product::Down:
        if (isShort())
            multiplyActive(layer);
        else
            multiply(Part::Down, w.down, a.neurons, a.residual, tokens(), true);
        m_dispatch.mark(Part::Down);
        return submitIfLong();
    }
}

void VulkanBackend::attend(int layer) {
    m_dispatch.mark(Part::Projections);
    const DeviceMatrix& keyValue = m_weights.of(weights(layer).keyValue);
    DeviceAttention{.hyper = m_hyper,
                    .keyValue = keyValue,
                    .variants = m_products,
                    .norms = m_weights.norms(),
                    .firstNorm = normAt(layer, 1),
                    .cache = *m_cache,
                    .layer = layer,
                    .activations = m_activations,
                    .tokens = tokens()}
        .record(m_dispatch);
    m_dispatch.mark(Part::Attention);
    m_batch.counters->addWeights(Part::Attention, keyValue.pieces.front().buffer.bytes());
    m_batch.counters->cacheBytes +=
        (static_cast<std::size_t>(m_cache->size()) + tokens()) * m_cache->rowBytes();
}

void VulkanBackend::squaredRelu(int layer) {
    const std::uint32_t constants[] = {listedTogether(tokens())};
    Activations& a = m_activations;
    m_dispatch(
        kSquaredRelu, constants, {&a.neurons, &a.lists, &a.counts, &a.step},
        ReluArguments{unsignedOf(m_hyper.feedForward), tokens(), unsignedOf(layer) * lists() * shares()},
        {shares(), lists(), 1});
    m_dispatch.mark(Part::Up);
    submitIfLong();
}

/// What comes out are shares, which the next norm adds to the residual.
void VulkanBackend::multiplyActive(int layer) {
    const DeviceMatrix& down = m_weights.of(weights(layer).down);
    const DevicePiece& piece = down.pieces.front();
    const std::uint32_t width = unsignedOf(m_hyper.embedding);
    Activations& a = m_activations;
    m_dispatch(kMultiplyActive, down.layout.constants(tileFor(tokens())),
               {&piece.buffer, &a.neurons, &a.lists, &a.counts, &a.shares},
               ActiveArguments{piece.places, width, unsignedOf(m_hyper.feedForward), tokens(),
                               unsignedOf(layer) * shares()},
               {dividedUp(dividedUp(width, kValuesByLane), 64), shares(), 1});
    m_pendingShares = shares();
}

void VulkanBackend::submitIfLong() {
    if (!isShort() && m_dispatch.status())
        m_dispatch.keep(m_recording->submit());
}

/// No layer comes any more: of a short batch they are kept.
void VulkanBackend::endLayers() {
    if (std::exchange(m_layersEnded, true))
        return;
    const std::uint64_t counted = std::uint64_t{unsignedOf(m_hyper.layers)} * lists() * shares();
    m_dispatch.copy(m_activations.counts, m_activations.seenCounts, counted * kShareCounts * 4);
    if (isShort() && m_submitted.empty())
        keepRecorded({.cache = m_cache->id(), .tokens = tokens()});
    m_dispatch.setRecorded(false);
}

void VulkanBackend::keepRecorded(const KeptSteps::Key& key) {
    if (!m_dispatch.status())
        return;
    if (auto kept = m_recording->keep())
        m_submitted.push_back(&m_kept.add(key, std::move(*kept)));
    else
        m_dispatch.keep(tl::unexpected(kept.error()));
}

Status VulkanBackend::finish() {
    endLayers();
    takeLogits();
    if (m_dispatch.status())
        count();
    return m_dispatch.status();
}

std::array<double, kParts> VulkanBackend::partSeconds() {
    const std::array<double, kMostLabels> device = m_recording->takeSeconds();
    std::array<double, kParts> seconds{};
    std::copy_n(device.begin(), kParts, seconds.begin());
    if (std::ranges::any_of(seconds, [](double part) { return part > 0; }))
        seconds[static_cast<std::size_t>(Part::Embedding)] += m_embedSeconds;
    return seconds;
}

/// What of the neurons was active, and what that read of ffn_down; of many tokens all of it is read.
void VulkanBackend::count() {
    Counters& counters = *m_batch.counters;
    const std::span<const std::uint32_t> counts = m_activations.seenCounts.as<const std::uint32_t>();
    std::size_t at = 0; // behind what was read
    for (int layer = 0; layer < m_hyper.layers; ++layer) {
        ListedNeurons listed;
        std::uint64_t active = 0;
        for (std::uint32_t share = 0; share < shares() * lists(); ++share, at += kShareCounts) {
            listed.neurons += counts[at];
            listed.groups += counts[at + 1];
            listed.shares += counts[at] > 0 ? 1 : 0;
            active += counts[at + 2];
        }
        counters.activeNeurons[static_cast<std::size_t>(layer)] += active;
        if (!isShort())
            continue;
        const DeviceLayout& down = m_weights.of(weights(layer).down).layout;
        const std::uint64_t bytes = down.bytesOf(listed);
        counters.addWeights(Part::Down, bytes);
        counters.skippedBytes += down.bytesOf(down.allNeurons()) - bytes;
    }
    m_bytesBack += at * sizeof(std::uint32_t);
}

DeviceMemory VulkanBackend::deviceMemory() const {
    return {.layers = m_hyper.layers,
            .weights = m_weights.bytes(),
            .cache = 0,
            .working = m_activations.bytes(),
            .total = m_device->memoryBytes(),
            .free = m_device->freeBytes()};
}

Result<std::unique_ptr<LatentCache>> VulkanBackend::makeCache(int capacity, CacheType type) const {
    auto cache = DeviceCache::create(*m_device, *m_recording, m_hyper, capacity, type);
    if (!cache)
        return tl::unexpected(cache.error());
    return std::unique_ptr<LatentCache>(std::move(*cache));
}

} // namespace plm::vulkan
