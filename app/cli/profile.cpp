// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "bench_session.h"
#include "commands.h"
#include "device_report.h"
#include "json_output.h"
#include "options.h"
#include "output.h"
#include "terminal.h"
#include "usage.h"

#include <plm/benchmark_run.h>
#include <plm/device_report.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <utility>

namespace peripheral::cli {

namespace {

using nlohmann::json;

struct ProfileOptions {
    EvaluationOptions evaluation;
    bool run = false;
    bool json = false;
};

void printJson(const plm::DeviceReport& report, const std::optional<plm::DeviceMeasurement>& measured) {
    json values = deviceJson(report);
    values["run"] = nullptr;
    if (measured) {
        values["run"] = json::array();
        for (const plm::BenchResult& result : measured->results)
            values["run"].push_back(benchJson(measured->run, result));
    }
    printIndented(values);
}

void printText(const plm::DeviceReport& report, const std::optional<plm::DeviceMeasurement>& measured) {
    printResult("{}", deviceText(report));
    if (measured)
        printResult("\n{}\n{}", benchTable(measured->run, measured->results).text(),
                    surroundings(measured->run).text());
}

plm::Result<plm::DeviceMeasurement> measure(const EvaluationOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    auto setup = benchSetup(options, log);
    if (!setup)
        return tl::unexpected(setup.error());
    return plm::measureDevice(std::move(*setup), benchControl(log, stop));
}

plm::Status run(const ProfileOptions& options, const std::stop_token& stop) {
    plm::DeviceReport report = plm::describeDevice();
    std::optional<plm::DeviceMeasurement> measured;
    if (options.run) {
        auto found = measure(options.evaluation, stop);
        if (!found)
            return tl::unexpected(found.error());
        measured = std::move(*found);
        report.add(*measured);
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
