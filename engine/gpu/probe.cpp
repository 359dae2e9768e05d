// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/child_process.h"
#include "gpu/probe_line.h"

#include <plm/gpu_probe.h>
#include <plm/shown_text.h>

#include <csignal>
#include <cstring>
#include <fmt/format.h>
#include <system_error>
#include <utility>

namespace plm {

namespace {

using gpu::ChildEnd;

/// What asking came to, apart from what was asked for.
struct Asked {
    GpuOutcome outcome = GpuOutcome::Found;
    std::string reason{};
    std::optional<gpu::ProbeLine> answer{};
};

/// Signals that say something of the program that they end; the others are sent by people and systems.
bool isCrash(int signal) {
    switch (signal) {
    case SIGSEGV:
    case SIGABRT:
    case SIGBUS:
    case SIGILL:
    case SIGFPE:
    case SIGTRAP:
    case SIGSYS:
        return true;
    default:
        return false;
    }
}

/// `sentence`, and what the driver said last.
std::string withComplaint(std::string sentence, const ChildEnd& end) {
    if (!end.complaint.empty())
        sentence += fmt::format(" The driver said {}.", inQuotes(end.complaint));
    return sentence;
}

Asked didNotAnswer(const ChildEnd& end, std::string_view whom, double patience) {
    switch (end.how) {
    case ChildEnd::How::BySignal: {
        const char* const name = ::sigabbrev_np(end.code);
        return {
            isCrash(end.code) ? GpuOutcome::Crashed : GpuOutcome::Failed,
            withComplaint(fmt::format("Asking {} ended by SIG{}.", whom, name == nullptr ? "?" : name), end)};
    }
    case ChildEnd::How::Silent:
        return {GpuOutcome::Hung,
                withComplaint(
                    fmt::format("Asking {} was given up after {:g} seconds without a word.", whom, patience),
                    end)};
    case ChildEnd::How::NotStarted:
        return {GpuOutcome::Failed, fmt::format("No process could be started to ask {}: {}.", whom,
                                                std::generic_category().message(end.code))};
    case ChildEnd::How::Exited:
    case ChildEnd::How::Stopped:
        break;
    }
    return {
        GpuOutcome::Failed,
        withComplaint(fmt::format("Asking {} ended with the status {} and no answer.", whom, end.code), end)};
}

Result<Asked> ask(const GpuProbe& probe, double patience, std::vector<std::string> arguments,
                  std::string_view whom) {
    std::optional<gpu::ProbeLine> answer;
    arguments.insert(arguments.begin(), std::string(kProbeArgument));
    const ChildEnd end = gpu::run({.program = probe.program,
                                   .arguments = std::move(arguments),
                                   .patience = patience,
                                   .stop = probe.stop,
                                   .onLine = [&](std::string_view text) {
                                       auto line = gpu::probeLine(text);
                                       if (line && !std::holds_alternative<gpu::ProbeProgress>(*line))
                                           answer = std::move(line);
                                   }});
    if (end.how == ChildEnd::How::Stopped)
        return fail(ErrorKind::Cancelled, "Asking the GPU was stopped.");
    // A driver that crashes while it is being left has answered and crashed.
    const bool endedWell = end.how == ChildEnd::How::Exited;
    if (!endedWell || !answer)
        return didNotAnswer(end, whom, patience);
    if (const auto* const failure = std::get_if<gpu::ProbeFailure>(&*answer))
        return Asked{GpuOutcome::Failed, failure->sentence};
    return Asked{.answer = std::move(answer)};
}

/// In a sentence, what two executors came to.
std::string reasonOf(const GpuMeasure& measure, const std::string& name) {
    if (measure.outcome == GpuOutcome::Disagreed)
        return measure.divergence > 0 ? fmt::format("{} gave other logits than the CPU (divergence {:.2g}).",
                                                    name, measure.divergence)
                                      : fmt::format("{} gave logits that are no numbers.", name);
    return fmt::format("{} writes {:.1f} tokens a second with such a model, the CPU {:.1f}.", name,
                       measure.gpuSpeed, measure.cpuSpeed);
}

} // namespace

Result<GpuListing> listGpus(const GpuProbe& probe) {
    auto asked = ask(probe, probe.listPatience, {"list"}, "the driver for its GPUs");
    if (!asked)
        return tl::unexpected(asked.error());
    GpuListing listing{asked->outcome, std::move(asked->reason)};
    if (!asked->answer)
        return listing;
    if (auto* const devices = std::get_if<gpu::ProbeDevices>(&*asked->answer))
        listing.devices = std::move(devices->devices);
    return listing;
}

Result<GpuMeasure> measureGpu(const GpuProbe& probe, const GpuDevice& device,
                              const std::filesystem::path& model, int threads) {
    const std::string name = nameOf(device);
    auto asked = ask(probe, probe.measurePatience,
                     {"measure", std::to_string(device.number), std::to_string(threads), model.string(),
                      probe.pipelines.string()},
                     name);
    if (!asked)
        return tl::unexpected(asked.error());
    GpuMeasure measure{.outcome = asked->outcome, .reason = std::move(asked->reason)};
    if (!asked->answer)
        return measure;
    if (auto* const measured = std::get_if<gpu::ProbeMeasure>(&*asked->answer))
        measure = std::move(measured->measure);
    else
        measure.outcome = GpuOutcome::Failed;
    measure.reason = reasonOf(measure, name);
    return measure;
}

} // namespace plm
