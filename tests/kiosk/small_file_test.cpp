// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/small_file.h"
#include "scratch_folder.h"

#include <gmock/gmock.h>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

using peripheral::kiosk::readSmallFile;
using peripheral::kiosk::writeSmallFile;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;

TEST(SmallFileTest, readsWhatWasWritten) {
    const ScratchFolder folder;
    const auto path = folder.path() / "state";
    const std::string text("any\0bytes\n", 10);
    ASSERT_TRUE(writeSmallFile(path, text));
    EXPECT_EQ(readSmallFile(path, 10), text);
    ASSERT_TRUE(writeSmallFile(path, ""));
    EXPECT_EQ(readSmallFile(path, 10), "");
}

TEST(SmallFileTest, writesForThisUserOnlyAndLeavesNothingElse) {
    const ScratchFolder folder;
    const auto path = folder.file("state", "old");
    ::chmod(path.c_str(), 0666);
    ASSERT_TRUE(writeSmallFile(path, "new"));
    struct stat found {};
    ASSERT_EQ(::stat(path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(SmallFileTest, refusesALongerFile) {
    const ScratchFolder folder;
    const auto path = folder.file("state", "12345");
    EXPECT_TRUE(readSmallFile(path, 5));
    const auto read = readSmallFile(path, 4);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error(), AllOf(HasSubstr("state"), HasSubstr("5 bytes"), EndsWith(".")));
    EXPECT_FALSE(readSmallFile("/proc/self/maps", 16)) << "whose size is 0, as stat() says it";
}

TEST(SmallFileTest, saysWhyThereIsNothingToRead) {
    const ScratchFolder folder;
    EXPECT_THAT(readSmallFile(folder.path() / "none", 9).error(), HasSubstr("No such file"));
    EXPECT_THAT(readSmallFile(folder.path(), 9).error(), HasSubstr("folder"));
    EXPECT_THAT(readSmallFile("/dev/zero", 9).error(), HasSubstr("no ordinary file"));
}

TEST(SmallFileTest, waitsForNobodyWhoWritesIntoAPipe) {
    const ScratchFolder folder;
    const auto path = folder.path() / "pipe";
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_THAT(readSmallFile(path, 9).error(), HasSubstr("no ordinary file"));
}

TEST(SmallFileTest, saysThatItCannotWriteAndKeepsWhatIsThere) {
    const ScratchFolder folder;
    EXPECT_THAT(writeSmallFile(folder.path() / "none" / "state", "x").error(),
                AllOf(HasSubstr("cannot be written"), HasSubstr("No such file"), EndsWith(".")));
    // A folder in the place of the file: the second half of writing fails.
    std::filesystem::create_directories(folder.path() / "full" / "state");
    EXPECT_FALSE(writeSmallFile(folder.path() / "full", "x"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "full.new"));
    EXPECT_TRUE(std::filesystem::is_directory(folder.path() / "full" / "state"));
}

TEST(SmallFileTest, followsNoLinkThatLiesInItsWay) {
    const ScratchFolder folder;
    const auto other = folder.file("other", "theirs");
    std::filesystem::create_symlink(other, folder.path() / "state.new");
    std::filesystem::create_symlink(other, folder.path() / "state");
    ASSERT_TRUE(writeSmallFile(folder.path() / "state", "mine"));
    EXPECT_EQ(readSmallFile(other, 99), "theirs");
    EXPECT_FALSE(std::filesystem::is_symlink(folder.path() / "state"));
    EXPECT_EQ(readSmallFile(folder.path() / "state", 99), "mine");
}

TEST(SmallFileTest, namesAnyFileInOneLine) {
    const auto read = readSmallFile("no\nsuch\xff file", 9);
    EXPECT_THAT(read.error(), HasSubstr("“no\\x0Asuch\\xFF file”"));
}
