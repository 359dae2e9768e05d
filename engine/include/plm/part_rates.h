// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/counters.h"
#include "plm/executors.h"
#include "plm/result.h"
#include "plm/session_options.h"

#include <array>
#include <cstdint>
#include <filesystem>

namespace plm {

/// How fast a device goes through each part of a model of certain widths, formats and sparsity. A part of
/// which nothing is known has a rate of 0 and is taken to cost nothing.
struct PartRates {
    /// Writing a token: bytes of weights a second, as Counters::weightBytes counts them.
    std::array<double, kParts> writing{};
    /// And bytes of latent cache a second, which attention takes on top.
    double writingCache = 0;
    /// Seconds a token outside of all parts.
    double overhead = 0;

    /// Reading a prompt: bytes of weights × tokens that are multiplied with them, a second, as if each token
    /// by itself read all weights of the part, those of neurons that are left out too. Of the head bytes a
    /// second: it is computed once for a prompt.
    std::array<double, kParts> reading{};
    /// And bytes of latent cache × tokens that look back at them, a second.
    double readingCache = 0;
    int pieceTokens = 512; ///< tokens that were read together

    int threads = 0;
    double activeShare = 0; ///< of the feed-forward neurons, 0 to 1, of the tokens that were measured
};

/// Weights and cache of a model, as rates are applied to them.
struct PartWork {
    std::array<double, kParts> token{}; ///< bytes of weights that writing a token reads (PassNeed::weights)
    std::array<double, kParts> dense{}; ///< likewise, without leaving out any neurons
    double cachePerToken = 0;           ///< bytes of latent cache by token
};

/// Seconds for writing a token with `depth` tokens in the cache before it: Σ bytes / rate over the parts and
/// the cache, and the overhead.
[[nodiscard]] double writingSeconds(const PartRates& rates, const PartWork& work, int depth);
/// By part, without the overhead; attention's with the cache.
[[nodiscard]] std::array<double, kParts> writingSecondsByPart(const PartRates& rates, const PartWork& work,
                                                              int depth);
/// Seconds for reading a prompt of `tokens` tokens behind `depth` others, in pieces of rates.pieceTokens.
[[nodiscard]] double readingSeconds(const PartRates& rates, const PartWork& work, int tokens, int depth);

/// `rates` on a device whose memory is `memory` times as fast, and which computes `compute` times as much.
[[nodiscard]] PartRates scaled(PartRates rates, double memory, double compute);

/// What cost a token of a measurement, in seconds and bytes by part.
struct PartCost {
    std::array<double, kParts> seconds{};
    std::array<double, kParts> weightBytes{};
    double cacheBytes = 0;
    double wallSeconds = 0;
};
/// A token's share of what `cost` counted in `seconds` of wall-clock time.
[[nodiscard]] PartCost costByToken(const Counters& cost, double seconds);

/// Rates from what writing a token cost with a short cache and with a long one. Where the difference is no
/// more than noise, weights and cache of attention have the same rate.
[[nodiscard]] PartRates writingRates(const PartCost& shortCache, const PartCost& longCache);

/// What is measured with, in place of the model itself.
struct RateProbe {
    std::filesystem::path model;  ///< whose widths and formats are taken
    SessionOptions session{};     ///< without keptWeights and contextLength
    double activeShare = 0.1;     ///< of the feed-forward neurons, 0.001 to 0.99
    std::filesystem::path folder; ///< for the file to measure with; empty: that for temporary files
    int depth = 4096;             ///< the longer of the two contexts
    int repetitions = 5;          ///< of writing; prompts are read half as often
};

/// Measures the rates of this machine with a file of two layers like the model's, and of as many tokens,
/// which is written into a folder of its own below probe.folder and removed. Of the model's layers it takes
/// those in the middle of the lighter and of the heavier half, so that a type of file that mixes formats is
/// measured with its mixture; more of them where two would fit the processor's caches and the model's do not.
/// Takes seconds, and the memory of such a file twice.
/// Fails as ModelFile::read(), synthesize() and Session::evaluate() do, and with Io where the folder has too
/// little room. Any thread.
[[nodiscard]] Result<PartRates> probeRates(const RateProbe& probe, const BenchControl& control);

} // namespace plm
