// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "generate/logit_rows.h"
#include "model/executor.h"

#include <plm/session_options.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace plm {

/// The tokens read so far, their latents, and the executor that reads more. One thread at a time.
class Context {
public:
    /// Fails with BadArgument where `options` make no sense for the model, with OutOfMemory, and where the
    /// executor cannot be had.
    static Result<Context> create(std::shared_ptr<const Model> model, const SessionOptions& options,
                                  const WeightLoading& loading);

    [[nodiscard]] const Model& model() const { return *m_model; }
    /// As they were asked for, with the threads that it came to.
    [[nodiscard]] const SessionOptions& options() const { return m_options; }
    [[nodiscard]] const Executor& executor() const { return *m_executor; }
    /// What all tokens so far cost, also where another executor began; not that they were read again then.
    [[nodiscard]] const Counters& counters() const {
        return m_atTakeOver ? m_counters : m_executor->counters();
    }
    [[nodiscard]] const LatentCache& cache() const { return *m_cache; }
    /// Those in the cache, one for one.
    [[nodiscard]] std::span<const TokenId> tokens() const { return m_tokens; }
    [[nodiscard]] int size() const { return m_cache->size(); }
    /// Tokens that can still be read.
    [[nodiscard]] int room() const { return m_cache->capacity() - m_cache->size(); }
    /// V
    [[nodiscard]] std::size_t vocabulary() const {
        return static_cast<std::size_t>(m_model->info().hyper.vocabulary);
    }

    /// How read() goes about it, until it is told otherwise.
    struct Manner {
        bool skipZeros = true; ///< as Batch::skipZeros
        /// Told after each piece what it cost; may be empty, and then nothing is worked out for it.
        std::function<void(const Counters& cost)> onPiece{};
    };
    void setManner(Manner manner) { m_manner = std::move(manner); }
    /// Whether weights of neurons that are zero are left out: wanted, and possible.
    [[nodiscard]] bool skipsZeros() const { return m_executor->skipsZeros() && m_manner.skipZeros; }

    /// Whether read() would take `next` and room for so many logits: the ids and the sizes.
    [[nodiscard]] Status check(std::span<const TokenId> next, std::size_t logitCount) const;
    /// Reads `next`, in pieces; what Session::evaluate promises. Fails with BadFile where a weight that comes
    /// into it is not a number, and forgets that piece. Where candidates are wanted, they are there whatever
    /// executor computes. `progress` may be empty.
    Status read(std::span<const TokenId> next, const LogitRoom& room, const std::stop_token& stop,
                const std::function<void(double tokensDone)>& progress = {});
    /// Takes other tokens with their latents, in a cache that the executor made, in place of those there are.
    void replace(std::vector<TokenId> tokens, std::unique_ptr<LatentCache> cache);
    /// Forgets all tokens from `size` on.
    void rewind(int size);
    /// Forgets all tokens, and overwrites what was kept of them. Fails where a device does.
    Status erase();
    /// Forgets what differs from `prompt`, and its last token in any case, whose logits are needed. Returns
    /// what is kept.
    int keepCommonPrefix(std::span<const TokenId> prompt);
    /// Adds where file, vocabulary, weights, cache and activations lie.
    void addRegions(std::vector<MemoryRegion>& regions) const;

private:
    Context(std::shared_ptr<const Model> model, const SessionOptions& options, std::filesystem::path kept,
            std::unique_ptr<Executor> executor, std::unique_ptr<LatentCache> cache);
    /// What evaluations cost, read by the executor that stood in and by the one before it.
    struct TakeOver {
        Counters before; ///< of the one before
        Counters again;  ///< of the stand-in, when it had read again what there was
    };
    Status computeHere(const Batch& batch);
    [[nodiscard]] bool mayBeTheDevices(const Error& error) const;
    Status takeOver(const Error& reason, const std::stop_token& stop);
    [[nodiscard]] Status checkEmbedding(TokenId token);
    Status compute(const Batch& batch);
    Status computeTold(const Batch& batch);
    Status evaluate(const Batch& batch);
    void keepOnly(int size);
    void findCandidatesIn(const Batch& batch) const;
    [[nodiscard]] LogitRoom roomOfPiece(const LogitRoom& all, std::size_t total, std::size_t first,
                                        std::size_t count) const;

    std::shared_ptr<const Model> m_model;
    SessionOptions m_options;
    std::filesystem::path m_kept; ///< as WeightLoading::kept
    std::unique_ptr<Executor> m_executor;
    std::unique_ptr<LatentCache> m_cache; ///< that the executor made
    std::vector<TokenId> m_tokens;
    std::vector<float> m_embedding; ///< of a token, D
    Manner m_manner;
    std::optional<TakeOver> m_atTakeOver;
    Counters m_counters; ///< from then on
};

} // namespace plm
