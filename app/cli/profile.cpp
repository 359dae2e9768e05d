// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "bench_session.h"
#include "commands.h"
#include "figures.h"
#include "options.h"
#include "output.h"
#include "terminal.h"

#include <plm/benchmark_run.h>
#include <plm/device_report.h>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peripheral::cli {

namespace {

using nlohmann::json;

struct ProfileOptions {
    EvaluationOptions evaluation;
    bool run = false;
    bool json = false;
};

/// `format` has a place for the value.
template <class Value>
std::string orNotMeasured(const std::optional<Value>& value, fmt::format_string<const Value&> format) {
    return value ? fmt::format(format, *value) : kNotMeasured;
}

json cachesJson(const plm::Machine& device) {
    json caches = json::array();
    for (const plm::ProcessorCache& cache : device.caches)
        caches.push_back(
            {{"level", cache.level}, {"type", cache.type}, {"bytes", cache.bytes}, {"count", cache.count}});
    return caches;
}

json gpusJson(const plm::Machine& device) {
    if (!device.gpus)
        return nullptr;
    json gpus = json::array();
    for (const plm::Gpu& gpu : *device.gpus)
        gpus.push_back({{"name", gpu.name}, {"driver", gpu.driver}});
    return gpus;
}

std::string coresText(const plm::Machine& device) {
    if (!device.physicalCores || !device.logicalCores)
        return kNotMeasured;
    return fmt::format("{} physical, {} logical", *device.physicalCores, *device.logicalCores);
}

std::string kernelsText(const plm::KernelChoice& kernels) {
    if (kernels.instructionSets.empty())
        return kernels.name;
    return fmt::format("{} ({})", kernels.name, fmt::join(kernels.instructionSets, ", "));
}

std::string cachesText(const plm::Machine& device) {
    std::vector<std::string> texts;
    for (const plm::ProcessorCache& cache : device.caches)
        texts.push_back(
            fmt::format("{} × L{} {} of {} KiB", cache.count, cache.level, cache.type, cache.bytes / 1024));
    return texts.empty() ? kNotMeasured : fmt::format("{}", fmt::join(texts, ", "));
}

std::string memoryText(const plm::Machine& device) {
    if (!device.memoryBytes)
        return kNotMeasured;
    return fmt::format("{}, of which {} available now", sizeText(*device.memoryBytes),
                       device.availableBytes ? sizeText(*device.availableBytes) : kNotMeasured);
}

std::string gpusText(const plm::Machine& device) {
    if (!device.gpus)
        return kNotMeasured;
    std::vector<std::string> texts;
    for (const plm::Gpu& gpu : *device.gpus)
        texts.push_back(gpu.driver.empty() ? gpu.name : fmt::format("{} ({})", gpu.name, gpu.driver));
    return texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, ", "));
}

std::string throttlingText(const plm::DeviceReport& report) {
    if (!report.throttled)
        return kNotMeasured;
    if (*report.throttled)
        return "yes";
    return report.device.throttledEver.value_or(false) ? "no, but since the machine started" : "no";
}

std::string clockText(const plm::DeviceReport& report) {
    const std::string now = orNotMeasured(report.conditions.megahertz, "{:.0f} MHz");
    return report.device.highestMegahertz
               ? fmt::format("{}, at most {:.0f} MHz", now, *report.device.highestMegahertz)
               : now;
}

std::string bandwidthText(const plm::DeviceReport& report) {
    if (!report.readBandwidth)
        return "not measured (--run measures it)";
    return fmt::format("{:.1f} GB/s with {} threads", *report.readBandwidth / 1e9, report.bandwidthThreads);
}

/// What is not measured is null.
json deviceJson(const plm::DeviceReport& report) {
    const plm::Machine& device = report.device;
    return {
        {"processor", device.processor},
        {"architecture", device.architecture},
        {"cores_physical", orNull(device.physicalCores)},
        {"cores_logical", orNull(device.logicalCores)},
        {"kernels", {{"name", report.kernels.name}, {"instruction_sets", report.kernels.instructionSets}}},
        {"instruction_sets", report.instructionSets()},
        {"caches", cachesJson(device)},
        {"memory_bytes", orNull(device.memoryBytes)},
        {"memory_available_bytes", orNull(device.availableBytes)},
        {"read_bandwidth_bytes_s", orNull(report.readBandwidth)},
        {"gpus", gpusJson(device)},
        {"temperature_c", orNull(report.conditions.temperature)},
        {"throttled", orNull(report.throttled)},
        {"throttled_ever", orNull(device.throttledEver)},
        {"throttle_events", orNull(report.conditions.throttleEvents)},
        {"governor", orNull(report.conditions.governor)},
        {"clock_mhz", orNull(report.conditions.megahertz)},
        {"highest_clock_mhz", orNull(device.highestMegahertz)},
        {"power_w", orNull(report.watts)}};
}

/// A line a fact; what is not measured says so.
std::string deviceText(const plm::DeviceReport& report) {
    const plm::Machine& device = report.device;
    std::string text;
    const auto add = [&text](std::string_view name, const std::string& value) {
        text += fmt::format("{:<17} {}\n", name, value);
    };
    add("Processor", fmt::format("{}, {}", device.processor, device.architecture));
    add("Cores", coresText(device));
    add("Kernels", kernelsText(report.kernels));
    add("Instruction sets", fmt::format("{}", fmt::join(report.instructionSets(), ", ")));
    add("Caches", cachesText(device));
    add("Memory", memoryText(device));
    add("Read bandwidth", bandwidthText(report));
    add("GPUs", gpusText(device));
    add("Temperature", orNotMeasured(report.conditions.temperature, "{:.1f} °C"));
    add("Throttled", throttlingText(report));
    add("Governor", report.conditions.governor.value_or(kNotMeasured));
    add("Clock", clockText(report));
    add("Power", orNotMeasured(report.watts, "{:.1f} W"));
    return text;
}

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
