// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hugging_face_folder.h"
#include "program.h"
#include "scripted_model.h"

#include <csignal>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace peripheral::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A command line that prints a result.
struct Command {
    std::vector<std::string> arguments;
    std::string input;
};

class Output : public testing::Test {
protected:
    void SetUp() override {
        ::setenv("XDG_CACHE_HOME", scratch.path("caches").c_str(), 1);
        writeScriptedModel(model, "Yes.");
    }
    void TearDown() override { ::unsetenv("XDG_CACHE_HOME"); }

    /// All commands that print results; --out of each is a new file.
    [[nodiscard]] std::vector<Command> commands() const {
        plm::test::smallFolder().write(scratch.path("folder"));
        const auto on = [this](std::vector<std::string> arguments) {
            arguments.insert(arguments.end(), {"--model", model});
            return arguments;
        };
        const std::string text = scratch.file("text.txt", "abc");
        const std::string profile = PERIPHERAL_TEST_DATA "/profiles/llama_bench.json";
        return {{{"--help"}, {}},
                {{"--version"}, {}},
                {{"generate", "--help"}, {}},
                {on({"bench", "-p", "2", "-n", "0", "-r", "1"}), {}},
                {on({"chat"}), "hello\n"},
                {{"compare", profile, profile}, {}},
                {{"compare", profile, profile, "--csv"}, {}},
                {on({"generate", "--prompt", "x"}), {}},
                {on({"generate", "--prompt", "x", "--json"}), {}},
                {on({"tokenize"}), "\"a\"\n"},
                {on({"detokenize"}), "[1]\n"},
                {on({"perplexity", "--text", text}), {}},
                {{"profile"}, {}},
                {{"profile", "--json"}, {}},
                {{"profile", "--import", profile}, {}},
                {{"profile", "--import", profile, "--json"}, {}},
                {{"profile", "--import", profile, "--short"}, {}},
                {on({"profile", "--run", "--sustained", "0", "--json"}), {}},
                {on({"fit", "--probe", "off"}), {}},
                {on({"fit", "--probe", "off", "--json"}), {}},
                {on({"inspect"}), {}},
                {on({"inspect", "--json"}), {}},
                {{"quantize", "--in", model, "--out", scratch.path("quantized.gguf"), "--type", "F16"}, {}},
                {{"synthesize", "--out", scratch.path("random.gguf"), "--layers", "1", "--embedding", "64",
                  "--feed-forward", "64", "--heads", "1", "--latent-rank", "32", "--vocabulary", "300"},
                 {}},
                {{"convert", "--in", scratch.path("folder"), "--out", scratch.path("converted.gguf")}, {}}};
    }

    const ScratchFolder scratch;
    const std::string model = scratch.path("model.gguf");
};

/// The names of the commands, as the help lists them.
std::set<std::string> allCommands() {
    std::istringstream help(run({"--help"}).out);
    std::set<std::string> names;
    bool isList = false;
    for (std::string line; std::getline(help, line);) {
        if (isList && line.starts_with("  ") && line.size() > 2 && line[2] != ' ')
            names.insert(line.substr(2, line.find(' ', 2) - 2));
        isList = isList || line == "Subcommands:";
    }
    return names;
}

TEST_F(Output, EveryCommandIsTried) {
    std::set<std::string> tried{"logits"}; // whose result is a file
    for (const Command& command : commands())
        if (!command.arguments[0].starts_with("--"))
            tried.insert(command.arguments[0]);
    EXPECT_EQ(tried, allCommands());
}

TEST_F(Output, ResultsThatCannotBeWrittenAreAFailure) {
    for (const Command& command : commands()) {
        const Ended ended = run(command.arguments, command.input, {"/dev/full", {}});
        EXPECT_EQ(ended.status, 1) << command.arguments[0] << ended.signal;
        EXPECT_THAT(ended.err,
                    testing::EndsWith("peripheral-cli: standard output: The result cannot be written: "
                                      "No space left on device.\n"))
            << command.arguments[0];
    }
}

TEST_F(Output, ClosedOutputIsAFailureAndNoOtherFileTakesItsPlace) {
    for (const Command& command : commands()) {
        const Ended ended = run(command.arguments, command.input, {"-", {}});
        EXPECT_EQ(ended.status, 1) << command.arguments[0];
        EXPECT_THAT(ended.err, testing::EndsWith("The result cannot be written: Bad file descriptor.\n"));
    }
    EXPECT_EQ(run({"inspect", "--model", scratch.path("converted.gguf")}).status, 0)
        << "nothing else is in it";
}

