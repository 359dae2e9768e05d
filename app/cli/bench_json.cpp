// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_report.h"
#include "figures.h"
#include "version/version.h"

#include <plm/benchmark.h>
#include <plm/device.h>
#include <plm/model_file.h>
#include <plm/sample_statistics.h>
#include <plm/shown_text.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace peripheral::cli {

namespace {

using nlohmann::json;

constexpr const char* kColdStart =
    "The file's pages were dropped from the page cache (posix_fadvise DONTNEED).";

/// As llama-bench calls it, e.g. "plm 1.83B Q4_K".
std::string modelType(const plm::ModelInfo& info) {
    const auto parameters = static_cast<double>(info.parameters);
    const std::string size = parameters < 1e9 ? fmt::format("{:.2f}M", parameters / 1e6)
                                              : fmt::format("{:.2f}B", parameters / 1e9);
    return fmt::format("plm {} {}", size, info.type);
}

/// What readers of llama-bench's output look for and this engine has but one answer to: it computes on the
/// processor, and the file is mapped.
json fixedLlamaBenchFields() {
    return {{"gpu_info", ""},         {"cpu_mask", "0x0"},
            {"cpu_strict", false},    {"poll", 0},
            {"n_gpu_layers", 0},      {"n_cpu_moe", 0},
            {"split_mode", "none"},   {"main_gpu", 0},
            {"no_kv_offload", false}, {"devices", "none"},
            {"tensor_split", "0.00"}, {"tensor_buft_overrides", "none"},
            {"use_mmap", true},       {"use_direct_io", false},
            {"embeddings", false},    {"no_op_offload", 0},
            {"no_host", false}};
}

json llamaBenchJson(const plm::BenchRun& run) {
    const std::string cache(run.options.cache == plm::CacheType::Q8 ? "q8_0"
                                                                    : plm::toString(run.options.cache));
    json values = fixedLlamaBenchFields();
    values.update({{"build_commit", kCommit.empty() ? "unknown" : kCommit},
                   {"build_number", kCommits},
                   {"cpu_info", plm::processorName()},
                   {"backends", run.options.executor->llamaBenchBackend},
                   {"flash_attn", run.options.executor->hasFlashAttention},
                   {"model_filename", plm::asUtf8(run.file.path.native())},
                   {"model_type", modelType(run.info)},
                   {"model_size", tensorBytes(run)},
                   {"model_n_params", run.info.parameters},
                   {"n_batch", run.options.pieceTokens},
                   {"n_ubatch", run.options.pieceTokens},
                   {"n_threads", run.threads},
                   {"type_k", cache},
                   {"type_v", cache}});
    return values;
}

json startJson(const plm::BenchRun& run) {
    return {{"load_s", run.warm.load},
            {"ttft_s", run.warm.firstToken},
            {"load_kept_s", run.kept ? json(run.kept->load) : json()},
            {"ttft_kept_s", run.kept ? json(run.kept->firstToken) : json()},
            {"load_cold_s", run.cold ? json(run.cold->load) : json()},
            {"ttft_cold_s", run.cold ? json(run.cold->firstToken) : json()},
            {"cold_start", run.cold ? kColdStart : run.notCold}};
}

json conditionsJson(const plm::BenchRun& run) {
    return {{"temperature_start_c", orNull(run.before.temperature)},
            {"temperature_c", orNull(run.after.temperature)},
            {"throttled", orNull(plm::wasThrottled(run.before, run.after))},
            {"governor", orNull(run.after.governor)},
            {"clock_mhz", orNull(run.after.megahertz)}};
}

json processMemoryJson(const plm::BenchRun& run) {
    json values{{"peak_rss_bytes", nullptr}, {"file_bytes_resident", nullptr}, {"anonymous_bytes", nullptr}};
    if (run.memory)
        values.update({{"peak_rss_bytes", run.memory->peakResident},
                       {"file_bytes_resident", run.memory->fileBacked},
                       {"anonymous_bytes", run.memory->anonymous}});
    return values;
}

std::vector<std::int64_t> nanoseconds(const std::vector<double>& seconds) {
    std::vector<std::int64_t> samples;
    samples.reserve(seconds.size());
    for (const double time : seconds)
        samples.push_back(std::llround(time * 1e9));
    return samples;
}

json speedsJson(const plm::BenchResult& result) {
    const std::vector<double> speeds = result.speeds();
    const bool isPrompt = result.test.kind == plm::BenchTest::Kind::Prompt;
    return {{"test", result.test.name()},
            {"n_prompt", isPrompt ? result.test.tokens : 0},
            {"n_gen", isPrompt ? 0 : result.test.tokens},
            {"n_depth", result.test.depth},
            {"warmup_tokens", plm::warmUpTokens(result.test)},
            {"test_time", result.startTime.empty() ? json() : json(result.startTime)},
            {"samples_ns", nanoseconds(result.seconds)},
            {"avg_ns", std::llround(plm::mean(result.seconds) * 1e9)},
            {"stddev_ns", std::llround(plm::standardDeviation(result.seconds) * 1e9)},
            {"samples_ts", speeds},
            {"avg_ts", plm::mean(speeds)},
            {"stddev_ts", plm::standardDeviation(speeds)},
            {"median_ts", plm::median(speeds)},
            {"min_ts", *std::min_element(speeds.begin(), speeds.end())},
            {"max_ts", *std::max_element(speeds.begin(), speeds.end())}};
}

json peerJson(const plm::BenchResult& result, const std::optional<PeerResult>& peer) {
    json values;
    for (const char* key : {"peer_program", "peer_commit", "peer_flash_attn", "peer_samples_ts",
                            "peer_median_ts", "peer_ratio"})
        values[key] = nullptr;
    if (peer)
        values.update({{"peer_program", plm::asUtf8(peer->program.native())},
                       {"peer_commit", peer->test.commit.empty() ? json() : json(peer->test.commit)},
                       {"peer_flash_attn", peer->test.flashAttention},
                       {"peer_samples_ts", peer->test.speeds},
                       {"peer_median_ts", plm::median(peer->test.speeds)},
                       {"peer_ratio", peer->ratioTo(result)}});
    return values;
}

/// The fields that every result of a run has (docs/bench.schema.json), with llama-bench's names where it has
/// them; what was not measured is null.
json runJson(const plm::BenchRun& run) {
    json values = llamaBenchJson(run);
    values.update(startJson(run));
    values.update(conditionsJson(run));
    values.update(processMemoryJson(run));
    values.update({{"model_sha256", run.modelHash},
                   {"executor", run.options.executor->name},
                   {"kv_type", plm::toString(run.options.cache)},
                   {"sparse", run.sparse},
                   {"kv_bytes_per_token", run.cacheBytesPerToken},
                   {"read_bandwidth_bytes_s", run.readBandwidth},
                   {"memory", memoryJson(run.sessionMemory)}});
    return values;
}

} // namespace

