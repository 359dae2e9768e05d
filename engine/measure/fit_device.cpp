// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/benchmark.h>
#include <plm/fit.h>
#include <plm/sample_statistics.h>

#include <algorithm>

namespace plm {

namespace {

/// Of what is told by a profile of that origin.
Basis basisOf(ProfileOrigin origin) {
    switch (origin) {
    case ProfileOrigin::Measured:
    case ProfileOrigin::Imported:
    case ProfileOrigin::Published:
        return Basis::Measured;
    case ProfileOrigin::Simulated:
        break;
    }
    return Basis::Simulated;
}

/// The most that any number of threads got, in the middle of its passes.
std::optional<double> fastest(const std::vector<RateByThreads>& rates) {
    std::optional<double> most;
    for (const RateByThreads& rate : rates)
        if (!rate.rates.empty())
            most = std::max(most.value_or(0), median(rate.rates));
    return most;
}

std::optional<Sourced> sourced(std::optional<double> value, Basis basis) {
    return value ? std::optional(Sourced{*value, basis}) : std::nullopt;
}

/// The test's cost of one token, in the time of the middle one of its repetitions.
PartCost costOf(const ProfiledTest& test) {
    PartCost cost;
    cost.seconds = test.cost->seconds;
    cost.weightBytes = test.cost->weightBytes;
    cost.cacheBytes = test.cost->cacheBytes;
    cost.wallSeconds = test.test.tokens > 0 ? median(test.seconds) / test.test.tokens : 0;
    return cost;
}

std::vector<const ProfiledTest*> costedTests(const DeviceProfile& profile, BenchTest::Kind kind) {
    std::vector<const ProfiledTest*> tests;
    for (const ProfiledTest& test : profile.tests)
        if (test.test.kind == kind && test.cost && test.test.tokens > 0)
            tests.push_back(&test);
    std::stable_sort(tests.begin(), tests.end(), [](const ProfiledTest* a, const ProfiledTest* b) {
        return a->test.depth < b->test.depth;
    });
    return tests;
}

/// Of prompts only what their parts' seconds tell; without two depths, what is looked back at costs nothing.
void addReading(PartRates& rates, const DeviceProfile& profile, const PartCost& dense) {
    const auto prompts = costedTests(profile, BenchTest::Kind::Prompt);
    if (prompts.empty())
        return;
    const ProfiledTest& first = *prompts.front();
    const ProfiledTest& last = *prompts.back();
    rates.pieceTokens = first.test.tokens;
    for (const Part part : kAllParts) {
        const auto at = static_cast<std::size_t>(part);
        const double tokens = part == Part::Head ? first.test.tokens : 1;
        if (const double seconds = first.cost->seconds[at]; seconds > 0)
            rates.reading[at] = dense.weightBytes[at] / tokens / seconds;
    }
    const auto attention = static_cast<std::size_t>(Part::Attention);
    const double longer = last.cost->seconds[attention] - first.cost->seconds[attention];
    if (profile.model && longer > 0)
        rates.readingCache = static_cast<double>(profile.model->cacheBytesPerToken) *
                             (last.test.depth - first.test.depth) / longer;
}

std::optional<PartRates> ratesOf(const DeviceProfile& profile) {
    const auto written = costedTests(profile, BenchTest::Kind::Generation);
    if (written.empty())
        return std::nullopt;
    const PartCost first = costOf(*written.front());
    PartRates rates = writingRates(first, costOf(*written.back()));
    addReading(rates, profile, first);
    rates.threads = profile.settings ? profile.settings->threads : 0;
    const std::vector<float>& active = written.front()->activeByLayer;
    rates.activeShare = mean(std::vector<double>(active.begin(), active.end()));
    return rates;
}

/// How many times as much `a` has as `b`; nothing where one of them has none.
std::optional<double> ratio(const std::optional<Sourced>& a, const std::optional<Sourced>& b) {
    return a && b && b->value > 0 ? std::optional(a->value / b->value) : std::nullopt;
}

} // namespace

FitDevice fitDevice(const DeviceProfile& profile) {
    constexpr double kShareForPrograms = 0.9;
    const Basis basis = basisOf(profile.origin);
    FitDevice device;
    if (const auto bytes = profile.machine.memoryBytes)
        device.memory = Sourced{kShareForPrograms * static_cast<double>(*bytes),
                                basis == Basis::Simulated ? basis : Basis::Assumed};
    device.bandwidth = sourced(fastest(profile.bandwidth), basis);
    device.compute = sourced(fastest(profile.compute), basis);
    if (profile.settings && profile.settings->threads > 0)
        device.threads = Sourced{static_cast<double>(profile.settings->threads), basis};
    else if (const auto cores = profile.machine.physicalCores)
        device.threads = Sourced{static_cast<double>(*cores), basis};
    device.rates = ratesOf(profile);
    device.ratesBasis = basis;
    device.model = profile.model;
    device.settings = profile.settings;
    device.tests = profile.tests;
    return device;
}

void takeRates(FitDevice& device, const FitDevice& here) {
    if (device.rates || !here.rates)
        return;
    const auto memory = ratio(device.bandwidth, here.bandwidth);
    const auto operations = ratio(device.compute, here.compute);
    const auto compute = operations ? operations : ratio(device.threads, here.threads);
    if (!memory)
        return;
    device.rates = scaled(*here.rates, *memory, compute.value_or(0));
    device.ratesBasis = Basis::Assumed;
    device.bandwidthMeasured = here.bandwidth->value;
    if (operations)
        device.computeMeasured = here.compute->value;
}

} // namespace plm
