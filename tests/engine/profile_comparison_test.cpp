// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "made_up_profiles.h"

#include <plm/profile_code.h>
#include <plm/profile_comparison.h>
#include <plm/profile_file.h>

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm {
namespace {

using test::fullProfile;
using test::slower;
using testing::ElementsAre;
using testing::IsEmpty;
using Verdict = WorkComparison::Verdict;

std::vector<ComparisonRow> rowsOf(const ProfileComparison& comparison, Compared what) {
    std::vector<ComparisonRow> rows;
    std::copy_if(comparison.rows.begin(), comparison.rows.end(), std::back_inserter(rows),
                 [what](const ComparisonRow& row) { return row.what == what; });
    return rows;
}

TEST(ProfileComparison, AProfileBesideItselfIsTheSame) {
    const ProfileComparison comparison = compare(fullProfile(), fullProfile());
    EXPECT_EQ(comparison.rows.size(), 21U) << "everything is compared";
    for (const ComparisonRow& row : comparison.rows) {
        EXPECT_EQ(row.percent(), 0.0) << static_cast<int>(row.what);
        EXPECT_NE(row.isDistinct(), true);
    }
    EXPECT_EQ(comparison.work.verdict, Verdict::Same);
    EXPECT_THAT(comparison.work.different, IsEmpty());
    EXPECT_THAT(comparison.work.settings, IsEmpty());
}

TEST(ProfileComparison, ASlowerDeviceIsSlowerInAllThatItDoes) {
    const ProfileComparison comparison = compare(fullProfile(), slower(fullProfile(), 2));
    for (const Compared what : {Compared::PromptSpeed, Compared::DecodeSpeed, Compared::SustainedEnd,
                                Compared::ReadBandwidth, Compared::Compute})
        for (const ComparisonRow& row : rowsOf(comparison, what))
            EXPECT_NEAR(*row.percent(), -50, 1e-9);
    for (const Compared what : {Compared::ColdLoad, Compared::WarmFirstToken})
        EXPECT_NEAR(*rowsOf(comparison, what)[0].percent(), 100, 1e-9);
    EXPECT_EQ(rowsOf(comparison, Compared::PeakMemory)[0].percent(), 0.0);
    EXPECT_EQ(comparison.work.verdict, Verdict::Same);
}

TEST(ProfileComparison, SpeedsHaveTheirTestAndSpread) {
    const auto rows = rowsOf(compare(fullProfile(), slower(fullProfile(), 2)), Compared::DecodeSpeed);
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].test.depth, 4096);
    EXPECT_NEAR(rows[1].baseline->spread.median, 32 / 6.28, 1e-9);
    EXPECT_NEAR(rows[1].baseline->spread.most, 32 / 6.2, 1e-9);
    EXPECT_EQ(rows[1].baseline->samples, 5);
    EXPECT_EQ(rows[1].isDistinct(), true);
    EXPECT_EQ(rows[1].sameOutput, true);
}

TEST(ProfileComparison, ADifferenceWithinTheNoiseIsNotDistinct) {
    const auto rows = rowsOf(compare(fullProfile(), slower(fullProfile(), 1.01)), Compared::DecodeSpeed);
    EXPECT_EQ(rows[0].isDistinct(), false);
}

TEST(ProfileComparison, TheBestNumberOfThreadsIsCompared) {
    const auto rows = rowsOf(compare(fullProfile(), fullProfile()), Compared::ReadBandwidth);
    EXPECT_EQ(rows[0].baseline->threads, 4);
    EXPECT_EQ(rows[0].baseline->spread.median, 11.5e9);
    EXPECT_EQ(isMoreBetter(Compared::ReadBandwidth), true);
    EXPECT_EQ(isMoreBetter(Compared::PeakMemory), false);
    EXPECT_FALSE(isMoreBetter(Compared::ActiveShare));
}

TEST(ProfileComparison, WhatOneHasNotIsARowOfTheOther) {
    DeviceProfile other = fullProfile();
    other.tests.pop_back();
    other.watts.reset();
    other.quality.reset();
    const ProfileComparison comparison = compare(fullProfile(), other);
    const auto decode = rowsOf(comparison, Compared::DecodeSpeed);
    ASSERT_EQ(decode.size(), 2U);
    EXPECT_FALSE(decode[1].other);
    EXPECT_FALSE(decode[1].percent());
    EXPECT_FALSE(rowsOf(comparison, Compared::Watts)[0].other);
    EXPECT_EQ(comparison.work.verdict, Verdict::Same) << "in what both did";
    EXPECT_THAT(comparison.work.settings, ElementsAre(WorkPart::Tests));
    EXPECT_THAT(compare({}, {}).rows, IsEmpty());
}

TEST(WorkComparison, NamesWhatDiffers) {
    DeviceProfile other = fullProfile();
    other.model->sha256 = std::string(64, 'f');
    other.tests[1].outputHash = std::string(64, '0');
    WorkComparison work = compareWork(fullProfile(), other);
    EXPECT_EQ(work.verdict, Verdict::Different);
    EXPECT_THAT(work.different, ElementsAre(WorkPart::ModelFile, WorkPart::Output));

    other = fullProfile();
    for (ProfiledTest& test : other.tests)
        test.test.tokens += 1;
    work = compareWork(fullProfile(), other);
    EXPECT_EQ(work.verdict, Verdict::Different);
    EXPECT_THAT(work.different, ElementsAre(WorkPart::Tests));
}

TEST(WorkComparison, SettingsDoNotMakeItOtherWork) {
    DeviceProfile other = fullProfile();
    other.settings = {"reference", 2, "q8", false};
    other.program = "another";
    const WorkComparison work = compareWork(fullProfile(), other);
    EXPECT_EQ(work.verdict, Verdict::Same);
    EXPECT_THAT(work.settings, ElementsAre(WorkPart::Executor, WorkPart::Threads, WorkPart::CacheType,
                                           WorkPart::Sparse, WorkPart::Program));
}

TEST(WorkComparison, WhatIsNotToldIsNotGuessed) {
    DeviceProfile other = fullProfile();
    other.tests[0].outputHash.clear();
    WorkComparison work = compareWork(fullProfile(), other);
    EXPECT_EQ(work.verdict, Verdict::Unknown);
    EXPECT_THAT(work.unknown, ElementsAre(WorkPart::Output));

    other = fullProfile();
    other.model->sha256.clear();
    EXPECT_THAT(compareWork(fullProfile(), other).unknown, ElementsAre(WorkPart::ModelFile));
    other.model->tensorBytes += 1;
    EXPECT_THAT(compareWork(fullProfile(), other).different, ElementsAre(WorkPart::ModelFile))
        << "a file of another size is another one";
}

TEST(WorkComparison, AnAbridgedProfileTellsByTheFirstDigits) {
    const DeviceProfile abridged = profileFromJson(shortProfile(fullProfile()), "code").value();
    EXPECT_EQ(compareWork(fullProfile(), abridged).verdict, Verdict::Same);
    DeviceProfile other = fullProfile();
    other.model->sha256[3] = 'b';
    EXPECT_EQ(compareWork(other, abridged).verdict, Verdict::Different);
}

} // namespace
} // namespace plm
