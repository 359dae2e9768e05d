// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cpu/layout/key_rows_layout.h"
#include "cpu/layout/neuron_layout.h"
#include "cpu/quantised_rows.h"
#include "quant/format_table.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

namespace plm::cpu {

/// out[input · outStride + lane] = the products of a tile's kTileLanes rows with `count` inputs. The codes
/// are multiplied as integers; steps are scaled and summed in float32, each lane for itself, in an order that
/// does not depend on `count`.
using TileDot = void (*)(const std::byte* tile, std::size_t columns, const QuantisedInputs& inputs, int count,
                         float* out, std::size_t outStride);

/// One instruction set's products, for the formats that have codes.
struct TileDots {
    struct OfType {
        quant::Type type;
        TileDot dot; ///< null where the format has no codes
    };
    OfType all[std::size(quant::kFormats)];

    /// Null for a format without codes.
    [[nodiscard]] TileDot of(quant::Type type) const;
};

/// Rows of activations are padded with zeros to a multiple of this many values, so that kernels have no
/// tails.
inline constexpr std::size_t kPadding = 32;
/// A tile is at most this many weight rows against this many inputs.
inline constexpr int kTileRows = 4;
inline constexpr int kTileInputs = 4;
/// Partial sums of one tile: the lanes of the widest vector for each pair of row and input.
inline constexpr std::size_t kMostLanes = 16;
inline constexpr std::size_t kTileSums = std::size_t{kTileRows} * kTileInputs * kMostLanes;

constexpr std::size_t padded(std::size_t values) {
    return (values + kPadding - 1) / kPadding * kPadding;
}

/// Rows of float32 values: `rows` of them, `stride` values apart.
struct ConstRows {
    const float* data = nullptr;
    std::size_t stride = 0;
    int rows = 0;

