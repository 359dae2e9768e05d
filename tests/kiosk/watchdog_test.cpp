// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/watchdog.h"

#include <gtest/gtest.h>

using peripheral::kiosk::Watchdog;
using Verdict = Watchdog::Verdict;

namespace {

using Ms = Watchdog::Time;
constexpr Watchdog::Limits kLimits{.interface = Ms(5'000), .engine = Ms(10'000)};

} // namespace

TEST(WatchdogTest, isFedWhileTheInterfaceTurnsAndTheEngineIsIdle) {
    Watchdog watchdog(kLimits, Ms(0));
    for (Ms now(0); now < std::chrono::hours(24); now += Ms(5'000)) {
        ASSERT_TRUE(watchdog.mayFeed(now));
        watchdog.interfaceTurned(now);
    }
}

TEST(WatchdogTest, isNotFedWhenTheInterfaceHangs) {
    Watchdog watchdog(kLimits, Ms(0));
    watchdog.engineBusy(true, Ms(1'000));
    watchdog.interfaceTurned(Ms(1'000));
    watchdog.engineProgressed(Ms(6'000));
    EXPECT_EQ(watchdog.verdict(Ms(6'000)), Verdict::Well);
    watchdog.engineProgressed(Ms(6'001));
    EXPECT_EQ(watchdog.verdict(Ms(6'001)), Verdict::InterfaceHangs);
    watchdog.interfaceTurned(Ms(6'002));
    EXPECT_EQ(watchdog.verdict(Ms(6'002)), Verdict::Well);
}

TEST(WatchdogTest, isNotFedWhenABusyEngineHangs) {
    Watchdog watchdog(kLimits, Ms(0));
    watchdog.engineBusy(true, Ms(100'000));
    watchdog.interfaceTurned(Ms(110'000));
    EXPECT_EQ(watchdog.verdict(Ms(110'000)), Verdict::Well);
    watchdog.interfaceTurned(Ms(110'001));
    EXPECT_EQ(watchdog.verdict(Ms(110'001)), Verdict::EngineHangs);
    watchdog.engineBusy(true, Ms(110'002)); // said again, but nothing was done
    EXPECT_FALSE(watchdog.mayFeed(Ms(110'002)));
    watchdog.engineBusy(false, Ms(110'003));
    EXPECT_TRUE(watchdog.mayFeed(Ms(110'003)));
}

TEST(WatchdogTest, letsAHealthyEngineWorkAsLongAsItNeeds) {
    Watchdog watchdog(kLimits, Ms(0));
    watchdog.engineBusy(true, Ms(0));
    // A layer takes just as long as it may, for six hours.
    for (Ms now(0); now < std::chrono::hours(6); now += Ms(1'000)) {
        watchdog.interfaceTurned(now);
        if (now % Ms(10'000) == Ms(0))
            watchdog.engineProgressed(now);
        ASSERT_TRUE(watchdog.mayFeed(now)) << now.count();
    }
}

TEST(WatchdogTest, countsFromWhenTheEngineIsGivenWork) {
    Watchdog watchdog(kLimits, Ms(0));
    watchdog.engineBusy(true, Ms(1'000));
    watchdog.engineBusy(false, Ms(2'000));
    watchdog.interfaceTurned(Ms(60'000));
    watchdog.engineBusy(true, Ms(60'000));
    EXPECT_TRUE(watchdog.mayFeed(Ms(60'000)));
}
