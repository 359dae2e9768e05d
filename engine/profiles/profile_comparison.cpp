// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profiles/matching_tests.h"

#include <plm/profile_comparison.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>

namespace plm {

namespace {

using Side = std::optional<ComparedSamples>;

/// Of values that do not depend on each other.
Side sideOf(const std::vector<double>& values) {
    if (values.empty())
        return std::nullopt;
    return ComparedSamples{fiveNumbers(values), medianInterval(values), static_cast<int>(values.size())};
}

Side sideOf(std::optional<double> value) {
    return value ? sideOf(std::vector{*value}) : std::nullopt;
}

/// With as many threads as are fastest.
Side best(const std::vector<RateByThreads>& rates) {
    Side found;
    for (const RateByThreads& rate : rates)
        if (Side side = sideOf(rate.rates); side && (!found || side->spread.median > found->spread.median)) {
            found = side;
            found->threads = rate.threads;
        }
    return found;
}

/// A fifth of a sustained run, in which one value depends on the one before: it has no interval.
Side fifth(const std::optional<SustainedRun>& run, bool isLast) {
    if (!run || run->samples.empty())
        return std::nullopt;
    const std::span<const SustainedRun::Sample> all(run->samples);
    const std::size_t count = std::max<std::size_t>(1, all.size() / 5);
    std::vector<double> speeds;
    for (const SustainedRun::Sample& sample : isLast ? all.last(count) : all.first(count))
        speeds.push_back(sample.tokensPerSecond);
    return ComparedSamples{fiveNumbers(speeds), std::nullopt, static_cast<int>(speeds.size())};
}

Side activeShare(const ProfiledTest* test) {
    if (test == nullptr || test->activeByLayer.empty())
        return std::nullopt;
    const std::vector<double> shares(test->activeByLayer.begin(), test->activeByLayer.end());
    return sideOf(std::optional(mean(shares)));
}

Side perplexity(const std::optional<Quality>& quality) {
    return quality ? sideOf(std::optional(std::exp(quality->negativeLogLikelihood))) : std::nullopt;
}

Side nonZero(std::uint64_t bytes) {
    return bytes > 0 ? sideOf(std::optional(static_cast<double>(bytes))) : std::nullopt;
}

class Rows {
public:
    void add(Compared what, Side baseline, Side other) {
        add({what, {}, std::move(baseline), std::move(other), {}});
    }
    void add(ComparisonRow row) {
        if (row.baseline || row.other)
            m_rows.push_back(std::move(row));
    }
    /// Load and first token of a start.
    void addStart(Compared load, Compared firstToken, const std::optional<ProfiledStart>& baseline,
                  const std::optional<ProfiledStart>& other) {
        const auto side = [](const std::optional<ProfiledStart>& start, double ProfiledStart::*value) {
            return start ? sideOf(std::optional((*start).*value)) : std::nullopt;
        };
        add(load, side(baseline, &ProfiledStart::load), side(other, &ProfiledStart::load));
        add(firstToken, side(baseline, &ProfiledStart::firstToken), side(other, &ProfiledStart::firstToken));
    }
    std::vector<ComparisonRow> take() { return std::move(m_rows); }

private:
    std::vector<ComparisonRow> m_rows;
};

void addTests(const std::vector<profiles::TestPair>& pairs, Rows& rows) {
    const auto speeds = [](const ProfiledTest* test) { return test ? sideOf(test->speeds()) : std::nullopt; };
    for (const profiles::TestPair& pair : pairs) {
        const bool isPrompt = pair.test.kind == BenchTest::Kind::Prompt;
        rows.add({isPrompt ? Compared::PromptSpeed : Compared::DecodeSpeed, pair.test, speeds(pair.baseline),
                  speeds(pair.other), pair.sameOutput()});
    }
    for (const profiles::TestPair& pair : pairs)
        rows.add({Compared::ActiveShare, pair.test, activeShare(pair.baseline), activeShare(pair.other),
                  pair.sameOutput()});
}

void addStarts(const DeviceProfile& baseline, const DeviceProfile& other, Rows& rows) {
    rows.addStart(Compared::ColdLoad, Compared::ColdFirstToken, baseline.cold, other.cold);
    rows.addStart(Compared::WarmLoad, Compared::WarmFirstToken, baseline.warm, other.warm);
    rows.addStart(Compared::KeptLoad, Compared::KeptFirstToken, baseline.kept, other.kept);
}

void addMemory(const DeviceProfile& baseline, const DeviceProfile& other, Rows& rows) {
    const auto peak = [](const DeviceProfile& profile) {
        return profile.memory ? nonZero(profile.memory->peakResident) : std::nullopt;
    };
    const auto cache = [](const DeviceProfile& profile) {
        return profile.model ? nonZero(profile.model->cacheBytesPerToken) : std::nullopt;
    };
    rows.add(Compared::PeakMemory, peak(baseline), peak(other));
    rows.add(Compared::CacheBytesPerToken, cache(baseline), cache(other));
}

void addMachine(const DeviceProfile& baseline, const DeviceProfile& other, Rows& rows) {
    rows.add(Compared::ReadBandwidth, best(baseline.bandwidth), best(other.bandwidth));
    rows.add(Compared::Compute, best(baseline.compute), best(other.compute));
    rows.add(Compared::Watts, sideOf(baseline.watts), sideOf(other.watts));
    rows.add(Compared::JoulesPerToken, sideOf(baseline.joulesPerToken), sideOf(other.joulesPerToken));
    rows.add(Compared::Perplexity, perplexity(baseline.quality), perplexity(other.quality));
}

} // namespace

std::optional<bool> isMoreBetter(Compared what) {
    switch (what) {
    case Compared::PromptSpeed:
    case Compared::DecodeSpeed:
    case Compared::SustainedBegin:
    case Compared::SustainedEnd:
    case Compared::ReadBandwidth:
    case Compared::Compute:
        return true;
    case Compared::ColdLoad:
    case Compared::ColdFirstToken:
    case Compared::WarmLoad:
    case Compared::WarmFirstToken:
    case Compared::KeptLoad:
    case Compared::KeptFirstToken:
    case Compared::PeakMemory:
    case Compared::CacheBytesPerToken:
    case Compared::Watts:
    case Compared::JoulesPerToken:
    case Compared::Perplexity:
        return false;
    case Compared::ActiveShare:
        break;
    }
    return std::nullopt;
}

std::optional<double> ComparisonRow::ratio() const {
    if (!baseline || !other || baseline->spread.median == 0)
        return std::nullopt;
    return other->spread.median / baseline->spread.median;
}

std::optional<double> ComparisonRow::percent() const {
    const auto by = ratio();
    return by ? std::optional(100 * (*by - 1)) : std::nullopt;
}

std::optional<bool> ComparisonRow::isDistinct() const {
    if (!baseline || !other || !baseline->interval || !other->interval)
        return std::nullopt;
    return baseline->interval->high < other->interval->low || other->interval->high < baseline->interval->low;
}

ProfileComparison compare(const DeviceProfile& baseline, const DeviceProfile& other) {
    Rows rows;
    addTests(profiles::matchTests(baseline, other), rows);
    rows.add(Compared::SustainedBegin, fifth(baseline.sustained, false), fifth(other.sustained, false));
    rows.add(Compared::SustainedEnd, fifth(baseline.sustained, true), fifth(other.sustained, true));
    addStarts(baseline, other, rows);
    addMemory(baseline, other, rows);
    addMachine(baseline, other, rows);
    return {rows.take(), compareWork(baseline, other)};
}

} // namespace plm
