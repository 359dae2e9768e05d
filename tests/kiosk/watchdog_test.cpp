// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/watchdog.h"

#include <gtest/gtest.h>

using peripheral::kiosk::Watchdog;

namespace {

using Ms = Watchdog::Time;

} // namespace

TEST(WatchdogTest, isFedWhileTheEngineIsIdle) {
    const Watchdog watchdog(Ms(0));
    for (Ms now(0); now < std::chrono::hours(24); now += Ms(5'000))
        ASSERT_TRUE(watchdog.mayFeed(now));
}

TEST(WatchdogTest, isNotFedWhenABusyEngineHangs) {
    Watchdog watchdog(Ms(0), Ms(10'000));
    watchdog.engineBusy(true, Ms(100'000));
    EXPECT_TRUE(watchdog.mayFeed(Ms(110'000)));
    EXPECT_FALSE(watchdog.mayFeed(Ms(110'001)));
    watchdog.engineBusy(true, Ms(110'002)); // said again, but nothing was done
    EXPECT_FALSE(watchdog.mayFeed(Ms(110'002)));
    watchdog.engineBusy(false, Ms(110'003));
    EXPECT_TRUE(watchdog.mayFeed(Ms(110'003)));
}

TEST(WatchdogTest, letsAHealthyEngineWorkAsLongAsItNeeds) {
    Watchdog watchdog(Ms(0), Ms(10'000));
    watchdog.engineBusy(true, Ms(0));
    // A layer takes just as long as it may, for six hours.
    for (Ms now(0); now < std::chrono::hours(6); now += Ms(1'000)) {
        if (now % Ms(10'000) == Ms(0))
            watchdog.engineProgressed(now);
        ASSERT_TRUE(watchdog.mayFeed(now)) << now.count();
    }
}

TEST(WatchdogTest, countsFromWhenTheEngineIsGivenWork) {
    Watchdog watchdog(Ms(0), Ms(10'000));
    watchdog.engineBusy(true, Ms(1'000));
    watchdog.engineBusy(false, Ms(2'000));
    watchdog.engineBusy(true, Ms(60'000));
    EXPECT_TRUE(watchdog.mayFeed(Ms(60'000)));
}
