// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "temporary_folder.h"

#include <plm/cache_folder.h>

#include <fstream>
#include <gtest/gtest.h>
#include <limits>

namespace {

using namespace plm;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

class CacheFolderTest : public testing::Test {
protected:
    CacheFolder open(std::uint64_t budget) const {
        auto opened = CacheFolder::open(path, budget);
        EXPECT_TRUE(opened) << opened.error().message;
        return *opened;
    }
    /// A file of `bytes` that was used `age` ago.
    void put(const std::string& name, std::size_t bytes, std::chrono::minutes age = 0min) const {
        std::ofstream(path / name, std::ios::binary) << std::string(bytes, 'x');
        fs::last_write_time(path / name, fs::file_time_type::clock::now() - age);
    }
    [[nodiscard]] bool exists(const char* name) const { return fs::exists(path / name); }

    const test::TemporaryFolder folder;
    const fs::path path = folder / "data/caches";
};

TEST_F(CacheFolderTest, IsMadeForItsOwnerAlone) {
    const CacheFolder caches = open(1000);
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
    EXPECT_EQ(caches.usedBytes(), 0U);
    EXPECT_EQ(caches.fileOf("conversation-7"), path / "conversation-7.plmcache");
    EXPECT_FALSE(caches.holds("conversation-7"));
}

TEST_F(CacheFolderTest, RemovesWhatWasNotUsedForTheLongestTime) {
    CacheFolder caches = open(1000);
    put("1.plmcache", 300, 30min);
    put("2.plmcache", 300, 20min);
    put("3.plmcache", 300, 10min);
    EXPECT_EQ(caches.usedBytes(), 900U);
    ASSERT_TRUE(caches.makeRoom("4", 100));
    EXPECT_TRUE(exists("1.plmcache")) << "there was room";
    caches.touch("1");
    ASSERT_TRUE(caches.makeRoom("4", 500));
    EXPECT_FALSE(exists("2.plmcache")) << "the oldest";
    EXPECT_FALSE(exists("3.plmcache")) << "the next";
    EXPECT_TRUE(caches.holds("1")) << "used a moment ago";
}

/// As on a board without a battery, whose clock starts in the past.
TEST_F(CacheFolderTest, OrderFollowsUseWhereTheClockWasSetBack) {
    CacheFolder caches = open(900);
    for (const char* name : {"1.plmcache", "2.plmcache", "3.plmcache"})
        put(name, 300, -48 * 60min);
    for (const char* key : {"2", "3", "1"})
        caches.touch(key);
    ASSERT_TRUE(caches.makeRoom("4", 600));
    EXPECT_FALSE(exists("2.plmcache") || exists("3.plmcache"));
    EXPECT_TRUE(exists("1.plmcache")) << "used last";
}

TEST_F(CacheFolderTest, CountsOnlyWhatStaysWhenAFileIsReplaced) {
    CacheFolder caches = open(1000);
    put("1.plmcache", 600, 30min);
    put("2.plmcache", 300, 20min);
    ASSERT_TRUE(caches.makeRoom("1", 700));
    EXPECT_TRUE(exists("1.plmcache") && exists("2.plmcache"));
    ASSERT_TRUE(caches.makeRoom("1", 701));
    EXPECT_TRUE(exists("1.plmcache")) << "its writer replaces it";
    EXPECT_FALSE(exists("2.plmcache"));
}

TEST_F(CacheFolderTest, LeavesOtherFilesAlone) {
    const CacheFolder first = open(1000);
    put("notes.txt", 5000, 90min);
    put("a b.plmcache", 5000, 90min);
    put(".plmcache", 5000, 90min);
    put("1.plmcache.old", 5000, 90min);
    fs::create_directory(path / "2.plmcache");
    fs::create_symlink(path / "notes.txt", path / "3.plmcache");
    put("4.plmcache", 10, 5min);
    CacheFolder caches = open(1000);
    EXPECT_EQ(caches.usedBytes(), 10U);
    EXPECT_FALSE(caches.holds("2") || caches.holds("3"));
    ASSERT_TRUE(caches.makeRoom("5", 1000));
    EXPECT_FALSE(exists("4.plmcache"));
    for (const char* name : {"notes.txt", "a b.plmcache", ".plmcache", "1.plmcache.old", "2.plmcache"})
        EXPECT_TRUE(exists(name)) << name;
    EXPECT_TRUE(fs::is_symlink(path / "3.plmcache"));
}

TEST_F(CacheFolderTest, RemovesWhatACrashLeftHalfWritten) {
    const CacheFolder first = open(1000);
    put("1.plmcache.a1B2c3", 100);
    put("2.plmcache", 100);
    const CacheFolder caches = open(1000);
    EXPECT_FALSE(exists("1.plmcache.a1B2c3"));
    EXPECT_TRUE(exists("2.plmcache"));
}

TEST_F(CacheFolderTest, RefusesWhatIsTooMuchAndRemovesNothingForIt) {
    CacheFolder caches = open(1000);
    put("1.plmcache", 900, 30min);
    const auto overBudget = caches.makeRoom("2", 1001);
    ASSERT_FALSE(overBudget);
    EXPECT_EQ(overBudget.error().message,
              (path / "2.plmcache").string() + " is not saved: it takes 1001 bytes, and the budget is 1000.");
    ASSERT_TRUE(caches.setBudget(~std::uint64_t{0}));
    const auto overDisk = caches.makeRoom("2", std::uint64_t{1} << 60);
    ASSERT_FALSE(overDisk);
    EXPECT_NE(overDisk.error().message.find("are free on the disk."), std::string::npos);
    EXPECT_TRUE(exists("1.plmcache"));
}

/// Half of what is free is left to the user, whatever the budget.
TEST_F(CacheFolderTest, LeavesHalfOfTheFreeDisk) {
    CacheFolder caches = open(std::numeric_limits<std::uint64_t>::max());
    const std::uint64_t free = fs::space(path).available; // others write at the same time: not to the byte
    EXPECT_TRUE(caches.makeRoom("1", free / 4));
    EXPECT_FALSE(caches.makeRoom("1", free / 4 * 3));
}

TEST_F(CacheFolderTest, ASmallerBudgetHoldsAtOnce) {
    CacheFolder caches = open(1000);
    put("1.plmcache", 300, 30min);
    put("2.plmcache", 300, 20min);
    ASSERT_TRUE(caches.setBudget(300));
    EXPECT_FALSE(exists("1.plmcache"));
    EXPECT_TRUE(exists("2.plmcache"));
    ASSERT_TRUE(caches.setBudget(0));
    EXPECT_EQ(caches.usedBytes(), 0U);
}

TEST_F(CacheFolderTest, RemovesByKey) {
    CacheFolder caches = open(1000);
    put("1.plmcache", 300);
    EXPECT_TRUE(caches.remove("1"));
    EXPECT_FALSE(exists("1.plmcache"));
    EXPECT_TRUE(caches.remove("1")) << "nothing is there to be removed";
}

TEST_F(CacheFolderTest, KeysAreNoPaths) {
    CacheFolder caches = open(1000);
    for (const std::string& key : {std::string(), std::string("../x"), std::string("a/b"), std::string("a.b"),
                                   std::string("ä"), std::string(65, 'x')}) {
        EXPECT_EQ(caches.fileOf(key).error().kind, ErrorKind::BadArgument) << key;
        EXPECT_FALSE(caches.makeRoom(key, 1) || caches.remove(key) || caches.holds(key)) << key;
    }
}

TEST_F(CacheFolderTest, SaysWhereNoFolderCanBe) {
    std::ofstream(folder / "file") << "x";
    for (const fs::path& wrong : {folder / "file", folder / "file/below"}) {
        const auto opened = CacheFolder::open(wrong, 1000);
        ASSERT_FALSE(opened);
        EXPECT_TRUE(opened.error().message.starts_with(wrong.string() + " cannot be used as a folder: "))
            << opened.error().message;
    }
}

} // namespace
