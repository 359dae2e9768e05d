// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vulkan/vulkan_backend.h"

#include "model/model_data.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace plm::vulkan {

namespace {

constexpr std::uint32_t kMostAttended = 32;                            ///< tokens together
constexpr std::uint64_t kMostSegmentNumbers = std::uint64_t{16} << 20; ///< of theirs
constexpr std::uint32_t kDownTogether = 64;                            ///< likewise their shares; whole tiles
constexpr std::size_t kMostLogits = std::size_t{16} << 20;             ///< that come back together
/// Tokens from which on each layer is submitted by itself, so that no submission takes long.
constexpr std::uint32_t kLong = 16;

constexpr std::uint32_t dividedUp(std::uint32_t value, std::uint32_t by) {
    return (value + by - 1) / by;
}

/// shaders/cache_row.glsl's CACHE_BITS.
std::uint32_t bitsOf(CacheType type) {
    switch (type) {
    case CacheType::F16:
        return 16;
    case CacheType::F32:
        return 32;
    case CacheType::Q8:
        return 8;
    }
    return 0;
}

std::uint32_t unsignedOf(int value) {
    return static_cast<std::uint32_t>(value);
}

} // namespace

Result<std::unique_ptr<Backend>> VulkanBackend::create(std::unique_ptr<const Device> device,
                                                       const Model& model, bool sparse,
                                                       const WeightLoading& loading) {
    if (unsignedOf(model.info().hyper.cacheWidth()) > kMostCacheWidth)
        return fail(ErrorKind::Unsupported, "The model's latents are too wide for the Vulkan executor.");
    auto recording = Recording::create(*device);
    if (!recording)
        return tl::unexpected(recording.error());
    auto weights = DeviceWeights::upload(*device, **recording, model.data(), loading);
    if (!weights)
        return tl::unexpected(weights.error());
    return std::unique_ptr<Backend>(
        new VulkanBackend(std::move(device), std::move(*recording), std::move(*weights), model, sparse));
}

VulkanBackend::VulkanBackend(std::unique_ptr<const Device> device, std::unique_ptr<Recording> recording,
                             DeviceWeights weights, const Model& model, bool sparse)
    : m_device(std::move(device)),
      m_recording(std::move(recording)),
      m_weights(std::move(weights)),
      m_pipelines(*m_device),
      m_hyper(model.info().hyper),
      m_source(model.data().weights),
      m_sparse(sparse),
      m_rotary(m_hyper.rotaryWidth, m_hyper.rotaryBase) {}

void VulkanBackend::keep(const Status& status) {
    if (m_status)
        m_status = status;
}

void VulkanBackend::ensure(Buffer& buffer, std::uint64_t numbers, BufferUse use) {
    if (buffer.bytes() >= numbers * 4)
        return;
    // What is recorded may still use the old one.
    keep(m_recording->finish());
    if (auto made = Buffer::create(*m_device, numbers * 4, use))
        buffer = std::move(*made);
    else
        keep(tl::unexpected(made.error()));
}

template <class Arguments>
void VulkanBackend::dispatch(const Shader& shader, std::span<const std::uint32_t> constants,
                             std::initializer_list<const Buffer*> buffers, const Arguments& arguments,
                             const Groups& groups) {
    if (!m_status)
        return;
    if (const auto pipeline = m_pipelines.find(shader, constants))
        m_recording->dispatch(**pipeline, buffers, arguments, groups);
    else
        keep(tl::unexpected(pipeline.error()));
}

std::uint32_t VulkanBackend::normAt(int layer, int which) const {
    const int widths[] = {m_hyper.embedding, m_hyper.latentRank, m_hyper.embedding};
    const int all = widths[0] + widths[1] + widths[2];
    return unsignedOf(layer * all + (which > 0 ? widths[0] : 0) + (which > 1 ? widths[1] : 0));
}

