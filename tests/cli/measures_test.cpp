// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perplexity.h"
#include "small_models.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

/// What is measured, and how it is told.
class Measures : public SmallModels {
protected:
    [[nodiscard]] json bench(std::vector<std::string> options) const {
        options.insert(options.begin(), {"bench", "--json", "--model", random});
        return json::parse(out(options));
    }
};

// perplexity

/// Each part is read as if there were nothing before it.
TEST_F(Measures, PerplexityOfPartsIsTheMeanOverPartsReadAlone) {
    const std::string text = "The quick brown fox jumps over the lazy dog";
    const auto of = [&](const std::string& part, const char* context) {
        return perplexityOf({"perplexity", "--model", random, "--kv", "f32", "--ctx", context, "--text",
                             scratch.file("part", part)});
    };
    for (const std::size_t length : {8U, 20U, 40U}) {
        double nats = 0, tokens = 0;
        for (std::size_t at = 0; at + 1 < text.size(); at += length) { // a part of one token predicts nothing
            const Perplexity part = of(text.substr(at, length), "0");
            nats += part.nats * part.tokens;
            tokens += part.tokens;
        }
        const Perplexity whole = of(text, std::to_string(length).c_str());
        EXPECT_EQ(whole.tokens, tokens);
        EXPECT_NEAR(whole.nats, nats / tokens, 1e-5);
        EXPECT_NEAR(whole.perplexity, std::exp(whole.nats), 1e-4 * whole.perplexity);
        EXPECT_GT(std::fabs(of(text, "0").nats - whole.nats), 1e-3) << "what stands before would matter";
    }
}

TEST_F(Measures, PerplexityTellsWhatEightBitsCost) {
    const std::string text = scratch.file("text", "The quick brown fox jumps over the lazy dog");
    const std::vector<std::string> q8{"perplexity", "--model", random, "--kv", "q8", "--text", text};
    const Ended ended = run(q8);
    double f16 = 0, cost = 0;
    const std::size_t at = ended.out.find("with --kv f16 ");
    ASSERT_NE(at, std::string::npos) << ended.out;
    ASSERT_EQ(std::sscanf(ended.out.c_str() + at, "with --kv f16 %lf; 8 bits cost %lf %%", &f16, &cost), 2);
    EXPECT_NEAR(
        f16, perplexityOf({"perplexity", "--model", random, "--kv", "f16", "--text", text}).perplexity, 1e-3);
    EXPECT_NEAR(cost, 100 * (perplexityOf(q8).perplexity / f16 - 1), 0.01);
    EXPECT_EQ(out({"perplexity", "--model", random, "--text", text}).find("8 bits"), std::string::npos);
}

TEST_F(Measures, PerplexityNeedsTwoTokensAPart) {
    const std::string text = scratch.file("text", "ab");
    for (const char* context : {"1", "-1", "x", "99999999999", "1.5"})
        EXPECT_EQ(run({"perplexity", "--model", random, "--text", text, "--ctx", context}).status, 2)
            << context;
    EXPECT_EQ(run({"perplexity", "--model", random, "--text", scratch.file("one", "a")}).status, 1);
}

// bench

/// Statistics of the samples, computed anew.
void expectStatistics(const json& test) {
    const auto samples = test.at("samples_ts").get<std::vector<double>>();
    auto sorted = samples;
    std::sort(sorted.begin(), sorted.end());
    const auto count = static_cast<double>(samples.size());
    const double mean = std::accumulate(samples.begin(), samples.end(), 0.0) / count;
    double squares = 0;
    for (const double sample : samples)
        squares += (sample - mean) * (sample - mean);
    const std::size_t half = samples.size() / 2;
    const double median = samples.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    EXPECT_NEAR(test.at("avg_ts"), mean, 1e-9 * mean);
    EXPECT_NEAR(test.at("median_ts"), median, 1e-9 * mean);
    EXPECT_NEAR(test.at("stddev_ts"), samples.size() > 1 ? std::sqrt(squares / (count - 1)) : 0, 1e-9 * mean);
    EXPECT_EQ(test.at("min_ts"), sorted.front());
    EXPECT_EQ(test.at("max_ts"), sorted.back());
}

TEST_F(Measures, BenchSumsUpAnyNumberOfRepetitions) {
    for (const int repetitions : {2, 4}) {
        const json tests = bench({"-p", "3", "-n", "2", "-r", std::to_string(repetitions)});
        ASSERT_EQ(tests.size(), 2U);
        for (const json& test : tests) {
            ASSERT_EQ(test.at("samples_ts").size(), static_cast<std::size_t>(repetitions));
            ASSERT_EQ(test.at("samples_ns").size(), static_cast<std::size_t>(repetitions));
            expectStatistics(test);
        }
        EXPECT_EQ(tests[0].at("warmup_tokens"), 3);
        EXPECT_EQ(tests[1].at("warmup_tokens"), 2);
        EXPECT_NEAR(tests[1].at("samples_ts")[0].get<double>() * tests[1].at("samples_ns")[0].get<double>(),
                    2e9, 1e6);
    }
}

