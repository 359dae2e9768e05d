// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gguf/file.h"
#include "quant/format.h"

#include <plm/model.h>
#include <plm/result.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace plm {

/// A weight matrix as it lies in the file: `rows` rows, each `columns` values in blocks of `format`.
struct Matrix {
    const quant::Format* format = nullptr;
    int rows = 0;
    int columns = 0;
    const std::byte* data = nullptr; ///< views the mapped file; not aligned for the format
    std::string_view name{};         ///< the tensor's; views the file as well

    [[nodiscard]] std::size_t rowBytes() const { return format->bytesFor(static_cast<std::size_t>(columns)); }
    [[nodiscard]] const std::byte* row(int index) const {
        return data + static_cast<std::size_t>(index) * rowBytes();
    }
    [[nodiscard]] std::size_t bytes() const { return rowBytes() * static_cast<std::size_t>(rows); }
    /// The rows [first, first + count) as a matrix of their own.
    [[nodiscard]] Matrix slice(int first, int count) const {
        return {format, count, columns, row(first), name};
    }
};

/// Letters: D embedding, H heads, r latent rank, n/p/v no-position, rotary and value widths, F feed-forward.
struct LayerWeights {
    std::vector<float> attentionNorm; ///< D
    Matrix query;                     ///< H·(n+p) × D
    Matrix latent;                    ///< (r+p) × D, attn_kv_a_mqa
    std::vector<float> latentNorm;    ///< r
    Matrix keyValue; ///< H·(n+v) × r, attn_kv_b; a head's n key rows come before its v value rows
    Matrix output;   ///< D × H·v
    std::vector<float> feedForwardNorm; ///< D
    Matrix up;                          ///< F × D
    Matrix down;                        ///< D × F
};

struct Weights {
    Matrix embedding; ///< V × D
    std::vector<LayerWeights> layers;
    std::vector<float> outputNorm; ///< D
    Matrix head;                   ///< V × D; the embedding where the file has none

    /// Whether there is a head: a part of a model's layers that are not the last has none (model_part.h).
    [[nodiscard]] bool hasHead() const { return head.rows > 0; }
    /// Whether the embedding is the head too.
    [[nodiscard]] bool isTied() const { return head.data == embedding.data; }
};

/// Finds every tensor of the table (model/tensor_table.h) in `file` and checks its shape. A missing, surplus
/// or mis-shaped tensor is an error that names it. Sets `hyper.vocabulary` from the embedding and checks it
/// against `plm.vocab_size` where given.
Result<Weights> readWeights(const gguf::File& file, HyperParameters& hyper);

} // namespace plm
