// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "bench_session.h"
#include "commands.h"
#include "device_report.h"
#include "json_output.h"
#include "options.h"
#include "output.h"
#include "random_tokens.h"
#include "terminal.h"
#include "usage.h"

#include <chrono>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace peripheral::cli {

namespace {

using nlohmann::json;

// Enough to tell a device by, and on a small one still a matter of a minute with a model of its size.
constexpr int kPrompt = 128;
constexpr int kGenerated = 32;
constexpr int kRepetitions = 3;

struct ProfileOptions {
    EvaluationOptions evaluation;
    bool run = false;
    bool json = false;
};

/// What a model does on this machine.
struct Measured {
    BenchRun run;
    std::vector<BenchResult> results;
    std::optional<double> watts; ///< of the processor, while the tests ran
};

/// The tests, and what the processor took meanwhile.
plm::Status measureTests(plm::Session& session, Measured& measured, Terminal& log,
                         const std::stop_token& stop) {
    constexpr std::uint64_t kSeed = 1;
    BenchRunner runner(session, randomTokens(kPrompt, session.model().info().hyper.vocabulary, kSeed), stop);
    const auto start = std::chrono::steady_clock::now();
    const auto before = plm::energyReading();
    for (const BenchTest& test : planBench({kPrompt}, {kGenerated}, {0})) {
        auto result = measureTest(runner, test, kRepetitions, log);
        if (!result)
            return tl::unexpected(result.error());
        measured.results.push_back(std::move(*result));
    }
    const auto after = plm::energyReading();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    measured.watts = before && after ? plm::watts(*before, *after, seconds.count()) : plm::sensorWatts();
    return {};
}

plm::Result<Measured> measure(const EvaluationOptions& options, Terminal& log, const std::stop_token& stop) {
    Measured measured;
    const auto session = beginBench(options, kPrompt, measured.run, log, stop);
    if (!session)
        return tl::unexpected(session.error());
    plm::Status done = measureTests(**session, measured, log, stop);
    if (done)
        done = endBench(**session, measured.run, log, stop);
    if (!done)
        return tl::unexpected(done.error());
    return measured;
}

/// Puts what was measured in its places.
void complete(DeviceReport& report, const Measured& measured) {
    report.conditions = measured.run.after;
    report.throttled = plm::wasThrottled(measured.run.before, measured.run.after);
    report.readBandwidth = measured.run.readBandwidth;
    report.bandwidthThreads = measured.run.threads;
    report.watts = measured.watts;
}

void printJson(const DeviceReport& report, const std::optional<Measured>& measured) {
    json values = deviceJson(report);
    values["run"] = nullptr;
    if (measured) {
        values["run"] = json::array();
        for (const BenchResult& result : measured->results)
            values["run"].push_back(benchJson(measured->run, result));
    }
    printIndented(values);
}

void printText(const DeviceReport& report, const std::optional<Measured>& measured) {
    printResult("{}", deviceText(report));
    if (measured)
        printResult("\n{}\n{}", benchTable(measured->run, measured->results).text(),
                    surroundings(measured->run).text());
}

plm::Status run(const ProfileOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    DeviceReport report = describeDevice();
    std::optional<Measured> measured;
    if (options.run) {
        auto found = measure(options.evaluation, log, stop);
        if (!found)
            return tl::unexpected(found.error());
        measured = std::move(*found);
        complete(report, *measured);
    }
    options.json ? printJson(report, measured) : printText(report, measured);
    return {};
}

} // namespace

void addProfile(CLI::App& program, Invocation& invocation) {
    CLI::App& command =
        *program.add_subcommand("profile", "What this device is, and what it does with a model");
    setUsage(command, "peripheral-cli profile [--run [--model FILE]] [--json]");
    const auto options = std::make_shared<ProfileOptions>();
    options->evaluation.addTo(command, invocation.executors);
    command.add_flag("--run", options->run,
                     "Measure it too: the memory, and reading and writing with the model");
    command.add_flag("--json", options->json, "Print everything as JSON");
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
