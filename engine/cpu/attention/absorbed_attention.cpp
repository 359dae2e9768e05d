// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention/absorbed_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plm::cpu {

namespace {

// New tokens taken together: bounds the memory for the segments' parts.
constexpr int kTokenBlock = 8;
// Tokens of a segment that are read and scored at a time: few enough for their keys, rounded, and a group's
// queries to fit the nearest cache. Even.
constexpr int kScoredTogether = 8;

} // namespace

AbsorbedAttention::Scratch::Scratch(const HyperParameters& hyper, const Kernels& kernels)
    : multiplier(kernels) {
    decoded.reserve(hyper.noPositionWidth, hyper.latentRank);
    absorbed.reserve(1, hyper.latentRank);
    latents.reserve(kSegment, hyper.cacheWidth());
    if (kernels.rounded != nullptr)
        rows.reserve(kScoredTogether, padded(static_cast<std::size_t>(hyper.cacheWidth())),
                     padded(static_cast<std::size_t>(hyper.latentRank)));
    scores.resize(static_cast<std::size_t>((kTokenBlock * hyper.heads + kLanes - 1) / kLanes));
    mixed.reserve(kTokenBlock, hyper.latentRank);
    quantised.shape(kTokenBlock, static_cast<std::size_t>(hyper.latentRank));
}

std::size_t AbsorbedAttention::bytesFor(const HyperParameters& hyper, bool rounded, int tokens, int visible,
                                        int threads) {
    const auto groupsOf = [&](int count) {
        return static_cast<std::size_t>((count * hyper.heads + kLanes - 1) / kLanes);
    };
    const auto rank = static_cast<std::size_t>(hyper.latentRank);
    const auto width = static_cast<std::size_t>(hyper.cacheWidth());
    const std::size_t scratch = Rows::bytesFor(hyper.noPositionWidth + 1 + kTokenBlock, hyper.latentRank) +
                                Rows::bytesFor(kSegment, hyper.cacheWidth()) +
                                (rounded ? LaneRows::bytesFor(kScoredTogether, width, rank) : 0) +
                                groupsOf(kTokenBlock) * LaneScores::kBytes +
                                QuantisedRows::bytesFor(kTokenBlock, hyper.latentRank);
    const int size = rounded ? kSegment : kFloatSegment;
    const int segments = (visible + size - 1) / size;
    const int together = std::min(tokens, kTokenBlock);
    return static_cast<std::size_t>(threads) * scratch +
           groupsOf(together) * LaneQueries::bytesFor(width, rounded) +
           Rows::bytesFor(segments * together * hyper.heads, hyper.latentRank) +
           static_cast<std::size_t>(segments) * groupsOf(together) * sizeof(LaneTotals);
}

AbsorbedAttention::AbsorbedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
    : m_hyper(hyper),
      m_kernels(kernels),
      m_pool(pool),
      m_scale(1.0F / std::sqrt(static_cast<float>(hyper.noPositionWidth + hyper.rotaryWidth))) {
    for (int i = 0; i < pool.threads(); ++i)
        m_scratch.emplace_back(hyper, kernels);
}

/// Memory is asked for at once for as many segments as the cache may come to have.
void AbsorbedAttention::shape(const AttentionInput& input, const Block& block) {
    const int most = (input.cache->capacity() + block.segmentTokens - 1) / block.segmentTokens;
    m_queries.resize(static_cast<std::size_t>((queries(block) + kLanes - 1) / kLanes));
    for (LaneQueries& group : m_queries)
        group.shape(static_cast<std::size_t>(m_hyper.cacheWidth()), input.rounded(m_kernels));
    m_parts.reserve(most * queries(block), m_hyper.latentRank);
    m_parts.shape(block.segments * queries(block), m_hyper.latentRank);
    m_totals.reserve(static_cast<std::size_t>(most) * m_queries.size());
    m_totals.resize(static_cast<std::size_t>(block.segments) * m_queries.size());
}

void AbsorbedAttention::attend(const AttentionInput& input, Rows& mixed) {
    const int size = input.segmentTokens(m_kernels);
    for (int first = 0; first < input.queries.rows; first += kTokenBlock) {
        const int count = std::min(kTokenBlock, input.queries.rows - first);
        const Block block{first, count, size, (input.start + first + count + size - 1) / size};
        shape(input, block);
        m_pool.parallel(m_hyper.heads, 1, [&](int begin, int end, int thread) {
            for (int head = begin; head < end; ++head)
                absorb(input, block, head, m_scratch[static_cast<std::size_t>(thread)]);
        });
        m_pool.parallel(block.segments, 1, [&](int begin, int end, int thread) {
            for (int segment = begin; segment < end; ++segment)
                attendSegment(input, block, segment, m_scratch[static_cast<std::size_t>(thread)]);
        });
        m_pool.parallel(m_hyper.heads, 1, [&](int begin, int end, int thread) {
            for (int head = begin; head < end; ++head)
                joinHead(input, block, head, m_scratch[static_cast<std::size_t>(thread)], mixed);
        });
    }
}

void AbsorbedAttention::absorb(const AttentionInput& input, const Block& block, int head, Scratch& scratch) {
    const auto n = static_cast<std::size_t>(m_hyper.noPositionWidth);
    const auto p = static_cast<std::size_t>(m_hyper.rotaryWidth);
    const auto rank = static_cast<std::size_t>(m_hyper.latentRank);
    for (int token = 0; token < block.count; ++token) {
        const float* q = input.queries.row(block.first + token) + static_cast<std::size_t>(head) * (n + p);
        const int index = query(token, head);
        LaneQueries& group = m_queries[static_cast<std::size_t>(index / kLanes)];
        absorbNoPosition(input, head, q, scratch);
        group.put(index % kLanes, 0, scratch.absorbed.row(0), rank);
        group.put(index % kLanes, rank, q + n, p);
    }
}

