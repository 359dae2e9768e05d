// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "synthetic_session.h"

#include <plm/benchmark.h>
#include <plm/restore_benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

/// Files go into a folder of its own, which is empty before and after.
class RestoreBenchmark : public testing::Test {
protected:
    RestoreBenchmark() { setFolder(m_folder.path()); }
    ~RestoreBenchmark() override {
        EXPECT_TRUE(std::filesystem::is_empty(m_folder.path()));
        m_before.empty() ? ::unsetenv("TMPDIR") : setFolder(m_before);
    }
    static int setFolder(const std::filesystem::path& folder) {
        return ::setenv("TMPDIR", folder.c_str(), 1);
    }
    Result<RestoreResult> measure(int tokens, int repetitions, const BenchControl& control = {}) {
        return measureRestore(*session, plm::randomTokens(31, kSyntheticVocabulary, 1), tokens, repetitions,
                              control);
    }

    const SyntheticSession models;
    const std::unique_ptr<Session> session = models.open();

private:
    const std::string m_before = std::getenv("TMPDIR") != nullptr ? std::getenv("TMPDIR") : "";
    const TemporaryFolder m_folder;
};

TEST_F(RestoreBenchmark, ReadsSavesAndRestores) {
    BenchWatch watch;
    const auto result = measure(30, 2, watch.control());
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->tokens, 30);
    EXPECT_GT(result->fileBytes, 30 * session->cacheBytesPerToken());
    for (const auto* seconds : {&result->reading, &result->saving, &result->restoring})
        EXPECT_EQ(seconds->size(), 2U);
    EXPECT_TRUE(result->same);
    EXPECT_GT(result->ratio(), 0);
    EXPECT_EQ(watch.steps(), (std::vector{BenchProgress::Step::Restoring, BenchProgress::Step::Ended}));
    EXPECT_EQ(watch.told()[1].repetition, 2);
    EXPECT_EQ(watch.told()[1].repetitions, 2);
    EXPECT_EQ(watch.told()[1].test.tokens, 30);
}

TEST_F(RestoreBenchmark, EndsWhereItIsStoppedAndRefusesAShortSequence) {
    BenchWatch watch([](const BenchProgress& now) { return now.repetition == 2; });
    EXPECT_EQ(measure(30, 3, watch.control()).error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(measure(30, 1));
    EXPECT_EQ(measure(31, 1).error().kind, ErrorKind::BadArgument) << "one more is read in the end";
}

TEST_F(RestoreBenchmark, NamesAFolderThatIsNotThere) {
    setFolder("/nowhere");
    const auto refused = measure(30, 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::Io);
}

} // namespace
