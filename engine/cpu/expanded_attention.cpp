// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/expanded_attention.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plm::cpu {

ExpandedAttention::ExpandedAttention(const HyperParameters& hyper, const Kernels& kernels, ThreadPool& pool)
    : m_hyper(hyper),
      m_kernels(kernels),
      m_pool(pool),
      m_scale(1.0F / std::sqrt(static_cast<float>(hyper.noPositionWidth + hyper.rotaryWidth))) {
    for (int i = 0; i < pool.threads(); ++i)
        m_scratch.emplace_back(kernels);
}

void ExpandedAttention::attend(const AttentionInput& input, Rows& mixed) {
    loadCache(input);
    m_pool.parallel(m_hyper.heads, 1, [&](int begin, int end, int thread) {
        for (int head = begin; head < end; ++head)
            attendHead(input, head, m_scratch[static_cast<std::size_t>(thread)], mixed);
    });
}

/// The layer's whole cache as float32, and its latents rounded to 8 bits for the products with attn_kv_b.
void ExpandedAttention::loadCache(const AttentionInput& input) {
    const int visible = input.visible();
    const bool rounds = input.weights->keyValue.tiles.has_value();
    m_latents.shape(visible, m_hyper.cacheWidth());
    if (rounds)
        m_quantised.shape(visible, static_cast<std::size_t>(m_hyper.latentRank));
    m_pool.parallel(visible, kSegment, [&](int begin, int end, int) {
        for (int s = begin; s < end; ++s) {
            loadLatents(input, m_kernels, s, m_latents.row(s));
            if (rounds)
                m_kernels.quantise(m_latents.row(s), m_quantised.blocks(), m_quantised.target(s));
        }
    });
}

void ExpandedAttention::attendHead(const AttentionInput& input, int head, Scratch& scratch,
                                   Rows& mixed) const {
    const int tokens = input.queries.rows;
    const auto width = static_cast<std::size_t>(m_hyper.valueWidth);
    const auto offset = static_cast<std::size_t>(head) * width;
    scratch.largest.assign(static_cast<std::size_t>(tokens), -std::numeric_limits<float>::infinity());
    scratch.sums.assign(static_cast<std::size_t>(tokens), 0.0F);
    for (int t = 0; t < tokens; ++t)
        std::fill_n(mixed.row(t) + offset, width, 0.0F);
    for (int first = 0; first < input.visible(); first += kSegment) {
        expandSegment(input, head, first, std::min(kSegment, input.visible() - first), scratch);
        const int seesFirst = std::max(0, first - input.start); // the first token that sees any of it
        for (int token = seesFirst; token < tokens; token += kTileInputs)
            attendTokens(input, head, first, token, std::min(kTileInputs, tokens - token), scratch, mixed);
    }
    for (int t = 0; t < tokens; ++t)
        for (std::size_t i = 0; i < width; ++i)
            mixed.row(t)[offset + i] /= scratch.sums[static_cast<std::size_t>(t)];
}

void ExpandedAttention::expandSegment(const AttentionInput& input, int head, int first, int count,
                                      Scratch& scratch) const {
    const int n = m_hyper.noPositionWidth;
    const int keyRow = head * (n + m_hyper.valueWidth);
    scratch.keys.shape(count, n + m_hyper.rotaryWidth);
    scratch.values.shape(count, m_hyper.valueWidth);
    expand(input, keyRow, n, first, count, scratch, scratch.keys);
    expand(input, keyRow + n, m_hyper.valueWidth, first, count, scratch, scratch.values);
    for (int s = 0; s < count; ++s) {
        const float* rotary = m_latents.row(first + s) + m_hyper.latentRank;
        std::copy(rotary, rotary + m_hyper.rotaryWidth, scratch.keys.row(s) + n);
    }
}

/// `width` rows of attn_kv_b from `row` on, times `count` latents.
void ExpandedAttention::expand(const AttentionInput& input, int row, int width, int first, int count,
                               Scratch& scratch, Rows& out) const {
    const Linear& weights = input.weights->keyValue;
    const Products products{out.row(0), out.stride()};
    if (weights.tiles && row % kTileLanes == 0 && width % kTileLanes == 0)
        scratch.multiplier.multiply(*weights.tiles, row / kTileLanes, (row + width) / kTileLanes,
                                    m_quantised.from(first, count), products);
    else
        scratch.multiplier.multiply(weights.matrix->slice(row, width), 0, width,
                                    m_latents.view().from(first, count), products);
}

void ExpandedAttention::attendTokens(const AttentionInput& input, int head, int first, int token, int tokens,
                                     Scratch& scratch, Rows& mixed) const {
    scoreKeys(input, head, token, tokens, scratch);
    const int last = input.start + token + tokens - 1;
    float* sums = mixed.row(token) + head * m_hyper.valueWidth;
    for (int i = 0; i < tokens; ++i)
        weigh(token + i, input.start + token + i + 1 - first, scratch.scores.row(i),
              sums + static_cast<std::size_t>(i) * mixed.stride(), scratch);
    const int seen = std::min(scratch.values.rows(), last + 1 - first);
    const auto width = static_cast<std::size_t>(m_hyper.valueWidth);
    if (width % kPadding == 0) {
        m_kernels.addScaledRows(scratch.scores.row(0), scratch.scores.stride(), tokens,
                                scratch.values.view().from(0, seen), width, sums, mixed.stride());
        return;
    }
    for (int i = 0; i < tokens; ++i) // the kernel's padding would reach into the next head
        for (int s = 0; s < seen; ++s)
            for (std::size_t c = 0; c < width; ++c)
                sums[static_cast<std::size_t>(i) * mixed.stride() + c] +=
                    scratch.scores.row(i)[s] * scratch.values.row(s)[c];
}

void ExpandedAttention::scoreKeys(const AttentionInput& input, int head, int token, int tokens,
                                  Scratch& scratch) const {
    const int width = m_hyper.noPositionWidth + m_hyper.rotaryWidth;
    scratch.queries.shape(tokens, width);
    for (int i = 0; i < tokens; ++i)
        std::copy_n(input.queries.row(token + i) + head * width, width, scratch.queries.row(i));
    scratch.scores.shape(tokens, kSegment);
    for (int s = 0; s < scratch.keys.rows(); s += kTileRows) {
        const int rows = std::min(kTileRows, scratch.keys.rows() - s);
        alignas(64) float sums[kTileSums] = {};
        m_kernels.accumulate(scratch.keys.view().from(s, rows), scratch.queries.view(), scratch.keys.stride(),
                             sums);
        m_kernels.finish(sums, rows, tokens, scratch.scores.row(0) + s, scratch.scores.stride());
    }
}

void ExpandedAttention::weigh(int token, int visible, float* scores, float* sums, Scratch& scratch) const {
    std::fill(scores + std::clamp(visible, 0, scratch.keys.rows()), scores + kSegment,
              -std::numeric_limits<float>::infinity());
    const auto index = static_cast<std::size_t>(token);
    const float before = scratch.largest[index];
    const float largest = std::max(before, m_kernels.largestIn(scores, kSegment));
    if (largest > before && scratch.sums[index] != 0) {
        const float shrink = std::exp((before - largest) * m_scale);
        scratch.sums[index] *= shrink;
        for (int i = 0; i < m_hyper.valueWidth; ++i)
            sums[i] *= shrink;
    }
    scratch.largest[index] = largest;
    scratch.sums[index] += m_kernels.exponentials(scores, kSegment, largest, m_scale);
}

} // namespace plm::cpu
