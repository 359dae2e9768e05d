// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/attention/expanded_attention.h"

#include <algorithm>
#include <cmath>

namespace plm::cpu {

namespace {

// Tokens of the cache whose keys and values are expanded at a time.
constexpr int kBlock = 128;
static_assert(kBlock <= kSegment);

} // namespace

std::size_t ExpandedAttention::bytesFor(const HyperParameters& hyper, bool rounded, int tokens, int visible,
                                        int threads) {
    const auto groups = static_cast<std::size_t>((tokens + kLanes - 1) / kLanes);
    const int width = hyper.noPositionWidth + hyper.rotaryWidth;
    const int together = std::min(visible, kBlock);
    const auto columns = static_cast<std::size_t>(width);
    const std::size_t scratch = Rows::bytesFor(together, width) + Rows::bytesFor(together, hyper.valueWidth) +
                                (rounded ? LaneRows::bytesFor(static_cast<std::size_t>(together), columns,
                                                              static_cast<std::size_t>(hyper.valueWidth))
                                         : 0) +
                                groups * (LaneQueries::bytesFor(columns, rounded) + sizeof(LaneTotals)) +
                                LaneScores::kBytes;
    return static_cast<std::size_t>(threads) * scratch + Rows::bytesFor(visible, hyper.cacheWidth()) +
           QuantisedRows::bytesFor(visible, hyper.latentRank);
}

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
    m_pool.parallel(visible, kBlock, [&](int begin, int end, int) {
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
    takeQueries(input, head, scratch);
    for (int t = 0; t < tokens; ++t)
        std::fill_n(mixed.row(t) + offset, width, 0.0F);
    for (int first = 0; first < input.visible(); first += kBlock) {
        expandBlock(input, head, first, std::min(kBlock, input.visible() - first), scratch);
        const int seesFirst = std::max(0, first - input.start); // the first token that sees any of it
        for (int group = seesFirst / kLanes; group * kLanes < tokens; ++group)
            attendGroup(input, head, first, group, scratch, mixed);
    }
    for (int t = 0; t < tokens; ++t) {
        const LaneTotals& totals = scratch.totals[static_cast<std::size_t>(t / kLanes)];
        const float sum = totals.sums[static_cast<std::size_t>(t % kLanes)];
        for (std::size_t i = 0; i < width; ++i)
            mixed.row(t)[offset + i] /= sum;
    }
}

void ExpandedAttention::takeQueries(const AttentionInput& input, int head, Scratch& scratch) const {
    const auto width = static_cast<std::size_t>(m_hyper.noPositionWidth + m_hyper.rotaryWidth);
    const std::size_t groups = (static_cast<std::size_t>(input.queries.rows) + kQueryLanes - 1) / kQueryLanes;
    scratch.queries.resize(groups);
    for (LaneQueries& group : scratch.queries)
        group.shape(width, input.rounded(m_kernels));
    for (int t = 0; t < input.queries.rows; ++t)
        scratch.queries[static_cast<std::size_t>(t / kLanes)].put(
            t % kLanes, 0, input.queries.row(t) + static_cast<std::size_t>(head) * width, width);
    scratch.totals.resize(groups);
    for (LaneTotals& totals : scratch.totals)
        totals.clear();
}

void ExpandedAttention::expandBlock(const AttentionInput& input, int head, int first, int count,
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
    const std::size_t width = valuesFitMixed() ? scratch.values.columns() : scratch.values.stride();
    scratch.rows.takeKeys(m_kernels, scratch.keys.view(), input.rounded(m_kernels));
    scratch.rows.takeValues(m_kernels, scratch.values.view(), width, input.rounded(m_kernels));
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

void ExpandedAttention::attendGroup(const AttentionInput& input, int head, int first, int group,
                                    Scratch& scratch, Rows& mixed) const {
    const auto index = static_cast<std::size_t>(group);
    const int token = group * kLanes;
    const int outputs = std::min(kLanes, input.queries.rows - token);
    std::array<int, kQueryLanes> visible{};
    for (int lane = 0; lane < outputs; ++lane)
        visible[static_cast<std::size_t>(lane)] = input.start + token + lane + 1 - first;
    LaneTotals& totals = scratch.totals[index];
    const ByLane before = totals.largest;
    const auto width = static_cast<std::size_t>(m_hyper.valueWidth);
    float* sums = mixed.row(token) + static_cast<std::size_t>(head) * width;
    scratch.scores.score(m_kernels, scratch.queries[index], scratch.rows);
    scratch.scores.hide(visible);
    scratch.scores.raise(m_kernels, totals.largest);
    shrink(before, totals, outputs, sums, mixed.stride());
    scratch.scores.weigh(m_kernels, totals.largest, m_scale, totals.sums);
    if (valuesFitMixed()) {
        scratch.scores.mix(m_kernels, outputs, scratch.rows, sums, mixed.stride(), true);
        return;
    }
    scratch.mixed.shape(outputs, m_hyper.valueWidth); // padding would reach into the next head
    scratch.scores.mix(m_kernels, outputs, scratch.rows, scratch.mixed.row(0), scratch.mixed.stride(), false);
    for (int i = 0; i < outputs; ++i)
        for (std::size_t c = 0; c < scratch.mixed.columns(); ++c)
            sums[static_cast<std::size_t>(i) * mixed.stride() + c] += scratch.mixed.row(i)[c];
}

void ExpandedAttention::shrink(const ByLane& before, LaneTotals& totals, int outputs, float* mixed,
                               std::size_t stride) const {
    for (std::size_t lane = 0; lane < static_cast<std::size_t>(outputs); ++lane, mixed += stride) {
        if (totals.largest[lane] <= before[lane] || totals.sums[lane] == 0)
            continue;
        const float factor = std::exp((before[lane] - totals.largest[lane]) * m_scale);
        totals.sums[lane] *= factor;
        for (std::size_t c = 0; c < static_cast<std::size_t>(m_hyper.valueWidth); ++c)
            mixed[c] *= factor;
    }
}

} // namespace plm::cpu
