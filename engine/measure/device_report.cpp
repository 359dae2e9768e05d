// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/stopwatch.h"

#include <plm/benchmark.h>
#include <plm/device_report.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace plm {

namespace {

/// The tests, and what the processor took meanwhile.
Status measureTests(Session& session, DeviceMeasurement& measured, const BenchControl& control) {
    constexpr int kRepetitions = 3;
    constexpr std::uint64_t kSeed = 1; // the same in every run, or outputs could not be compared
    const std::vector<BenchTest> tests = deviceTests();
    const int vocabulary = session.model().info().hyper.vocabulary;
    BenchRunner runner(session, randomTokens(longestContext(tests), vocabulary, kSeed), control);
    const Stopwatch watch;
    const auto before = energyReading();
    for (const BenchTest& test : tests) {
        auto result = runner.measure(test, kRepetitions);
        if (!result)
            return tl::unexpected(result.error());
        measured.results.push_back(std::move(*result));
    }
    const auto after = energyReading();
    measured.watts = before && after ? watts(*before, *after, watch.seconds()) : sensorWatts();
    return {};
}

} // namespace

std::vector<BenchTest> deviceTests() {
    constexpr int kPrompt = 128;
    constexpr int kGenerated = 32;
    return planBench({kPrompt}, {kGenerated}, {0});
}

Result<DeviceMeasurement> measureDevice(BenchSetup setup, const BenchControl& control) {
    setup.session.contextLength = longestContext(deviceTests());
    auto bench = beginBench(setup, control);
    if (!bench)
        return tl::unexpected(bench.error());
    DeviceMeasurement measured;
    Status done = measureTests(*bench->session, measured, control);
    if (done)
        done = endBench(*bench, control);
    if (!done)
        return tl::unexpected(done.error());
    measured.run = std::move(bench->run);
    return measured;
}

std::vector<std::string> DeviceReport::instructionSets() const {
    std::vector<std::string> sets = kernels.instructionSets;
    for (const std::string& set : device.instructionSets)
        if (std::find(sets.begin(), sets.end(), set) == sets.end())
            sets.push_back(set);
    return sets;
}

void DeviceReport::add(const DeviceMeasurement& measurement) {
    conditions = measurement.run.after;
    throttled = wasThrottled(measurement.run.before, measurement.run.after);
    readBandwidth = measurement.run.readBandwidth;
    bandwidthThreads = measurement.run.threads;
    watts = measurement.watts;
}

DeviceReport describeDevice() {
    DeviceReport report;
    report.device = describeMachine();
    report.kernels = kernelChoice();
    report.conditions = conditions();
    report.throttled = report.conditions.throttledNow;
    report.watts = sensorWatts();
    return report;
}

} // namespace plm
