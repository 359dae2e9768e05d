// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/latent_cache.h"

#include <plm/profile.h>
#include <plm/result.h>
#include <plm/tokenizer.h>

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>

namespace plm {

/// Tokens to evaluate, T of them, at the positions after those in the cache.
struct Batch {
    std::span<const TokenId> tokens;
    /// T × V values, or V for the last token's only, or none.
    std::span<float> logits;
    std::stop_token stop;
    /// Called after each layer with the number of layers done, on the calling thread; may be empty.
    std::function<void(int layersDone)> onLayer;
};

/// One way to compute PLM's forward pass: evaluates batches of tokens against a latent cache. The caller has
/// checked ids, sizes and room. One thread at a time.
class Executor {
public:
    virtual ~Executor() = default;
    /// Evaluates `batch`, stores its latents and grows the cache by its tokens. Stopped between two layers it
    /// fails with Cancelled and leaves the cache's size as it was; with OutOfMemory likewise.
    virtual Status evaluate(const Batch& batch, LatentCache& cache) = 0;
    [[nodiscard]] virtual const Counters& counters() const = 0;
    /// Bytes of weights that it keeps beside the file.
    [[nodiscard]] virtual std::size_t convertedBytes() const { return 0; }
    [[nodiscard]] virtual int threads() const = 0;
    /// Whether the weights of feed-forward neurons that are zero are left out, in every layer.
    [[nodiscard]] virtual bool skipsZeros() const = 0;
};

/// The positions of the batch whose logits are wanted: the first of them, and how many, counted from the
/// batch's start.
struct WantedLogits {
    int first = 0;
    int count = 0;
};
WantedLogits wantedLogits(const Batch& batch, int vocabulary);

} // namespace plm
