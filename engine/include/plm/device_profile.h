// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/counters.h"
#include "plm/device.h"
#include "plm/executors.h"
#include "plm/machine.h"
#include "plm/session_options.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plm {

// What a device is and what it does with a model, as a value that is stored, exchanged and compared: raw
// samples and their conditions, of which whoever shows it makes medians and intervals
// (plm/sample_statistics.h). What was not measured is left out. A profile holds no path, no name of a host or
// a user, no serial number and no text of a chat.

/// Where the figures of a profile come from.
enum class ProfileOrigin {
    Measured,  ///< by this program, on the device itself
    Imported,  ///< by another program, which knows less: see DeviceProfile::source
    Published, ///< in the publication that `source` names
    Simulated, ///< by nobody: a device that somebody made up
};

/// How much is measured.
enum class ProfileForm {
    Quick, ///< a prompt of 128 tokens and 32 written ones with an empty context, and a minute without a pause
    Full,  ///< a prompt of 512, written tokens at depths up to 4,096, and a cold start too
};

/// What `threads` threads together got, in one pass after the other: bytes read a second, or multiplications
/// and additions of 8-bit numbers a second (an addition with its multiplication counts as two operations).
struct RateByThreads {
    int threads = 0;
    std::vector<double> rates; ///< a second, by pass
};

/// The model that was measured with.
struct ProfiledModel {
    std::string name;   ///< as its file calls it (general.name); never that of the file
    std::string type;   ///< the block format of most weights, e.g. "Q4_K"
    std::string sha256; ///< of the file; of an abridged profile its first 16 digits
    std::uint64_t tensorBytes = 0;
    std::uint64_t parameters = 0;
    bool synthetic = false; ///< made to measure with: what it writes means nothing
    int layers = 0;
    int feedForward = 0;                     ///< neurons a layer
    std::uint64_t cacheBytesPerToken = 0;    ///< of latent cache, of the type that was used
    std::uint64_t expandedBytesPerToken = 0; ///< HyperParameters::expandedBytesPerToken()
};

/// How it was run.
struct ProfiledSettings {
    std::string executor; ///< ExecutorPlug::name; of another program, what it calls its own
    int threads = 0;
    std::string cacheType; ///< "f16", "f32" or "q8"
    bool sparse = true;    ///< whether weights of neurons that are zero were left out
};

/// A token's share of one repetition, by part.
struct ProfiledCost {
    std::array<double, kParts> seconds{};
    std::array<double, kParts> weightBytes{};
    double cacheBytes = 0;
};

/// What was measured of one test.
struct ProfiledTest {
    BenchTest test;
    std::vector<double> seconds;      ///< by repetition; of an abridged profile their median alone
    int medianOf = 0;                 ///< of an abridged profile: of how many repetitions
    std::optional<ProfiledCost> cost; ///< nothing where another program measured
    std::vector<float> activeByLayer; ///< share of neurons above zero, 0 to 1; empty: not measured
    /// SHA-256 of the likeliest token after each one evaluated whose logits were asked for: equal where the
    /// same work was done, on any processor. Empty: not measured. Of an abridged profile its first 16 digits.
    std::string outputHash;

    [[nodiscard]] std::vector<double> speeds() const; ///< tokens a second, by repetition
};

/// Writing without a pause, to see whether a device slows down as it warms.
struct SustainedRun {
    struct Sample {
        double second = 0; ///< since the run began
        double tokensPerSecond = 0;
        std::optional<double> temperature; ///< degrees Celsius
        std::optional<double> megahertz;
    };
    std::vector<Sample> samples; ///< about one a half second
};

/// How well a model predicts a text that ships with the program: less is better, and the same on every
/// device.
struct Quality {
    std::string text; ///< what the text is called
    int tokens = 0;
    double negativeLogLikelihood = 0; ///< mean by token; perplexity is e to the power of it
};

/// From nothing to a session that can be asked, and to the logits of a first token, in seconds.
struct ProfiledStart {
    double load = 0;
    double firstToken = 0;
};

/// Peak and parts of the process's memory, in bytes.
struct ProfiledMemory {
    std::uint64_t peakResident = 0;
    std::uint64_t fileBacked = 0;
    std::uint64_t anonymous = 0;
    std::uint64_t weightsInFile = 0;  ///< resident pages of the model's file
    std::uint64_t laidOutWeights = 0; ///< copies in the executor's own order, kept ones included
    std::uint64_t keptWeights = 0;    ///< of these, mapped from a kept file
    std::uint64_t cacheReserved = 0;
};

struct DeviceProfile {
    ProfileOrigin origin = ProfileOrigin::Measured;
    std::string name;  ///< for people; at first the processor's
    std::string notes; ///< what its owner wrote about it
    /// Of an imported profile the program that measured, e.g. "llama-bench"; of a published one where to read
    /// it.
    std::string source;
    std::string program;    ///< the version and commit of the program that measured
    std::string measuredAt; ///< ISO 8601, in UTC; empty: unknown
    std::optional<ProfileForm> form;
    /// Whether it was read from a short text (shortProfile() in plm/profile_code.h), which has the medians in
    /// place of all samples, so that nothing can be said of their spread.
    bool abridged = false;

    Machine machine; ///< without what is true of a moment only: availableBytes
    KernelChoice kernels;
    std::vector<RateByThreads> bandwidth; ///< read bandwidth
    std::vector<RateByThreads> compute;   ///< of the kernels, with operands in the cache

    Conditions before, after;
    std::optional<bool> throttled;
    std::optional<double> watts;          ///< while the tests ran
    std::optional<double> joulesPerToken; ///< while tokens were written

    std::optional<ProfiledModel> model;
    std::optional<ProfiledSettings> settings;
    std::optional<ProfiledStart> cold, warm, kept;
    std::optional<ProfiledMemory> memory;
    std::vector<ProfiledTest> tests;
    std::optional<SustainedRun> sustained;
    std::optional<Quality> quality;
};

} // namespace plm
