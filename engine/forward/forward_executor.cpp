// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "forward/forward_executor.h"

#include <new>
#include <utility>

namespace plm {

ForwardExecutor::ForwardExecutor(const HyperParameters& hyper, std::unique_ptr<Backend> backend)
    : m_hyper(hyper),
      m_backend(std::move(backend)) {
    m_counters.activeNeurons.resize(static_cast<std::size_t>(m_hyper.layers));
}

Status ForwardExecutor::evaluate(const Batch& batch, LatentCache& cache) {
    try {
        return pass(batch, cache);
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory, "There is not enough memory for the activations of this prompt.");
    }
}

Status ForwardExecutor::pass(const Batch& batch, LatentCache& cache) {
    m_clock.start();
    m_backend->begin({batch.tokens, &cache, &m_counters, batch.skipZeros});
    m_backend->embed();
    m_clock.lap(Part::Embedding);
    for (int layer = 0; layer < m_hyper.layers; ++layer) {
        if (batch.stop.stop_requested())
            return fail(ErrorKind::Cancelled, "Reading was cancelled.");
        attention(layer);
        feedForward(layer);
        if (batch.onLayer)
            batch.onLayer(layer + 1);
    }
    head(batch);
    if (auto done = m_backend->finish(); !done)
        return done;
    m_clock.lap(Part::Head);
    m_clock.shareOut(m_backend->partSeconds());
    cache.resize(cache.size() + static_cast<int>(batch.tokens.size()));
    m_counters.tokens += batch.tokens.size();
    return {};
}

void ForwardExecutor::head(const Batch& batch) {
    const WantedLogits wanted = wantedLogits(batch, m_hyper.vocabulary);
    if (wanted.count == 0)
        return;
    if (!batch.candidates.empty() && m_backend->givesCandidates())
        m_backend->headCandidates(wanted, batch.candidates);
    else
        m_backend->head(wanted, batch.logits);
}

void ForwardExecutor::attention(int layer) {
    m_backend->normalise(LayerNorm::Attention, layer);
    m_backend->multiply(Product::Query, layer);
    m_backend->multiply(Product::Latent, layer);
    m_backend->storeLatents(layer);
    m_clock.lap(Part::Projections);
    m_backend->attend(layer);
    m_clock.lap(Part::Attention);
    m_backend->multiply(Product::AttentionOutput, layer);
    m_clock.lap(Part::Projections);
}

void ForwardExecutor::feedForward(int layer) {
    m_backend->normalise(LayerNorm::FeedForward, layer);
    m_backend->multiply(Product::Up, layer);
    m_backend->squaredRelu(layer);
    m_clock.lap(Part::Up);
    m_backend->multiply(Product::Down, layer);
    m_clock.lap(Part::Down);
}

} // namespace plm
