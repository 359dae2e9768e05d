// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace peripheral::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

const std::vector<std::string> kAnswer{"generate", "--prompt", "What is the opposite of hot?",
                                       "--temp",   "0",        "--json"};

Ended answer(const std::string& cacheFile, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = kAnswer;
    arguments.insert(arguments.end(), {"--cache-file", cacheFile});
    arguments.insert(arguments.end(), more.begin(), more.end());
    Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 0) << ended.err;
    return ended;
}

int cachedTokens(const Ended& ended) {
    return json::parse(ended.out).at("statistics").at("cached_tokens");
}

TEST(CacheFile, ASecondRunReadsOnlyTheLastToken) {
    const ScratchFolder scratch;
    const Ended first = answer(scratch.path("a.plmcache"));
    EXPECT_EQ(first.err, "");
    EXPECT_EQ(cachedTokens(first), 0);
    const Ended second = answer(scratch.path("a.plmcache"));
    const json statistics = json::parse(second.out).at("statistics");
    EXPECT_EQ(cachedTokens(second), statistics.at("prompt_tokens").get<int>() - 1);
    EXPECT_EQ(json::parse(second.out).at("tokens"), json::parse(first.out).at("tokens"));
}

TEST(CacheFile, ADamagedOneIsIgnoredToldAndReplaced) {
    const ScratchFolder scratch;
    const std::string path = scratch.path("a.plmcache");
    const Ended first = answer(path);
    std::string bytes = readFile(path);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(path, std::ios::binary) << bytes;
    const Ended second = answer(path);
    EXPECT_EQ(second.err, path + " is not used: it is damaged.\n");
    EXPECT_EQ(cachedTokens(second), 0);
    EXPECT_EQ(json::parse(second.out).at("tokens"), json::parse(first.out).at("tokens"));
    EXPECT_GT(cachedTokens(answer(path)), 0);
}

TEST(CacheFile, OfAnotherTypeIsIgnoredAndTold) {
    const ScratchFolder scratch;
    answer(scratch.path("a.plmcache"));
    EXPECT_THAT(answer(scratch.path("a.plmcache"), {"--kv", "f32"}).err,
                HasSubstr("its cache is of the type f16, and f32 is in use"));
}

TEST(CacheFile, ThatCannotBeWrittenIsAnError) {
    std::vector<std::string> arguments = kAnswer;
    arguments.insert(arguments.end(), {"--cache-file", "/no-such-folder/a.plmcache"});
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.err, HasSubstr("/no-such-folder/a.plmcache cannot be written"));
}

TEST(BenchRestore, GivesWhatReadingGives) {
    const Ended ended = run({"bench", "--json", "--restore", "50,20", "-r", "2"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    const json results = json::parse(ended.out);
    ASSERT_EQ(results.size(), 2U) << "instead of the other tests";
    for (const json& result : results) {
        EXPECT_EQ(result.at("same_output"), true);
        EXPECT_GT(result.at("saved_bytes"),
                  result.at("n_prompt").get<int>() * result.at("kv_bytes_per_token").get<int>());
        for (const char* key : {"read_s", "save_s", "restore_s", "restore_ratio"})
            EXPECT_GT(result.at(key), 0) << key;
    }
    EXPECT_EQ(results[0].at("test"), "restore50");
}

TEST(BenchRestore, PrintsATable) {
    const Ended ended = run({"bench", "--restore", "20", "-r", "1", "--markdown"});
    ASSERT_EQ(ended.status, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("| restored in s |"));
    EXPECT_THAT(ended.out, HasSubstr("| 20 | "));
    EXPECT_EQ(ended.out.find("pp512"), std::string::npos);
    EXPECT_EQ(run({"bench", "--restore", "0"}).status, 2);
}

} // namespace
} // namespace peripheral::cli
