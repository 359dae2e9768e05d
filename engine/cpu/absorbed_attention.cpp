// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/absorbed_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plm::cpu {

namespace {

// New tokens taken together: bounds the memory for the segments' parts.
constexpr int kTokenBlock = 8;
// Pieces of work for each thread, so that none waits long for another.
constexpr int kPiecesPerThread = 4;

} // namespace

AbsorbedAttention::AbsorbedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
    : m_hyper(hyper),
      m_kernels(kernels),
      m_pool(pool),
      m_scale(1.0F / std::sqrt(static_cast<float>(hyper.noPositionWidth + hyper.rotaryWidth))) {
    for (int i = 0; i < pool.threads(); ++i)
        m_scratch.emplace_back(kernels);
}

void AbsorbedAttention::attend(const AttentionInput& input, Rows& mixed) {
    const int heads = m_hyper.heads;
    for (int first = 0; first < input.queries.rows; first += kTokenBlock) {
        const Block block{first, std::min(kTokenBlock, input.queries.rows - first)};
        const int segments = (input.start + first + block.count + kSegment - 1) / kSegment;
        m_queries.shape(block.count * heads, m_hyper.cacheWidth());
        m_parts.shape(segments * m_queries.rows(), m_hyper.latentRank);
        m_sums.resize(static_cast<std::size_t>(m_parts.rows()));
        m_largest.resize(m_sums.size());
        m_pool.parallel(heads, 1, [&](int begin, int end, int thread) {
            for (int head = begin; head < end; ++head)
                absorb(input, block, head, m_scratch[static_cast<std::size_t>(thread)]);
        });
        const int groups =
            std::clamp((kPiecesPerThread * m_pool.threads() + segments - 1) / segments, 1, heads);
        m_pool.parallel(segments * groups, 1, [&](int begin, int end, int thread) {
            for (int piece = begin; piece < end; ++piece) {
                const int group = piece % groups;
                attendSegment(input, block, piece / groups, heads * group / groups,
                              heads * (group + 1) / groups, m_scratch[static_cast<std::size_t>(thread)]);
            }
        });
        m_pool.parallel(heads, 1, [&](int begin, int end, int thread) {
            for (int head = begin; head < end; ++head)
                joinHead(input, block, head, m_scratch[static_cast<std::size_t>(thread)], mixed);
        });
    }
}

void AbsorbedAttention::absorb(const AttentionInput& input, const Block& block, int head, Scratch& scratch) {
    const int n = m_hyper.noPositionWidth;
    for (int token = 0; token < block.count; ++token) {
        const float* q = input.queries.row(block.first + token) + head * (n + m_hyper.rotaryWidth);
        float* target = m_queries.row(query(token, head));
        absorbNoPosition(input, head, q, scratch, target);
        std::copy(q + n, q + n + m_hyper.rotaryWidth, target + m_hyper.latentRank);
    }
}

void AbsorbedAttention::absorbNoPosition(const AttentionInput& input, int head, const float* query,
                                         Scratch& scratch, float* out) const {
    if (input.weights->keys) {
        m_kernels.absorb(input.weights->keys->head(head), query, out);
        return;
    }
    const int n = m_hyper.noPositionWidth;
    const int first = head * (n + m_hyper.valueWidth);
    scratch.decoded.shape(n, m_hyper.latentRank);
    scratch.mixed.shape(1, m_hyper.latentRank);
    for (int i = 0; i < n; ++i)
        scratch.multiplier.decodeRow(*input.weights->keyValue.matrix, first + i, scratch.decoded.row(i));
    float* sums = scratch.mixed.row(0);
    std::fill(sums, sums + scratch.mixed.stride(), 0.0F);
    m_kernels.addScaledRows(query, 0, 1, scratch.decoded.view(), scratch.decoded.stride(), sums, 0);
    std::copy(sums, sums + m_hyper.latentRank, out);
}

void AbsorbedAttention::attendSegment(const AttentionInput& input, const Block& block, int segment,
                                      int firstHead, int endHead, Scratch& scratch) {
    const int first = segment * kSegment;
    const int last = input.start + block.first + block.count; // the last token sees up to there
    scratch.latents.shape(std::min(kSegment, last - first), m_hyper.cacheWidth());
    for (int s = 0; s < scratch.latents.rows(); ++s)
        loadLatents(input, m_kernels, first + s, scratch.latents.row(s));
    for (int token = 0; token < block.count; ++token) {
        const int visible = std::min(kSegment, input.start + block.first + token + 1 - first);
        if (visible <= 0) {
            for (int head = firstHead; head < endHead; ++head)
                m_sums[static_cast<std::size_t>(part(segment, query(token, head)))] = 0;
            continue;
        }
        scratch.scores.shape(endHead - firstHead, kSegment);
        scoreLatents(m_queries.view().from(query(token, firstHead), endHead - firstHead), scratch);
        for (int i = 0; i < scratch.scores.rows(); ++i)
            std::fill(scratch.scores.row(i) + visible, scratch.scores.row(i) + kSegment,
                      -std::numeric_limits<float>::infinity());
        mixLatents(input, block, segment, token, firstHead, scratch);
    }
}