TEST_F(Output, NotesThatCannotBeWrittenChangeNothing) {
    const std::string text = scratch.file("text", "Yes, yes, yes.");
    for (const char* nowhere : {"/dev/full", "-"}) {
        const Ended chat = run({"chat", "--model", model}, "/help\nhello\n/nonsense\nhello\n", {{}, nowhere});
        EXPECT_EQ(chat.status, 0);
        EXPECT_EQ(chat.out, "Yes.\nYes.\n");
        const Ended notes =
            run({"generate", "--model", model, "--prompt", "x", "--threads", "100000"}, {}, {{}, nowhere});
        EXPECT_EQ(notes.status, 0);
        EXPECT_EQ(notes.out, "Yes.\n");
        for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
                 {"bench", "--model", model, "-p", "1", "-n", "1", "-r", "1", "--threads", "100000"},
                 {"perplexity", "--model", model, "--text", text, "--threads", "100000"},
                 {"quantize", "--in", model, "--type", "Q8_0", "--threads", "100000", "--out",
                  scratch.path("q.gguf")}}) {
            const Ended ended = run(command, {}, {{}, nowhere});
            EXPECT_EQ(ended.status, 0) << command[0];
            EXPECT_NE(ended.out, "") << command[0];
        }
        EXPECT_EQ(run({"generate", "--model", "/none", "--prompt", "x"}, {}, {{}, nowhere}).status, 1);
        EXPECT_EQ(run({"generate"}, {}, {{}, nowhere}).status, 2);
    }
}

/// As with every other program in a pipe to `head`: no complaint, and the end that a shell knows.
TEST_F(Output, AReaderThatGoesAwayEndsTheProgramWithoutAWord) {
    Program program({"chat", "--model", model, "--pace", "2"});
    program.write("hello\n");
    ASSERT_TRUE(program.waitForOutput());
    program.closeOutput();
    const Ended ended = program.end();
    EXPECT_EQ(ended.signal, SIGPIPE);
    EXPECT_EQ(ended.err, "");
}

class InATerminal : public testing::Test {
protected:
    [[nodiscard]] std::string shown(const std::vector<std::string>& arguments, std::string_view input) const {
        std::vector<std::string> all = arguments;
        all.insert(all.end(), {"--model", model});
        return runInTerminal(all, input, false);
    }
    void script(std::string_view answer) const { writeScriptedModel(model, answer); }

    const ScratchFolder scratch;
    const std::string model = scratch.path("model.gguf");
};

/// The colour, the bell, C1's CSI in UTF-8, and the title of the window, which would end with a bell.
TEST_F(InATerminal, ControlsOfAnAnswerAreShownAndNotObeyed) {
    script("A\x1B[31m\x07"
           "B\xC2\x9B"
           "2J\x7F"
           "C\tE");
    for (const std::string& text :
         {shown({"generate", "--prompt", "x"}, {}), shown({"chat"}, "hello\n/quit\n")}) {
        EXPECT_THAT(text, HasSubstr("A\uFFFD[31m\uFFFD"
                                    "B\uFFFD"
                                    "2J\uFFFD"
                                    "C\tE"));
        EXPECT_THAT(text, Not(HasSubstr("\x1B[31m")));
        EXPECT_THAT(text, Not(HasSubstr("\xC2\x9B")));
    }
}

TEST_F(InATerminal, OtherTextIsLeftAlone) {
    script("\xC3\xA9 \xE2\x82\xAC"); // é €
    EXPECT_THAT(shown({"generate", "--prompt", "x"}, {}), HasSubstr("\xC3\xA9 \xE2\x82\xAC"));
}

TEST_F(InATerminal, ASystemPromptIsShownHarmless) {
    script("Yes.");
    const std::string text = shown({"chat", "--system", "one\x1B[31mtwo"}, "/system\n/quit\n");
    EXPECT_THAT(text, HasSubstr("The system prompt is: one\uFFFD[31mtwo"));
}

TEST_F(InATerminal, AComplaintTakesThePlaceOfTheProgress) {
    script("Yes.");
    ::setenv("TMPDIR", "/proc", 1); // where nothing can be saved
    const std::string text = shown({"bench", "--restore", "5"}, {});
    ::unsetenv("TMPDIR");
    EXPECT_THAT(text,
                HasSubstr("\rReading, saving and restoring 5 tokens\x1B[K\r\x1B[Kperipheral-cli: /proc/"));
}

TEST_F(InATerminal, WhatAnAnswerCostFollowsIt) {
    script("Yes.");
    EXPECT_THAT(
        shown({"generate", "--prompt", "x"}, {}),
        testing::ContainsRegex("Yes\\.\r\n[0-9]+ tokens read \\(0 kept\\) at [0-9]+ a second, 5 written at "
                               "[0-9.]+ a second, the first after [0-9.]+ s; 100 % of the neurons left out"));
}

TEST_F(Output, AFileGetsAnAnswerAsItIs) {
    const std::string answer = "A\x1B[31m\xC2\x9B"
                               "B";
    writeScriptedModel(model, answer);
    EXPECT_EQ(run({"generate", "--model", model, "--prompt", "x"}).out, answer + "\n");
    EXPECT_EQ(run({"chat", "--model", model}, "x\n").out, answer + "\n");
    const Ended asJson = run({"generate", "--model", model, "--prompt", "x", "--json"});
    EXPECT_EQ(nlohmann::json::parse(asJson.out).at("text"), answer);
}

} // namespace
} // namespace peripheral::cli
