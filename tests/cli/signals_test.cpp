// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"
#include "scripted_model.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

namespace peripheral::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

/// The names of the files below `folder` that have `part` in them.
std::vector<std::string> filesLike(const fs::path& folder, std::string_view part) {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::recursive_directory_iterator(folder, none))
        if (entry.path().filename().string().find(part) != std::string::npos)
            names.push_back(entry.path().filename());
    return names;
}

/// Half a minute at most: what was waited for may have ended without it.
void waitUntil(const std::function<bool()>& isSo) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!isSo() && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

class Signals : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directory(folder);
        ::setenv("XDG_CACHE_HOME", folder.c_str(), 1);
        ::setenv("TMPDIR", folder.c_str(), 1); // where bench has its files, and this test its own
        writeScriptedModel(model, "Yes.");
    }
    void TearDown() override {
        ::unsetenv("XDG_CACHE_HOME");
        ::unsetenv("TMPDIR");
    }

    /// Sends `signal` once the program has begun to write a file like that into the folder.
    [[nodiscard]] Ended endedWhileWriting(std::string_view file, const std::vector<std::string>& arguments,
                                          int signal) const {
        Program program(arguments);
        waitUntil([&] { return !filesLike(folder, file).empty(); });
        program.kill(signal);
        return program.end();
    }

    const ScratchFolder scratch;
    const fs::path folder = scratch.path("folder");
    const std::string model = scratch.path("model.gguf"), large = scratch.path("large.gguf");
};

const std::vector<std::string> kLargeShape{"--layers",       "2",    "--embedding",  "1024",
                                           "--heads",        "4",    "--context",    "64",
                                           "--feed-forward", "8192", "--vocabulary", "600"};

TEST_F(Signals, EndWritingCommandsWithoutLeavingAnything) {
    std::vector<std::string> synthesize{"synthesize", "--out", folder / "s.gguf", "--type", "F32",
                                        "--layers",   "40"};
    synthesize.insert(synthesize.end(), kLargeShape.begin() + 2, kLargeShape.end());
    std::vector<std::string> source{"synthesize", "--out", large, "--type", "F16"};
    source.insert(source.end(), kLargeShape.begin(), kLargeShape.end());
    ASSERT_EQ(run(source).status, 0);
    const std::vector<std::string> quantize{"quantize", "--in",   large,       "--out", folder / "q.gguf",
                                            "--type",   "Q4_K_M", "--threads", "1"};
    const std::vector<std::string> bench{"bench", "--model", model, "--restore", "200", "-r", "1000"};
    for (const int signal : kSignals)
        for (const auto& [file, command] :
             {std::pair("s.gguf", synthesize), {"q.gguf", quantize}, {".plmcache", bench}}) {
            const Ended ended = endedWhileWriting(file, command, signal);
            EXPECT_EQ(ended.signal, signal) << command[0] << ": " << ended.err;
            EXPECT_THAT(ended.err, HasSubstr("cancelled")) << command[0];
            EXPECT_THAT(filesLike(folder, file), IsEmpty()) << command[0];
        }
}

/// They are kept when the answer is there.
TEST_F(Signals, EndTheKeepingOfWeights) {
    std::vector<std::string> source{"synthesize", "--out", large, "--type", "Q8_0"};
    source.insert(source.end(), kLargeShape.begin(), kLargeShape.end());
    ASSERT_EQ(run(source).status, 0);
    for (const int signal : kSignals) {
        fs::remove_all(folder / "peripheral");
        Program program({"chat", "--model", large, "-n", "1", "--keep-weights", "on"});
        program.write("hello\n");
        waitUntil([&] { return !filesLike(folder, ".plmcache").empty(); });
        program.kill(signal);
        EXPECT_EQ(program.end().signal, signal);
        for (const std::string& name : filesLike(folder, ".plmcache"))
            EXPECT_TRUE(name.ends_with(".plmcache")) << name << " is a part of a file";
    }
}

TEST_F(Signals, EndACommandThatWaitsForInput) {
    for (const int signal : kSignals)
        for (const char* command : {"chat", "tokenize"}) {
            Program program({command, "--model", model});
            program.write(std::string_view(command) == "chat" ? "hello\n" : "\"a\"\n");
            while (program.waitForOutput() && !program.output().ends_with('\n')) {
            }
            program.kill(signal);
            const Ended ended = program.end();
            EXPECT_EQ(ended.signal, signal) << command;
            EXPECT_EQ(ended.err, "");
        }
}

TEST_F(Signals, EndAnAnswerAndTheChat) {
    for (const int signal : {SIGTERM, SIGHUP}) {
        Program program({"chat", "--model", model, "--pace", "2"});
        program.write("hello\n");
        ASSERT_TRUE(program.waitForOutput());
        program.write("hello\n");
        program.kill(signal);
        const Ended ended = program.end();
        EXPECT_EQ(ended.signal, signal);
        EXPECT_THAT(ended.out, MatchesRegex("Ye?\n")) << "what there was is a line, and nothing more is said";
    }
}

TEST_F(Signals, EndAnAnswerWithoutAChat) {
    const std::string cache = folder / "a.plmcache";
    for (const int signal : kSignals) {
        Program program(
            {"generate", "--model", model, "--prompt", "x", "--pace", "2", "--cache-file", cache});
        ASSERT_TRUE(program.waitForOutput());
        program.kill(signal);
        const Ended ended = program.end();
        EXPECT_EQ(ended.signal, signal);
        EXPECT_THAT(ended.out, MatchesRegex("Ye?\n"));
        EXPECT_THAT(filesLike(folder, "a.plmcache"), IsEmpty());
    }
}

TEST_F(Signals, EndWhatOnlyReads) {
    std::string words;
    for (int i = 0; i < 40'000; ++i)
        words += "all work and no play ";
    const std::string text = scratch.file("text.txt", words);
    for (const int signal : kSignals) {
        Program program({"perplexity", "--model", model, "--text", text, "--executor", "reference"});
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        program.kill(signal);
        const Ended ended = program.end();
        EXPECT_EQ(ended.signal, signal);
        EXPECT_EQ(ended.out, "");
    }
}

/// What nohup asks for.
TEST_F(Signals, ThatAreIgnoredStaySo) {
    Program program({"chat", "--model", model}, {SIGHUP});
    program.write("hello\n");
    ASSERT_TRUE(program.waitForOutput());
    program.kill(SIGHUP);
    program.write("/quit\n");
    const Ended ended = program.end();
    EXPECT_EQ(ended.status, 0);
    EXPECT_EQ(ended.out, "Yes.\n");
}

} // namespace
} // namespace peripheral::cli