void VulkanBackend::begin(const BackendBatch& batch) {
    m_recording->forget();
    m_batch = batch;
    m_cache = &DeviceCache::of(*batch.cache);
    m_status = {};
    m_wantedLogits = {};
    const std::uint64_t count = tokens();
    const auto width = static_cast<std::uint64_t>(m_hyper.embedding);
    const auto heads = static_cast<std::uint64_t>(m_hyper.heads);
    const auto neurons = static_cast<std::uint64_t>(m_hyper.feedForward);
    const std::uint64_t shares = dividedUp(unsignedOf(m_hyper.feedForward), kShareNeurons);
    const std::uint64_t attended = attendedTogether();
    const std::uint64_t segments = dividedUp(unsignedOf(m_cache->size()) + tokens(), kSegmentRows);
    const auto rank = static_cast<std::uint64_t>(m_hyper.latentRank);
    ensure(m_embedded, count * width, BufferUse::Upload);
    ensure(m_turns, count * static_cast<std::uint64_t>(m_hyper.rotaryWidth), BufferUse::Upload);
    ensure(m_x, count * width);
    ensure(m_normalised, count * width);
    ensure(m_queries,
           count * heads * static_cast<std::uint64_t>(m_hyper.noPositionWidth + m_hyper.rotaryWidth));
    ensure(m_latents, count * static_cast<std::uint64_t>(m_hyper.cacheWidth()));
    ensure(m_absorbed, attended * heads * static_cast<std::uint64_t>(m_hyper.cacheWidth()));
    ensure(m_segments, attended * heads * segments * (rank + 2));
    ensure(m_mixedLatents, attended * heads * rank);
    ensure(m_mixed, count * heads * static_cast<std::uint64_t>(m_hyper.valueWidth));
    ensure(m_neurons, count * neurons);
    ensure(m_lists, std::uint64_t{sharesOf(tokens())} * kShareNeurons);
    ensure(m_counts, static_cast<std::uint64_t>(m_hyper.layers) * sharesOf(tokens()) * kShareCounts,
           BufferUse::Readback);
    ensure(m_shares, std::min<std::uint64_t>(count, kDownTogether) * shares * width);
    m_rotary.prepare(m_cache->size(), static_cast<int>(count));
}

void VulkanBackend::embed() {
    if (!m_status)
        return;
    const auto width = static_cast<std::size_t>(m_hyper.embedding);
    const std::span<float> rows = m_embedded.as<float>();
    const std::span<float> turns = m_turns.as<float>();
    const auto rotary = static_cast<std::size_t>(m_hyper.rotaryWidth);
    for (std::size_t t = 0; t < tokens(); ++t) {
        m_source.embedding.format->decode(m_source.embedding.row(m_batch.tokens[t]), rows.data() + t * width,
                                          width);
        // Turned, (1, 0) is the cosine and the sine.
        for (std::size_t i = 0; i < rotary; ++i)
            turns[t * rotary + i] = i % 2 == 0 ? 1.0F : 0.0F;
        m_rotary.rotate(static_cast<int>(t), turns.data() + t * rotary);
    }
    m_recording->copy(m_embedded, 0, m_x, 0, tokens() * width * sizeof(float));
    m_batch.counters->addWeights(Part::Embedding, tokens() * m_source.embedding.rowBytes());
}

void VulkanBackend::normalise(std::uint32_t firstWeight, std::uint32_t firstToken, std::uint32_t count) {
    dispatch(kRmsNorm, {}, {&m_x, &m_weights.norms(), &m_normalised},
             NormArguments{unsignedOf(m_hyper.embedding), firstToken, firstWeight, m_hyper.normEpsilon},
             {count, 1, 1});
}

void VulkanBackend::normalise(LayerNorm norm, int layer) {
    if (norm == LayerNorm::Attention && layer > 0)
        submitIfLong();
    normalise(normAt(layer, norm == LayerNorm::Attention ? 0 : 2), 0, tokens());
}

void VulkanBackend::submitIfLong() {
    if (m_status && tokens() >= kLong)
        keep(m_recording->finish());
}

