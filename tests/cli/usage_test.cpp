// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peripheral::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

void expectWrongUsage(const std::vector<std::string>& arguments, const std::string& what,
                      const std::string& usage) {
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 2) << ended.err;
    EXPECT_EQ(ended.out, "");
    EXPECT_THAT(ended.err, HasSubstr(what));
    EXPECT_THAT(ended.err, HasSubstr("Usage: " + usage));
}

void expectFailure(const std::vector<std::string>& arguments, const std::string& what,
                   std::string_view input = {}) {
    const Ended ended = run(arguments, input);
    EXPECT_EQ(ended.status, 1) << ended.err;
    EXPECT_THAT(ended.err, StartsWith("peripheral-cli: "));
    EXPECT_THAT(ended.err, HasSubstr(what));
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1) << ended.err; // one sentence
}

TEST(Usage, HelpAndVersionAreNoErrors) {
    for (const char* command : {"chat", "generate", "tokenize", "detokenize", "logits", "perplexity",
                                "inspect", "synthesize", "bench", "compare", "fit", "profile"}) {
        const Ended ended = run({command, "--help"});
        EXPECT_EQ(ended.status, 0);
        EXPECT_THAT(ended.out, HasSubstr(std::string("Usage: peripheral-cli ") + command));
        EXPECT_THAT(run({"--help"}).out, HasSubstr(command));
    }
    EXPECT_THAT(run({"--version"}).out, StartsWith("peripheral-cli 0."));
}

TEST(Usage, TellsWhatIsUnknown) {
    expectWrongUsage({}, "A command is required", "peripheral-cli COMMAND");
    expectWrongUsage({"genrate"}, "genrate", "peripheral-cli COMMAND");
    expectWrongUsage({"generate", "--prompt", "x", "--temprature", "1"}, "--temprature",
                     "peripheral-cli generate");
    expectWrongUsage({"inspect", "model.gguf"}, "model.gguf", "peripheral-cli inspect");
}

TEST(Usage, TellsWhatIsMissingOrTooMuch) {
    expectWrongUsage({"generate"}, "--prompt", "peripheral-cli generate");
    expectWrongUsage({"generate", "--prompt", "x", "--messages", "y"}, "--messages",
                     "peripheral-cli generate");
    expectWrongUsage({"generate", "--messages", "y", "--raw"}, "--raw", "peripheral-cli generate");
    expectWrongUsage({"logits", "--tokens", "x"}, "--out is required", "peripheral-cli logits");
    expectWrongUsage({"perplexity"}, "--text is required", "peripheral-cli perplexity");
    expectWrongUsage({"tokenize", "--model"}, "--model", "peripheral-cli tokenize");
}

TEST(Usage, ChecksNumbersAndNames) {
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--threads", "-1"},
                                                  {"--threads", "many"},
                                                  {"--threads", "1.5"},
                                                  {"-n", "-3"},
                                                  {"--temp", "nan"},
                                                  {"--temp", "-0.1"},
                                                  {"--temp", "1e999"},
                                                  {"--top-p", "1.1"},
                                                  {"--min-p", "-1"},
                                                  {"--top-k", "x"},
                                                  {"--seed", "-1"},
                                                  {"--seed", "99999999999999999999999"},
                                                  {"--repeat-penalty", "0"},
                                                  {"--executor", "gpu"},
                                                  {"--kv", "f64"},
                                                  {"--sparse", "maybe"},
                                                  {"-n", "99999999999"}}) {
        std::vector<std::string> arguments{"generate", "--prompt", "x"};
        arguments.insert(arguments.end(), wrong.begin(), wrong.end());
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 2) << wrong[0] << " " << wrong[1];
        EXPECT_THAT(ended.err, HasSubstr(wrong[1]));
    }
}

TEST(Usage, TellsWhatIsNotBuiltIn) {
#ifndef PERIPHERAL_HAS_VULKAN
    expectFailure({"generate", "--prompt", "x", "--executor", "vulkan"},
                  "--executor vulkan: This build has no Vulkan.");
#endif
#ifndef PERIPHERAL_HAS_OPENBLAS
    expectFailure({"chat", "--executor", "openblas"}, "--executor openblas: This build has no OpenBLAS.");
#endif
}

TEST(Usage, NamesFilesThatCannotBeRead) {
    const ScratchFolder scratch;
    const std::string nothing = scratch.path("nothing.gguf");
    for (const std::vector<std::string>& command : {std::vector<std::string>{"generate", "--prompt", "x"},
                                                    {"chat"},
                                                    {"tokenize"},
                                                    {"detokenize"},
                                                    {"inspect"}}) {
        std::vector<std::string> arguments = command;
        arguments.insert(arguments.end(), {"--model", nothing});
        expectFailure(arguments, nothing);
    }
    expectFailure({"inspect", "--model", scratch.file("text.gguf", "no model")}, "text.gguf");
    expectFailure({"inspect", "--model", scratch.path("")}, scratch.path(""));
    expectFailure({"generate", "--messages", scratch.path("none.json")}, "none.json");
    expectFailure({"logits", "--tokens", scratch.path("none.txt"), "--out", scratch.path("out")}, "none.txt");
    expectFailure({"perplexity", "--text", scratch.path("none.txt")}, "none.txt");
}

TEST(Usage, NamesWhatIsWrongInAFile) {
    const ScratchFolder scratch;
    const auto messages = [&](std::string_view content, const std::string& what) {
        expectFailure({"generate", "--messages", scratch.file("messages.json", content)}, what);
    };
    messages("[", "messages.json");
    messages("{}", "no JSON array");
    messages("[]", "no JSON array");
    messages(R"([{"role": "user", "content": "x"}, {"role": "judge", "content": "x"}])",
             "message 2: \"role\" is \"judge\"");
    messages(R"([{"role": "user"}])", "message 1: \"content\" is missing");
    messages(R"([{"role": "user", "content": 3}])", "message 1: \"content\"");
    messages("[3]", "message 1");
    expectFailure({"logits", "--tokens", scratch.file("tokens.txt", "1 2 x"), "--out", scratch.path("out")},
                  "'x' is no token id");
    expectFailure({"logits", "--tokens", scratch.file("tokens.txt", "1 99999"), "--out", scratch.path("out")},
                  "99999");
    expectFailure({"perplexity", "--text", scratch.file("text.txt", "")}, "text.txt");
    expectFailure({"perplexity", "--text", scratch.file("text.txt", "\xFF")}, "byte 0");
    expectFailure({"perplexity", "--text", scratch.file("text.txt", "abc def"), "--ctx", "1000000"},
                  "--ctx 1000000");
}

TEST(Usage, NamesOutputThatCannotBeWritten) {
    const ScratchFolder scratch;
    const std::string out = scratch.path("no folder/logits.f32");
    expectFailure({"logits", "--tokens", scratch.file("tokens.txt", "1 2"), "--out", out}, out);
    expectFailure({"logits", "--tokens", scratch.path("tokens.txt"), "--out", "/dev/full"}, "/dev/full");
}

TEST(Usage, NamesTheLineThatIsWrong) {
    expectFailure({"tokenize"}, "line 2", "\"good\"\nbad\n");
    expectFailure({"tokenize"}, "line 1", "[1]\n");
    expectFailure({"detokenize"}, "line 1", "\"text\"\n");
    expectFailure({"detokenize"}, "line 1", "[-1]\n");
    expectFailure({"detokenize"}, "outside the vocabulary", "[1000000]\n");
    expectFailure({"detokenize"}, "line 1", "[99999999999999]\n");
}

} // namespace
} // namespace peripheral::cli
