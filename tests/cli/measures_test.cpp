// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perplexity.h"
#include "program.h"
#include "scripted_model.h"
#include "synthetic_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>
#include <tuple>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

/// Models that load at once: one of random weights, one that says what it is told to.
class Measures : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(plm::test::writeSyntheticModel(random));
        writeScriptedModel(scripted, "abcdef");
    }

    /// The terminal program's output, of a run that ends well.
    [[nodiscard]] static std::string out(const std::vector<std::string>& arguments,
                                         std::string_view input = {}) {
        const Ended ended = run(arguments, input);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return ended.out;
    }
    [[nodiscard]] json bench(std::vector<std::string> options) const {
        options.insert(options.begin(), {"bench", "--json", "--model", random});
        return json::parse(out(options));
    }

    const ScratchFolder scratch;
    const std::string random = scratch.path("random.gguf"), scripted = scratch.path("scripted.gguf");
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
    EXPECT_THAT(text, HasSubstr("\nexecutor           cpu, 1 threads, skipping off\n"));
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

// generate, chat and tokenize

TEST_F(Measures, AnyOfSeveralStopStringsEndsTheAnswer) {
    const auto text = [this](const std::vector<std::string>& stops) {
        std::vector<std::string> arguments{"generate", "--model", scripted, "--prompt", "x"};
        for (const std::string& stop : stops)
            arguments.insert(arguments.end(), {"--stop", stop});
        return out(arguments);
    };
    EXPECT_EQ(text({}), "abcdef\n");
    EXPECT_EQ(text({"cd", "zz", "yy"}), "ab\n") << "the first";
    EXPECT_EQ(text({"zz", "cd", "yy"}), "ab\n");
    EXPECT_EQ(text({"zz", "yy", "cd"}), "ab\n") << "the last";
    EXPECT_EQ(text({"ef", "bc"}), "a\n") << "whichever comes first in the answer";
}

TEST_F(Measures, RolesOfAConversationAreWhatTheyAreCalled) {
    const auto answered = [this](const json& messages) {
        return json::parse(out({"generate", "--json", "--model", scripted, "--messages",
                                scratch.file("messages.json", messages.dump())}));
    };
    const auto tokens = [&](const json& messages) {
        return answered(messages).at("statistics").at("prompt_tokens").get<int>();
    };
    const json question{{"role", "user"}, {"content", "x"}};
    const auto system = [](const char* prompt) { return json{{"role", "system"}, {"content", prompt}}; };
    EXPECT_EQ(tokens({system("yy"), question}), tokens({system("y"), question}) + 1);
    EXPECT_LT(tokens({system("y"), question}), tokens(json::array({question})))
        << "in place of the model's own";
    EXPECT_EQ(answered(json::array({question})).at("text"), "abcdef");
    const json begun{{"role", "assistant"}, {"content", "ab"}};
    EXPECT_EQ(answered({question, begun}).at("text"), "cdef") << "what the assistant began goes on";
}

TEST_F(Measures, ChatForgetsOnlyWhatItShall) {
    const auto said = [this](const std::string& input) {
        const Ended ended = run({"chat", "--model", scripted, "--draft", "off"}, input);
        EXPECT_EQ(ended.status, 0);
        std::vector<std::array<int, 2>> reads; // read and kept of each answer
        for (std::size_t at = 0; (at = ended.err.find(" tokens read (", at)) != std::string::npos; ++at) {
            const std::size_t line = ended.err.rfind('\n', at) + 1;
            std::array<int, 2> read{};
            EXPECT_EQ(std::sscanf(ended.err.c_str() + line, "%d tokens read (%d kept)", &read[0], &read[1]),
                      2);
            reads.push_back(read);
        }
        return reads;
    };
    const auto reads = said("hello\n/stats\nhello\n/stats\n/new\nhello\n/stats\n/regenerate\n/stats\n");
    ASSERT_EQ(reads.size(), 4U);
    const auto whole = [&](std::size_t i) { return reads[i][0] + reads[i][1]; };
    EXPECT_GT(whole(1), whole(0)) << "the conversation grows";
    EXPECT_EQ(whole(2), whole(0)) << "until it is forgotten";
    EXPECT_EQ(whole(3), whole(0)) << "answering once more adds nothing";
    EXPECT_EQ(reads[3][0], 1) << "and reads nothing again but the last token";
    const auto longer =
        said("/system A system prompt that is longer than the other\nhello\n/stats\n/new\nhello\n/stats\n");
    ASSERT_EQ(longer.size(), 2U);
    EXPECT_GT(longer[0][0], whole(0)) << "the system prompt is read";
    EXPECT_EQ(longer[1][0] + longer[1][1], longer[0][0]) << "and stays with /new";
    EXPECT_EQ(said("//abc\n/stats\n"), said("xabc\n/stats\n")) << "the first of two is not said";
}

