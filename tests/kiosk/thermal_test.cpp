// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/thermal.h"

#include <gtest/gtest.h>
#include <limits>

using peripheral::kiosk::Heat;
using peripheral::kiosk::Warmth;

namespace {

constexpr Warmth::Limits kDegrees{.warm = 75, .hot = 82, .hysteresis = 5};

} // namespace

TEST(ThermalTest, takesABoardWithoutSensorsForCool) {
    Warmth warmth(kDegrees);
    EXPECT_FALSE(warmth.measured());
    EXPECT_FALSE(warmth.update(std::nullopt));
    EXPECT_EQ(warmth.heat(), Heat::Cool);
    EXPECT_FALSE(warmth.measured());
    EXPECT_EQ(warmth.threads(4), 4);
}

TEST(ThermalTest, halvesThreadsWhenWarmAndHoldsQuestionsWhenHot) {
    Warmth warmth(kDegrees);
    EXPECT_FALSE(warmth.update(74.9));
    EXPECT_TRUE(warmth.update(75));
    EXPECT_EQ(warmth.heat(), Heat::Warm);
    EXPECT_EQ(warmth.threads(4), 2);
    EXPECT_EQ(warmth.threads(3), 1);
    EXPECT_EQ(warmth.threads(1), 1);
    EXPECT_FALSE(warmth.holdsQuestions());
    EXPECT_TRUE(warmth.update(82));
    EXPECT_TRUE(warmth.holdsQuestions());
    EXPECT_EQ(warmth.threads(4), 2);
}

TEST(ThermalTest, coolsDownByTheHysteresisFirst) {
    Warmth warmth(kDegrees);
    EXPECT_TRUE(warmth.update(90)); // at once
    EXPECT_FALSE(warmth.update(77));
    EXPECT_EQ(warmth.heat(), Heat::Hot);
    EXPECT_TRUE(warmth.update(76.9));
    EXPECT_EQ(warmth.heat(), Heat::Warm);
    EXPECT_FALSE(warmth.update(70));
    EXPECT_TRUE(warmth.update(69.9));
    EXPECT_EQ(warmth.heat(), Heat::Cool);
    EXPECT_FALSE(warmth.update(74.9)); // the whole way up again
    warmth.update(90);
    EXPECT_TRUE(warmth.update(40)); // and at once down
    EXPECT_EQ(warmth.heat(), Heat::Cool);
}

TEST(ThermalTest, believesNoSensorThatIsBroken) {
    Warmth warmth(kDegrees);
    for (const double degrees : {std::numeric_limits<double>::quiet_NaN(),
                                 std::numeric_limits<double>::infinity(), 151.0, -61.0, 1e300}) {
        warmth.update(80);
        EXPECT_TRUE(warmth.measured());
        EXPECT_TRUE(warmth.update(degrees));
        EXPECT_FALSE(warmth.measured());
        EXPECT_EQ(warmth.heat(), Heat::Cool);
    }
}
