// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openblas/dense_attention.h"

#include "model/latent_cache.h"

#include <algorithm>
#include <cmath>

namespace plm::openblas {

namespace {

// New tokens that are scored together: the scores over 4,096 cached tokens are a megabyte.
constexpr int kExpandedTokens = 64;
// Absorbed, the queries of several heads share each pass over the cache. The same for any number of threads,
// so that products have the same shapes.
constexpr int kHeadGroup = 4;
constexpr int kAbsorbedTokens = 16;

} // namespace

DenseAttention::DenseAttention(const HyperParameters& hyper, const Blas& blas, ThreadPool& pool)
    : m_hyper(hyper),
      m_blas(blas),
      m_pool(pool),
      m_scale(1.0F / std::sqrt(static_cast<float>(hyper.noPositionWidth + hyper.rotaryWidth))),
      m_scratch(static_cast<std::size_t>(pool.threads())) {}

void DenseAttention::addRegions(std::vector<MemoryRegion>& regions) const {
    for (const Scratch& scratch : m_scratch)
        for (const Activations* rows :
             {&scratch.weights, &scratch.keyValues, &scratch.queries, &scratch.scores, &scratch.latents})
            rows->addRegions(regions);
    m_cache.addRegions(regions);
}

void DenseAttention::attend(const AttentionInput& input, Activations& mixed) {
    const int visible = input.start + input.queries.rows;
    const bool expand = expansionPays(m_hyper, input.queries.rows);
    shapeScratch(visible, expand);
    loadLatents(input, visible);
    if (expand) {
        m_pool.parallel(m_hyper.heads, 1, [&](int begin, int end, int thread) {
            for (int head = begin; head < end; ++head)
                attendExpanded(input, head, m_scratch[static_cast<std::size_t>(thread)], mixed);
        });
        return;
    }
    const auto headWork = static_cast<std::size_t>(visible) * static_cast<std::size_t>(input.queries.rows) *
                          static_cast<std::size_t>(2 * m_hyper.cacheWidth());
    m_pool.parallel(m_hyper.heads, ThreadPool::grainFor(headWork, kHeadGroup),
                    [&](int begin, int end, int thread) {
                        for (int head = begin; head < end; head += kHeadGroup)
                            attendAbsorbed(input, head, std::min(head + kHeadGroup, end),
                                           m_scratch[static_cast<std::size_t>(thread)], mixed);
                    });
}

void DenseAttention::shapeScratch(int visible, bool expand) {
    for (Scratch& scratch : m_scratch) {
        scratch.weights.shape(keyValueWidth(), m_hyper.latentRank);
        if (expand) {
            scratch.keyValues.shape(visible, keyValueWidth());
            scratch.scores.shape(kExpandedTokens, visible);
        } else {
            scratch.queries.shape(kAbsorbedTokens * kHeadGroup, m_hyper.cacheWidth());
            scratch.scores.shape(kAbsorbedTokens * kHeadGroup, visible);
            scratch.latents.shape(kAbsorbedTokens * kHeadGroup, m_hyper.latentRank);
        }
    }
}

void DenseAttention::loadLatents(const AttentionInput& input, int visible) {
    m_cache.shape(visible, m_hyper.cacheWidth());
    const auto width = static_cast<std::size_t>(m_hyper.cacheWidth());
    m_pool.parallel(visible, ThreadPool::grainFor(width, 1), [&](int begin, int end, int) {
        for (int position = begin; position < end; ++position)
            input.cache->load(input.layer, position, m_cache.row(position));
    });
}

RowView DenseAttention::rotaryKeys(int count) const {
    return {m_cache.row(0) + m_hyper.latentRank, count, m_cache.columns()};
}

RowView DenseAttention::weights(const AttentionInput& input, int head, int first, int count,
                                Scratch& scratch) const {
    return floatRows(*input.keyValue, head * keyValueWidth() + first, count, scratch.weights.row(0));
}

RowView DenseAttention::queries(const AttentionInput& input, int head, int first, int count) const {
    const int width = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
    return {input.queries.row(first) + head * width, count, input.queries.stride};
}

/// Scales and normalises the first `visible` of `stored` scores; the rest becomes zero.
void DenseAttention::softmax(float* scores, int visible, int stored) const {
    const float largest = *std::max_element(scores, scores + visible);
    double sum = 0;
    for (int s = 0; s < visible; ++s) {
        scores[s] = std::exp((scores[s] - largest) * m_scale);
        sum += static_cast<double>(scores[s]);
    }
    const auto inverse = static_cast<float>(1.0 / sum);
    for (int s = 0; s < visible; ++s)
        scores[s] *= inverse;
    std::fill(scores + visible, scores + stored, 0.0F);
}

void DenseAttention::attendExpanded(const AttentionInput& input, int head, Scratch& scratch,
                                    Activations& mixed) const {
    const int n = m_hyper.noPositionWidth;
    const RowView expanded = scratch.keyValues.view();
    m_blas.timesTransposed(latents(expanded.rows), weights(input, head, 0, keyValueWidth(), scratch),
                           m_hyper.latentRank, scratch.keyValues.target());
    for (int token = 0; token < input.queries.rows; token += kExpandedTokens) {
        const int tokens = std::min(kExpandedTokens, input.queries.rows - token);
        const int visible = input.start + token + tokens;
        const RowView query = queries(input, head, token, tokens);
        const Target scores{scratch.scores.row(0), visible};
        m_blas.timesTransposed(query, expanded.from(0, visible), n, scores);
        m_blas.timesTransposed({query.data + n, query.rows, query.stride}, rotaryKeys(visible),
                               m_hyper.rotaryWidth, scores, true);
        for (int i = 0; i < tokens; ++i)
            softmax(scores.data + static_cast<std::ptrdiff_t>(i) * visible, input.start + token + i + 1,
                    visible);
        m_blas.times({scores.data, tokens, visible}, {expanded.data + n, visible, expanded.stride},
                     m_hyper.valueWidth, {mixed.row(token) + head * m_hyper.valueWidth, mixed.columns()});
    }
}

/// Wkᵀ·q_nope and q_rope beside it, for each of the rows of `queries` that belong to the tokens from `token`
/// on.
void DenseAttention::absorb(const AttentionInput& input, int head, int token, const RowView& keys,
                            const Target& absorbed) const {
    const int count = std::min(kAbsorbedTokens, input.queries.rows - token);
    const RowView query = queries(input, head, token, count);
    m_blas.times({query.data, query.rows, query.stride}, keys, m_hyper.latentRank, absorbed);
    for (int i = 0; i < count; ++i)
        std::copy_n(query.row(i) + m_hyper.noPositionWidth, m_hyper.rotaryWidth,
                    absorbed.data + static_cast<std::ptrdiff_t>(i) * absorbed.stride + m_hyper.latentRank);
}

void DenseAttention::attendAbsorbed(const AttentionInput& input, int firstHead, int endHead, Scratch& scratch,
                                    Activations& mixed) const {
    const int n = m_hyper.noPositionWidth;
    for (int token = 0; token < input.queries.rows; token += kAbsorbedTokens) {
        const int tokens = std::min(kAbsorbedTokens, input.queries.rows - token);
        const int visible = input.start + token + tokens;
        const int rows = tokens * (endHead - firstHead); // by head, then by token
        for (int head = firstHead; head < endHead; ++head)
            absorb(input, head, token, weights(input, head, 0, n, scratch),
                   {scratch.queries.row((head - firstHead) * tokens), scratch.queries.columns()});
        const RowView query = scratch.queries.view().from(0, rows);
        const Target scores{scratch.scores.row(0), visible};
        m_blas.timesTransposed(query, latents(visible), m_hyper.cacheWidth(), scores);
        for (int i = 0; i < rows; ++i)
            softmax(scores.data + static_cast<std::ptrdiff_t>(i) * visible,
                    input.start + token + i % tokens + 1, visible);
        m_blas.times({scores.data, rows, visible}, latents(visible), m_hyper.latentRank,
                     scratch.latents.target());
        for (int head = firstHead; head < endHead; ++head)
            m_blas.timesTransposed(scratch.latents.view().from((head - firstHead) * tokens, tokens),
                                   weights(input, head, n, m_hyper.valueWidth, scratch), m_hyper.latentRank,
                                   {mixed.row(token) + head * m_hyper.valueWidth, mixed.columns()});
    }
}

} // namespace plm::openblas