TEST_F(Measures, ChatTellsHowAnAnswerEnded) {
    const Ended cut = run({"chat", "--model", scripted, "-n", "2"}, "hello\n/stats\n");
    EXPECT_EQ(cut.out, "ab\n");
    EXPECT_THAT(cut.err, StartsWith("(cut off at the number of tokens asked for)\n"));
    EXPECT_THAT(cut.err,
                ContainsRegex("\n[0-9]+ tokens read \\(0 kept\\) at [0-9]+ a second, 2 written at "));
    const Ended stopped = run({"chat", "--model", scripted, "--stop", "c"}, "hello\n//quit\n");
    EXPECT_EQ(stopped.out, "ab\nab\n") << "what begins with two is said";
    EXPECT_EQ(stopped.err, "");
    const std::string longest(400, 'a'); // of 256 tokens
    const Ended full = run({"chat", "--model", scripted}, longest + "\nhello\n");
    EXPECT_EQ(full.out, "abcdef\n");
    EXPECT_THAT(full.err, HasSubstr("the model's context holds 256."));
}

TEST_F(Measures, ChatSetsAndShowsItsSystemPrompt) {
    const Ended ended =
        run({"chat", "--model", scripted, "--system", "One."}, "/system\n/system Two. And three.\n/system\n");
    EXPECT_EQ(ended.err, "The system prompt is: One.\nThe system prompt is: Two. And three.\n"
                         "The system prompt is: Two. And three.\n");
}

TEST_F(Measures, TheStatisticsOfAnAnswerAreItsOwn) {
    const json answer = json::parse(out({"generate", "--model", scripted, "--prompt", "x", "--json", "--seed",
                                         "7", "--threads", "1", "--kv", "f32"}));
    EXPECT_EQ(answer.at("text"), "abcdef");
    EXPECT_EQ(answer.at("tokens"), (json{'a', 'b', 'c', 'd', 'e', 'f', 258}));
    EXPECT_EQ(answer.at("stop_reason"), "end-of-answer");
    const json& statistics = answer.at("statistics");
    EXPECT_EQ(statistics.at("answer_tokens"), 7);
    EXPECT_EQ(statistics.at("cached_tokens"), 0);
    EXPECT_EQ(statistics.at("seed"), 7);
    EXPECT_EQ(statistics.at("threads"), 1);
    EXPECT_EQ(statistics.at("executor"), "cpu");
    EXPECT_EQ(statistics.at("context_length"), 256);
    EXPECT_EQ(statistics.at("skipped_share"), 0);
    const json& memory = statistics.at("memory");
    EXPECT_EQ(memory.at("mapped_bytes"), std::filesystem::file_size(scripted));
    EXPECT_EQ(memory.at("cache_used_bytes"), statistics.at("cache_bytes"));
    EXPECT_EQ(memory.at("cache_reserved_bytes"), 256 * 40 * 4);
    EXPECT_EQ(memory.at("converted_weights_bytes"), 0) << "float32 is used where it lies";
    EXPECT_EQ(memory.at("kept_weights_bytes"), 0);
    EXPECT_EQ(statistics.at("cache_bytes"), (statistics.at("prompt_tokens").get<int>() + 6) * 40 * 4)
        << "the last token is not read";
    EXPECT_NEAR(statistics.at("decode_tokens_per_second"), 6 / statistics.at("decode_seconds").get<double>(),
                1e-3);
}