void AbsorbedAttention::absorbNoPosition(const AttentionInput& input, int head, const float* query,
                                         Scratch& scratch) const {
    scratch.absorbed.shape(1, m_hyper.latentRank);
    float* out = scratch.absorbed.row(0);
    if (input.weights->keys) {
        m_kernels.absorb(input.weights->keys->head(head), query, out);
        return;
    }
    const int n = m_hyper.noPositionWidth;
    scratch.decoded.shape(n, m_hyper.latentRank);
    for (int i = 0; i < n; ++i)
        scratch.multiplier.decodeRow(*input.weights->keyValue.matrix, head * (n + m_hyper.valueWidth) + i,
                                     scratch.decoded.row(i));
    std::fill(out, out + scratch.absorbed.stride(), 0.0F);
    m_kernels.addScaledRows(query, scratch.decoded.view(), scratch.decoded.stride(), out);
}

void AbsorbedAttention::attendSegment(const AttentionInput& input, const Block& block, int segment,
                                      Scratch& scratch) {
    const int first = segment * block.segmentTokens;
    const int last = input.start + block.first + block.count; // the last token sees up to there
    score(input, first, std::min(block.segmentTokens, last - first), scratch);
    for (int group = 0; group < groups(); ++group)
        mixGroup(input, block, segment, group, scratch);
}

void AbsorbedAttention::score(const AttentionInput& input, int first, int count, Scratch& scratch) const {
    for (int at = 0; at < count; at += kScoredTogether) {
        takeLatents(input, first + at, std::min(kScoredTogether, count - at), at, scratch);
        for (std::size_t group = 0; group < m_queries.size(); ++group)
            scratch.scores[group].score(m_kernels, m_queries[group], scratch.rows, at);
    }
}

void AbsorbedAttention::takeLatents(const AttentionInput& input, int first, int count, int at,
                                    Scratch& scratch) const {
    const bool rounded = input.rounded(m_kernels);
    if (rounded && input.cache->type() == CacheType::F16) {
        scratch.rows.takeHalves(m_kernels, input.cache->row(input.layer, first),
                                static_cast<std::size_t>(m_hyper.cacheWidth()), count, m_parts.stride(), at);
        return;
    }
    scratch.latents.shape(kSegment, m_hyper.cacheWidth());
    for (int s = 0; s < count; ++s)
        loadLatents(input, m_kernels, first + s, scratch.latents.row(at + s));
    const ConstRows rows = scratch.latents.view().from(at, count);
    scratch.rows.takeKeys(m_kernels, rows, rounded);
    scratch.rows.takeValues(m_kernels, rows, m_parts.stride(), rounded, at);
}

void AbsorbedAttention::mixGroup(const AttentionInput& input, const Block& block, int segment, int group,
                                 Scratch& scratch) {
    std::array<int, kQueryLanes> visible{};
    const int outputs = std::min(kLanes, queries(block) - group * kLanes);
    for (int lane = 0; lane < outputs; ++lane) {
        const int token = block.first + (group * kLanes + lane) / m_hyper.heads;
        visible[static_cast<std::size_t>(lane)] = input.start + token + 1 - segment * block.segmentTokens;
    }
    LaneScores& scores = scratch.scores[static_cast<std::size_t>(group)];
    LaneTotals& totals = m_totals[numbers(segment, group)];
    totals.clear();
    scores.hide(visible);
    scores.raise(m_kernels, totals.largest);
    scores.weigh(m_kernels, totals.largest, m_scale, totals.sums);
    scores.mix(m_kernels, outputs, scratch.rows, m_parts.row(part(block, segment, group * kLanes)),
               m_parts.stride(), false);
}

void AbsorbedAttention::joinHead(const AttentionInput& input, const Block& block, int head, Scratch& scratch,
                                 Rows& mixed) {
    scratch.mixed.shape(block.count, m_hyper.latentRank);
    for (int token = 0; token < block.count; ++token)
        joinSegments(block, query(token, head), scratch.mixed.row(token));
    projectValues(input, head, scratch, mixed.row(block.first) + head * m_hyper.valueWidth, mixed.stride());
}

void AbsorbedAttention::joinSegments(const Block& block, int query, float* out) const {
    const auto lane = static_cast<std::size_t>(query % kLanes);
    float largest = std::numeric_limits<float>::lowest();
    for (int segment = 0; segment < block.segments; ++segment)
        largest = std::max(largest, m_totals[numbers(segment, query / kLanes)].largest[lane]);
    const auto rank = static_cast<std::size_t>(m_hyper.latentRank);
    std::fill(out, out + rank, 0.0F);
    float sum = 0;
    for (int segment = 0; segment < block.segments; ++segment) {
        const LaneTotals& totals = m_totals[numbers(segment, query / kLanes)];
        if (totals.sums[lane] == 0) // nothing of it is visible
            continue;
        const float weight = std::exp((totals.largest[lane] - largest) * m_scale);
        const float* mix = m_parts.row(part(block, segment, query));
        sum += weight * totals.sums[lane];
        for (std::size_t i = 0; i < rank; ++i)
            out[i] += weight * mix[i];
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
