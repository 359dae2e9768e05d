// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/device_profile.h"
#include "plm/part_rates.h"
#include "plm/result.h"
#include "plm/session_options.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace plm {

// Whether a model fits a device, up to which context, how fast it is there, and what limits it: estimates,
// each with what it rests on, in place of which measured values come where there are any.

/// How a value came about.
enum class Basis {
    Measured,  ///< on the device
    Counted,   ///< from the model's file and the sizes of the executor's buffers
    Estimated, ///< from the other values that are named beside it
    Assumed,   ///< nobody measured it on the device
    Simulated, ///< somebody made it up
};

struct Sourced {
    double value = 0;
    Basis basis = Basis::Assumed;
};

/// What an estimate rests on.
enum class FitInput {
    Memory,            ///< bytes that the program may have
    Bandwidth,         ///< bytes a second
    Compute,           ///< operations a second, as DeviceProfile::compute
    Threads,           ///< of processor cores that compute
    Context,           ///< tokens
    Depth,             ///< tokens in the cache
    PromptTokens,      ///< tokens that are read
    ActiveShare,       ///< of the feed-forward neurons, 0 to 1
    LaidOutWeights,    ///< bytes
    InPlaceWeights,    ///< bytes of the file
    WeightsByRow,      ///< bytes of an embedding in the file, of which the tokens' rows are read
    RowReach,          ///< bytes that come into memory with a row of these
    CachePerToken,     ///< bytes
    Activations,       ///< bytes
    Vocabulary,        ///< bytes
    Program,           ///< bytes of the program without a model
    WeightBytes,       ///< of `part`, that a token reads
    WeightRate,        ///< of `part`, bytes a second
    CacheRate,         ///< of the latent cache, bytes a second
    Overhead,          ///< seconds a token
    BandwidthMeasured, ///< bytes a second, of the machine whose rates were taken
    ComputeMeasured,   ///< operations a second, likewise
};

struct FitInputValue {
    FitInput what = FitInput::Memory;
    std::optional<Part> part{}; ///< of those of a part
    double value = 0;
    Basis basis = Basis::Counted;
};

struct Estimate {
    std::optional<double> value; ///< nothing where something that it rests on is not known
    Basis basis = Basis::Estimated;
    std::vector<FitInputValue> inputs{};

    /// Whether any of it was made up.
    [[nodiscard]] bool isSimulated() const;
};

/// A device, as far as it decides what a model does there.
struct FitDevice {
    std::optional<Sourced> memory;    ///< bytes that programs may have
    std::optional<Sourced> bandwidth; ///< bytes a second, of all threads together
    std::optional<Sourced> compute;   ///< operations a second, likewise
    std::optional<Sourced> threads;   ///< cores that compute
    /// Bytes that come into memory with a row of an embedding in the file; assumed where it is not known.
    std::optional<Sourced> rowReach{};
    std::optional<PartRates> rates;
    Basis ratesBasis = Basis::Measured;
    /// What rates of another machine were scaled by: that machine's.
    std::optional<double> bandwidthMeasured, computeMeasured;
    /// Measured with a model, whose estimates these take the place of.
    std::optional<ProfiledModel> model{};
    std::optional<ProfiledSettings> settings{};
    std::vector<ProfiledTest> tests{};
};

/// What a profile tells. Rates follow from the costs of its tests where it has them. Where it knows the
/// machine's memory, but not what of it is free, programs are taken to get nine tenths.
[[nodiscard]] FitDevice fitDevice(const DeviceProfile& profile);

/// Gives `device` rates from those of `here`, another machine, where it has none of its own: memory by
/// bandwidth, computing by operations a second, or by cores where those are not known. Leaves it without
/// where the bandwidth of either is not known.
void takeRates(FitDevice& device, const FitDevice& here);

struct FitQuestion {
    std::filesystem::path model;
    SessionOptions session{};
    Sourced activeShare{0.1, Basis::Assumed}; ///< of the feed-forward neurons
    int context = 0;                          ///< tokens; 0: what the model was made for
    /// Tokens in the cache; none: 0, and 4,096 or as many as the model was made for.
    std::vector<int> depths{};
    int promptTokens = 512;
    std::optional<Sourced> program{}; ///< bytes of the program without a model
};

/// What stands in the way of more.
enum class FitLimit { Memory, Bandwidth, Compute };

/// In bytes, at a length of context that is used up.
struct FitMemory {
    std::uint64_t laidOutWeights = 0, inPlaceWeights = 0;
    /// Of the file: what comes with the rows of an embedding once each token of the context has been any
    /// token of the vocabulary. Texts repeat their words and take less.
    std::uint64_t embedding = 0;
    std::uint64_t cache = 0;
    std::uint64_t activations = 0;
    std::uint64_t vocabulary = 0;
    std::uint64_t program = 0; ///< 0 where it is not known

    [[nodiscard]] std::uint64_t total() const;
};

/// At a depth.
struct FitSpeed {
    int depth = 0;
    Estimate writing; ///< tokens a second
    Estimate reading; ///< tokens a second of a prompt of FitQuestion::promptTokens
    /// Nothing without a bandwidth or an estimate. Bandwidth where at least half of the time would go by if
    /// all that is read came at the full bandwidth.
    std::optional<FitLimit> writingLimit, readingLimit;
    double bytesPerToken = 0; ///< weights and cache that writing a token reads
};

struct Fit {
    int context = 0; ///< tokens
    FitMemory memory;
    Estimate totalMemory;     ///< bytes
    std::optional<bool> fits; ///< with that context; nothing without the device's memory
    Estimate longestContext;  ///< tokens, up to those the model was made for; 0: none fit
    std::vector<FitSpeed> speeds;
    std::optional<FitLimit> limit; ///< Memory where it does not fit, else that of writing at the first depth
};

/// Reads the header of the model's file, measures nothing. Fails as ModelOutline::read() does, and with
/// BadArgument where a value of the question or the device is out of range, naming it. Any thread.
[[nodiscard]] Result<Fit> fit(const FitQuestion& question, const FitDevice& device);

} // namespace plm
