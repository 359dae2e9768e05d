// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "qt_test.h"
#include "race/race_times.h"

#include <cmath>

using peripheral::RaceLack;
using peripheral::raceTimes;
using peripheral::RaceTimes;
using plm::BenchTest;

namespace {

plm::ProfiledTest measured(BenchTest::Kind kind, int tokens, int depth, std::vector<double> secondsPerToken) {
    plm::ProfiledTest test;
    test.test = {kind, tokens, depth};
    for (const double seconds : secondsPerToken)
        test.seconds.push_back(seconds * tokens);
    return test;
}

/// Reads a token in 0.01 s, and writes one in 0.1 s.
plm::DeviceProfile steadyDevice() {
    plm::DeviceProfile profile;
    profile.tests = {measured(BenchTest::Kind::Prompt, 128, 0, {0.01}),
                     measured(BenchTest::Kind::Generation, 32, 0, {0.1})};
    return profile;
}

bool isAbout(double value, double expected) {
    return std::abs(value - expected) <= 1e-9 * std::abs(expected);
}

} // namespace

class RaceTimesTest : public QObject {
    Q_OBJECT
private slots:
    void readsThenWrites();
    void tellsHowFarItIs();
    void takesThePromptTestNearestInLength();
    void slowsDownBetweenTwoDepths();
    void staysWithTheNearestOutsideOfThem();
    void takesMedians();
    void saysWhatItLacks();
};

void RaceTimesTest::readsThenWrites() {
    const auto times = raceTimes(steadyDevice(), {.promptTokens = 200, .answerTokens = 11});
    QVERIFY(times.has_value());
    QVERIFY(isAbout(times->reading, 2.0));
    QCOMPARE(times->arrivals.size(), 11U);
    QVERIFY(isAbout(times->firstToken(), 2.0)); // the logits of the prompt's last token are its
    QVERIFY(isAbout(times->end(), 3.0));
}

void RaceTimesTest::tellsHowFarItIs() {
    const auto times = raceTimes(steadyDevice(), {.promptTokens = 200, .answerTokens = 11});
    QCOMPARE(times->tokensRead(0), 0);
    QCOMPARE(times->tokensRead(1.0), 100);
    QCOMPARE(times->tokensWritten(1.99), 0);
    QCOMPARE(times->tokensRead(2.5), 200);
    QCOMPARE(times->tokensWritten(2.05), 1);
    QCOMPARE(times->tokensWritten(2.55), 6);
    QCOMPARE(times->tokensWritten(100), 11);
}

void RaceTimesTest::takesThePromptTestNearestInLength() {
    plm::DeviceProfile profile = steadyDevice();
    profile.tests.push_back(measured(BenchTest::Kind::Prompt, 512, 1024, {0.5}));
    profile.tests.push_back(measured(BenchTest::Kind::Prompt, 512, 0, {0.02}));
    QVERIFY(isAbout(raceTimes(profile, {400, 1})->reading, 8.0));
    QVERIFY(isAbout(raceTimes(profile, {200, 1})->reading, 2.0));
}

void RaceTimesTest::slowsDownBetweenTwoDepths() {
    plm::DeviceProfile profile;
    profile.tests = {measured(BenchTest::Kind::Prompt, 128, 0, {0.01}),
                     measured(BenchTest::Kind::Generation, 1, 1000, {0.3}),
                     measured(BenchTest::Kind::Generation, 1, 0, {0.1})};
    const auto times = raceTimes(profile, {.promptTokens = 500, .answerTokens = 2});
    QVERIFY(isAbout(times->arrivals[1] - times->arrivals[0], 0.2));
}

void RaceTimesTest::staysWithTheNearestOutsideOfThem() {
    plm::DeviceProfile profile;
    profile.tests = {measured(BenchTest::Kind::Prompt, 128, 0, {0.01}),
                     measured(BenchTest::Kind::Generation, 1, 100, {0.1}),
                     measured(BenchTest::Kind::Generation, 1, 200, {0.2})};
    const auto before = raceTimes(profile, {.promptTokens = 10, .answerTokens = 2});
    QVERIFY(isAbout(before->arrivals[1] - before->arrivals[0], 0.1));
    const auto behind = raceTimes(profile, {.promptTokens = 4000, .answerTokens = 2});
    QVERIFY(std::abs(behind->arrivals[1] - behind->arrivals[0] - 0.2) < 1e-9);
}

void RaceTimesTest::takesMedians() {
    plm::DeviceProfile profile;
    profile.tests = {measured(BenchTest::Kind::Prompt, 128, 0, {0.01, 0.02, 0.9}),
                     measured(BenchTest::Kind::Generation, 32, 0, {0.1, 0.2, 0.9})};
    const auto times = raceTimes(profile, {.promptTokens = 100, .answerTokens = 2});
    QVERIFY(isAbout(times->reading, 2.0));
    QVERIFY(isAbout(times->end(), 2.2));
}

void RaceTimesTest::saysWhatItLacks() {
    plm::DeviceProfile profile = steadyDevice();
    profile.tests.pop_back();
    QCOMPARE(raceTimes(profile, {10, 10}).error(), RaceLack::WritingSpeed);
    profile.tests.clear();
    QCOMPARE(raceTimes(profile, {10, 10}).error(), RaceLack::PromptSpeed);
    profile.tests = {plm::ProfiledTest{.test = {BenchTest::Kind::Prompt, 16, 0},
                                       .seconds = {},
                                       .cost = {},
                                       .activeByLayer = {},
                                       .outputHash = {}}};
    QCOMPARE(raceTimes(profile, {10, 10}).error(), RaceLack::PromptSpeed);
}

PERIPHERAL_QT_TEST(RaceTimesTest, QCoreApplication)
#include "race_times_test.moc"
