// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/executor.h"

#include <plm/counters.h>
#include <plm/result.h>
#include <plm/tokenizer.h>

#include <array>
#include <cstddef>
#include <span>

namespace plm {

/// What a backend works on until finish(): T tokens at the positions behind those of the cache, and where it
/// counts what it reads and which neurons are active. All three outlive the batch.
struct BackendBatch {
    std::span<const TokenId> tokens;
    LatentCache* cache = nullptr; ///< one that makeCache() made
    Counters* counters = nullptr;
    bool skipZeros = true; ///< as Batch::skipZeros
};

/// The norms of a layer.
enum class LayerNorm { Attention, FeedForward };

/// The products with the matrices of a layer.
enum class Product {
    Query,           ///< normalised → queries
    Latent,          ///< normalised → latents
    AttentionOutput, ///< mixed → added to the residual
    Up,              ///< normalised → neurons
    Down             ///< neurons → added to the residual
};

/// The operations that a forward pass consists of, on activations that the backend owns, a row a token: the
/// residual stream, its normalised copy, queries, latents, what attention mixed, neurons. A backend may do
/// each when it is called, or only record it until finish(). They are called in the order of
/// forward/forward_executor.cpp, from one thread at a time. Where memory lacks they throw std::bad_alloc.
class Backend {
public:
    virtual ~Backend() = default;

    /// A new batch. What was recorded before and not finished is forgotten.
    virtual void begin(const BackendBatch& batch) = 0;
    /// residual = rows of the embedding.
    virtual void embed() = 0;
    /// normalised = residual / rms(residual) · weight.
    virtual void normalise(LayerNorm norm, int layer) = 0;
    virtual void multiply(Product product, int layer) = 0;
    /// Normalises the latents, turns their rotary keys, stores both in the cache, and turns the queries.
    virtual void storeLatents(int layer) = 0;
    /// mixed = attention of the queries over the cache, the batch's own tokens included; by attn_kv_b.
    virtual void attend(int layer) = 0;
    /// neurons = max(0, neurons)².
    virtual void squaredRelu(int layer) = 0;
    /// Logits of `wanted.count` rows of the residual: normalised by output_norm, times the head. `logits` has
    /// V values a row, and is there until finish().
    virtual void head(const WantedLogits& wanted, std::span<float> logits) = 0;
    /// In place of head(), where it gives candidates: of each row as many of its first tokens, which are
    /// there after finish().
    virtual void headCandidates(const WantedLogits& /*wanted*/, std::span<Candidate> /*candidates*/) {}
    /// Does what was recorded and waits for it. Fails where the device does.
    virtual Status finish() { return {}; }

    /// By part, seconds of the batch that finish() has done, where operations are only recorded when they are
    /// called and the device tells; zeros else.
    [[nodiscard]] virtual std::array<double, kParts> partSeconds() { return {}; }

    /// As Executor::makeCache().
    [[nodiscard]] virtual Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                         CacheType type) const = 0;
    /// As Executor::givesCandidates().
    [[nodiscard]] virtual bool givesCandidates() const { return false; }
    /// As Executor::alikeTogether().
    [[nodiscard]] virtual int alikeTogether() const { return 1; }
    [[nodiscard]] virtual int threads() const = 0;
    /// Whether the weights of feed-forward neurons that are zero are left out, in every layer.
    [[nodiscard]] virtual bool skipsZeros() const = 0;
    /// Bytes of weights that it keeps beside the file.
    [[nodiscard]] virtual std::size_t laidOutBytes() const { return 0; }
    /// As Executor::isOnDevice().
    [[nodiscard]] virtual bool isOnDevice() const { return false; }
    /// As Executor::deviceMemory().
    [[nodiscard]] virtual DeviceMemory deviceMemory() const { return {}; }
    /// As Executor::addRegions().
    virtual void addRegions(std::vector<MemoryRegion>& /*regions*/) const {}
    /// Keeps those for the next start; null where it does not.
    [[nodiscard]] virtual const KeepsWeights* keepsWeights() const { return nullptr; }
};

/// The residual stream of a batch in the program's memory, a row of D numbers a token.
struct ResidualRows {
    const float* data;
    std::size_t stride; ///< numbers from a row to the next
};

/// A backend that does each operation when it is called: after a layer, others can go on.
class GivesResidual : public Backend {
public:
    /// Until the next operation.
    [[nodiscard]] virtual ResidualRows residual() const = 0;
};

/// A backend that can go on where another has computed the layers before.
class TakesResidual : public Backend {
public:
    /// In the place of embed(): the residual is `rows`, which are read before it returns.
    virtual void takeResidual(const ResidualRows& rows) = 0;
};

} // namespace plm
