// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <tuple>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::StartsWith;

json benched(std::vector<std::string> options) {
    options.insert(options.begin(), {"bench", "--json"});
    const Ended ended = run(options);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return json::parse(ended.out);
}

/// A prompt and a generation of the built-in model, three times each: measured once for all tests that look
/// at no more.
const json& plainRun() {
    static const json tests = benched({"-p", "8", "-n", "4", "-r", "3"});
    return tests;
}

TEST(Bench, MeasuresEveryTestAtEveryDepth) {
    const json tests = benched({"-p", "8,16", "-n", "4", "-d", "32,0", "-r", "3"});
    std::vector<std::string> names;
    for (const json& test : tests) {
        names.push_back(test.at("test").get<std::string>() + "@" + test.at("n_depth").dump());
        EXPECT_EQ(test.at("n_prompt").get<int>() + test.at("n_gen").get<int>(),
                  std::stoi(test.at("test").get<std::string>().substr(2)));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"pp8@0", "pp16@0", "tg4@0", "pp8@32", "pp16@32", "tg4@32"}));
}

TEST(Bench, HasEveryFieldThatReadersRelyOn) {
    const json& test = plainRun().at(1);
    for (const char* key : {"test",
                            "n_prompt",
                            "n_gen",
                            "n_depth",
                            "n_threads",
                            "samples_ts",
                            "avg_ts",
                            "stddev_ts",
                            "median_ts",
                            "model_filename",
                            "model_size",
                            "model_sha256",
                            "cpu_info",
                            "build_commit",
                            "executor",
                            "kv_type",
                            "sparse",
                            "ffn_sparsity",
                            "bytes_read_per_token",
                            "read_bandwidth_bytes_s",
                            "kv_bytes_per_token",
                            "peak_rss_bytes",
                            "file_bytes_resident",
                            "anonymous_bytes",
                            "load_s",
                            "ttft_s",
                            "output_hash",
                            "temperature_c",
                            "throttled",
                            "governor"})
        EXPECT_TRUE(test.contains(key)) << key;
    auto samples = test.at("samples_ts").get<std::vector<double>>();
    ASSERT_EQ(samples.size(), 3U);
    EXPECT_NEAR(test.at("avg_ts"), (samples[0] + samples[1] + samples[2]) / 3, 1e-6 * samples[0]);
    std::sort(samples.begin(), samples.end());
    EXPECT_EQ(test.at("median_ts"), samples[1]);
    EXPECT_GT(test.at("ffn_sparsity"), 0);
    EXPECT_LT(test.at("ffn_sparsity"), 1);
    // What inactive neurons have in ffn_down is not read, and nor is the file's vocabulary.
    const double size = test.at("model_size");
    EXPECT_LT(test.at("bytes_read_per_token"), 0.85 * size);
    EXPECT_GT(test.at("bytes_read_per_token"), 0.65 * size);
    const json& parts = test.at("cost").at("parts");
    EXPECT_EQ(parts.size(), 6U);
    EXPECT_GT(parts.at("ffn_up").at("weight_bytes"), 0);
    EXPECT_GT(parts.at("ffn_up").at("seconds"), 0);
    EXPECT_EQ(test.at("sparse"), true);
    EXPECT_EQ(test.at("model_sha256").get<std::string>().size(), 64U);
}

