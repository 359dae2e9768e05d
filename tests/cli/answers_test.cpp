// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_models.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::StartsWith;

/// What generate, chat and tokenize say, and what is said about it.
class Answers : public SmallModels {};

TEST_F(Answers, AnyOfSeveralStopStringsEndsTheAnswer) {
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

TEST_F(Answers, RolesOfAConversationAreWhatTheyAreCalled) {
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

TEST_F(Answers, ChatForgetsOnlyWhatItShall) {
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

TEST_F(Answers, ChatTellsHowAnAnswerEnded) {
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

TEST_F(Answers, ChatSetsAndShowsItsSystemPrompt) {
    const Ended ended =
        run({"chat", "--model", scripted, "--system", "One."}, "/system\n/system Two. And three.\n/system\n");
    EXPECT_EQ(ended.err, "The system prompt is: One.\nThe system prompt is: Two. And three.\n"
                         "The system prompt is: Two. And three.\n");
}

TEST_F(Answers, TheStatisticsOfAnAnswerAreItsOwn) {
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
    EXPECT_EQ(statistics.at("skipped_share"), 1) << "no neuron of this model is ever above zero";
    const json& memory = statistics.at("memory");
    EXPECT_EQ(memory.at("mapped_bytes"), std::filesystem::file_size(scripted));
    EXPECT_EQ(memory.at("cache_used_bytes"), statistics.at("cache_bytes"));
    EXPECT_EQ(memory.at("cache_reserved_bytes"), 256 * 40 * 4);
    EXPECT_EQ(memory.at("converted_weights_bytes"), 3 * 128 * 96 * 4)
        << "ffn_down alone, in slices of 128 rows: the others are used where they lie";
    EXPECT_EQ(memory.at("kept_weights_bytes"), 0);
    EXPECT_EQ(statistics.at("cache_bytes"), (statistics.at("prompt_tokens").get<int>() + 6) * 40 * 4)
        << "the last token is not read";
    EXPECT_NEAR(statistics.at("decode_tokens_per_second"), 6 / statistics.at("decode_seconds").get<double>(),
                1e-3);
}

TEST_F(Answers, TokensAreSpelledAsTheOptionsSay) {
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

} // namespace
} // namespace peripheral::cli