/// `arguments` says which rows of activations; where the codes and the rows of each piece lie is put in here.
void VulkanBackend::multiply(Part part, const Matrix& matrix, const Buffer& inputs, Buffer& outputs,
                             MultiplyArguments arguments) {
    const DeviceMatrix& lying = m_weights.of(matrix);
    const std::uint32_t tile = tileFor(arguments.tokens);
    const auto constants = lying.layout.constants(tile);
    arguments.columns = arguments.inputStride = unsignedOf(matrix.columns);
    arguments.outputStride = unsignedOf(matrix.rows);
    for (const DevicePiece& piece : lying.pieces) {
        arguments.scalesAt = static_cast<std::uint32_t>(lying.layout.codeWords(piece.lines));
        arguments.factorsAt =
            arguments.scalesAt + static_cast<std::uint32_t>(lying.layout.scaleWords(piece.lines));
        arguments.rows = piece.lines;
        arguments.firstOutput = piece.firstLine;
        dispatch(kMultiply, constants, {&piece.buffer, &inputs, &outputs}, arguments,
                 {dividedUp(piece.lines, kRowsByGroup), dividedUp(arguments.tokens, tile), 1});
        m_batch.counters->addWeights(part, piece.buffer.bytes());
    }
}

void VulkanBackend::multiply(Product product, int layer) {
    const LayerWeights& w = weights(layer);
    MultiplyArguments arguments{};
    arguments.tokens = tokens();
    arguments.adds = product == Product::AttentionOutput ? 1 : 0;
    switch (product) {
    case Product::Query:
        return multiply(Part::Projections, w.query, m_normalised, m_queries, arguments);
    case Product::Latent:
        return multiply(Part::Projections, w.latent, m_normalised, m_latents, arguments);
    case Product::AttentionOutput:
        return multiply(Part::Projections, w.output, m_mixed, m_x, arguments);
    case Product::Up:
        return multiply(Part::Up, w.up, m_normalised, m_neurons, arguments);
    case Product::Down:
        return multiplyActive(w.down, layer);
    }
}

void VulkanBackend::storeLatents(int layer) {
    const std::uint32_t bits[] = {bitsOf(m_cache->type())};
    dispatch(kStoreLatents, bits, {&m_latents, &m_weights.norms(), &m_turns, &m_cache->layer(layer)},
             StoreArguments{unsignedOf(m_hyper.latentRank), unsignedOf(m_hyper.rotaryWidth), normAt(layer, 1),
                            unsignedOf(m_cache->size()), m_cache->rowWords(), m_hyper.normEpsilon},
             {tokens(), 1, 1});
}

/// As many tokens as the segments of all of them may take.
std::uint32_t VulkanBackend::attendedTogether() const {
    const std::uint64_t rows = static_cast<std::uint64_t>(m_cache->size()) + tokens();
    const std::uint64_t byToken = (rows / kSegmentRows + 1) * static_cast<std::uint64_t>(m_hyper.heads) *
                                  static_cast<std::uint64_t>(m_hyper.latentRank + 2);
    const std::uint64_t most = std::clamp<std::uint64_t>(kMostSegmentNumbers / byToken, 1, kMostAttended);
    return std::min(static_cast<std::uint32_t>(most), tokens());
}

void VulkanBackend::attend(int layer) {
    const std::uint32_t together = attendedTogether();
    for (std::uint32_t first = 0; first < tokens(); first += together)
        attendSome(layer, first, std::min(together, tokens() - first));
    m_batch.counters->addWeights(Part::Attention,
                                 m_weights.of(weights(layer).keyValue).pieces[0].buffer.bytes());
    m_batch.counters->cacheBytes +=
        (static_cast<std::size_t>(m_cache->size()) + tokens()) * m_cache->rowBytes();
}

