// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpus.h"

#include "output.h"
#include "user_folders.h"

#include <plm/gpu_probe.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>

namespace peripheral::cli {

namespace {

constexpr std::string_view kHowToAskAgain = "`peripheral-cli profile --gpu --again` asks it again.";

plm::DriverPrint printOf(const plm::GpuRecords& records) {
    return records.print.empty() ? plm::driverPrint() : records.print;
}

/// Those whose driver has not gone wrong so far.
std::vector<plm::GpuDevice> soundDevices(const plm::GpuRecords& records) {
    std::vector<plm::GpuDevice> devices;
    for (const plm::KnownGpu& gpu : records.gpus)
        if (!gpu.trouble)
            devices.push_back(gpu.device);
    return devices;
}

/// Asking the GPUs, with what is known so far.
class Questioning {
public:
    Questioning(const GpuQuestions& questions, Terminal& log, const std::stop_token& stop)
        : m_questions(questions),
          m_log(log),
          m_probe{.pipelines = cacheFolder("pipelines"), .stop = stop} {}

    plm::Result<AskedGpus> run() {
        m_asked.records = recalledGpus();
        m_asked.records.print = printOf(m_asked.records);
        if (m_questions.again)
            m_asked.records.forgetTrouble();
        plm::Status done = list();
        if (done && !m_questions.measured.empty())
            done = measureAll();
        m_log.clearLine();
        if (!done)
            return tl::unexpected(done.error());
        return std::move(m_asked);
    }

private:
    plm::Status list() {
        if (m_asked.records.trouble) {
            m_asked.problem = m_asked.records.trouble->reason;
            return {};
        }
        const auto listing = plm::listGpus(m_probe);
        if (!listing)
            return tl::unexpected(listing.error());
        m_asked.problem = listing->reason;
        m_asked.records.remember(*listing);
        if (plm::isBad(listing->outcome) || m_questions.again)
            if (const plm::Status written = plm::writeGpuRecords(dataFolder(), m_asked.records); !written)
                printNote("{}", written.error().message); // what was asked for can be shown all the same
        return {};
    }
    plm::Status measureAll() {
        const auto model = plm::Model::open(m_questions.measured);
        if (!model)
            return tl::unexpected(model.error());
        m_shape = plm::shapeOf((*model)->info());
        for (const plm::GpuDevice& device : soundDevices(m_asked.records))
            if (plm::Status done = measure(device); !done)
                return done;
        m_asked.choice = plm::chooseExecutor(m_asked.records, m_shape);
        return {};
    }
    /// Where this takes more along than its own process, it is remembered as a start is.
    plm::Status measure(const plm::GpuDevice& device) {
        m_log.showLine(fmt::format("Measuring {}", plm::shownText(device.name)));
        const auto start = plm::GpuStart::begin(dataFolder(), device, m_asked.records.print);
        if (!start)
            return tl::unexpected(start.error());
        auto measure = plm::measureGpu(m_probe, device, m_questions.measured, m_questions.threads);
        if (!measure)
            return tl::unexpected(measure.error());
        measure->modelShape = m_shape; // also where the driver did not get that far
        m_asked.records.remember(device.number, *measure);
        return plm::writeGpuRecords(dataFolder(), m_asked.records);
    }

    const GpuQuestions& m_questions;
    Terminal& m_log;
    const plm::GpuProbe m_probe;
    AskedGpus m_asked;
    std::string m_shape;
};

} // namespace

plm::GpuRecords recalledGpus() {
    plm::RecalledGpus recalled = plm::recallGpus(dataFolder());
    for (const std::string& sentence : recalled.news)
        printNote("{}", sentence);
    return std::move(recalled.records);
}

plm::Status mayUseGpu(int number) {
    plm::Status allowed = plm::checkGpu(recalledGpus(), number);
    if (!allowed)
        allowed.error().message += fmt::format(" {}", kHowToAskAgain);
    return allowed;
}

bool knowsFasterGpu() {
    const auto isFaster = [](const plm::GpuMeasure& measure) {
        return measure.outcome == plm::GpuOutcome::Faster;
    };
    const plm::GpuRecords records = recalledGpus();
    return std::ranges::any_of(
        records.gpus, [&](const plm::KnownGpu& gpu) { return std::ranges::any_of(gpu.measures, isFaster); });
}

void chooseAutomatically(const plm::Executors& executors, const plm::ModelInfo& model,
                         plm::SessionOptions& options) {
    const plm::ExecutorChoice choice = plm::chooseExecutor(recalledGpus(), plm::shapeOf(model));
    const auto vulkan = executors.find("vulkan");
    if (!choice.gpu || !vulkan)
        return;
    options.executor = *vulkan;
    options.gpu = *choice.gpu;
}

plm::GpuStart beginGpuStart(const plm::SessionOptions& options) {
    if (!options.executor->hasDevices || dataFolder().empty())
        return {};
    const plm::GpuRecords records = recalledGpus();
    auto start = plm::GpuStart::begin(dataFolder(), records.deviceOf(options.gpu), printOf(records));
    if (start)
        return std::move(*start);
    printNote("{}", start.error().message);
    return {};
}

plm::Result<AskedGpus> askGpus(const GpuQuestions& questions, Terminal& log, const std::stop_token& stop) {
    return Questioning(questions, log, stop).run();
}

} // namespace peripheral::cli
