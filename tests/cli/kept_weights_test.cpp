// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peripheral::cli {
namespace {

namespace fs = std::filesystem;

/// A small quantised model, and a cache folder of its own.
class KeptWeights : public testing::Test {
protected:
    void SetUp() override {
        ::setenv("XDG_CACHE_HOME", caches.c_str(), 1);
        const Ended written =
            run({"synthesize", "--out", model, "--type", "Q8_0", "--layers", "1", "--embedding", "512",
                 "--feed-forward", "512", "--heads", "2", "--latent-rank", "64", "--vocabulary", "600"});
        ASSERT_EQ(written.status, 0) << written.err;
    }
    void TearDown() override { ::unsetenv("XDG_CACHE_HOME"); }

    Ended generate(const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"generate", "--model", model,    "--prompt", "x",
                                           "-n",       "4",       "--temp", "0"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        Ended ended = run(arguments);
        EXPECT_EQ(ended.status, 0) << ended.err;
        return ended;
    }
    [[nodiscard]] std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        if (fs::exists(weights))
            for (const auto& entry : fs::directory_iterator(weights))
                found.push_back(entry.path());
        return found;
    }

    const ScratchFolder scratch;
    const std::string model = scratch.path("a model.gguf");
    const std::string caches = scratch.path("caches");
    const std::string weights = caches + "/peripheral/weights";
};

TEST_F(KeptWeights, AreKeptWhereAskedFor) {
    const Ended plain = generate({});
    EXPECT_TRUE(files().empty()) << "a small model is laid out in no time";
    generate({"--keep-weights", "off"});
    EXPECT_TRUE(files().empty());
    const Ended first = generate({"--keep-weights", "on"});
    ASSERT_EQ(files().size(), 1U);
    EXPECT_THAT(files()[0].filename().string(), testing::MatchesRegex("a_model-[0-9a-f]+\\.plmcache"));
    const Ended second = generate({"--keep-weights", "on"});
    for (const Ended& ended : {first, second}) {
        EXPECT_EQ(ended.err, "");
        EXPECT_EQ(ended.out, plain.out);
    }
}

TEST_F(KeptWeights, DamagedOnesAreToldOnceAndReplaced) {
    const Ended first = generate({"--keep-weights", "on"});
    ASSERT_EQ(files().size(), 1U);
    const fs::path path = files()[0];
    std::string bytes = readFile(path);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
    std::ofstream(path, std::ios::binary) << bytes;
    const Ended second = generate({"--keep-weights", "on"});
    EXPECT_EQ(second.err, path.string() + " is not used: it is damaged.\n");
    EXPECT_EQ(second.out, first.out);
    EXPECT_EQ(generate({"--keep-weights", "on"}).err, "");
}

TEST_F(KeptWeights, AChatKeepsThemToo) {
    const Ended ended = run({"chat", "--model", model, "-n", "4", "--keep-weights", "on"}, "hello\n");
    EXPECT_EQ(ended.status, 0) << ended.err;
    EXPECT_EQ(files().size(), 1U);
}

TEST_F(KeptWeights, WithoutAUsableFolderThereIsOneSentence) {
    std::ofstream(scratch.path("caches")) << "a file";
    const Ended ended = generate({"--keep-weights", "on"});
    EXPECT_THAT(ended.err, testing::StartsWith(weights + " cannot be used as a folder: "));
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 1);
    const char* const home = std::getenv("HOME");
    const std::string before = home != nullptr ? home : "/";
    ::setenv("XDG_CACHE_HOME", "relative", 1); // which does not count
    ::setenv("HOME", "relative too", 1);
    EXPECT_EQ(generate({"--keep-weights", "on"}).err, "");
    ::setenv("HOME", before.c_str(), 1);
}

TEST_F(KeptWeights, TheOptionTakesOnAndOff) {
    EXPECT_EQ(run({"generate", "--model", model, "--prompt", "x", "--keep-weights", "perhaps"}).status, 2);
}

} // namespace
} // namespace peripheral::cli