void AbsorbedAttention::scoreLatents(const ConstRows& queries, Scratch& scratch) const {
    for (int q = 0; q < queries.rows; q += kTileInputs) {
        const int count = std::min(kTileInputs, queries.rows - q);
        for (int s = 0; s < scratch.latents.rows(); s += kTileRows) {
            const int rows = std::min(kTileRows, scratch.latents.rows() - s);
            alignas(64) float sums[kTileSums] = {};
            m_kernels.accumulate(scratch.latents.view().from(s, rows), queries.from(q, count),
                                 scratch.latents.stride(), sums);
            m_kernels.finish(sums, rows, count, scratch.scores.row(q) + s, scratch.scores.stride());
        }
    }
}

void AbsorbedAttention::mixLatents(const AttentionInput& input, const Block& block, int segment, int token,
                                   int firstHead, Scratch& scratch) {
    const int visible = std::min(kSegment, input.start + block.first + token + 1 - segment * kSegment);
    const int firstPart = part(segment, query(token, firstHead));
    for (int i = 0; i < scratch.scores.rows(); ++i) {
        const auto index = static_cast<std::size_t>(firstPart + i);
        float* scores = scratch.scores.row(i);
        m_largest[index] = m_kernels.largestIn(scores, kSegment);
        m_sums[index] = m_kernels.exponentials(scores, kSegment, m_largest[index], m_scale);
        std::fill(m_parts.row(firstPart + i), m_parts.row(firstPart + i) + m_parts.stride(), 0.0F);
    }
    m_kernels.addScaledRows(scratch.scores.row(0), scratch.scores.stride(), scratch.scores.rows(),
                            scratch.latents.view().from(0, visible), m_parts.stride(), m_parts.row(firstPart),
                            m_parts.stride());
}

void AbsorbedAttention::joinHead(const AttentionInput& input, const Block& block, int head, Scratch& scratch,
                                 Rows& mixed) {
    const int segments = m_parts.rows() / m_queries.rows();
    scratch.mixed.shape(block.count, m_hyper.latentRank);
    for (int token = 0; token < block.count; ++token)
        joinSegments(segments, query(token, head), scratch.mixed.row(token));
    projectValues(input, head, scratch, mixed.row(block.first) + head * m_hyper.valueWidth, mixed.stride());
}

void AbsorbedAttention::joinSegments(int segments, int query, float* out) const {
    float largest = -std::numeric_limits<float>::infinity();
    for (int segment = 0; segment < segments; ++segment) {
        const auto index = static_cast<std::size_t>(part(segment, query));
        if (m_sums[index] != 0)
            largest = std::max(largest, m_largest[index]);
    }
    const auto rank = static_cast<std::size_t>(m_hyper.latentRank);
    std::fill(out, out + rank, 0.0F);
    float sum = 0;
    for (int segment = 0; segment < segments; ++segment) {
        const int index = part(segment, query);
        const auto at = static_cast<std::size_t>(index);
        if (m_sums[at] == 0)
            continue;
        const float weight = std::exp((m_largest[at] - largest) * m_scale);
        sum += weight * m_sums[at];
        for (std::size_t i = 0; i < rank; ++i)
            out[i] += weight * m_parts.row(index)[i];
    }
    for (std::size_t i = 0; i < rank; ++i)
        out[i] /= sum;
}

void AbsorbedAttention::projectValues(const AttentionInput& input, int head, Scratch& scratch, float* out,
                                      std::size_t stride) const {
    const int v = m_hyper.valueWidth;
    const int first = head * (m_hyper.noPositionWidth + v) + m_hyper.noPositionWidth;
    const Linear& weights = input.weights->keyValue;
    if (!weights.tiles || first % kTileLanes != 0 || v % kTileLanes != 0) {
        scratch.multiplier.multiply(weights.matrix->slice(first, v), 0, v, scratch.mixed.view(),
                                    {out, stride});
        return;
    }
    scratch.quantised.shape(scratch.mixed.rows(), scratch.mixed.columns());
    for (int i = 0; i < scratch.mixed.rows(); ++i)
        m_kernels.quantise(scratch.mixed.row(i), scratch.quantised.blocks(), scratch.quantised.target(i));
    scratch.multiplier.multiply(*weights.tiles, first / kTileLanes, (first + v) / kTileLanes,
                                scratch.quantised.all(), {out, stride});
}

} // namespace plm::cpu
