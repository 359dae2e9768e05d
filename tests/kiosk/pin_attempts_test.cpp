// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/pin_attempts.h"
#include "scratch_folder.h"
#include "without_rights.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace peripheral::kiosk;
using namespace std::chrono_literals;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;

/// A folder, and a time of its own.
class PinAttemptsTest : public testing::Test {
protected:
    /// As the program does when it starts.
    [[nodiscard]] PinAttempts start() const { return PinAttempts({folder.path()}, clocks()); }
    [[nodiscard]] PinAttempts::Clocks clocks() const {
        return {.wall = [this] { return std::chrono::system_clock::time_point(wall); },
                .steady = [this] { return std::chrono::steady_clock::time_point(steady); }};
    }
    void pass(seconds time) {
        wall += time;
        steady += time;
    }
    /// Wrong PINs, each as soon as it may be.
    void guess(PinAttempts& attempts, int times) {
        for (int i = 0; i < times; ++i) {
            pass(attempts.wait());
            ASSERT_TRUE(attempts.begin());
        }
    }

    ScratchFolder folder;
    std::filesystem::path file = folder.path() / "pin-attempts";
    seconds wall{1'800'000'000};
    seconds steady{100};
};

TEST_F(PinAttemptsTest, threeAreFreeAndThenEachWaitIsTwiceAsLong) {
    PinAttempts attempts = start();
    EXPECT_EQ(attempts.note(), "");
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(attempts.wait(), 0s);
        EXPECT_TRUE(attempts.begin());
    }
    for (const seconds expected : {30s, 60s, 120s, 240s, 480s, 960s, 1920s, 3600s, 3600s, 3600s}) {
        EXPECT_EQ(attempts.wait(), expected);
        EXPECT_FALSE(attempts.begin());
        pass(expected - 1s);
        EXPECT_EQ(attempts.wait(), 1s);
        EXPECT_FALSE(attempts.begin()) << "nor does trying too early make it longer";
        pass(1s);
        EXPECT_TRUE(attempts.begin());
    }
}

TEST_F(PinAttemptsTest, theRightPinClears) {
    PinAttempts attempts = start();
    guess(attempts, 5);
    attempts.succeed();
    EXPECT_EQ(attempts.wait(), 0s);
    PinAttempts next = start();
    guess(next, 2);
    EXPECT_EQ(next.wait(), 0s) << "the count is new, too";
}

TEST_F(PinAttemptsTest, countsBeforeThePinIsChecked) {
    for (int i = 0; i < 3; ++i) {
        PinAttempts attempts = start();
        ASSERT_TRUE(attempts.begin());
        // The plug is pulled.
    }
    PinAttempts attempts = start();
    EXPECT_EQ(attempts.wait(), 30s);
    EXPECT_FALSE(attempts.begin());
}

TEST_F(PinAttemptsTest, waitsGoOnOverARestart) {
    {
        PinAttempts attempts = start();
        guess(attempts, 4);
    }
    steady = 5s; // the machine was off
    wall += 20s;
    {
        PinAttempts attempts = start();
        EXPECT_EQ(attempts.wait(), 40s);
    }
    pass(15s);
    PinAttempts attempts = start();
    EXPECT_EQ(attempts.wait(), 25s) << "two restarts make it neither longer nor shorter";
    pass(25s);
    EXPECT_TRUE(attempts.begin());
    EXPECT_EQ(attempts.wait(), 120s);
}

TEST_F(PinAttemptsTest, aClockInThePastNeitherFreesNorLocksForEver) {
    {
        PinAttempts attempts = start();
        guess(attempts, 4);
    }
    wall = seconds{0}; // a board without a battery
    for (int i = 0; i < 5; ++i) {
        PinAttempts attempts = start();
        EXPECT_EQ(attempts.wait(), 60s);
    }
    PinAttempts attempts = start();
    pass(60s);
    EXPECT_TRUE(attempts.begin());
}

TEST_F(PinAttemptsTest, aClockThatIsSetMeanwhileChangesNothing) {
    PinAttempts attempts = start();
    guess(attempts, 4);
    wall += 1'000'000s;
    EXPECT_EQ(attempts.wait(), 60s);
    wall = seconds{5};
    EXPECT_EQ(attempts.wait(), 60s);
}

TEST_F(PinAttemptsTest, aDamagedFileCountsAsThree) {
    for (const char* damaged :
         {"", "wrong 0\nat 1\n", "wrong -1\nat 1\nwait 0\n", "wrong 0\nat 1\nwait 0\nmore\n",
          "wrong 99999999999999999999\nat 1\nwait 0\n", "wrong 1\nat -9223372036854775808\nwait 0\n",
          "wrong 11\nat 1\nwait 0\n", "\xff\xfe", "wrong"}) {
        folder.file("pin-attempts", damaged);
        PinAttempts attempts = start();
        EXPECT_EQ(attempts.wait(), 30s) << damaged;
        EXPECT_THAT(attempts.note(), AllOf(HasSubstr("pin-attempts"), HasSubstr("damaged")));
        pass(30s);
        EXPECT_TRUE(attempts.begin());
        EXPECT_EQ(attempts.wait(), 60s);
    }
    folder.file("pin-attempts", std::string(1'000'000, '1'));
    EXPECT_EQ(start().wait(), 30s);
}

