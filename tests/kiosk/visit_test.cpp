// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/visit.h"

#include <gtest/gtest.h>
#include <random>

using peripheral::kiosk::Stage;
using peripheral::kiosk::Visit;
using Time = Visit::Time;

namespace {

constexpr Visit::Times kTimes{.idle = Time(90'000), .countdown = Time(20'000), .erased = Time(2'500)};
constexpr Time kIdle = kTimes.idle;

/// A visitor has begun, and agreed, at 0.
Visit chatting() {
    Visit visit(kTimes, true);
    visit.begin(Time(0));
    visit.agree(Time(0));
    return visit;
}

} // namespace

TEST(VisitTest, goesFromTheInvitationToErasedAndBack) {
    Visit visit(kTimes, true);
    EXPECT_EQ(visit.stage(), Stage::Inviting);
    EXPECT_FALSE(visit.due());
    visit.begin(Time(10));
    EXPECT_EQ(visit.stage(), Stage::Consent);
    visit.agree(Time(20));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
    visit.finish();
    EXPECT_EQ(visit.stage(), Stage::Erasing);
    EXPECT_FALSE(visit.due()) << "erasing takes as long as it takes";
    visit.erased(Time(50));
    EXPECT_EQ(visit.stage(), Stage::Erased);
    EXPECT_EQ(visit.due(), Time(50) + kTimes.erased);
    visit.advance(Time(50) + kTimes.erased);
    EXPECT_EQ(visit.stage(), Stage::Inviting);
}

TEST(VisitTest, asksForNoConsentWhereNothingIsToBeAgreedTo) {
    Visit visit(kTimes, false);
    visit.begin(Time(0));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
}

TEST(VisitTest, countsDownWhenNobodyDoesAnything) {
    Visit visit = chatting();
    visit.advance(kIdle - Time(1));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
    visit.advance(kIdle);
    EXPECT_EQ(visit.stage(), Stage::Countdown);
    EXPECT_EQ(visit.left(kIdle + Time(5'000)), Time(15'000));
    visit.advance(kIdle + kTimes.countdown - Time(1));
    EXPECT_EQ(visit.stage(), Stage::Countdown);
    visit.advance(kIdle + kTimes.countdown);
    EXPECT_EQ(visit.stage(), Stage::Erasing);
}

TEST(VisitTest, countsDownOverTheNoteToo) {
    Visit visit(kTimes, true);
    visit.begin(Time(0));
    visit.advance(kIdle);
    EXPECT_EQ(visit.stage(), Stage::Countdown);
    visit.touch(kIdle + Time(1));
    EXPECT_EQ(visit.stage(), Stage::Consent) << "a touch is no consent";
}

TEST(VisitTest, theCountdownStandsOverWhatWasShown) {
    Visit visit(kTimes, true);
    EXPECT_EQ(visit.shown(), Stage::Inviting);
    visit.begin(Time(0));
    visit.advance(kIdle);
    EXPECT_EQ(visit.stage(), Stage::Countdown);
    EXPECT_EQ(visit.shown(), Stage::Consent);
    visit.touch(kIdle);
    visit.agree(kIdle);
    visit.advance(kIdle + kIdle);
    EXPECT_EQ(visit.shown(), Stage::Chatting);
    visit.finish();
    EXPECT_EQ(visit.shown(), Stage::Erasing);
}

TEST(VisitTest, aTouchEndsTheCountdown) {
    Visit visit = chatting();
    visit.advance(kIdle);
    visit.touch(kIdle + Time(100));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
    visit.advance(kIdle + Time(100) + kIdle - Time(1));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
}

TEST(VisitTest, neverCountsDownWhileTheVisitorTypesOrScrolls) {
    Visit visit = chatting();
    std::mt19937 random(7);
    std::uniform_int_distribution<int> pause(1, static_cast<int>(kIdle.count()) - 1);
    Time now{0};
    for (int i = 0; i < 10'000; ++i) {
        now += Time(pause(random));
        visit.advance(now);
        ASSERT_EQ(visit.stage(), Stage::Chatting);
        visit.touch(now);
    }
}

TEST(VisitTest, neverCountsDownWhileAnAnswerIsComingAndThenLeavesTimeToRead) {
    Visit visit = chatting();
    visit.setBusy(true, Time(1'000));
    EXPECT_FALSE(visit.due());
    visit.advance(Time(86'400'000));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
    visit.setBusy(false, Time(86'400'000));
    visit.advance(Time(86'400'000) + kIdle - Time(1));
    EXPECT_EQ(visit.stage(), Stage::Chatting);
    visit.advance(Time(86'400'000) + kIdle);
    EXPECT_EQ(visit.stage(), Stage::Countdown);
}

TEST(VisitTest, aMachineThatSleptStillShowsTheWholeCountdown) {
    Visit visit = chatting();
    visit.advance(Time(3'600'000));
    EXPECT_EQ(visit.stage(), Stage::Countdown);
    EXPECT_EQ(visit.left(Time(3'600'000)), kTimes.countdown);
}

TEST(VisitTest, nothingKeepsAVisitThatIsOver) {
    Visit visit = chatting();
    visit.finish();
    visit.touch(Time(1));
    visit.setBusy(true, Time(2));
    visit.begin(Time(3));
    EXPECT_EQ(visit.stage(), Stage::Erasing);
    visit.erased(Time(4));
    visit.begin(Time(5));
    EXPECT_EQ(visit.stage(), Stage::Erased);
}

TEST(VisitTest, theNextVisitorFindsNothingOfTheOneBefore) {
    Visit visit = chatting();
    visit.setBusy(true, Time(10));
    visit.finish();
    visit.erased(Time(20));
    visit.advance(Time(20) + kTimes.erased);
    visit.begin(Time(100'000));
    visit.agree(Time(100'000));
    EXPECT_TRUE(visit.due()) << "an answer of the visitor before keeps nobody";
}

TEST(VisitTest, finishNeedsAVisit) {
    Visit visit(kTimes, true);
    visit.finish();
    EXPECT_EQ(visit.stage(), Stage::Inviting);
}
