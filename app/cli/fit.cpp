// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_session.h"
#include "commands.h"
#include "fit_report.h"
#include "options.h"
#include "output.h"
#include "terminal.h"

#include <plm/device.h>
#include <plm/fit.h>
#include <plm/machine.h>
#include <plm/model_outline.h>
#include <plm/profile_file.h>
#include <plm/sample_statistics.h>
#include <plm/threads.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace peripheral::cli {

namespace {

struct FitOptions {
    EvaluationOptions evaluation;
    std::filesystem::path profile;                  ///< of another device; empty: none
    std::optional<std::uint64_t> memory, bandwidth; ///< bytes; bytes a second
    std::optional<int> cores;
    int context = 0;
    int prompt = 512;
    std::vector<int> depths;
    double sparsity = 0.9;
    std::string probe = "on";
    bool json = false;
};

plm::FitQuestion questionOf(const FitOptions& options, const plm::SessionOptions& session) {
    plm::FitQuestion question;
    question.model = options.evaluation.model;
    question.session = session;
    question.activeShare = {1 - options.sparsity, plm::Basis::Assumed};
    question.context = options.context;
    question.depths = options.depths;
    question.promptTokens = options.prompt;
    if (const auto use = plm::memoryUse())
        question.program =
            plm::Sourced{static_cast<double>(use->fileBacked + use->anonymous), plm::Basis::Measured};
    return question;
}

/// What memory and kernels give at most.
plm::Status measureLimits(int threads, const plm::BenchControl& control, plm::FitDevice& here) {
    using Step = plm::BenchProgress::Step;
    control.tell({.step = Step::MeasuringMemory, .threads = threads});
    const auto bandwidth = plm::readBandwidth(threads, control.stop);
    control.tell({.step = Step::Multiplying, .threads = threads});
    const auto products = plm::multiplyRates(threads, control.stop);
    control.tell({Step::Ended});
    if (!bandwidth)
        return tl::unexpected(bandwidth.error());
    if (!products)
        return tl::unexpected(products.error());
    here.bandwidth = plm::Sourced{*bandwidth, plm::Basis::Measured};
    here.compute = plm::Sourced{plm::median(*products), plm::Basis::Measured};
    return {};
}

/// This machine, with its rates where they are to be measured.
plm::Result<plm::FitDevice> measureHere(const FitOptions& options, const plm::FitQuestion& question,
                                        const std::stop_token& stop) {
    plm::FitDevice here;
    const int threads = plm::threadsFor(question.session.threads);
    here.threads = plm::Sourced{1.0 * threads, plm::Basis::Measured};
    if (const auto bytes = plm::availableMemory())
        here.memory = plm::Sourced{static_cast<double>(*bytes), plm::Basis::Measured};
    if (options.probe == "off")
        return here;
    const auto reach =
        plm::ModelOutline::read(question.model).and_then([&stop](const plm::ModelOutline& outline) {
            return outline.measureRowReach(stop);
        });
    if (!reach)
        return tl::unexpected(reach.error());
    if (*reach > 0)
        here.rowReach = plm::Sourced{static_cast<double>(*reach), plm::Basis::Measured};
    Terminal log(2);
    const plm::BenchControl control = benchControl(log, stop, question.session);
    plm::RateProbe probe;
    probe.model = question.model;
    probe.session = question.session;
    probe.activeShare = question.activeShare.value;
    auto rates = plm::probeRates(probe, control);
    if (!rates)
        return tl::unexpected(rates.error());
    here.rates = *rates;
    if (const plm::Status limits = measureLimits(threads, control, here); !limits)
        return tl::unexpected(limits.error());
    return here;
}

bool isSimulated(const FitOptions& options) {
    return options.memory || options.bandwidth || options.cores;
}

/// `device` as the options change it: then measured values of it are no more than assumed, and its rates are
/// gone.
plm::FitDevice simulated(const FitOptions& options, const plm::FitDevice& device) {
    const auto orOf = [](const auto& asked,
                         std::optional<plm::Sourced> found) -> std::optional<plm::Sourced> {
        if (asked)
            return plm::Sourced{static_cast<double>(*asked), plm::Basis::Simulated};
        if (found)
            found->basis = plm::Basis::Assumed;
        return found;
    };
    plm::FitDevice changed;
    changed.memory = orOf(options.memory, device.memory);
    changed.bandwidth = orOf(options.bandwidth, device.bandwidth);
    changed.threads = orOf(options.cores, device.threads);
    return changed;
}

/// The device that is asked about: this machine, that of a profile, or what the options make of either.
plm::Result<plm::FitDevice> deviceOf(const FitOptions& options, const plm::FitDevice& here) {
    plm::FitDevice device = here;
    if (!options.profile.empty()) {
        const auto profile = plm::readProfile(options.profile);
        if (!profile)
            return tl::unexpected(profile.error());
        device = plm::fitDevice(*profile);
    }
    const plm::FitDevice whole = device;
    if (isSimulated(options)) {
        device = simulated(options, whole);
        plm::takeRates(device, whole);
    }
    plm::takeRates(device, here);
    return device;
}

plm::Status run(const FitOptions& options, const std::stop_token& stop) {
    const auto session = options.evaluation.sessionOptions();
    if (!session)
        return tl::unexpected(session.error());
    const plm::FitQuestion question = questionOf(options, *session);
    const auto here = measureHere(options, question, stop);
    if (!here)
        return tl::unexpected(here.error());
    const auto device = deviceOf(options, *here);
    if (!device)
        return tl::unexpected(device.error());
    const auto found = plm::fit(question, *device);
    if (!found)
        return tl::unexpected(found.error());
    if (options.json)
        printIndented(fitJson(*found, question, *device));
    else
        printResult("{}", fitText(*found, *device));
    return {};
}

void addDevice(CLI::App& command, FitOptions& options) {
    command
        .add_option("--profile", options.profile,
                    "A device's profile, as profile --export writes it, in place of this device")
        ->type_name("FILE");
    command.add_option("--memory", options.memory, "Of a simulated device: memory for programs, e.g. 8GiB")
        ->type_name("BYTES")
        ->transform(byteCount({}));
    command.add_option("--bandwidth", options.bandwidth, "Likewise: how fast it reads memory, e.g. 10GB/s")
        ->type_name("BYTES/s")
        ->transform(byteCount("/s"));
    command.add_option("--cores", options.cores, "Likewise: its processor cores")
        ->type_name("N")
        ->check(wholeBetween(1, 1 << 16));
    command
        .add_option("--probe", options.probe,
                    "Measure the speed of each part with a small file, which takes seconds: on or off")
        ->type_name("on|off")
        ->check(oneOf({"on", "off"}));
}

void addQuestion(CLI::App& command, FitOptions& options) {
    command.add_option("--context", options.context, "Tokens; 0: what the model was made for")
        ->type_name("N")
        ->check(wholeBetween(0, 1 << 24));
    command
        .add_option(
            "-d,--depth", options.depths,
            "Tokens that are in the context before; 0 and 4,096, or as many as the model knows, if left out")
        ->type_name("N[,N]…")
        ->delimiter(',')
        ->check(wholeBetween(0, 1 << 20));
    command.add_option("-p,--prompt", options.prompt, "Tokens of a prompt to read")
        ->type_name("N")
        ->check(wholeBetween(1, 1 << 20))
        ->capture_default_str();
    command
        .add_option("--sparsity", options.sparsity, "Share of feed-forward neurons that are zero, assumed")
        ->type_name("S")
        ->check(between(0.01, 0.999))
        ->capture_default_str();
    command.add_flag("--json", options.json, "Print everything as JSON");
}

} // namespace

void addFit(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand(
        "fit", "Whether a model fits this device or another, up to which context, and how fast");
    setUsage(command, "peripheral-cli fit [--model FILE] [--profile FILE] [--memory BYTES] "
                      "[--bandwidth BYTES/s] [--cores N] [OPTION]…");
    const auto options = std::make_shared<FitOptions>();
    options->evaluation.addTo(command, invocation.executors, AutoMeans::TheSameEverywhere);
    addDevice(command, *options);
    addQuestion(command, *options);
    command.callback(
        [options, &invocation] { invocation.outcome = run(*options, invocation.interrupts.ending()); });
}

} // namespace peripheral::cli