    [[nodiscard]] const float* row(int index) const {
        return data + static_cast<std::size_t>(index) * stride;
    }
    [[nodiscard]] ConstRows from(int first, int count) const { return {row(first), stride, count}; }
};

/// Queries that attention takes side by side, one to a lane.
inline constexpr std::size_t kQueryLanes = 16;

/// Attention of kQueryLanes queries over some rows of keys or values. Each lane stands for itself.
struct AttentionKernels {
    /// scores[s][lane] = Σ over c < `columns` of rows[s][c] · queries[c][lane].
    void (*scoreRows)(const float* queries, std::size_t columns, const ConstRows& rows, float* scores);
    /// largest[lane] = the largest of it and the lane's scores.
    void (*largestByLane)(const float* scores, int rows, float* largest);
    /// scores[s][lane] = exp((scores[s][lane] − largest[lane]) · scale), added to sums[lane]. No score is
    /// above its lane's `largest`, which is finite; −∞ gives 0.
    void (*exponentialsByLane)(float* scores, int rows, const float* largest, float scale, float* sums);
    /// out[i · outStride + c] = Σ over rows s of weights[s][i] · rows[s][c], for c < `columns` (a multiple
    /// of kPadding) and i < `outputs` ≤ kQueryLanes; plus what was there, where `add`.
    void (*mixRows)(const float* weights, int outputs, const ConstRows& rows, std::size_t columns, float* out,
                    std::size_t outStride, bool add);
};

/// The same in bfloat16 with float32 sums, for files whose weights are rounded more than that. Two numbers
/// that are added up stand together: a pair, the first in the lower half of 32 bits.
struct RoundedAttentionKernels {
    /// out[s · columns + c] = rows[s][c] for c < `columns` (a multiple of kPadding).
    void (*roundRows)(const ConstRows& rows, std::size_t columns, std::uint16_t* out);
    /// out[s / 2 · columns + c] = the pair rows[s][c], rows[s + 1][c], zero behind the last row; `columns` is
    /// a multiple of kQueryLanes.
    void (*pairRows)(const ConstRows& rows, std::size_t columns, std::uint32_t* out);
    /// Both at once for `rows` rows of `width` values in half precision, which follow each other: keys of
    /// `columns` (width, up to a multiple of kPadding; zeros there), and the pairs of the first `pairColumns`
    /// of them (a multiple of kQueryLanes), zero behind the last row.
    void (*roundHalves)(const std::byte* halves, std::size_t width, int rows, std::size_t columns,
                        std::size_t pairColumns, std::uint16_t* keys, std::uint32_t* pairs);
    /// scores[s][lane] = Σ over c < `columns` of rows[s · columns + c] · queries[c][lane], which lie in pairs
    /// of columns. Asks for what follows `ahead`, as many bytes as the rows have here: what comes after them
    /// in the cache, so that it is read while these are multiplied.
    void (*scoreRows)(const std::uint32_t* queries, std::size_t columns, const std::uint16_t* rows, int count,
                      float* scores, const std::byte* ahead);
    /// out[i · outStride + c] = Σ over rows s of weights[s][i] · values[s][c], both in pairs of rows, for
    /// c < `columns` (a multiple of kQueryLanes) and i < `outputs` ≤ kQueryLanes; plus what was there, where
    /// `add`.
    void (*mixRows)(const std::uint32_t* weights, int outputs, const std::uint32_t* values, int rows,
                    std::size_t columns, float* out, std::size_t outStride, bool add);
};

/// The inner loops, compiled once for each instruction set. All are float32, and each sum is taken in an
/// order that depends neither on the shape of the tile nor on the number of threads, so that a token's result
/// does not either.
struct Kernels {
    const char* name; ///< e.g. "AVX2"
    /// sums[row][input][lane] += weights[row] · inputs[input] over `columns` values (a multiple of kPadding),
    /// lane by lane. At most kTileRows weights and kTileInputs inputs.
    void (*accumulate)(const ConstRows& weights, const ConstRows& inputs, std::size_t columns, float* sums);
    /// out[input · outStride + row] = the sum of the lanes.
    void (*finish)(const float* sums, int rows, int inputs, float* out, std::size_t outStride);
    /// out[c] += Σ over rows s of scales[s] · rows[s][c], for c < `columns` (a multiple of kPadding).
    void (*addScaledRows)(const float* scales, const ConstRows& rows, std::size_t columns, float* out);
    /// Half precision to float32; `halves` need not be aligned.
    void (*halfToFloat)(const std::byte* halves, float* out, std::size_t values);
    /// out[i] = code i · scale i / 32, for signed bytes and half-precision scales.
    void (*scaledBytesToFloat)(const std::byte* codes, const std::byte* scales, float* out,
                               std::size_t values);
    /// Rounds whole blocks of 32 values to 8 bits; `target` has room for them.
    void (*quantise)(const float* values, std::size_t blocks, QuantisedBlock* target);
    /// sums[t][row] += Σ over a token's active neurons of value · weight, for one slice of ffn_down in neuron
    /// order: kSliceRows sums for each of `count` tokens. Neurons add in their order, whatever the count.
    void (*addNeurons)(const NeuronLayout& layout, const std::byte* slice, std::size_t groups,
                       const ActiveNeurons* tokens, int count, float* sums);
    /// Squares what is above zero of `groups` · 32 values and makes the rest zero, in place; a mask a group
    /// tells which.
    void (*squaredRelu)(float* values, std::size_t groups, std::uint32_t* masks);
    AttentionKernels attention;
    /// out[c] = Σ over rows i of query[i] · keys[i][c].
    void (*absorb)(const KeyRowsView& keys, const float* query, float* out);
    /// Products of quantised weights, in tiles, with quantised activations.
    TileDots dots;
    const RoundedAttentionKernels* rounded = nullptr; ///< none where the processor cannot
};

/// The best kernels for this processor.
const Kernels& bestKernels();
/// All that this processor can run, the portable ones first. For tests.
std::span<const Kernels* const> usableKernels();

} // namespace plm::cpu
