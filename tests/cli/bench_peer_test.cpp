// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

/// A script in the place of llama-bench. It notes how it was called, one line a call.
class BenchPeer : public testing::Test {
protected:
    std::string peer(const std::string& body) {
        const std::string path = m_scratch.file("llama-bench", "#!/bin/sh\necho \"$@\" >> '" +
                                                                   m_scratch.path("calls") + "'\n" + body);
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return path;
    }
    [[nodiscard]] std::vector<std::string> calls() const {
        std::vector<std::string> lines;
        std::istringstream text(readFile(m_scratch.path("calls")));
        for (std::string line; std::getline(text, line);)
            lines.push_back(line);
        return lines;
    }
    [[nodiscard]] std::string nothing() const { return m_scratch.path("nothing"); }
    [[nodiscard]] std::string folder() const { return m_scratch.path(""); }

private:
    ScratchFolder m_scratch;
};

/// What llama-bench prints of one test of 8 tokens read, or of 4 written; prints both ways of attention.
constexpr const char* kBothWays = R"(cat <<'END'
[
  {"build_commit": "abc1234", "n_prompt": 8, "n_gen": 0, "n_depth": 16, "flash_attn": false, "avg_ts": 11.0,
   "samples_ns": [1, 2, 3], "samples_ts": [10.0, 11.0, 12.0], "field_of_a_newer_release": {}},
  {"build_commit": "abc1234", "n_prompt": 8, "n_gen": 0, "n_depth": 16, "flash_attn": true,
   "samples_ts": [20.0, 1.0, 30.0]},
  {"build_commit": "abc1234", "n_prompt": 0, "n_gen": 4, "n_depth": 16, "flash_attn": 1, "samples_ts": [5.0]},
  {"build_commit": "abc1234", "n_prompt": 0, "n_gen": 4, "n_depth": 16, "flash_attn": 0, "samples_ts": [8.0]}
]
END
)";

std::vector<std::string> bench(const std::string& peer, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"bench", "-p", "8",         "-n", "4",      "-d", "16",
                                       "-r",    "3",  "--threads", "1",  "--peer", peer};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

TEST_F(BenchPeer, IsRunWithTheSameSettingsInTurn) {
    const Ended ended = run(bench(peer(kBothWays), {"--json"}));
    ASSERT_EQ(ended.status, 0) << ended.err;
    const json tests = json::parse(ended.out);
    const std::string model = tests.at(0).at("model_filename");
    EXPECT_EQ(calls(), (std::vector<std::string>{
                           "-m " + model + " -p 8 -n 0 -d 16 -r 3 -t 1 -fa 0,1 -ngl 0 -o json",
                           "-m " + model + " -p 0 -n 4 -d 16 -r 3 -t 1 -fa 0,1 -ngl 0 -o json"}));
    const json& prompt = tests.at(0);
    EXPECT_EQ(prompt.at("peer_flash_attn"), true) << "the faster by the median";
    EXPECT_EQ(prompt.at("peer_samples_ts"), json::parse("[20.0, 1.0, 30.0]"));
    EXPECT_EQ(prompt.at("peer_median_ts"), 20);
    EXPECT_EQ(prompt.at("peer_commit"), "abc1234");
    EXPECT_NEAR(prompt.at("peer_ratio"), prompt.at("median_ts").get<double>() / 20,
                1e-9 * prompt.at("peer_ratio").get<double>());
    EXPECT_EQ(tests.at(1).at("peer_flash_attn"), false);
    EXPECT_EQ(tests.at(1).at("peer_median_ts"), 8);
}

TEST_F(BenchPeer, StandsInTheTable) {
    const Ended ended = run(bench(peer(kBothWays), {"--markdown"}));
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("| peer, median | its flash attention | ratio |"));
    EXPECT_THAT(ended.out, HasSubstr(" | 20.00 | on | "));
    EXPECT_THAT(ended.out, HasSubstr(" | 8.00 | off | "));
}

/// Some releases break down with flash attention on a model like this.
TEST_F(BenchPeer, MayFailWithOneWayOfAttention) {
    const std::string half =
        peer(R"(case "$*" in *"-fa 0 "*) ;; *) echo "GGML_ASSERT failed" >&2; exit 134;; esac
)" + std::string(kBothWays));
    const Ended ended = run(bench(half, {"--json"}));
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(calls().size(), 5U) << "both in one run, then each alone; the second test knows";
    EXPECT_GT(json::parse(ended.out).at(0).at("peer_ratio"), 0);
}

TEST_F(BenchPeer, ThatFailsIsToldInASentence) {
    const auto refused = [&](const std::string& program, const std::string& sentence) {
        const Ended ended = run(bench(program));
        EXPECT_EQ(ended.status, 1);
        EXPECT_EQ(ended.out, "");
        EXPECT_EQ(ended.err, "peripheral-cli: --peer " + program + ": " + sentence + "\n");
    };
    refused(nothing(), "No such file or directory.");
    refused(folder(), "This is a folder, not a program.");
    refused(peer("printf 'loading\\nerror: \\033[1munknown model architecture\\n\\n' >&2; exit 3\n"),
            "In pp8 at depth 16 it ended with status 3 (error: [1munknown model architecture).");
    refused(peer("kill -SEGV $$\n"), "In pp8 at depth 16 it ended with status 139.");
    const std::string notJson = "In pp8 at depth 16 it printed something else than llama-bench's JSON: ";
    refused(peer("echo '| model | size |'\n"), notJson + "This is no JSON array of tests.");
    refused(peer("echo '[3]'\n"), notJson + "test 1: This is no object.");
    refused(peer(R"(echo '[{"n_prompt": -8, "n_gen": 0, "n_depth": 0}]')"),
            notJson + "test 1: \"n_prompt\" is missing or no number of tokens.");
    for (const char* speeds : {"[]", "[1, 0]", "[1, \"x\"]", "[1e999]", "3"})
        refused(peer(R"(echo '[{"n_prompt": 8, "n_gen": 0, "n_depth": 0, "samples_ts": )" +
                     std::string(speeds) + "}]'\n"),
                notJson + (std::string_view(speeds) == "[1e999]"
                               ? "This is no JSON array of tests."
                               : "test 1: \"samples_ts\" is missing or no array of speeds."));
    refused(peer("echo '[]'\n"), "In pp8 at depth 16 it printed nothing of this test.");
}

TEST_F(BenchPeer, GoesWithWhatItCanMeasureOnly) {
    EXPECT_EQ(run(bench("/bin/true", {"--restore", "8"})).status, 2);
    EXPECT_EQ(run(bench("/bin/true", {"--draft", "--text", "/dev/null"})).status, 2);
}

} // namespace
} // namespace peripheral::cli