TEST_F(PinAttemptsTest, whatIsNoFileCountsAsThreeAndNobodyWaitsForIt) {
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(start().wait(), 30s);
    EXPECT_TRUE(std::filesystem::is_regular_file(file)) << "from now on it is one";
    std::filesystem::remove(file);
    std::filesystem::create_directories(file / "full");
    PinAttempts attempts = start();
    EXPECT_EQ(attempts.wait(), 30s);
    EXPECT_THAT(attempts.note(), HasSubstr("in memory only"));
}

TEST_F(PinAttemptsTest, noFileLocksLongerThanItsCountDoes) {
    folder.file("pin-attempts", "wrong 4\nat 9223372036854775807\nwait 9223372036854775807\n");
    EXPECT_EQ(start().wait(), 60s);
}

TEST_F(PinAttemptsTest, keepsItForThisUserOnly) {
    PinAttempts attempts = start();
    guess(attempts, 1);
    struct stat found {};
    ASSERT_EQ(::stat(file.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(PinAttemptsTest, countsInMemoryWhereNothingCanBeWrittenAndSaysSo) {
    PinAttempts attempts({folder.path() / "none"}, clocks());
    EXPECT_THAT(attempts.note(), HasSubstr("in memory only"));
    guess(attempts, 3);
    EXPECT_EQ(attempts.wait(), 30s);
    PinAttempts nowhere({}, clocks());
    guess(nowhere, 3);
    EXPECT_EQ(nowhere.wait(), 30s);
    EXPECT_THAT(nowhere.note(), HasSubstr("in memory only"));
}

TEST_F(PinAttemptsTest, takesTheSecondFolderWhereTheFirstCannotBeWritten) {
    const std::vector folders{folder.path() / "first", folder.path()};
    {
        PinAttempts attempts(folders, clocks());
        EXPECT_EQ(attempts.note(), "");
        guess(attempts, 4);
    }
    std::filesystem::create_directory(folder.path() / "first"); // the next time it can
    PinAttempts attempts(folders, clocks());
    EXPECT_EQ(attempts.wait(), 60s);
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "first" / "pin-attempts"));
    EXPECT_FALSE(std::filesystem::exists(file)) << "no older count comes back";
}

TEST_F(PinAttemptsTest, knowsTheFolders) {
    ::setenv("XDG_RUNTIME_DIR", "/run/user/7", 1);
    EXPECT_EQ(attemptFolders("/state"), (std::vector<std::filesystem::path>{"/state", "/run/user/7"}));
    EXPECT_EQ(attemptFolders({}), std::vector<std::filesystem::path>{"/run/user/7"});
    ::setenv("XDG_RUNTIME_DIR", "relative", 1);
    EXPECT_EQ(attemptFolders({}), std::vector<std::filesystem::path>{});
    ::unsetenv("XDG_RUNTIME_DIR");
    EXPECT_EQ(attemptFolders("/state"), std::vector<std::filesystem::path>{"/state"});
}

TEST_F(PinAttemptsTest, readsWhatItWrites) {
    const KeptAttempts kept{.wrong = 7, .at = 1'800'000'000, .wait = 480s, .order = 12};
    EXPECT_EQ(readAttempts(writeAttempts(kept)), kept);
}

/// The operator's folder, which can only be read, and that of the session.
class TwoPinFoldersTest : public PinAttemptsTest {
protected:
    void SetUp() override {
        std::filesystem::create_directories(card);
        std::filesystem::create_directories(session);
    }
    /// From now on nobody writes into the operator's folder. False where this user writes everywhere.
    [[nodiscard]] bool makeReadOnly() {
        std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
        std::filesystem::permissions(session, std::filesystem::perms{0777});
        std::filesystem::permissions(card, std::filesystem::perms{0555});
        std::error_code none;
        std::filesystem::permissions(onCard, std::filesystem::perms{0644}, none);
        std::filesystem::permissions(inSession, std::filesystem::perms{0644}, none);
        rights.emplace();
        return ::access(card.c_str(), W_OK) != 0;
    }
    [[nodiscard]] PinAttempts startWithBoth() const { return PinAttempts({card, session}, clocks()); }

    std::filesystem::path card = folder.path() / "card", session = folder.path() / "session";
    std::filesystem::path onCard = card / "pin-attempts", inSession = session / "pin-attempts";
    std::optional<WithoutRights> rights;
};

TEST_F(TwoPinFoldersTest, theRightPinClearsWhatCannotBeRemoved) {
    {
        PinAttempts attempts({card}, clocks());
        guess(attempts, 5);
    }
    if (!makeReadOnly())
        GTEST_SKIP() << "this user may write everywhere";
    {
        PinAttempts attempts = startWithBoth();
        EXPECT_EQ(attempts.wait(), 120s) << "the old count is read";
        guess(attempts, 1);
        attempts.succeed();
    }
    ASSERT_TRUE(std::filesystem::exists(onCard));
    for (int i = 0; i < 3; ++i) {
        PinAttempts attempts = startWithBoth();
        EXPECT_EQ(attempts.wait(), 0s);
    }
    PinAttempts attempts = startWithBoth();
    guess(attempts, 2);
    EXPECT_EQ(attempts.wait(), 0s) << "not one of the old ones is counted";
}

TEST_F(TwoPinFoldersTest, aClockInThePastBringsBackNothingOld) {
    {
        PinAttempts attempts({card}, clocks());
        guess(attempts, 5);
    }
    if (!makeReadOnly())
        GTEST_SKIP() << "this user may write everywhere";
    wall = seconds{0}; // a board without a battery
    {
        PinAttempts attempts = startWithBoth();
        EXPECT_EQ(attempts.wait(), 120s);
        pass(120s);
        attempts.succeed();
    }
    EXPECT_EQ(startWithBoth().wait(), 0s);
}

TEST_F(TwoPinFoldersTest, anOldZeroFreesNobody) {
    wall += 1'000'000s; // the clock was wrong when the right PIN came
    { const PinAttempts attempts({card}, clocks()); }
    wall -= 1'000'000s;
    if (!makeReadOnly())
        GTEST_SKIP() << "this user may write everywhere";
    {
        PinAttempts attempts = startWithBoth();
        guess(attempts, 5);
    }
    EXPECT_EQ(startWithBoth().wait(), 120s);
}

TEST_F(TwoPinFoldersTest, aDamagedFileGainsNothing) {
    {
        PinAttempts attempts({session}, clocks());
        guess(attempts, 6);
    }
    std::ofstream(onCard) << "garbage";
    if (!makeReadOnly())
        GTEST_SKIP() << "this user may write everywhere";
    PinAttempts attempts = startWithBoth();
    EXPECT_EQ(attempts.wait(), 240s) << "the count beside it is stricter";
    EXPECT_THAT(attempts.note(), HasSubstr("damaged"));
    pass(attempts.wait());
    attempts.succeed();
    EXPECT_EQ(startWithBoth().wait(), 30s) << "nothing says that it is old";
}

TEST_F(TwoPinFoldersTest, whatLiesOnAFullDiskGoesWithTheRightPinOnly) {
    std::ofstream(onCard) << "wrong 5\nat 1\nwait 120\n"; // as it was written before there was an order
    std::filesystem::create_directories(card / "pin-attempts.new" / "full"); // no file can be written
    PinAttempts attempts = startWithBoth();
    EXPECT_TRUE(std::filesystem::exists(onCard)) << "for when the session's folder is gone";
    guess(attempts, 1);
    EXPECT_EQ(startWithBoth().wait(), 240s);
    EXPECT_TRUE(std::filesystem::exists(onCard));
    attempts.succeed();
    EXPECT_FALSE(std::filesystem::exists(onCard));
    EXPECT_EQ(PinAttempts({card}, clocks()).wait(), 0s);
}

TEST_F(TwoPinFoldersTest, theRightPinClearsWhereNothingCanBeWritten) {
    std::ofstream(onCard) << "wrong 5\nat 1800000000\nwait 120\n";
    std::filesystem::create_directories(card / "pin-attempts.new" / "full");
    {
        PinAttempts attempts({card}, clocks());
        EXPECT_EQ(attempts.wait(), 120s);
        EXPECT_THAT(attempts.note(), HasSubstr("in memory only"));
        pass(120s);
        attempts.succeed();
    }
    EXPECT_EQ(PinAttempts({card}, clocks()).wait(), 0s);
    EXPECT_FALSE(std::filesystem::exists(onCard));
}

TEST_F(TwoPinFoldersTest, theStricterOfTwoThatAreEquallyNewCounts) {
    for (const bool isSwapped : {false, true}) {
        std::ofstream(isSwapped ? inSession : onCard) << "wrong 5\nat 1800000000\nwait 120\norder 3\n";
        std::ofstream(isSwapped ? onCard : inSession) << "wrong 0\nat 1800000009\nwait 0\norder 3\n";
        EXPECT_EQ(startWithBoth().wait(), 120s);
        std::ofstream(isSwapped ? inSession : onCard) << "wrong 5\nat 1800000000\nwait 120\norder 3\n";
        std::ofstream(isSwapped ? onCard : inSession) << "wrong 0\nat 1800000000\nwait 0\norder 4\n";
        EXPECT_EQ(startWithBoth().wait(), 0s) << "and a newer one alone";
    }
}

TEST_F(TwoPinFoldersTest, noOrderIsTheLast) {
    for (const char* damaged : {"wrong 0\nat 1\nwait 0\norder 9223372036854775807\n",
                                "wrong 0\nat 1\nwait 0\norder -1\n", "wrong 0\nat 1\nwait 0\norder 1\n1"})
        EXPECT_EQ(readAttempts(damaged), std::nullopt) << damaged;
    EXPECT_EQ(readAttempts("wrong 1\nat 2\nwait 0\n"), (KeptAttempts{.wrong = 1, .at = 2}));
}
