// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/benchmark.h"
#include "plm/device_profile.h"
#include "plm/sample_statistics.h"

#include <optional>
#include <vector>

namespace plm {

/// What two profiles are compared by.
enum class Compared {
    PromptSpeed,        ///< tokens a second, of ComparisonRow::test
    DecodeSpeed,        ///< likewise
    SustainedBegin,     ///< tokens a second in the first fifth of a sustained run
    SustainedEnd,       ///< and in the last
    ColdLoad,           ///< seconds, from ProfiledStart
    ColdFirstToken,     ///< likewise
    WarmLoad,           ///< likewise
    WarmFirstToken,     ///< likewise
    KeptLoad,           ///< likewise
    KeptFirstToken,     ///< likewise
    PeakMemory,         ///< bytes
    CacheBytesPerToken, ///< bytes
    ReadBandwidth,      ///< bytes a second, with as many threads as read the most
    Compute,            ///< operations a second, likewise
    ActiveShare,        ///< mean share of active neurons over the layers, 0 to 1, of `test`
    Watts,              ///< while the tests ran
    JoulesPerToken,     ///< while tokens were written
    Perplexity,         ///< e to the power of Quality::negativeLogLikelihood
};

/// Whether more of it is better; nothing where it is neither (ActiveShare).
[[nodiscard]] std::optional<bool> isMoreBetter(Compared what);

/// One side of a row.
struct ComparedSamples {
    FiveNumbers spread;               ///< of an abridged profile and of single values all the same number
    std::optional<Interval> interval; ///< 95 % of the median, where there are enough independent samples
    int samples = 0;                  ///< whose spread it is; of an abridged profile 1
    int threads = 0;                  ///< of ReadBandwidth and Compute
};

/// What both sides have of one thing, or only one of them. What neither has is no row.
struct ComparisonRow {
    Compared what;
    BenchTest test{}; ///< of PromptSpeed, DecodeSpeed and ActiveShare
    std::optional<ComparedSamples> baseline, other;
    /// Whether the two did the same in this test, told by their output hashes; nothing where one is missing,
    /// and where `what` is of no test.
    std::optional<bool> sameOutput;

    /// The other's median by the baseline's; nothing where one is missing or the baseline's is 0.
    [[nodiscard]] std::optional<double> ratio() const;
    /// How much more the other has than the baseline, in per cent; less is below zero.
    [[nodiscard]] std::optional<double> percent() const;
    /// Whether the two intervals lie apart; nothing where one is missing.
    [[nodiscard]] std::optional<bool> isDistinct() const;
};

/// Something that may differ in what two profiles are of.
enum class WorkPart {
    ModelFile, ///< by its hash; where one is missing, by its size and type
    Output,    ///< of tests that both have
    Tests,     ///< one has tests that the other has not
    Executor,
    Threads,
    CacheType,
    Sparse, ///< whether neurons that are zero were left out
    Program,
};

/// Whether two devices did the same work, so that their speeds may be compared.
struct WorkComparison {
    enum class Verdict {
        Same,      ///< the same file, and the same likeliest tokens in all tests that both have
        Different, ///< another file or other tokens, or no test in common
        Unknown,   ///< one of them does not tell
    };
    Verdict verdict = Verdict::Unknown;
    std::vector<WorkPart> different; ///< of ModelFile, Output, Tests: why it is not the same
    std::vector<WorkPart> unknown;   ///< of ModelFile, Output: what is not told
    std::vector<WorkPart> settings;  ///< what was set otherwise for the same work, Tests and Program included
};
[[nodiscard]] WorkComparison compareWork(const DeviceProfile& baseline, const DeviceProfile& other);

struct ProfileComparison {
    std::vector<ComparisonRow> rows; ///< speeds first, those of the baseline's tests in their order
    WorkComparison work;
};
/// A profile beside the one that it is measured against. Any thread.
[[nodiscard]] ProfileComparison compare(const DeviceProfile& baseline, const DeviceProfile& other);

} // namespace plm
