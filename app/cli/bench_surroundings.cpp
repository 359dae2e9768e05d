// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "not_measured.h"
#include "size_text.h"
#include "tensor_bytes.h"

#include <plm/shown_text.h>

#include <fmt/format.h>

namespace peripheral::cli {

namespace {

std::string startText(const plm::BenchStart& start) {
    return fmt::format("loaded in {:.3f} s, first token {:.3f} s after the start of the program", start.load,
                       start.firstToken);
}

std::string coldText(const plm::BenchRun& run) {
    return run.cold ? startText(*run.cold) + " (the file was dropped from the page cache before)"
                    : fmt::format("{}: {}", kNotMeasured, run.notCold);
}

std::string memoryText(const plm::BenchRun& run) {
    if (!run.memory)
        return kNotMeasured;
    return fmt::format("at most {}; at the end {} own and {} of files", sizeText(run.memory->peakResident),
                       sizeText(run.memory->anonymous), sizeText(run.memory->fileBacked));
}

std::string temperatureText(const plm::BenchRun& run) {
    if (!run.before.temperature || !run.after.temperature)
        return "temperature " + std::string(kNotMeasured);
    return fmt::format("{:.0f} °C before and {:.0f} °C after", *run.before.temperature,
                       *run.after.temperature);
}

std::string throttledText(const plm::BenchRun& run) {
    const auto throttled = plm::wasThrottled(run.before, run.after);
    if (!throttled)
        return "throttling " + std::string(kNotMeasured);
    return *throttled ? "throttled" : "not throttled";
}

std::string clockText(const plm::BenchRun& run) {
    return run.after.megahertz ? fmt::format("{:.0f} MHz", *run.after.megahertz)
                               : "clock " + std::string(kNotMeasured);
}

} // namespace

Table surroundings(const plm::BenchRun& run) {
    Table table({{"of this run", true}, {"", true}});
    table.add({"model", fmt::format("{}, {}, {} in tensors", plm::displayName(run.file.path), run.info.type,
                                    sizeText(tensorBytes(run.file)))});
    table.add({"SHA-256", run.modelHash});
    table.add({"processor", plm::processorName()});
    table.add({"executor", fmt::format("{}, {} threads, skipping {}", run.options.executor->name, run.threads,
                                       run.sparse ? "on" : "off")});
    table.add({"cache", fmt::format("{}, {} bytes a token", plm::toString(run.options.cache),
                                    run.cacheBytesPerToken)});
    table.add({"read bandwidth", fmt::format("{:.1f} GB/s", run.readBandwidth / 1e9)});
    table.add({"cold start", coldText(run)});
    table.add({"warm start", startText(run.warm)});
    table.add({"with kept weights", run.kept ? startText(*run.kept) : kNotMeasured});
    table.add({"memory", memoryText(run)});
    table.add({"heat", temperatureText(run) + ", " + throttledText(run)});
    table.add({"clock", clockText(run) + ", governor " + run.after.governor.value_or(kNotMeasured)});
    return table;
}

} // namespace peripheral::cli