std::vector<std::vector<std::string>> markdownRows(const std::string& text) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string>& cells = rows.emplace_back();
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, '|');)
            cells.push_back(cell.size() > 1 ? cell.substr(1, cell.size() - 2) : cell);
        if (!cells.empty())
            cells.erase(cells.begin());
    }
    return rows;
}

/// What the columns hold, by what they are called.
TEST_F(Measures, BenchTablesHaveTheirValuesUnderTheirHeadings) {
    const auto rows = markdownRows(out({"bench", "--markdown", "--model", random, "-p", "4", "-n", "3", "-d",
                                        "0,5", "-r", "4", "--kv", "f32"}));
    ASSERT_GE(rows.size(), 6U);
    EXPECT_EQ(rows[0], (std::vector<std::string>{"test", "depth", "tokens/s, median", "±", "least", "most",
                                                 "sparsity", "MB a token", "of read bandwidth"}));
    EXPECT_EQ(rows[1], (std::vector<std::string>{"-", "--", "--", "--", "--", "--", "--", "--", "--"}))
        << "numbers to the right";
    std::vector<std::string> names;
    for (std::size_t i = 2; i < 6; ++i) {
        ASSERT_EQ(rows[i].size(), rows[0].size());
        names.push_back(rows[i][0] + "@" + rows[i][1]);
        const double median = std::stod(rows[i][2]), least = std::stod(rows[i][4]),
                     most = std::stod(rows[i][5]);
        EXPECT_LE(least, median);
        EXPECT_LE(median, most);
        EXPECT_LE(std::stod(rows[i][3]), most - least + 0.01) << "the spread";
        EXPECT_GT(std::stod(rows[i][6]), 0.2) << "random neurons";
        EXPECT_LT(std::stod(rows[i][6]), 0.8);
        EXPECT_EQ(rows[i][7], rows[i][0] == "pp4" ? "" : "0")
            << "a quarter of one; prompts share what is read";
        EXPECT_EQ(rows[i][8].empty(), rows[i][0] == "pp4");
    }
    EXPECT_EQ(names, (std::vector<std::string>{"pp4@0", "tg3@0", "pp4@5", "tg3@5"}));
}

TEST_F(Measures, BenchTellsWhatItMeasuredWith) {
    const std::string text =
        out({"bench", "--model", random, "-p", "4", "-n", "0", "-r", "1", "--kv", "q8", "--threads", "1"});
    EXPECT_THAT(text, HasSubstr("\nmodel              " + random + ", F32, "));
    EXPECT_THAT(text, HasSubstr("\nexecutor           cpu, 1 threads, skipping on\n"));
    EXPECT_THAT(text, HasSubstr("\ncache              q8, 100 bytes a token\n"))
        << "2 layers × (32 + 2 + 8 × 2)";
    EXPECT_THAT(text, ContainsRegex("\nSHA-256            [0-9a-f]{64}\n"));
    EXPECT_THAT(text, ContainsRegex("\nwarm start         loaded in [0-9.]+ s, first token [0-9.]+ s after"));
    EXPECT_THAT(text, HasSubstr("\nwith kept weights  not measured\n"));
    EXPECT_THAT(text,
                ContainsRegex("\nmemory             at most [0-9.]+ MB; at the end [0-9.]+ [kM]B own and "));
}

TEST_F(Measures, BenchOfRestoringAndDraftingHasItsTables) {
    const auto rows =
        markdownRows(out({"bench", "--markdown", "--model", random, "--restore", "20,9", "-r", "2"}));
    EXPECT_EQ(rows[0], (std::vector<std::string>{"tokens", "MB saved", "read in s", "saved in s",
                                                 "restored in s", "times faster", "same output"}));
    EXPECT_EQ(rows[2][0], "20");
    EXPECT_EQ(rows[3][0], "9");
    EXPECT_EQ(rows[2][6], "yes");
    const std::string text = scratch.file("text", std::string(60, 'a'));
    const auto drafts = markdownRows(out({"bench", "--markdown", "--model", random, "-p", "0", "-n", "30",
                                          "-r", "2", "--draft", "--text", text}));
    EXPECT_EQ(drafts[0][2], "tokens/s with drafting, median");
    EXPECT_EQ(drafts[2][0], "tg30");
    EXPECT_THAT(drafts[2][7], testing::MatchesRegex("[0-9]+ of [0-9]+"));
    EXPECT_EQ(drafts[2][8], "yes");
}

// inspect

