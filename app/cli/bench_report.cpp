// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"

#include "profile_json.h"
#include "size_text.h"
#include "tensor_bytes.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <numeric>

namespace peripheral::cli {

namespace {

using nlohmann::json;

constexpr std::string_view kCommit = PERIPHERAL_COMMIT; // empty where the sources are in no repository

template <class Value>
json orNull(const std::optional<Value>& value) {
    return value ? json(*value) : json();
}

json speedsJson(const BenchRun& run, const BenchResult& result) {
    const std::vector<double> speeds = result.speeds();
    const bool isPrompt = result.test.kind == BenchTest::Kind::Prompt;
    return {{"test", result.test.name()},
            {"n_prompt", isPrompt ? result.test.tokens : 0},
            {"n_gen", isPrompt ? 0 : result.test.tokens},
            {"n_depth", result.test.depth},
            {"samples_ts", speeds},
            {"avg_ts", mean(speeds)},
            {"stddev_ts", standardDeviation(speeds)},
            {"median_ts", median(speeds)},
            {"ffn_sparsity", sparsityOf(run, result)},
            {"output_hash", result.outputHash}};
}

std::string bandwidthShare(const BenchRun& run, const BenchResult& result) {
    const auto bytes = bytesPerToken(result);
    if (!bytes || run.readBandwidth <= 0)
        return "";
    return fmt::format("{:.0f} %", 100 * *bytes * median(result.speeds()) / run.readBandwidth);
}

} // namespace

json runJson(const BenchRun& run) {
    json values{{"n_threads", run.threads},
                {"model_filename", run.file.path.string()},
                {"model_size", tensorBytes(run.file)},
                {"model_sha256", run.modelHash},
                {"cpu_info", plm::processorName()},
                {"build_commit", kCommit.empty() ? json() : json(kCommit)},
                {"executor", run.executor},
                {"kv_type", run.cacheType},
                {"sparse", run.sparse},
                {"kv_bytes_per_token", run.cacheBytesPerToken},
                {"read_bandwidth_bytes_s", run.readBandwidth},
                {"load_s", run.loadSeconds},
                {"ttft_s", run.firstTokenSeconds},
                {"temperature_c", orNull(run.after.temperature)},
                {"throttled", orNull(plm::wasThrottled(run.before, run.after))},
                {"governor", orNull(run.after.governor)}};
    for (const char* key : {"peak_rss_bytes", "file_bytes_resident", "anonymous_bytes"})
        values[key] = nullptr;
    if (run.memory)
        values.update({{"peak_rss_bytes", run.memory->peakResident},
                       {"file_bytes_resident", run.memory->fileBacked},
                       {"anonymous_bytes", run.memory->anonymous}});
    return values;
}

std::optional<double> bytesPerToken(const BenchResult& result) {
    if (result.test.kind == BenchTest::Kind::Prompt)
        return std::nullopt;
    return result.cost.bytesReadPerToken();
}

double sparsityOf(const BenchRun& run, const BenchResult& result) {
    const std::vector<float> shares = result.cost.activeShares(run.feedForward);
    const double active = std::accumulate(shares.begin(), shares.end(), 0.0);
    return 1 - active / static_cast<double>(shares.size());
}

json benchJson(const BenchRun& run, const BenchResult& result) {
    json values = runJson(run);
    values.update(speedsJson(run, result));
    values["bytes_read_per_token"] = orNull(bytesPerToken(result));
    values["cost"] = countersJson(result.cost);
    return values;
}

std::string benchTable(const BenchRun& run, std::span<const BenchResult> results) {
    std::string table =
        "| test | depth | tokens/s, median | ± | sparsity | MB a token | of read bandwidth |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n";
    for (const BenchResult& result : results) {
        const std::vector<double> speeds = result.speeds();
        const auto bytes = bytesPerToken(result);
        table +=
            fmt::format("| {} | {} | {:.2f} | {:.2f} | {:.3f} | {} | {} |\n", result.test.name(),
                        result.test.depth, median(speeds), standardDeviation(speeds), sparsityOf(run, result),
                        bytes ? fmt::format("{:.0f}", *bytes / 1e6) : "", bandwidthShare(run, result));
    }
    return table;
}

std::string surroundings(const BenchRun& run) {
    std::string line =
        fmt::format("\n{}, {} threads, {}, cache {}, skipping {}; reading {:.1f} GB/s; loaded in {:.2f} s, "
                    "first token after {:.2f} s",
                    run.executor, run.threads, plm::processorName(), run.cacheType, run.sparse ? "on" : "off",
                    run.readBandwidth / 1e9, run.loadSeconds, run.firstTokenSeconds);
    if (run.memory)
        line += fmt::format("; at most {} in memory, of which {} own and {} mapped at the end",
                            sizeText(run.memory->peakResident), sizeText(run.memory->anonymous),
                            sizeText(run.memory->fileBacked));
    return line + "\n";
}

} // namespace peripheral::cli