/// The fields of llama-bench's JSON and their types, as its readers take them.
TEST(Bench, HasEveryFieldOfLlamaBenchWithItsType) {
    const json& test = plainRun().at(0);
    for (const char* key :
         {"build_commit", "cpu_info", "gpu_info", "backends", "model_filename", "model_type", "cpu_mask",
          "type_k", "type_v", "split_mode", "devices", "tensor_split", "tensor_buft_overrides", "test_time"})
        EXPECT_TRUE(test.at(key).is_string()) << key;
    for (const char* key : {"build_number", "model_size", "model_n_params", "n_batch", "n_ubatch",
                            "n_threads", "poll", "n_gpu_layers", "n_cpu_moe", "main_gpu", "no_op_offload",
                            "n_prompt", "n_gen", "n_depth", "avg_ns", "stddev_ns"})
        EXPECT_TRUE(test.at(key).is_number_integer()) << key;
    for (const char* key :
         {"cpu_strict", "no_kv_offload", "flash_attn", "use_mmap", "use_direct_io", "embeddings", "no_host"})
        EXPECT_TRUE(test.at(key).is_boolean()) << key;
    for (const char* key : {"avg_ts", "stddev_ts"})
        EXPECT_TRUE(test.at(key).is_number_float()) << key;
    const auto nanoseconds = test.at("samples_ns").get<std::vector<std::int64_t>>();
    const auto speeds = test.at("samples_ts").get<std::vector<double>>();
    ASSERT_EQ(nanoseconds.size(), 3U);
    EXPECT_NEAR(static_cast<double>(nanoseconds[1]) * speeds[1], 8e9, 1e-3 * 8e9);
    EXPECT_EQ(test.at("type_k"), "f16");
    EXPECT_EQ(test.at("model_n_params"), 4870144);
}

/// Readers tell by them what they compare.
TEST(Bench, HasLlamaBenchsWordsForEveryExecutor) {
    for (const auto& [executor, backend, hasFlashAttention] :
         {std::tuple{"cpu", "CPU", true}, {"openblas", "BLAS", false}, {"reference", "CPU", false}}) {
        const Ended ended = run({"bench", "--json", "-p", "1", "-n", "0", "-r", "1", "--executor", executor});
        if (executor == std::string("openblas") && ended.status != 0)
            continue; // not to be had here
        const json test = json::parse(ended.out).at(0);
        EXPECT_EQ(test.at("executor"), executor);
        EXPECT_EQ(test.at("backends"), backend);
        EXPECT_EQ(test.at("flash_attn"), hasFlashAttention);
    }
}

TEST(Bench, GivesTheSameOutputInEveryRun) {
    const json &first = plainRun(), second = benched({"-p", "8", "-n", "4", "-r", "1", "--threads", "1"});
    for (const std::size_t test : {0U, 1U}) {
        EXPECT_EQ(first.at(test).at("output_hash"), second.at(test).at("output_hash"));
        EXPECT_EQ(first.at(test).at("model_sha256"), second.at(test).at("model_sha256"));
    }
}

TEST(Bench, StartsColdAndWarm) {
    const json& test = plainRun().at(0);
    EXPECT_GE(test.at("ttft_s"), test.at("load_s"));
    const std::string how = test.at("cold_start");
    if (test.at("load_cold_s").is_null()) // a file system in memory, or a file that another program has open
        EXPECT_THAT(how, HasSubstr("stay in memory"));
    else
        EXPECT_GE(test.at("ttft_cold_s"), test.at("load_cold_s"));
    EXPECT_EQ(test.at("ttft_cold_s").is_null(), test.at("load_cold_s").is_null());
}

/// The first run writes what the second finds.
TEST(Bench, StartsWithKeptWeights) {
    const ScratchFolder scratch;
    ::setenv("XDG_CACHE_HOME", scratch.path("caches").c_str(), 1);
    const std::string model = scratch.path("model.gguf");
    ASSERT_EQ(run({"synthesize", "--out", model, "--type", "Q8_0", "--layers", "1", "--embedding", "512",
                   "--feed-forward", "512", "--heads", "2", "--latent-rank", "64", "--vocabulary", "600"})
                  .status,
              0);
    const std::vector<std::string> small{"--model", model, "-p", "8", "-n", "0", "-r", "1"};
    std::vector<std::string> keeping = small;
    keeping.insert(keeping.end(), {"--keep-weights", "on"});
    EXPECT_TRUE(benched(small).at(0).at("ttft_kept_s").is_null()) << "which is not worth it";
    EXPECT_FALSE(std::filesystem::exists(scratch.path("caches")));
    const json first = benched(keeping).at(0);
    const json second = benched(keeping).at(0);
    ::unsetenv("XDG_CACHE_HOME");
    for (const json& test : {first, second}) {
        EXPECT_GE(test.at("ttft_kept_s"), test.at("load_kept_s"));
        EXPECT_GT(test.at("memory").at("kept_weights_bytes"), 0);
    }
    EXPECT_EQ(first.at("output_hash"), second.at("output_hash"));
}

