// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/log_file.h"
#include "kiosk/log_line.h"
#include "scratch_folder.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>
#include <thread>

using peripheral::kiosk::asOneLine;
using peripheral::kiosk::LogFile;
using Level = LogFile::Level;

namespace {

/// 2026-11-30T12:00:00Z
const LogFile::Time kNoon{std::chrono::seconds(1'796'040'000)};

std::string logAt(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

} // namespace

TEST(LogFileTest, writesLinesWithTimeLevelAndCategory) {
    const ScratchFolder folder;
    const auto path = folder.path() / "kiosk.log";
    LogFile log(path, 10'000, {"engine", "screen"});
    log.add(Level::Info, "engine", "The model is loaded.", kNoon);
    log.add(Level::Warning, "screen", "äöü", kNoon + std::chrono::seconds(61));
    log.add(Level::Error, "engine", "one\ntwo\x1B[31m", kNoon);
    EXPECT_EQ(logAt(path), "2026-11-30T12:00:00Z INFO engine: The model is loaded.\n"
                           "2026-11-30T12:01:01Z WARNING screen: äöü\n"
                           "2026-11-30T12:00:00Z ERROR engine: one\\x0Atwo\\x1B[31m\n");
}

TEST(LogFileTest, writesWhatItsCategoriesSayOnly) {
    const ScratchFolder folder;
    LogFile log(folder.path() / "kiosk.log", 10'000, {"engine"});
    log.add(Level::Error, "qml", "what a visitor typed", kNoon);
    log.add(Level::Error, "", "what a visitor typed", kNoon);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "kiosk.log"));
}

TEST(LogFileTest, isForTheOperatorOnlyAndFollowsNoLink) {
    const ScratchFolder folder;
    const auto aim = folder.file("aim", "");
    std::filesystem::create_symlink(aim, folder.path() / "link");
    LogFile linked(folder.path() / "link", 10'000, {"a"});
    linked.add(Level::Info, "a", "x", kNoon);
    EXPECT_EQ(logAt(aim), "");
    LogFile log(folder.path() / "kiosk.log", 10'000, {"a"});
    log.add(Level::Info, "a", "x", kNoon);
    struct stat found {};
    ASSERT_EQ(::stat((folder.path() / "kiosk.log").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0027U, 0U);
}

TEST(LogFileTest, turnsOverAndKeepsFourOldOnes) {
    const ScratchFolder folder;
    const auto path = folder.path() / "kiosk.log";
    {
        LogFile log(path, 100, {"a"}); // two lines of 36 bytes
        for (int number = 10; number < 30; ++number)
            log.add(Level::Info, "a", "number " + std::to_string(number), kNoon);
    }
    EXPECT_EQ(logAt(path),
              "2026-11-30T12:00:00Z INFO a: number 28\n2026-11-30T12:00:00Z INFO a: number 29\n");
    for (int old = 1; old <= 4; ++old)
        EXPECT_NE(logAt(path.string() + "." + std::to_string(old)).find(std::to_string(29 - 2 * old)),
                  std::string::npos)
            << old;
    EXPECT_FALSE(std::filesystem::exists(path.string() + ".5"));
    LogFile again(path, 100, {"a"}); // goes on where it was
    again.add(Level::Info, "a", "number 30", kNoon);
    EXPECT_EQ(logAt(path), "2026-11-30T12:00:00Z INFO a: number 30\n");
}

TEST(LogFileTest, countsLinesThatRepeat) {
    const ScratchFolder folder;
    const auto path = folder.path() / "kiosk.log";
    {
        LogFile log(path, 10'000, {"a"});
        for (int time = 0; time <= 12; ++time)
            log.add(Level::Info, "a", "again", kNoon + std::chrono::seconds(time));
        log.add(Level::Info, "a", "another", kNoon + std::chrono::seconds(20));
        log.add(Level::Info, "a", "another", kNoon + std::chrono::seconds(21));
    }
    const std::string text = logAt(path);
    EXPECT_TRUE(text.starts_with("2026-11-30T12:00:00Z INFO a: again\n"
                                 "2026-11-30T12:00:20Z (the line before, 12 times)\n"
                                 "2026-11-30T12:00:20Z INFO a: another\n"))
        << text;
    EXPECT_TRUE(text.ends_with(" (the line before, 1 time)\n")) << text;
}

TEST(LogFileTest, tellsOnceAnHourOfWhatNeverStops) {
    const ScratchFolder folder;
    const auto path = folder.path() / "kiosk.log";
    LogFile log(path, 10'000, {"a"});
    for (int minute = 0; minute <= 120; ++minute)
        log.add(Level::Info, "a", "again", kNoon + std::chrono::minutes(minute));
    EXPECT_EQ(logAt(path), "2026-11-30T12:00:00Z INFO a: again\n"
                           "2026-11-30T13:00:00Z (the line before, 60 times)\n"
                           "2026-11-30T14:00:00Z (the line before, 60 times)\n");
}

TEST(LogFileTest, goesOnWhenTheDiskIsFullOrReadOnlyAndSaysSoOnce) {
    for (const char* const path : {"/dev/full", "/proc/version", "/nowhere/kiosk.log"}) {
        testing::internal::CaptureStderr();
        {
            LogFile log(path, 1'000, {"a"});
            for (int number = 0; number < 100; ++number)
                log.add(Level::Error, "a", std::to_string(number), kNoon);
        }
        const std::string said = testing::internal::GetCapturedStderr();
        EXPECT_NE(said.find(path), std::string::npos);
        EXPECT_EQ(said.find('\n'), said.size() - 1) << said;
    }
}

TEST(LogFileTest, beginsAgainWhenThereIsPlace) {
    const ScratchFolder folder;
    testing::internal::CaptureStderr();
    LogFile log(folder.path() / "later" / "kiosk.log", 1'000, {"a"});
    log.add(Level::Info, "a", "lost", kNoon);
    std::filesystem::create_directory(folder.path() / "later");
    log.add(Level::Info, "a", "written", kNoon);
    EXPECT_FALSE(testing::internal::GetCapturedStderr().empty());
    EXPECT_EQ(logAt(folder.path() / "later" / "kiosk.log"), "2026-11-30T12:00:00Z INFO a: written\n");
}

TEST(LogFileTest, takesLinesOfAllThreads) {
    const ScratchFolder folder;
    const auto path = folder.path() / "kiosk.log";
    {
        LogFile log(path, 1'000'000, {"a"});
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&log, thread] {
                for (int number = 0; number < 100; ++number)
                    log.add(Level::Info, "a", std::to_string(thread * 1000 + number), kNoon);
            });
    }
    const std::string text = logAt(path);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 400);
}

TEST(LogFileTest, makesOneLineOfAnyBytes) {
    EXPECT_EQ(asOneLine("", 5), "");
    EXPECT_EQ(asOneLine("12345", 5), "12345");
    EXPECT_EQ(asOneLine("123456", 5), "12345…");
    EXPECT_EQ(asOneLine("ääääää", 5), "äääää…"); // cut between characters
    EXPECT_EQ(asOneLine("\xFF\xC3 \x7F\xC2\x85", 9), "\\xFF\\xC3 \\x7F\\x85");
    EXPECT_EQ(asOneLine("a\xE2\x80\xAE\xE2\x80\xA8", 9), "a\\u202E\\u2028"); // turned around, and a new line
    EXPECT_EQ(asOneLine(std::string_view("\0", 1), 9), "\\x00");
}
