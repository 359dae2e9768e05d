// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "forward/split_backend.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace plm {

namespace {

/// To count a batch of so many layers from nothing.
Counters nothing(int layers) {
    Counters counters;
    counters.activeNeurons.resize(static_cast<std::size_t>(layers));
    return counters;
}

Part partOf(Product product) {
    switch (product) {
    case Product::Query:
    case Product::Latent:
    case Product::AttentionOutput:
        break;
    case Product::Up:
        return Part::Up;
    case Product::Down:
        return Part::Down;
    }
    return Part::Projections;
}

} // namespace

SplitBackend::SplitBackend(const HyperParameters& hyper, int firstLayers,
                           std::unique_ptr<GivesResidual> first, std::unique_ptr<TakesResidual> rest)
    : m_hyper(hyper),
      m_firstLayers(firstLayers),
      m_first(std::move(first)),
      m_rest(std::move(rest)) {}

void SplitBackend::begin(const BackendBatch& batch) {
    m_counters = batch.counters;
    m_firstCounters = nothing(m_firstLayers);
    m_restCounters = nothing(m_hyper.layers - m_firstLayers);
    SplitCache& cache = SplitCache::of(*batch.cache);
    m_first->begin({batch.tokens, &cache.first(), &m_firstCounters, batch.skipZeros});
    m_rest->begin({batch.tokens, &cache.rest(), &m_restCounters, batch.skipZeros});
    m_clock.start();
}

void SplitBackend::embed() {
    m_first->embed();
    m_clock.lap(Part::Embedding);
}

void SplitBackend::normalise(LayerNorm norm, int layer) {
    if (!isFirst(layer))
        return m_rest->normalise(norm, layer - m_firstLayers);
    m_first->normalise(norm, layer);
    m_clock.lap(norm == LayerNorm::Attention ? Part::Projections : Part::Up);
}

void SplitBackend::multiply(Product product, int layer) {
    if (!isFirst(layer))
        return m_rest->multiply(product, layer - m_firstLayers);
    m_first->multiply(product, layer);
    m_clock.lap(partOf(product));
    if (product == Product::Down && layer + 1 == m_firstLayers)
        m_rest->takeResidual(m_first->residual());
}

void SplitBackend::storeLatents(int layer) {
    if (!isFirst(layer))
        return m_rest->storeLatents(layer - m_firstLayers);
    m_first->storeLatents(layer);
    m_clock.lap(Part::Projections);
}

void SplitBackend::attend(int layer) {
    if (!isFirst(layer))
        return m_rest->attend(layer - m_firstLayers);
    m_first->attend(layer);
    m_clock.lap(Part::Attention);
}

void SplitBackend::squaredRelu(int layer) {
    if (!isFirst(layer))
        return m_rest->squaredRelu(layer - m_firstLayers);
    m_first->squaredRelu(layer);
    m_clock.lap(Part::Up);
}

Status SplitBackend::finish() {
    Status done = m_first->finish();
    if (done)
        done = m_rest->finish();
    if (!done)
        return done;
    addCounted(m_firstCounters, 0);
    addCounted(m_restCounters, m_firstLayers);
    return {};
}

/// The whole batch's time is its executor's to take.
void SplitBackend::addCounted(const Counters& part, int firstLayer) {
    Counters moved = part;
    moved.seconds = {};
    moved.activeNeurons.insert(moved.activeNeurons.begin(), static_cast<std::size_t>(firstLayer), 0);
    *m_counters += moved;
}

std::array<double, kParts> SplitBackend::partSeconds() {
    std::array<double, kParts> seconds = m_rest->partSeconds();
    if (std::accumulate(seconds.begin(), seconds.end(), 0.0) > 0)
        std::ranges::transform(seconds, m_firstCounters.seconds, seconds.begin(), std::plus());
    return seconds;
}

Result<std::unique_ptr<LatentCache>> SplitBackend::makeCache(int capacity, CacheType type) const {
    auto first = m_first->makeCache(capacity, type);
    if (!first)
        return first;
    auto rest = m_rest->makeCache(capacity, type);
    if (!rest)
        return rest;
    return std::make_unique<SplitCache>(m_hyper, std::move(*first), std::move(*rest));
}

int SplitBackend::alikeTogether() const {
    return std::min(m_first->alikeTogether(), m_rest->alikeTogether());
}

void SplitBackend::addRegions(std::vector<MemoryRegion>& regions) const {
    m_first->addRegions(regions);
    m_rest->addRegions(regions);
}

} // namespace plm
