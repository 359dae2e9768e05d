// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/profile_plan.h"
#include "synthetic_session.h"

#include <plm/threads.h>

#include <algorithm>
#include <functional>
#include <gmock/gmock.h>
#include <limits>

namespace plm {
namespace {

TEST(ProfilePlans, TryOneThreadTwoAndSoOnUpToAll) {
    const std::vector<int> threads = threadsToMeasure();
    EXPECT_EQ(threads.front(), 1);
    EXPECT_EQ(threads.back(), threadsFor(std::numeric_limits<int>::max()));
    EXPECT_THAT(threads, testing::Contains(threadsFor(0)));
    EXPECT_EQ(std::adjacent_find(threads.begin(), threads.end(), std::greater_equal()), threads.end());
}

TEST(ProfilePlans, HaveAnEstimateForEveryStep) {
    const test::SyntheticSession models;
    ProfileSetup setup;
    setup.model = models.model()->info().path;
    setup.form = ProfileForm::Full;
    const auto plan = planProfile(setup, {});
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->seconds.size(), 7 + plan->tests.size());
    EXPECT_EQ(plan->seconds[0], 0) << "no model is made";
    EXPECT_EQ(plan->seconds[2 + plan->tests.size()], setup.sustainedSeconds);
    setup.synthetic = SynthesisOptions();
    EXPECT_GT(planProfile(setup, {})->seconds[0], 0);
}

TEST(ProfileClocks, TellWhatIsLeftOfAllSteps) {
    constexpr double kMostPassed = 100; // seconds, of a machine that is busy
    ProfileClock clock({1e6, 2e5, 3e4});
    const BenchProgress loading{.step = BenchProgress::Step::Loading, .fraction = 0.99}; // one of several
    EXPECT_NEAR(clock.left(loading), 1.23e6, kMostPassed);
    clock.next();
    EXPECT_NEAR(clock.left({.step = BenchProgress::Step::Hashing, .fraction = 0}), 2.3e5, kMostPassed);
    EXPECT_NEAR(clock.left({.step = BenchProgress::Step::Hashing, .fraction = 0.5}), 3e4, kMostPassed)
        << "half of it took no time, so the other will not either";
    clock.next();
    EXPECT_NEAR(
        clock.left({.step = BenchProgress::Step::Testing, .test = {}, .repetition = 0, .repetitions = 5}),
        3e4, kMostPassed);
    clock.next();
    EXPECT_EQ(clock.left({.step = BenchProgress::Step::Ended}), 0);
}

} // namespace
} // namespace plm
