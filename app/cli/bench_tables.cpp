// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "figures.h"

#include <plm/benchmark.h>
#include <plm/device.h>
#include <plm/sample_statistics.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

namespace peripheral::cli {

namespace {

std::string bandwidthShare(const plm::BenchRun& run, const plm::BenchResult& result) {
    const auto bytes = result.bytesPerToken();
    if (!bytes || run.readBandwidth <= 0)
        return "";
    return fmt::format("{:.0f} %", 100 * *bytes * plm::median(result.speeds()) / run.readBandwidth);
}

std::vector<std::string> peerCells(const plm::BenchResult& result, const PeerResult& peer) {
    return {fmt::format("{:.2f}", plm::median(peer.test.speeds)), peer.test.flashAttention ? "on" : "off",
            fmt::format("{:.2f}", peer.ratioTo(result))};
}

/// Lengths and how often they were, e.g. "0: 31, 15: 6".
std::string lengthsText(std::span<const int> lengths) {
    std::string text;
    for (std::size_t length = 0; length < lengths.size(); ++length)
        if (lengths[length] > 0)
            text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", length, lengths[length]);
    return text;
}

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

/// Where a device computes not all layers.
std::string partText(const plm::BenchRun& run) {
    const plm::DeviceMemory& device = run.sessionMemory.device;
    const int all = run.info.hyper.layers;
    return device.isPartOf(all) ? fmt::format(" with {} of {} layers", device.layers, all) : std::string();
}

} // namespace

Table benchTable(const plm::BenchRun& run, std::span<const plm::BenchResult> results,
                 std::span<const PeerResult> peers) {
    std::vector<Table::Column> columns{{"test", true}, {"depth"},      {"tokens/s, median"},
                                       {"±"},          {"least"},      {"most"},
                                       {"sparsity"},   {"MB a token"}, {"of read bandwidth"}};
    if (!peers.empty())
        columns.insert(columns.end(), {{"peer, median"}, {"its flash attention", true}, {"ratio"}});
    Table table(std::move(columns));
    const auto number = [](double value) { return fmt::format("{:.2f}", value); };
    for (std::size_t i = 0; i < results.size(); ++i) {
        const plm::BenchResult& result = results[i];
        const std::vector<double> speeds = result.speeds();
        const auto bytes = result.bytesPerToken();
        std::vector<std::string> cells{result.test.name(),
                                       std::to_string(result.test.depth),
                                       number(plm::median(speeds)),
                                       number(plm::standardDeviation(speeds)),
                                       number(*std::min_element(speeds.begin(), speeds.end())),
                                       number(*std::max_element(speeds.begin(), speeds.end())),
                                       fmt::format("{:.3f}", result.sparsity(run.info.hyper.feedForward)),
                                       bytes ? fmt::format("{:.0f}", *bytes / 1e6) : "",
                                       bandwidthShare(run, result)};
        if (!peers.empty())
            for (std::string& cell : peerCells(result, peers[i]))
                cells.push_back(std::move(cell));
        table.add(std::move(cells));
    }
    return table;
}

Table draftTable(std::span<const plm::DraftResult> results) {
    Table table({{"test", true},
                 {"depth"},
                 {"tokens/s with drafting, median"},
                 {"±"},
                 {"without"},
                 {"±"},
                 {"ratio"},
                 {"right of guessed"},
                 {"same logits", true},
                 {"guesses: batches", true}});
    const auto number = [](double value) { return fmt::format("{:.2f}", value); };
    for (const plm::DraftResult& result : results) {
        const std::vector<double> with = result.drafted.speeds(), without = result.plainSpeeds();
        table.add({result.drafted.test.name(), std::to_string(result.drafted.test.depth),
                   number(plm::median(with)), number(plm::standardDeviation(with)),
                   number(plm::median(without)), number(plm::standardDeviation(without)),
                   number(result.ratio()),
                   fmt::format("{} of {}", result.statistics.accepted, result.statistics.drafted),
                   result.same ? "yes" : "no", lengthsText(result.statistics.draftLengths)});
    }
    return table;
}

Table restoreTable(std::span<const plm::RestoreResult> results) {
    Table table({{"tokens"},
                 {"MB saved"},
                 {"read in s"},
                 {"saved in s"},
                 {"restored in s"},
                 {"times faster"},
                 {"same output", true}});
    const auto seconds = [](const std::vector<double>& values) {
        return fmt::format("{:.4f}", plm::median(values));
    };
    for (const plm::RestoreResult& result : results)
        table.add({std::to_string(result.tokens),
                   fmt::format("{:.1f}", static_cast<double>(result.fileBytes) / 1e6),
                   seconds(result.reading), seconds(result.saving), seconds(result.restoring),
                   fmt::format("{:.0f}", result.ratio()), result.same ? "yes" : "no"});
    return table;
}

Table surroundings(const plm::BenchRun& run) {
    Table table({{"of this run", true}, {"", true}});
    table.add({"model", fmt::format("{}, {}, {} in tensors", plm::displayName(run.file.path), run.info.type,
                                    sizeText(tensorBytes(run)))});
    table.add({"SHA-256", run.modelHash});
    table.add({"processor", plm::processorName()});
    table.add({"executor", fmt::format("{}{}, {} threads, skipping {}", run.options.executor->name,
                                       partText(run), run.threads, run.sparse ? "on" : "off")});
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
