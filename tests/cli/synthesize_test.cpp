// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <csignal>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <regex>

namespace peripheral::cli {
namespace {

using testing::HasSubstr;

/// `synthesize` for a small model, with `more` options.
std::vector<std::string> synthesize(const std::string& out, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{
        "synthesize", "--out",   out,  "--layers",      "2",   "--embedding",   "512", "--feed-forward",
        "1024",       "--heads", "4",  "--latent-rank", "256", "--no-position", "32",  "--rotary",
        "16",         "--value", "64", "--vocabulary",  "600", "--context",     "128"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

TEST(Synthesize, WritesAModelThatAnswersAndPrintsItsSparsity) {
    const ScratchFolder scratch;
    const std::string model = scratch.path("small.gguf");
    const Ended written = run(synthesize(model, {"--type", "Q4_K_M", "--sparsity", "0.8"}));
    ASSERT_EQ(written.status, 0) << written.err;
    EXPECT_THAT(written.out, HasSubstr("20 tensors (7 F32, 11 Q4_K, 2 Q6_K)"));
    std::smatch met;
    ASSERT_TRUE(std::regex_search(written.out, met, std::regex("sparsity: ([0-9.]+) over 64 random tokens")))
        << written.out;
    EXPECT_NEAR(std::stod(met[1]), 0.8, 0.03);
    EXPECT_TRUE(std::regex_search(written.out, std::regex("by layer: 0\\.[0-9]+ 0\\.[0-9]+\n")));

    const Ended answer = run({"generate", "--model", model, "--prompt", "x", "-n", "5", "--json"});
    ASSERT_EQ(answer.status, 0) << answer.err;
    EXPECT_FALSE(nlohmann::json::parse(answer.out).at("tokens").empty());
}

TEST(Synthesize, NamesTheOptionThatCannotBe) {
    const ScratchFolder scratch;
    const std::string out = scratch.path("small.gguf");
    for (const auto& [option, value] : {std::pair{"--layers", "0"},
                                        {"--embedding", "63"},
                                        {"--rotary", "15"},
                                        {"--vocabulary", "12"},
                                        {"--context", "-1"},
                                        {"--sparsity", "1.5"},
                                        {"--type", "Q9"}}) {
        auto arguments = synthesize(out);
        const auto given = std::find(arguments.begin(), arguments.end(), option);
        if (given != arguments.end())
            arguments.erase(given, given + 2);
        arguments.insert(arguments.end(), {option, value});
        const Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 1);
        EXPECT_THAT(ended.err, HasSubstr(std::string("peripheral-cli: ") + option + " " + value + ": "));
        EXPECT_FALSE(std::filesystem::exists(out));
    }
    EXPECT_EQ(run({"synthesize"}).status, 2);
}

TEST(Synthesize, NamesFilesThatCannotBeReadOrWritten) {
    const ScratchFolder scratch;
    const std::string out = scratch.path("no folder/small.gguf");
    EXPECT_THAT(run(synthesize(out)).err, HasSubstr(out));
    const std::string vocabulary = scratch.path("none.gguf");
    EXPECT_THAT(run(synthesize(scratch.path("small.gguf"), {"--vocab", vocabulary})).err,
                HasSubstr(vocabulary));
}

TEST(Synthesize, LeavesNothingWhereItIsInterrupted) {
    const ScratchFolder scratch;
    constexpr std::uintmax_t kNeeded = 8'000'000'000; // it will not begin where the disk has less
    if (std::filesystem::space(scratch.path("")).available < kNeeded)
        GTEST_SKIP() << "the folder for temporary files has no room for 8 GB";
    const std::filesystem::path folder = scratch.path("models");
    std::filesystem::create_directory(folder);
    Program program({"synthesize", "--out", folder / "large.gguf", "--type", "F32"});
    while (std::filesystem::is_empty(folder))
        continue; // until its temporary file is there
    program.interrupt();
    const Ended ended = program.end();
    EXPECT_EQ(ended.signal, SIGINT);
    EXPECT_THAT(ended.err, HasSubstr("cancelled"));
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

} // namespace
} // namespace peripheral::cli
