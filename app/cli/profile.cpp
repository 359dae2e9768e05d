// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_session.h"
#include "commands.h"
#include "figures.h"
#include "gpus_text.h"
#include "machine_text.h"
#include "options.h"
#include "output.h"
#include "profile_exchange.h"
#include "profile_text.h"
#include "terminal.h"
#include "version/version.h"

#include <plm/device_report.h>
#include <plm/profile_code.h>
#include <plm/profile_file.h>
#include <plm/profile_run.h>
#include <plm/shown_text.h>

#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <utility>

namespace peripheral::cli {

namespace {

using nlohmann::json;

constexpr std::uint64_t kUnknownMemory = std::uint64_t{1} << 30; ///< what is taken for available then
constexpr double kLongestSustained = 86400;

struct ProfileOptions {
    EvaluationOptions evaluation;
    bool run = false, full = false, synthetic = false;
    bool gpu = false, again = false;
    int repetitions = plm::kProfileRepetitions.front();
    double sustainedSeconds = plm::ProfileSetup().sustainedSeconds;
    bool json = false;
    ProfileExchange exchange;
};

json cachesJson(const plm::Machine& device) {
    json caches = json::array();
    for (const plm::ProcessorCache& cache : device.caches)
        caches.push_back(
            {{"level", cache.level}, {"type", cache.type}, {"bytes", cache.bytes}, {"count", cache.count}});
    return caches;
}

json processorsJson(const plm::Machine& device) {
    if (!device.gpus)
        return nullptr;
    json gpus = json::array();
    for (const plm::Gpu& gpu : *device.gpus)
        gpus.push_back({{"name", gpu.name}, {"driver", gpu.driver}});
    return gpus;
}

/// What is not measured is null, also what --run would measure.
json deviceJson(const plm::DeviceReport& report, const AskedGpus& gpus) {
    const plm::Machine& device = report.device;
    return {
        {"processor", device.processor},
        {"architecture", device.architecture},
        {"cores_physical", orNull(device.physicalCores)},
        {"cores_logical", orNull(device.logicalCores)},
        {"kernels", {{"name", report.kernels.name}, {"instruction_sets", report.kernels.instructionSets}}},
        {"instruction_sets", plm::instructionSets(report.kernels, device)},
        {"caches", cachesJson(device)},
        {"memory_bytes", orNull(device.memoryBytes)},
        {"memory_available_bytes", orNull(device.availableBytes)},
        {"read_bandwidth_bytes_s", nullptr},
        {"gpus", processorsJson(device)},
        {"vulkan", gpusJson(gpus)},
        {"temperature_c", orNull(report.conditions.temperature)},
        {"throttled", orNull(report.conditions.throttledNow)},
        {"throttled_ever", orNull(device.throttledEver)},
        {"throttle_events", orNull(report.conditions.throttleEvents)},
        {"governor", orNull(report.conditions.governor)},
        {"clock_mhz", orNull(report.conditions.megahertz)},
        {"highest_clock_mhz", orNull(device.highestMegahertz)},
        {"power_w", orNull(report.watts)},
        {"run", nullptr}};
}

/// A line a fact; what is not measured says so.
std::string deviceText(const plm::DeviceReport& report, const AskedGpus& gpus) {
    Facts facts;
    addMachine(facts, report.device, report.kernels, "not measured (--run measures it)");
    addGpus(facts, gpus);
    facts.add("Temperature", orNotMeasured(report.conditions.temperature, "{:.1f} °C"));
    facts.add("Throttled", throttlingText(report.conditions.throttledNow, report.device));
    facts.add("Governor", report.conditions.governor.value_or(kNotMeasured));
    facts.add("Clock", clockLine(report.conditions.megahertz, report.device));
    facts.add("Power", orNotMeasured(report.watts, "{:.1f} W"));
    return facts.text();
}

plm::Result<plm::ProfileSetup> setupFor(const ProfileOptions& options, Terminal& log) {
    EvaluationOptions evaluation = options.evaluation;
    if (options.synthetic && evaluation.executor == "auto") // what is on record is about other models
        evaluation.executor = evaluation.executors->automatic().name;
    auto bench = benchSetup(evaluation, log);
    if (!bench)
        return tl::unexpected(bench.error());
    plm::ProfileSetup setup;
    setup.model = std::move(bench->model);
    setup.session = std::move(bench->session);
    setup.notice = std::move(bench->notice);
    if (options.synthetic)
        setup.synthetic = plm::syntheticModelFor(plm::availableMemory().value_or(kUnknownMemory));
    setup.form = options.full ? plm::ProfileForm::Full : plm::ProfileForm::Quick;
    setup.repetitions = options.repetitions;
    setup.sustainedSeconds = options.sustainedSeconds;
    setup.program = programText();
    return setup;
}

/// Says beforehand how long it will take.
plm::Result<plm::DeviceProfile> measure(const ProfileOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    const auto setup = setupFor(options, log);
    if (!setup)
        return tl::unexpected(setup.error());
    const auto seconds = plm::estimateProfile(*setup, stop);
    if (!seconds)
        return tl::unexpected(seconds.error());
    printNote("This will take about {}.", durationText(*seconds));
    return plm::runProfile(*setup, benchControl(log, stop, setup->session));
}

void print(const ProfileOptions& options, const plm::DeviceProfile& profile) {
    if (options.json)
        return writeResult(plm::shownJson(plm::toJson(profile)));
    if (options.exchange.isShort)
        return printResult("{}\n", plm::shortProfile(profile));
    writeResult(provenanceText(profile) + profileText(profile));
}

/// Measures or imports a profile, writes it where that is asked for, and prints it.
plm::Status runProfile(const ProfileOptions& options, const std::stop_token& stop) {
    if (const plm::Status allowed = options.exchange.check(); !allowed)
        return allowed;
    const auto profile = options.run ? measure(options, stop) : plm::readProfile(options.exchange.imported);
    if (!profile)
        return tl::unexpected(profile.error());
    if (const plm::Status written = options.exchange.write(*profile); !written)
        return written;
    print(options, *profile);
    return {};
}

/// What the device is, and its GPUs say of themselves.
plm::Status describe(const ProfileOptions& options, const std::stop_token& stop) {
    Terminal log(2);
    GpuQuestions questions{.again = options.again, .threads = options.evaluation.threads};
    if (options.gpu)
        questions.measured = options.evaluation.model;
    const auto gpus = askGpus(questions, log, stop);
    if (!gpus)
        return tl::unexpected(gpus.error());
    const plm::DeviceReport report = plm::describeDevice();
    options.json ? printIndented(deviceJson(report, *gpus)) : writeResult(deviceText(report, *gpus));
    return {};
}

plm::Status run(const ProfileOptions& options, const std::stop_token& stop) {
    if (options.run || !options.exchange.imported.empty())
        return runProfile(options, stop);
    if (options.exchange.isShort || !options.exchange.exported.empty())
        return plm::fail(plm::ErrorKind::BadArgument,
                         "--export and --short need a profile: --run measures one, --import reads one.");
    return describe(options, stop);
}

void addHowToMeasure(CLI::App& command, ProfileOptions& options) {
    auto* const run = command.add_flag("--run", options.run,
                                       "Measure it too: memory, kernels, and what a model does on it");
    command
        .add_flag("--full", options.full,
                  "Prompts of 512 tokens instead of 128, depths up to 4,096, and a cold start too")
        ->needs(run);
    command.add_option("--repetitions", options.repetitions, "How often each test is run: 5, 10 or 20")
        ->type_name("N")
        ->check(oneOf({"5", "10", "20"}))
        ->needs(run)
        ->capture_default_str();
    command
        .add_option("--sustained", options.sustainedSeconds,
                    "Seconds of writing without a pause, to see whether it gets slower; 0: none")
        ->type_name("S")
        ->check(between(0, kLongestSustained))
        ->needs(run)
        ->capture_default_str();
    command
        .add_flag("--synthetic", options.synthetic,
                  "Measure with a model of PLM-1.8B's shape and random weights, made for it")
        ->needs(run);
}

void addGpuOptions(CLI::App& command, ProfileOptions& options) {
    auto* const gpu = command.add_flag(
        "--gpu", options.gpu,
        "Measure each GPU with the model beside the CPU, and remember it: for --executor auto");
    for (const char* other : {"--run", "--import", "--export", "--short"})
        gpu->excludes(command.get_option(other));
    command.add_flag("--again", options.again, "Those that went wrong before, too")->needs(gpu);
}

} // namespace

void addProfile(CLI::App& program, Invocation& invocation) {
    CLI::App& command =
        *program.add_subcommand("profile", "What this device is, and what it does with a model");
    setUsage(command, "peripheral-cli profile [--run [--full] [--model FILE | --synthetic] | --gpu [--again] "
                      "[--model FILE] | "
                      "--import FILE] "
                      "[--export FILE] [--json | --short]");
    const auto options = std::make_shared<ProfileOptions>();
    options->evaluation.addTo(command, invocation.executors);
    addHowToMeasure(command, *options);
    command.get_option("--synthetic")->excludes("--model");
    command.add_flag("--json", options->json, "Print everything as JSON");
    options->exchange.addTo(command);
    addGpuOptions(command, *options);
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