void VulkanBackend::attendSome(int layer, std::uint32_t first, std::uint32_t count) {
    const DeviceMatrix& keyValue = m_weights.of(weights(layer).keyValue);
    const DevicePiece& piece = keyValue.pieces.front();
    const std::uint32_t tile = tileFor(count);
    const auto constants = keyValue.layout.constants(tile);
    const auto scalesAt = static_cast<std::uint32_t>(keyValue.layout.codeWords(piece.lines));
    const auto factorsAt = scalesAt + static_cast<std::uint32_t>(keyValue.layout.scaleWords(piece.lines));
    const std::uint32_t heads = unsignedOf(m_hyper.heads);
    const std::uint32_t n = unsignedOf(m_hyper.noPositionWidth);
    const std::uint32_t p = unsignedOf(m_hyper.rotaryWidth);
    const std::uint32_t v = unsignedOf(m_hyper.valueWidth);
    const std::uint32_t rank = unsignedOf(m_hyper.latentRank);
    const std::uint32_t visible = unsignedOf(m_cache->size()) + first + 1;
    const std::uint32_t segments = dividedUp(visible + count - 1, kSegmentRows);
    dispatch(kAbsorb, constants, {&piece.buffer, &m_queries, &m_turns, &m_absorbed},
             AbsorbArguments{0, scalesAt, factorsAt, heads, n, p, v, rank, first},
             {dividedUp(keyValue.layout.groups, 64), heads, count});
    const std::uint32_t bits[] = {bitsOf(m_cache->type())};
    dispatch(kAttend, bits, {&m_absorbed, &m_cache->layer(layer), &m_segments},
             AttendArguments{heads, rank, p, 0, m_cache->rowWords(), visible, segments,
                             static_cast<float>(1 / std::sqrt(static_cast<double>(n + p)))},
             {segments, heads, count});
    dispatch(kJoinSegments, {}, {&m_segments, &m_mixedLatents}, JoinArguments{rank, segments},
             {heads * count, 1, 1});
    MultiplyArguments values{};
    values.scalesAt = scalesAt;
    values.factorsAt = factorsAt;
    values.firstRow = n;
    values.rows = v;
    values.rowStep = n + v;
    values.inputStep = rank;
    values.outputStep = v;
    values.columns = rank;
    values.tokens = count;
    values.inputStride = heads * rank;
    values.firstOutput = first * heads * v;
    values.outputStride = heads * v;
    dispatch(kMultiply, constants, {&piece.buffer, &m_mixedLatents, &m_mixed}, values,
             {dividedUp(v, kRowsByGroup), dividedUp(count, tile), heads});
}

std::uint32_t VulkanBackend::sharesOf(std::uint32_t count) const {
    return dividedUp(count, tileFor(tokens())) * dividedUp(unsignedOf(m_hyper.feedForward), kShareNeurons);
}

void VulkanBackend::squaredRelu(int layer) {
    const std::uint32_t tile = tileFor(tokens());
    const std::uint32_t constants[] = {tile};
    dispatch(kSquaredRelu, constants, {&m_neurons, &m_lists, &m_counts},
             ReluArguments{unsignedOf(m_hyper.feedForward), tokens(),
                           skipsZeros() && m_batch.skipZeros ? 0U : 1U,
                           unsignedOf(layer) * sharesOf(tokens())},
             {dividedUp(unsignedOf(m_hyper.feedForward), kShareNeurons), dividedUp(tokens(), tile), 1});
}

void VulkanBackend::multiplyActive(const Matrix& matrix, int layer) {
    const DeviceMatrix& down = m_weights.of(matrix);
    const DevicePiece& piece = down.pieces.front();
    const std::uint32_t tile = tileFor(tokens());
    const std::uint32_t width = unsignedOf(m_hyper.embedding);
    const std::uint32_t shares = dividedUp(unsignedOf(m_hyper.feedForward), kShareNeurons);
    ActiveArguments arguments{};
    arguments.scalesAt = static_cast<std::uint32_t>(down.layout.codeWords(piece.lines));
    arguments.factorsAt =
        arguments.scalesAt + static_cast<std::uint32_t>(down.layout.scaleWords(piece.lines));
    arguments.width = width;
    arguments.neurons = unsignedOf(m_hyper.feedForward);
    arguments.tokens = tokens();
    arguments.firstCount = unsignedOf(layer) * sharesOf(tokens());
    for (std::uint32_t first = 0; first < tokens(); first += kDownTogether) {
        const std::uint32_t count = std::min(kDownTogether, tokens() - first);
        arguments.firstTile = first / tile;
        dispatch(kMultiplyActive, down.layout.constants(tile),
                 {&piece.buffer, &m_neurons, &m_lists, &m_counts, &m_shares}, arguments,
                 {dividedUp(dividedUp(width, kValuesByLane), 64), shares, dividedUp(count, tile)});
        dispatch(kAddShares, {}, {&m_shares, &m_x}, SharesArguments{width, shares, first},
                 {dividedUp(width, 256), count, 1});
    }
}

