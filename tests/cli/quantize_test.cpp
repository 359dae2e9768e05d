// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "file_size_limit.h"
#include "program.h"

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

namespace peripheral::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Quantize : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directory(m_folder); }

    /// A model of some 2 million weights in F16.
    void writeSource() const {
        const Ended written =
            run({"synthesize", "--out",         m_source, "--type",         "F16",  "--layers",
                 "2",          "--embedding",   "512",    "--feed-forward", "1024", "--heads",
                 "4",          "--latent-rank", "256",    "--no-position",  "32",   "--rotary",
                 "16",         "--value",       "64",     "--vocabulary",   "600",  "--context",
                 "128"});
        ASSERT_EQ(written.status, 0) << written.err;
    }

    [[nodiscard]] std::vector<std::string> command(const std::string& type) const {
        return {"quantize", "--in", m_source, "--out", m_target, "--type", type, "--threads", "2"};
    }

    [[nodiscard]] std::string greedyText(const std::string& model) const {
        const Ended answer =
            run({"generate", "--model", model, "--prompt", "x", "-n", "8", "--temp", "0", "--json"});
        return answer.status == 0 ? nlohmann::json::parse(answer.out).at("tokens").dump() : answer.err;
    }

    ScratchFolder m_scratch;
    std::string m_source = m_scratch.path("source.gguf");
    std::filesystem::path m_folder = m_scratch.path("models");
    std::string m_target = m_folder / "target.gguf";
};

TEST_F(Quantize, WritesAModelThatAnswersAndSaysWhatIsInIt) {
    writeSource();
    const Ended ended = run(command("Q4_K_M"));
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.out, StartsWith(m_target + ": Q4_K_M, "));
    EXPECT_THAT(ended.out, HasSubstr("20 tensors (7 F32, 10 Q4_K, 3 Q6_K)"));
    EXPECT_EQ(ended.err, "");
    EXPECT_THAT(greedyText(m_target), StartsWith("["));
    EXPECT_EQ(run(command("F16")).status, 0);
    EXPECT_EQ(greedyText(m_target), greedyText(m_source));
}

TEST_F(Quantize, WarnsWhereTheSourceIsQuantisedAlready) {
    writeSource();
    ASSERT_EQ(run(command("Q8_0")).status, 0);
    std::filesystem::rename(m_target, m_source);
    const Ended ended = run(command("Q4_0"));
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.err, StartsWith("Warning: " + m_source + " is quantised already (Q8_0)."));
}

TEST_F(Quantize, NamesWhatIsWrong) {
    EXPECT_THAT(run(command("Q4_0")).err, HasSubstr(m_source + " cannot be opened: "));
    writeSource();
    const Ended type = run(command("Q2_K"));
    EXPECT_EQ(type.status, 1);
    EXPECT_THAT(type.err, StartsWith("peripheral-cli: --type Q2_K: it must be one of "));
    const Ended same = run({"quantize", "--in", m_source, "--out", m_source, "--type", "Q4_0"});
    EXPECT_EQ(same.status, 1);
    EXPECT_EQ(same.err, "peripheral-cli: " + m_source + " cannot be written: it is a file that is read.\n");
    EXPECT_THAT(
        run({"quantize", "--in", m_source, "--out", m_scratch.path("none/x.gguf"), "--type", "Q4_0"}).err,
        HasSubstr("none/x.gguf cannot be written: No such file"));
    EXPECT_EQ(run({"quantize", "--in", m_source, "--out", m_target}).status, 2);
    EXPECT_EQ(
        run({"quantize", "--in", m_source, "--out", m_target, "--type", "Q4_0", "--threads", "-1"}).status,
        2);
}

/// Whenever it is killed, the target is what it was before, or whole.
TEST_F(Quantize, LeavesNoHalfOfAFileWhereItIsKilled) {
    writeSource();
    const auto start = std::chrono::steady_clock::now();
    ASSERT_EQ(run(command("Q4_K_M")).status, 0);
    const auto needed = std::chrono::steady_clock::now() - start;
    const std::string whole = readFile(m_target);
    const std::string old = "GGUF, what was there before";
    std::mt19937 random(1);
    for (int trial = 0; trial < 16; ++trial) {
        std::filesystem::remove_all(m_folder);
        std::filesystem::create_directory(m_folder);
        if (trial % 2 == 0)
            std::ofstream(m_target) << old;
        {
            const Program program(command("Q4_K_M"));
            std::this_thread::sleep_for(needed * (random() % 1000) / 1000);
        } // kills it
        const bool isThere = std::filesystem::exists(m_target);
        ASSERT_TRUE(isThere || trial % 2 != 0);
        if (isThere) {
            const std::string found = readFile(m_target);
            ASSERT_TRUE(found == whole || (trial % 2 == 0 && found == old)) << found.size() << " bytes";
        }
    }
}

TEST_F(Quantize, SaysThatTheDiskIsFull) {
    writeSource();
    const Ended ended = [&] {
        const plm::test::FileSizeLimit limit(100'000);
        return run(command("Q8_0"));
    }();
    EXPECT_EQ(ended.status, 1);
    EXPECT_EQ(ended.err, "peripheral-cli: " + m_target + " cannot be written: File too large.\n");
    EXPECT_TRUE(std::filesystem::is_empty(m_folder));
}

/// Waits until the program's file is there, so that the interruption meets it at work or at its end.
TEST_F(Quantize, StopsWhenInterrupted) {
    const std::string large = m_scratch.path("large.gguf"); // takes about a second
    ASSERT_EQ(run({"synthesize", "--out", large, "--type", "F16", "--layers", "1", "--vocabulary", "600",
                   "--feed-forward", "4096", "--context", "16"})
                  .status,
              0);
    Program program({"quantize", "--in", large, "--out", m_target, "--type", "Q4_K_M", "--threads", "1"});
    while (std::filesystem::is_empty(m_folder))
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    program.interrupt();
    const Ended ended = program.end();
    EXPECT_EQ(ended.signal, SIGINT);
    EXPECT_EQ(ended.err, "peripheral-cli: Writing " + m_target + " was cancelled.\n");
    EXPECT_TRUE(std::filesystem::is_empty(m_folder));
}

} // namespace
} // namespace peripheral::cli