TEST_F(Measures, TokensAreSpelledAsTheOptionsSay) {
    const auto ids = [this](const std::string& line, const std::vector<std::string>& options) {
        std::vector<std::string> arguments{"tokenize", "--model", random};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return out(arguments, line + "\n");
    };
    EXPECT_EQ(ids("\"a<|im_end|>\"", {"--special"}), "[97,258]\n");
    EXPECT_EQ(ids("\"<|\"", {}), "[60,124]\n");
    EXPECT_EQ(ids("\"\"", {}), "[]\n");
    EXPECT_EQ(out({"detokenize", "--model", random}, "[97,258,98]\n"), "\"ab\"\n");
    EXPECT_EQ(out({"detokenize", "--model", random, "--special"}, "[97,258,98]\n"), "\"a<|im_end|>b\"\n");
    EXPECT_EQ(out({"detokenize", "--model", random}, "[195,169]\n[195]\n"), "\"\\u00e9\"\n\"\\ufffd\"\n")
        << "in ASCII";
}

// numbers in options

TEST_F(Measures, NumbersOutOfRangeAreSaidToBe) {
    const std::vector<std::string> generate{"generate", "--prompt", "x"},
        synthesize{"synthesize", "--out", "/nowhere/x"};
    for (const auto& [command, option, value, said] :
         {std::tuple{generate, "--threads", "99999999999", "99999999999 is out of range: 0 to 2147483647"},
          {generate, "--threads", "99999999999999999999",
           "99999999999999999999 is out of range: 0 to 2147483647"},
          {generate, "--threads", "-1", "-1 is out of range: 0 to 2147483647"},
          {generate, "--threads", "1.5", "'1.5' is no whole number"},
          {generate, "--max-tokens", "99999999999", "99999999999 is out of range: 0 to 2147483647"},
          {generate, "--top-k", "4294967296", "4294967296 is out of range: 0 to 2147483647"},
          {generate, "--temp", "1e999", "1e999 is out of range: 0 to 100"},
          {generate, "--temp", "inf", "inf is out of range: 0 to 100"},
          {generate, "--temp", "nan", "'nan' is no number"},
          {generate, "--temp", "warm", "'warm' is no number"},
          {generate, "--top-p", "1.1", "1.1 is out of range: 0 to 1"},
          {generate, "--pace", "1e7", "1e7 is out of range: 0 to 1000000"},
          {generate, "--seed", "18446744073709551616",
           "18446744073709551616 is out of range: 0 to 18446744073709551615"},
          {generate, "--seed", "-1", "-1 is out of range: 0 to 18446744073709551615"},
          {generate, "--seed", "x", "'x' is no whole number"},
          {{"bench"}, "--repetitions", "1001", "1001 is out of range: 1 to 1000"},
          {{"bench"}, "--prompt", "8,2000000", "2000000 is out of range: 0 to 1048576"},
          {{"bench"}, "--restore", "0", "0 is out of range: 1 to 1048576"},
          {{"perplexity", "--text", "x"},
           "--ctx",
           "99999999999",
           "99999999999 is out of range: 0 to 2147483647"},
          {{"quantize", "--in", "x", "--out", "y", "--type", "Q8_0"},
           "--threads",
           "1e3",
           "'1e3' is no whole number"},
          {synthesize, "--layers", "99999999999", "99999999999 is out of range: -2147483648 to 2147483647"},
          {synthesize, "--sparsity", "1e999", "1e999 is out of range: "},
          {synthesize, "--seed", "99999999999999999999", "99999999999999999999 is out of range: 0 to "}}) {
        std::vector<std::string> arguments = command;
        arguments.insert(arguments.end(), {option, value});
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 2) << option << " " << value;
        EXPECT_THAT(ended.err, HasSubstr(std::string(option) + ": " + said));
    }
    EXPECT_EQ(out({"generate", "--model", scripted, "--prompt", "x", "--temp", "+0.5", "-n", "+2"}), "ab\n");
    const Ended ids = run({"logits", "--model", random, "--out", scratch.path("o"), "--tokens",
                           scratch.file("t", "1 99999999999")});
    EXPECT_THAT(ids.err, HasSubstr("99999999999 is out of the range of token ids."));
    for (const char* line : {"[1,99999999999]\n", "[-1]\n", "[99999999999999999999]\n"})
        EXPECT_EQ(run({"detokenize", "--model", random}, line).status, 1);
    EXPECT_THAT(run({"detokenize", "--model", random}, "[1,99999999999]\n").err,
                HasSubstr("line 1: 99999999999 is out of the range of token ids."));
}