/// In pieces where all logits were too many for one buffer.
void VulkanBackend::head(const WantedLogits& wanted, std::span<float> logits) {
    const auto vocabulary = static_cast<std::size_t>(m_hyper.vocabulary);
    const auto all = unsignedOf(wanted.count);
    const auto together =
        static_cast<std::uint32_t>(std::clamp<std::size_t>(kMostLogits / vocabulary, 1, all));
    ensure(m_logits, together * vocabulary, BufferUse::Readback);
    for (std::uint32_t first = 0; first < all; first += together) {
        if (first > 0)
            keep(takeLogits());
        MultiplyArguments arguments{};
        arguments.tokens = std::min(together, all - first);
        normalise(normAt(m_hyper.layers, 0), unsignedOf(wanted.first) + first, arguments.tokens);
        multiply(Part::Head, m_source.head, m_normalised, m_logits, arguments);
        m_wantedLogits = logits.subspan(first * vocabulary, arguments.tokens * vocabulary);
    }
}

/// Does what is recorded, if that is all there.
Status VulkanBackend::takeLogits() {
    if (!m_status)
        return m_status;
    Status done = m_recording->finish();
    if (done && !m_wantedLogits.empty())
        std::memcpy(m_wantedLogits.data(), m_logits.as<float>().data(), m_wantedLogits.size_bytes());
    return done;
}

Status VulkanBackend::finish() {
    keep(takeLogits());
    if (!m_status)
        return m_status;
    count();
    return {};
}

/// What of the neurons was active, and what that read of ffn_down.
void VulkanBackend::count() {
    Counters& counters = *m_batch.counters;
    const std::uint32_t tiles = dividedUp(tokens(), tileFor(tokens()));
    const std::uint32_t shares = sharesOf(tokens());
    const std::span<const std::uint32_t> counts = m_counts.as<const std::uint32_t>();
    std::size_t at = 0;
    for (int layer = 0; layer < m_hyper.layers; ++layer) {
        ListedNeurons listed;
        std::uint64_t active = 0;
        for (std::uint32_t share = 0; share < shares; ++share, at += kShareCounts) {
            listed.neurons += counts[at];
            listed.groups += counts[at + 1];
            listed.shares += counts[at] > 0 ? 1 : 0;
            active += counts[at + 2];
        }
        const DeviceLayout& down = m_weights.of(weights(layer).down).layout;
        const std::uint64_t bytes = down.bytesOf(listed);
        counters.activeNeurons[static_cast<std::size_t>(layer)] += active;
        counters.addWeights(Part::Down, bytes);
        counters.skippedBytes += tiles * down.bytesOf(down.allNeurons()) - bytes;
    }
}

void VulkanBackend::addRegions(std::vector<MemoryRegion>& regions) const {
    for (const Buffer* seen : {&m_embedded, &m_turns, &m_counts, &m_logits}) {
        const std::span<const std::byte> bytes = seen->as<const std::byte>();
        regions.push_back(
            {MemoryPart::Activations, reinterpret_cast<std::uintptr_t>(bytes.data()), bytes.size()});
    }
}

Result<std::unique_ptr<LatentCache>> VulkanBackend::makeCache(int capacity, CacheType type) const {
    auto cache = DeviceCache::create(*m_device, *m_recording, m_hyper, capacity, type);
    if (!cache)
        return tl::unexpected(cache.error());
    return std::unique_ptr<LatentCache>(std::move(*cache));
}

} // namespace plm::vulkan