std::uint64_t tensorBytes(const plm::BenchRun& run) {
    std::uint64_t bytes = 0;
    for (const plm::TensorEntry& tensor : run.file.tensors)
        bytes += tensor.bytes;
    return bytes;
}

json benchJson(const plm::BenchRun& run, const plm::BenchResult& result,
               const std::optional<PeerResult>& peer) {
    json values = runJson(run);
    values.update(speedsJson(result));
    values.update(peerJson(result, peer));
    values["ffn_sparsity"] = result.sparsity(run.info.hyper.feedForward);
    values["output_hash"] = result.outputHash;
    values["bytes_read_per_token"] = orNull(result.bytesPerToken());
    values["cost"] = countersJson(result.cost);
    return values;
}

json draftJson(const plm::BenchRun& run, const plm::DraftResult& result) {
    json values = benchJson(run, result.drafted);
    const std::vector<double> plain = result.plainSpeeds();
    values.update({{"draft", true},
                   {"plain_samples_ts", plain},
                   {"plain_median_ts", plm::median(plain)},
                   {"draft_speedup", result.ratio()},
                   {"drafted", result.statistics.drafted},
                   {"accepted", result.statistics.accepted},
                   {"acceptance", result.acceptance()},
                   {"draft_lengths", result.statistics.draftLengths},
                   {"draft_same_output", result.same},
                   {"bytes_read_per_token", nullptr}}); // several tokens share what is read
    return values;
}

json restoreJson(const plm::BenchRun& run, const plm::RestoreResult& result) {
    json values = runJson(run);
    values.update({{"test", fmt::format("restore{}", result.tokens)},
                   {"n_prompt", result.tokens},
                   {"n_gen", 0},
                   {"n_depth", 0},
                   {"saved_bytes", result.fileBytes},
                   {"read_s", plm::median(result.reading)},
                   {"save_s", plm::median(result.saving)},
                   {"restore_s", plm::median(result.restoring)},
                   {"restore_ratio", result.ratio()},
                   {"same_output", result.same}});
    return values;
}

} // namespace peripheral::cli