TEST_F(Measures, MoreThreadsThanProcessorsAreCappedWithANote) {
    const std::string note = "--threads 5000: more than this program may use of this machine; it uses ";
    const Ended answer =
        run({"generate", "--model", scripted, "--prompt", "x", "--json", "--threads", "5000"});
    ASSERT_EQ(answer.status, 0);
    const int used = json::parse(answer.out).at("statistics").at("threads");
    EXPECT_EQ(answer.err, note + std::to_string(used) + ".\n");
    const Ended bench =
        run({"bench", "--json", "--model", random, "-p", "2", "-n", "0", "-r", "1", "--threads", "5000"});
    EXPECT_EQ(json::parse(bench.out).at(0).at("n_threads"), used);
    EXPECT_THAT(bench.err, HasSubstr(note));
    const Ended quantize = run(
        {"quantize", "--in", random, "--out", scratch.path("q.gguf"), "--type", "F16", "--threads", "5000"});
    EXPECT_EQ(quantize.status, 0);
    EXPECT_THAT(quantize.err, HasSubstr(note));
    EXPECT_EQ(run({"generate", "--model", scripted, "--prompt", "x", "--threads", "1"}).err, "");
}

// damaged weights

/// The model in which a tensor's first value is no number.
std::string spoiled(const ScratchFolder& scratch, const std::string& model, const std::string& tensor) {
    const json file = json::parse(run({"inspect", "--json", "--model", model}).out);
    std::string bytes = readFile(model);
    const json& last = file.at("tensors").back();
    const std::size_t data =
        bytes.size() - last.at("offset").get<std::size_t>() - last.at("bytes").get<std::size_t>();
    for (const json& entry : file.at("tensors"))
        if (entry.at("name") == tensor)
            bytes.replace(data + entry.at("offset").get<std::size_t>(), 4, std::string("\0\0\xC0\x7F", 4));
    return scratch.file("spoiled.gguf", bytes);
}

TEST_F(Measures, WeightsThatAreNoNumbersAreAnErrorOfEveryCommand) {
    const std::string text = scratch.file("text", "abcabc"), ids = scratch.file("ids", "0 1 2");
    for (const char* tensor : {"output_norm.weight", "blk.0.ffn_up.weight"}) { // the latter would not show
        const std::string model = spoiled(scratch, random, tensor);
        for (const char* executor : {"reference", "cpu"})
            for (const std::vector<std::string>& command :
                 {std::vector<std::string>{"perplexity", "--text", text},
                  {"logits", "--tokens", ids, "--out", scratch.path("out")},
                  {"generate", "--prompt", "x"},
                  {"chat"},
                  {"bench", "-p", "2", "-n", "0", "-r", "1"},
                  {"profile", "--run"}}) {
                std::vector<std::string> arguments = command;
                arguments.insert(arguments.end(), {"--model", model, "--executor", executor});
                const Ended ended = run(arguments, "hello\n");
                EXPECT_EQ(ended.status, 1) << command[0];
                EXPECT_EQ(ended.out, "") << command[0];
                EXPECT_EQ(ended.err, "peripheral-cli: " + model + ": The tensor \"" + tensor +
                                         "\" has a value that is not a number; the file is damaged.\n");
            }
        const Ended quantized =
            run({"quantize", "--in", model, "--out", scratch.path("q.gguf"), "--type", "F16"});
        EXPECT_EQ(quantized.status, 1);
        EXPECT_THAT(quantized.err, HasSubstr("is nan, which is no number"));
    }
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
