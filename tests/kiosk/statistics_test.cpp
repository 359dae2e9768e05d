// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/small_file.h"
#include "kiosk/statistics.h"
#include "scratch_folder.h"

#include <gmock/gmock.h>

using namespace std::chrono_literals;
using peripheral::kiosk::asText;
using peripheral::kiosk::Counts;
using peripheral::kiosk::parseCounts;
using peripheral::kiosk::readSmallFile;
using peripheral::kiosk::Statistics;
using testing::HasSubstr;

namespace {

constexpr std::chrono::sys_seconds kToday{std::chrono::seconds(1'796'040'000)};
constexpr std::chrono::sys_seconds kLater = kToday + 100h;
const Statistics::Time kStart{1h};

Counts countsIn(const std::filesystem::path& file) {
    return parseCounts(readSmallFile(file, 4096).value()).value();
}

} // namespace

TEST(StatisticsTest, countsOverAllStarts) {
    const ScratchFolder folder;
    const auto file = folder.path() / "statistics.ini";
    Counts expected{.visits = 2,
                    .answers = 1,
                    .tokens = 120,
                    .answering = 9500ms,
                    .failedErasures = 1,
                    .starts = 1,
                    .hottest = 71.5,
                    .since = kToday};
    {
        Statistics statistics(file, kToday);
        statistics.countVisit();
        statistics.countVisit();
        statistics.countAnswer(120, 9500ms);
        statistics.countFailedErasure();
        statistics.noteDegrees(71.5);
        statistics.noteDegrees(60);
        EXPECT_EQ(statistics.counts(), expected);
        statistics.save();
    }
    Statistics statistics(file, kLater);
    expected.starts = 2;
    EXPECT_EQ(statistics.counts(), expected);
    EXPECT_EQ(statistics.takeTrouble(), "");
}

TEST(StatisticsTest, keepsNumbersAndNothingElse) {
    EXPECT_EQ(
        asText({.visits = 3, .since = kToday}),
        "visits = 3\nanswers = 0\ntokens = 0\nmilliseconds-answering = 0\nfailed-erasures = 0\nstarts = 0\n"
        "hottest-tenths-of-a-degree = -1000\nsince = 1796040000\n");
    const Counts cold{.hottest = -12.5, .since = kToday};
    EXPECT_EQ(parseCounts(asText(cold)), cold);
}

TEST(StatisticsTest, writesOnceAMinuteAtMost) {
    const ScratchFolder folder;
    const auto file = folder.path() / "statistics.ini";
    Statistics statistics(file, kToday);
    statistics.saveIfDue(kStart);
    EXPECT_EQ(countsIn(file).starts, 1U);
    statistics.countVisit();
    statistics.saveIfDue(kStart + 59s);
    EXPECT_EQ(countsIn(file).visits, 0U);
    statistics.saveIfDue(kStart + 60s);
    EXPECT_EQ(countsIn(file).visits, 1U);
    std::filesystem::remove(file);
    statistics.saveIfDue(kStart + 300s); // nothing is new
    EXPECT_FALSE(std::filesystem::exists(file));
    statistics.countVisit();
    statistics.save();
    EXPECT_EQ(countsIn(file).visits, 2U);
}

TEST(StatisticsTest, beginsAnewWhereTheFileIsDamaged) {
    const std::string whole = asText({.visits = 3, .since = kToday});
    const ScratchFolder folder;
    std::string negative = whole;
    negative.replace(negative.find('3'), 1, "-3");
    for (const std::string& damaged :
         {std::string(), whole.substr(0, 30), whole.substr(0, whole.size() - 1), whole + "x", "\n" + whole,
          negative, std::string("visits = 99999999999999999999\n"), std::string(5'000, 'x'),
          std::string("\0\xFF", 2)}) {
        Statistics statistics(folder.file("statistics.ini", damaged), kLater);
        EXPECT_EQ(statistics.counts(), (Counts{.starts = 1, .since = kLater})) << damaged;
        EXPECT_THAT(statistics.takeTrouble(), HasSubstr("begin anew")) << damaged;
        EXPECT_EQ(statistics.takeTrouble(), "");
    }
}

TEST(StatisticsTest, countsInMemoryWhereNothingCanBeWritten) {
    Statistics nowhere("", kToday);
    nowhere.countVisit();
    nowhere.save();
    EXPECT_EQ(nowhere.counts().visits, 1U);
    EXPECT_EQ(nowhere.takeTrouble(), "");
    Statistics refused("/nowhere/statistics.ini", kToday);
    refused.save();
    EXPECT_THAT(refused.takeTrouble(), HasSubstr("not kept"));
    refused.countVisit();
    refused.save();
    EXPECT_EQ(refused.takeTrouble(), ""); // said once
}
