// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/candidates.h"
#include "model/latent_cache.h"

#include <plm/counters.h>
#include <plm/executors.h>
#include <plm/memory_parts.h>
#include <plm/result.h>
#include <plm/tokenizer.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <numeric>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace plm {

/// Tokens to evaluate, T of them, at the positions after those in the cache.
struct Batch {
    std::span<const TokenId> tokens;
    /// T × V values, or V for the last token's only, or none.
    std::span<float> logits;
    std::stop_token stop;
    /// Called after each layer with the number of layers done, on the calling thread; may be empty.
    std::function<void(int layersDone)> onLayer;
    /// False: weights of feed-forward neurons that are zero are read, too, where the executor skips them
    /// otherwise. The bits are the same.
    bool skipZeros = true;
    /// Not empty: wanted are of each row of logits as many of its candidates, at most kMostCandidates and V,
    /// in their order. Executors that give candidates leave the logits unwritten, others write these alone.
    std::span<Candidate> candidates{};
};

/// How an executor gets at the model's weights.
struct WeightLoading {
    LoadProgress progress{}; ///< of what takes time; may be empty
    std::stop_token stop{};
    std::filesystem::path kept{}; ///< what KeepsWeights::keep() wrote once, if it is there; empty: nothing
    std::function<void(const std::string& sentence)> log{}; ///< told why that is not used; may be empty
};

/// A part of what is loaded, whose progress is the share of the whole that begins at `from`. `loading` must
/// outlive it.
[[nodiscard]] WeightLoading shareOf(const WeightLoading& loading, double from, double share);

/// What an executor that can keep its weights in a file offers beside.
class KeepsWeights {
public:
    virtual ~KeepsWeights() = default;
    /// Whether the weights are mapped from a file that was kept.
    [[nodiscard]] virtual bool areKept() const = 0;
    /// Fails with Io, naming it, where that file is not as it was when it was opened.
    [[nodiscard]] virtual Status intact() const = 0;
    /// Bytes of the file that keep() writes; 0 where there is nothing worth keeping.
    [[nodiscard]] virtual std::uint64_t keptBytes() const = 0;
    /// Writes the weights to `file` for WeightLoading::kept. Any thread, also while another evaluates. Fails
    /// with Io, naming the file, or Cancelled.
    virtual Status keep(const std::filesystem::path& file, const std::stop_token& stop) const = 0;
};

/// One way to compute PLM's forward pass: evaluates batches of tokens against a latent cache. The caller has
/// checked ids, sizes and room. One thread at a time.
class Executor {
public:
    virtual ~Executor() = default;
    /// Evaluates `batch`, stores its latents and grows the cache by its tokens. Stopped between two layers it
    /// fails with Cancelled and leaves the cache's size as it was; with OutOfMemory likewise.
    virtual Status evaluate(const Batch& batch, LatentCache& cache) = 0;
    /// An empty cache, as evaluate() wants it, with room for `capacity` tokens. Fails with OutOfMemory and a
    /// sentence that names the bytes.
    [[nodiscard]] virtual Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                         CacheType type) const = 0;
    /// Whether it writes Batch::candidates, where they are wanted, in place of the logits.
    [[nodiscard]] virtual bool givesCandidates() const { return false; }
    [[nodiscard]] virtual const Counters& counters() const = 0;
    /// Bytes of weights that it keeps beside the file.
    [[nodiscard]] virtual std::size_t laidOutBytes() const { return 0; }
    /// Whether a device computes, which may fail where a processor does not: any failure of evaluate() but
    /// Cancelled may be its own, and so may results that are no numbers. What it has of a cache is lost then.
    [[nodiscard]] virtual bool isOnDevice() const { return false; }
    /// What it has in the memory of a device, caches apart; asks the driver.
    [[nodiscard]] virtual DeviceMemory deviceMemory() const { return {}; }
    /// Adds where its own memory lies: copies of weights and activations, not the cache nor the file. What it
    /// says of activations may be overwritten between two batches, so nothing that stays is among them.
    virtual void addRegions(std::vector<MemoryRegion>& /*regions*/) const {}
    /// Keeps those for the next start; null where it does not.
    [[nodiscard]] virtual const KeepsWeights* keepsWeights() const { return nullptr; }
    /// Up to so many tokens get, evaluated together, the bits that they get one by one: drafting relies on
    /// it.
    [[nodiscard]] virtual int alikeTogether() const { return 1; }
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

// For executors that multiply weights where they lie in the file.

/// Reads all of them once, so that the first answer does not wait for the disk, and checks them on the way.
/// Fails with BadFile, naming the tensor, where one is not a number, and with Cancelled.
Status readInPlace(const Model& model, const WeightLoading& loading);
/// What they take.
[[nodiscard]] WeightNeed needInPlace(const Weights& weights, const HyperParameters& hyper);
/// What a pass reads where all weights of a layer are multiplied, and keeps where each step has a row of
/// float32 numbers a token, and attention each token's keys and values of all heads.
[[nodiscard]] PassNeed passInPlace(const Weights& weights, const HyperParameters& hyper,
                                   const PassShape& shape);
/// Bytes of a row of float32 numbers a token for each step of a pass but attention's own.
[[nodiscard]] std::uint64_t activationBytes(const HyperParameters& hyper, int tokens);

/// Shares an evaluation's time out between its parts: all of it, each moment once.
class PartClock {
public:
    explicit PartClock(Counters& counters) : m_counters(counters) {}
    /// An evaluation begins.
    void start() {
        m_last = Clock::now();
        m_before = m_counters.seconds;
    }
    /// What passed since the last call belongs to `part`.
    void lap(Part part) {
        const auto now = Clock::now();
        m_counters.seconds[static_cast<std::size_t>(part)] +=
            std::chrono::duration<double>(now - m_last).count();
        m_last = now;
    }
    /// Shares out anew what passed since start(), in the ratio of `seconds`; unless these are all zero.
    void shareOut(const std::array<double, kParts>& seconds) {
        const double sum = std::accumulate(seconds.begin(), seconds.end(), 0.0);
        if (sum <= 0)
            return;
        const auto total = [](const std::array<double, kParts>& parts) {
            return std::accumulate(parts.begin(), parts.end(), 0.0);
        };
        const double passed = total(m_counters.seconds) - total(m_before);
        for (std::size_t part = 0; part < kParts; ++part)
            m_counters.seconds[part] = m_before[part] + passed * seconds[part] / sum;
    }

private:
    using Clock = std::chrono::steady_clock;
    Counters& m_counters;
    Clock::time_point m_last = Clock::now();
    std::array<double, kParts> m_before{};
};

} // namespace plm
