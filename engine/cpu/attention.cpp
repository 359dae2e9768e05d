// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention.h"

#include <algorithm>
#include <cmath>

namespace plm::cpu {

namespace {

// Tokens of the cache that are turned to float32 at a time: with r+p = 576 they fill half of a 256 KiB cache.
constexpr int kChunk = 64;
// New tokens taken together; with the heads of a thread they share each chunk.
constexpr int kTokenBlock = kTileInputs;

} // namespace

Attention::Attention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
    : m_hyper(hyper),
      m_kernels(kernels),
      m_pool(pool),
      m_scale(1.0F / std::sqrt(static_cast<float>(hyper.noPositionWidth + hyper.rotaryWidth))) {
    for (int i = 0; i < pool.threads(); ++i)
        m_scratch.emplace_back(kernels);
}

bool Attention::expansionPays(int tokens) const {
    const double absorbed = 2.0 * m_hyper.latentRank + m_hyper.rotaryWidth;
    const double expanded = m_hyper.noPositionWidth + m_hyper.rotaryWidth + m_hyper.valueWidth;
    const double once =
        static_cast<double>(m_hyper.noPositionWidth + m_hyper.valueWidth) * m_hyper.latentRank;
    return tokens * absorbed > once + tokens * expanded;
}

void Attention::attend(const AttentionInput& input, Rows& mixed) {
    const int visible = input.start + input.queries.rows;
    if (!expansionPays(input.queries.rows)) {
        const auto headWork = static_cast<std::size_t>(visible) *
                              static_cast<std::size_t>(input.queries.rows) *
                              static_cast<std::size_t>(2 * m_hyper.cacheWidth());
        m_pool.parallel(
            m_hyper.heads, ThreadPool::grainFor(headWork, 1), [&](int begin, int end, int thread) {
                attendAbsorbed(input, begin, end, m_scratch[static_cast<std::size_t>(thread)], mixed);
            });
        return;
    }
    expandCache(input, visible);
    m_pool.parallel(m_hyper.heads, 1, [&](int begin, int end, int thread) {
        for (int head = begin; head < end; ++head)
            attendExpanded(input, head, m_scratch[static_cast<std::size_t>(thread)], mixed);
    });
}

const float* Attention::query(const AttentionInput& input, int token, int head) const {
    return input.queries.row(token) + head * (m_hyper.noPositionWidth + m_hyper.rotaryWidth);
}

void Attention::softmax(Rows& scores, int row, int visible) const {
    float* score = scores.row(row);
    const float largest = *std::max_element(score, score + visible);
    double sum = 0;
    for (int s = 0; s < visible; ++s) {
        score[s] = std::exp((score[s] - largest) * m_scale);
        sum += static_cast<double>(score[s]);
    }
    const auto inverse = static_cast<float>(1.0 / sum);
    for (int s = 0; s < visible; ++s)
        score[s] *= inverse;
    std::fill(score + visible, score + scores.stride(), 0.0F);
}

void Attention::attendAbsorbed(const AttentionInput& input, int firstHead, int endHead, Scratch& scratch,
                               Rows& mixed) const {
    const int heads = endHead - firstHead;
    for (int token = 0; token < input.queries.rows; token += kTokenBlock) {
        const int tokens = std::min(kTokenBlock, input.queries.rows - token);
        const int visible = input.start + token + tokens;
        absorbBlock(input, firstHead, endHead, token, tokens, scratch);
        scoreLatents(input, visible, scratch);
        for (int i = 0; i < tokens * heads; ++i)
            softmax(scratch.scores, i, input.start + token + i / heads + 1);
        mixLatents(input, visible, scratch);
        projectValues(input, firstHead, endHead, token, tokens, scratch, mixed);
    }
}

/// scratch.queries[token · heads + head] = [Wkᵀ·q_nope | q_rope]: r+p values, laid out as a token of the
/// cache.
void Attention::absorbBlock(const AttentionInput& input, int firstHead, int endHead, int firstToken,
                            int tokens, Scratch& scratch) const {
    const int heads = endHead - firstHead;
    const int n = m_hyper.noPositionWidth;
    scratch.queries.shape(tokens * heads, m_hyper.cacheWidth());
    scratch.decoded.shape(n, m_hyper.latentRank);
    scratch.mixed.shape(1, m_hyper.latentRank);
    for (int head = firstHead; head < endHead; ++head) {
        for (int i = 0; i < n; ++i)
            scratch.multiplier.decodeRow(*input.keyValue, keyRow(head) + i, scratch.decoded.row(i));
        for (int token = 0; token < tokens; ++token) {
            const float* q = query(input, firstToken + token, head);
            float* absorbed = scratch.mixed.row(0);
            std::fill(absorbed, absorbed + scratch.mixed.stride(), 0.0F);
            m_kernels.addScaledRows(q, 0, 1, scratch.decoded.view(), scratch.decoded.stride(), absorbed, 0);
            float* target = scratch.queries.row(token * heads + head - firstHead);
            std::copy(absorbed, absorbed + m_hyper.latentRank, target);
            std::copy(q + n, q + n + m_hyper.rotaryWidth, target + m_hyper.latentRank);
        }
    }
}

void Attention::loadLatents(const AttentionInput& input, int first, int count, Rows& latents) const {
    latents.shape(count, m_hyper.cacheWidth());
    for (int s = 0; s < count; ++s) {
        const std::byte* row = input.cache->row(input.layer, first + s);
        if (input.cache->type() == CacheType::F16)
            m_kernels.halfToFloat(row, latents.row(s), latents.columns());
        else
            quant::format(quant::Type::F32).decode(row, latents.row(s), latents.columns());
    }
}

void Attention::scoreLatents(const AttentionInput& input, int visible, Scratch& scratch) const {
    scratch.scores.shape(scratch.queries.rows(), visible);
    for (int first = 0; first < visible; first += kChunk) {
        const int count = std::min(kChunk, visible - first);
        loadLatents(input, first, count, scratch.latents);
        for (int q = 0; q < scratch.queries.rows(); q += kTileInputs) {
            const int queries = std::min(kTileInputs, scratch.queries.rows() - q);
            for (int s = 0; s < count; s += kTileRows) {
                const int rows = std::min(kTileRows, count - s);
                alignas(64) float sums[kTileSums] = {};
                m_kernels.accumulate(scratch.latents.view().from(s, rows),
                                     scratch.queries.view().from(q, queries), scratch.latents.stride(), sums);
                m_kernels.finish(sums, rows, queries, scratch.scores.row(q) + first + s,
                                 scratch.scores.stride());
            }
        }
    }
}

/// scratch.mixed[query] = Σ prob · [c|k]; the rotary part comes along so that rows need no splitting, and is
/// ignored.
void Attention::mixLatents(const AttentionInput& input, int visible, Scratch& scratch) const {
    const int queries = scratch.queries.rows();
    scratch.mixed.shape(queries, m_hyper.cacheWidth());
    for (int q = 0; q < queries; ++q)
        std::fill(scratch.mixed.row(q), scratch.mixed.row(q) + scratch.mixed.stride(), 0.0F);
    for (int first = 0; first < visible; first += kChunk) {
        const int count = std::min(kChunk, visible - first);
        loadLatents(input, first, count, scratch.latents);
        m_kernels.addScaledRows(scratch.scores.row(0) + first, scratch.scores.stride(), queries,
                                scratch.latents.view(), padded(static_cast<std::size_t>(m_hyper.latentRank)),
                                scratch.mixed.row(0), scratch.mixed.stride());
    }
}

void Attention::projectValues(const AttentionInput& input, int firstHead, int endHead, int firstToken,
                              int tokens, Scratch& scratch, Rows& mixed) const {
    const int heads = endHead - firstHead;
    const auto rank = static_cast<std::size_t>(m_hyper.latentRank);
    for (int i = 0; i < tokens * heads; ++i) // what lies behind the latent is not part of it
        std::fill(scratch.mixed.row(i) + rank, scratch.mixed.row(i) + scratch.mixed.stride(), 0.0F);
    for (int head = firstHead; head < endHead; ++head) {
        const ConstRows sums{scratch.mixed.row(head - firstHead),
                             scratch.mixed.stride() * static_cast<std::size_t>(heads), tokens};
        float* out = mixed.row(firstToken) + head * m_hyper.valueWidth;
        scratch.multiplier.multiply(input.keyValue->slice(valueRow(head), m_hyper.valueWidth), 0,
                                    m_hyper.valueWidth, sums, {out, mixed.stride()});
    }
}

/// The layer's whole cache as float32, latents and rotary keys apart.
void Attention::expandCache(const AttentionInput& input, int visible) {
    const auto rank = static_cast<std::size_t>(m_hyper.latentRank);
    m_latents.shape(visible, m_hyper.latentRank);
    m_rotary.shape(visible, m_hyper.rotaryWidth);
    m_pool.parallel(visible, kChunk, [&](int begin, int end, int thread) {
        Rows& chunk = m_scratch[static_cast<std::size_t>(thread)].latents;
        for (int first = begin; first < end; first += kChunk) {
            const int count = std::min(kChunk, end - first);
            loadLatents(input, first, count, chunk);
            for (int s = 0; s < count; ++s) {
                std::copy(chunk.row(s), chunk.row(s) + rank, m_latents.row(first + s));
                std::copy(chunk.row(s) + rank, chunk.row(s) + chunk.columns(), m_rotary.row(first + s));
            }
        }
    });
}

void Attention::attendExpanded(const AttentionInput& input, int head, Scratch& scratch, Rows& mixed) const {
    const int visible = m_latents.rows();
    scratch.keys.shape(visible, m_hyper.noPositionWidth);
    scratch.values.shape(visible, m_hyper.valueWidth);
    const auto expand = [&](int row, Rows& target) {
        const int rows = static_cast<int>(target.columns());
        scratch.multiplier.multiply(input.keyValue->slice(row, rows), 0, rows, m_latents.view(),
                                    {target.row(0), target.stride()});
    };
    expand(keyRow(head), scratch.keys);
    expand(valueRow(head), scratch.values);
    for (int token = 0; token < input.queries.rows; token += kTokenBlock) {
        const int tokens = std::min(kTokenBlock, input.queries.rows - token);
        const int seen = input.start + token + tokens;
        scoreKeys(input, head, token, tokens, seen, scratch);
        for (int i = 0; i < tokens; ++i)
            softmax(scratch.scores, i, input.start + token + i + 1);
        scratch.mixed.shape(tokens, m_hyper.valueWidth);
        std::fill(scratch.mixed.row(0),
                  scratch.mixed.row(0) + static_cast<std::size_t>(tokens) * scratch.mixed.stride(), 0.0F);
        m_kernels.addScaledRows(scratch.scores.row(0), scratch.scores.stride(), tokens,
                                scratch.values.view().from(0, seen), scratch.values.stride(),
                                scratch.mixed.row(0), scratch.mixed.stride());
        for (int i = 0; i < tokens; ++i)
            std::copy(scratch.mixed.row(i), scratch.mixed.row(i) + scratch.mixed.columns(),
                      mixed.row(token + i) + head * m_hyper.valueWidth);
    }
}

void Attention::scoreKeys(const AttentionInput& input, int head, int firstToken, int tokens, int visible,
                          Scratch& scratch) const {
    const int n = m_hyper.noPositionWidth;
    scratch.queries.shape(tokens, n);
    scratch.rotary.shape(tokens, m_hyper.rotaryWidth);
    for (int i = 0; i < tokens; ++i) {
        const float* q = query(input, firstToken + i, head);
        std::copy(q, q + n, scratch.queries.row(i));
        std::copy(q + n, q + n + m_hyper.rotaryWidth, scratch.rotary.row(i));
    }
    scratch.scores.shape(tokens, visible);
    for (int s = 0; s < visible; s += kTileRows) {
        const int rows = std::min(kTileRows, visible - s);
        alignas(64) float sums[kTileSums] = {};
        m_kernels.accumulate(scratch.keys.view().from(s, rows), scratch.queries.view(), scratch.keys.stride(),
                             sums);
        m_kernels.accumulate(m_rotary.view().from(s, rows), scratch.rotary.view(), m_rotary.stride(), sums);
        m_kernels.finish(sums, rows, tokens, scratch.scores.row(0) + s, scratch.scores.stride());
    }
}

} // namespace plm::cpu