/// The cells of a line of CSV, whose quoted ones have no line breaks here.
std::vector<std::string> cellsOf(const std::string& line) {
    std::vector<std::string> cells(1);
    bool isQuoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && isQuoted && line[i + 1] == '"')
            cells.back() += line[i++];
        else if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == ',' && !isQuoted)
            cells.emplace_back();
        else
            cells.back() += line[i];
    }
    return cells;
}

TEST(Bench, CsvHasWhatJsonHas) {
    const ScratchFolder scratch;
    const std::string model = scratch.path("a, \"b\".gguf");
    const json& test = plainRun().at(1);
    std::filesystem::copy_file(test.at("model_filename"), model);
    const Ended ended = run({"bench", "--csv", "--model", model, "-p", "8", "-n", "4", "-r", "2"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    std::istringstream lines(ended.out);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(lines, line);)
        rows.push_back(cellsOf(line));
    ASSERT_EQ(rows.size(), 3U) << "names and two tests";
    EXPECT_EQ(rows[0][0], "build_commit") << "llama-bench's columns are first";
    std::map<std::string, std::string> second;
    for (std::size_t i = 0; i < rows[0].size(); ++i)
        second[rows[0][i]] = rows.at(2).at(i);
    for (const auto& [key, value] : test.items())
        EXPECT_EQ(second.contains(key), !value.is_object()) << key;
    EXPECT_EQ(second.at("model_filename"), model);
    EXPECT_EQ(second.at("test"), "tg4");
    EXPECT_EQ(second.at("output_hash"), test.at("output_hash"));
    EXPECT_EQ(second.at("peer_ratio"), "") << "null";
    EXPECT_EQ(std::count(second.at("samples_ts").begin(), second.at("samples_ts").end(), ' '), 1);
}

TEST(Bench, SkippingReadsLessAndGivesTheSame) {
    const ScratchFolder scratch;
    const std::string model = scratch.path("small.gguf");
    const Ended written =
        run({"synthesize", "--out", model, "--type", "Q8_0", "--layers", "2", "--embedding", "512",
             "--feed-forward", "1024", "--heads", "4", "--vocabulary", "600", "--context", "128"});
    ASSERT_EQ(written.status, 0) << written.err;
    const auto withSparse = [&](const char* sparse) {
        return benched({"--model", model, "-p", "0", "-n", "8", "-r", "1", "--sparse", sparse}).at(0);
    };
    const json on = withSparse("on");
    const json off = withSparse("off");
    EXPECT_EQ(on.at("output_hash"), off.at("output_hash"));
    EXPECT_EQ(on.at("ffn_sparsity"), off.at("ffn_sparsity"));
    EXPECT_LT(on.at("bytes_read_per_token"), off.at("bytes_read_per_token"));
    EXPECT_EQ(on.at("sparse"), true);
    EXPECT_EQ(off.at("sparse"), false);
}

TEST(Bench, DeepTestsReadTheCacheToo) {
    const json tests = benched({"-p", "0", "-n", "4", "-d", "0,100", "-r", "1"});
    const double more = tests.at(1).at("bytes_read_per_token").get<double>() -
                        tests.at(0).at("bytes_read_per_token").get<double>();
    EXPECT_NEAR(more / (100 * tests.at(0).at("kv_bytes_per_token").get<double>()), 1, 0.3);
    EXPECT_NE(tests.at(0).at("output_hash"), tests.at(1).at("output_hash"));
}

TEST(Bench, TakesTheTokensOfAText) {
    const ScratchFolder scratch;
    std::string words;
    for (int i = 0; i < 40; ++i)
        words += "The fox is quick. ";
    const std::string text = scratch.file("text.txt", words);
    const json ofText = benched({"-p", "16", "-n", "0", "-r", "1", "--text", text}).at(0);
    EXPECT_NE(ofText.at("output_hash"), benched({"-p", "16", "-n", "0", "-r", "1"}).at(0).at("output_hash"));
    const Ended tooShort = run({"bench", "-p", "2000", "-n", "0", "-r", "1", "--text", text});
    EXPECT_EQ(tooShort.status, 1);
    EXPECT_THAT(tooShort.err, HasSubstr("text.txt: The tests need 2000 tokens"));
}

TEST(Bench, DraftingIsMeasuredOnAText) {
    const ScratchFolder scratch;
    std::string words;
    for (int i = 0; i < 40; ++i)
        words += "The fox is quick. ";
    const std::string text = scratch.file("text.txt", words);
    const json tests = benched({"-p", "8", "-n", "100", "-d", "16", "-r", "3", "--text", text, "--draft"});
    ASSERT_EQ(tests.size(), 2U);
    EXPECT_FALSE(tests.at(0).contains("draft"));
    const json test = tests.at(1);
    EXPECT_EQ(test.at("test"), "tg100");
    EXPECT_EQ(test.at("samples_ts").size(), 3U);
    EXPECT_EQ(test.at("plain_samples_ts").size(), 3U);
    EXPECT_GT(test.at("draft_speedup"), 0);
    EXPECT_EQ(test.at("draft_same_output"), true);
    const auto lengths = test.at("draft_lengths").get<std::vector<int>>();
    ASSERT_EQ(lengths.size(), 16U);
    int batches = 0, guesses = 0;
    for (std::size_t length = 0; length < lengths.size(); ++length) {
        batches += lengths[length];
        guesses += static_cast<int>(length) * lengths[length];
    }
    EXPECT_EQ(test.at("drafted"), guesses);
    EXPECT_EQ(batches + test.at("accepted").get<int>(), 100) << "every token of the text is written";
    const json plain = benched({"-p", "0", "-n", "100", "-d", "16", "-r", "1", "--text", text}).at(0);
    EXPECT_EQ(plain.at("output_hash"), test.at("output_hash"));
    EXPECT_EQ(run({"bench", "--draft"}).status, 2) << "there is nothing to guess in random tokens";
    const Ended table =
        run({"bench", "-p", "0", "-n", "20", "-r", "1", "--text", text, "--draft", "--markdown"});
    EXPECT_THAT(table.out, HasSubstr("| tg20 | 0 | "));
}

TEST(Bench, PrintsATable) {
    const Ended ended = run({"bench", "-p", "8", "-n", "4", "-r", "2"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    std::istringstream lines(ended.out);
    std::string heading, prompt, generation;
    std::getline(lines, heading);
    std::getline(lines, prompt);
    std::getline(lines, generation);
    EXPECT_THAT(heading, StartsWith("test  depth  tokens/s, median "));
    EXPECT_THAT(prompt, StartsWith("pp8       0  "));
    EXPECT_THAT(generation, StartsWith("tg4       0  "));
    EXPECT_THAT(ended.out, HasSubstr("GB/s"));
    EXPECT_THAT(ended.out, HasSubstr("\ncold start "));
}

TEST(Bench, PrintsMarkdown) {
    const Ended ended = run({"bench", "-p", "8", "-n", "4", "-r", "2", "--markdown"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("| pp8 | 0 | "));
    EXPECT_THAT(ended.out, HasSubstr("|---|---:|"));
    EXPECT_THAT(ended.out, HasSubstr("| read bandwidth | "));
}

TEST(Bench, RefusesWhatMakesNoSense) {
    EXPECT_EQ(run({"bench", "-p", "0", "-n", "0"}).status, 1);
    EXPECT_EQ(run({"bench", "-r", "0"}).status, 2);
    EXPECT_EQ(run({"bench", "-d", "0,x"}).status, 2);
    EXPECT_EQ(run({"bench", "--json", "--csv"}).status, 2);
    EXPECT_EQ(run({"bench", "--csv", "--markdown"}).status, 2);
}

} // namespace
} // namespace peripheral::cli