TEST_F(Measures, InspectShowsEveryKeyAndTensor) {
    const std::string text = out({"inspect", "--model", random});
    EXPECT_THAT(text, StartsWith(random + ": GGUF version 3, "));
    EXPECT_THAT(text, HasSubstr(" in 20 tensors\n\nMetadata\n"));
    EXPECT_THAT(text, ContainsRegex("\n  general.architecture +string +plm\n"));
    EXPECT_THAT(text, ContainsRegex("\n  plm.block_count +u32 +2\n"));
    EXPECT_THAT(text, ContainsRegex("\n  tokenizer.ggml.tokens +array of string +\\[259 values\\] "));
    EXPECT_THAT(text, ContainsRegex("\n  token_embd.weight +F32 +64 × 259 +66.3 kB\n"));
    EXPECT_THAT(text, ContainsRegex("\n  blk.1.ffn_down.weight +F32 +96 × 64 +24.6 kB\n"));
    EXPECT_THAT(text, ContainsRegex("\nTypes\n  F32 +20 tensors +[0-9.]+ kB\n\nMemory by context"));
    EXPECT_THAT(text, ContainsRegex("\ncontext +cache q8 +cache f16 +cache f32 +with weights, f16\n"));
    EXPECT_THAT(text, ContainsRegex("\n +256 +25.6 kB +41.0 kB +81.9 kB "))
        << "2 layers × (32 + 8) × 256 tokens";
}

TEST_F(Measures, InspectAsJsonHasTheSame) {
    const json file = json::parse(out({"inspect", "--json", "--model", random}));
    EXPECT_EQ(file.at("path"), random);
    EXPECT_EQ(file.at("version"), 3);
    EXPECT_EQ(file.at("metadata").at("plm.block_count"), (json{{"type", "u32"}, {"value", "2"}}));
    EXPECT_EQ(file.at("types").at("F32").at("tensors"), 20);
    const json& first = file.at("tensors").at(0);
    EXPECT_EQ(first.at("name"), "token_embd.weight");
    EXPECT_EQ(first.at("dimensions"), (json{64, 259}));
    EXPECT_EQ(first.at("bytes"), 64 * 259 * 4);
    EXPECT_EQ(first.at("offset"), 0);
}

// profile

/// The value of a line; empty where there is none.
std::string valueOf(const std::string& text, const std::string& name) {
    const std::size_t at = text.find(name + " ");
    if (at == std::string::npos)
        return {};
    const std::size_t begin = text.find_first_not_of(' ', at + name.size());
    return text.substr(begin, text.find('\n', begin) - begin);
}

TEST_F(Measures, ProfileSaysInWordsWhatItsJsonHas) {
    const std::string text = out({"profile"});
    const json device = json::parse(out({"profile", "--json"}));
    EXPECT_EQ(valueOf(text, "Processor"), device.at("processor").get<std::string>() + ", " +
                                              device.at("architecture").get<std::string>());
    const json physical = device.at("cores_physical"); // null where the system does not tell, as without /sys
    EXPECT_EQ(valueOf(text, "Cores"),
              physical.is_null()
                  ? "not measured"
                  : physical.dump() + " physical, " + device.at("cores_logical").dump() + " logical");
    EXPECT_THAT(valueOf(text, "Kernels"), StartsWith(device.at("kernels").at("name").get<std::string>()));
    std::string sets;
    for (const json& set : device.at("instruction_sets"))
        sets += (sets.empty() ? "" : ", ") + set.get<std::string>();
    EXPECT_EQ(valueOf(text, "Instruction sets"), sets);
    double total = 0, available = 0;
    ASSERT_EQ(
        std::sscanf(valueOf(text, "Memory").c_str(), "%lf MB, of which %lf MB available", &total, &available),
        2)
        << text;
    EXPECT_NEAR(total, device.at("memory_bytes").get<double>() / 1e6, 0.1);
    EXPECT_LT(available, total);
    EXPECT_EQ(valueOf(text, "Temperature") == "not measured", device.at("temperature_c").is_null());
    EXPECT_EQ(valueOf(text, "Throttled") == "not measured", device.at("throttled").is_null());
    EXPECT_EQ(valueOf(text, "Power") == "not measured", device.at("power_w").is_null());
}

// what commands that write say

TEST_F(Measures, WhatWasWrittenIsSummedUp) {
    const std::string target = scratch.path("q.gguf");
    const std::string text = out({"quantize", "--in", random, "--out", target, "--type", "Q8_0"});
    const json file = json::parse(out({"inspect", "--json", "--model", target}));
    const double kilobytes = file.at("bytes").get<double>() / 1e3;
    EXPECT_EQ(text,
              target + ": Q8_0, " + std::to_string(static_cast<int>(kilobytes)) + "." +
                  std::to_string(static_cast<int>(std::round(10 * (kilobytes - std::floor(kilobytes))))) +
                  " kB, 20 tensors (7 F32, 13 Q8_0)\n");
}

} // namespace
} // namespace peripheral::cli
