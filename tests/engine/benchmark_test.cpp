// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "synthetic_session.h"

#include <plm/benchmark.h>

#include <gmock/gmock.h>
#include <string>
#include <tuple>

namespace {

using namespace plm;
using namespace plm::test;
using testing::HasSubstr;
using testing::IsEmpty;
using Step = BenchProgress::Step;

constexpr BenchTest promptOf(int tokens, int depth = 0) {
    return {BenchTest::Kind::Prompt, tokens, depth};
}
constexpr BenchTest generationOf(int tokens, int depth = 0) {
    return {BenchTest::Kind::Generation, tokens, depth};
}

std::vector<std::string> namesOf(const std::vector<BenchTest>& tests) {
    std::vector<std::string> names;
    for (const BenchTest& test : tests)
        names.push_back(test.name() + "@" + std::to_string(test.depth));
    return names;
}

// the plan

TEST(BenchPlan, HasEveryTestAtEveryDepthAndTheLeastDepthFirst) {
    EXPECT_EQ(namesOf(planBench({512, 16}, {128}, {64, 0})),
              (std::vector<std::string>{"pp512@0", "pp16@0", "tg128@0", "pp512@64", "pp16@64", "tg128@64"}));
}

TEST(BenchPlan, LeavesOutTestsOfNoTokens) {
    EXPECT_EQ(namesOf(planBench({0}, {8}, {0})), (std::vector<std::string>{"tg8@0"}));
    EXPECT_THAT(planBench({0}, {0}, {0, 5}), IsEmpty());
    EXPECT_THAT(planBench({1}, {1}, {}), IsEmpty());
}

TEST(BenchPlan, KnowsItsLongestContext) {
    EXPECT_EQ(longestContext(planBench({512}, {128}, {0, 400})), 912);
    EXPECT_EQ(longestContext({}), 1);
}

TEST(BenchPlan, WarmsUpWithTheWholePromptAndSomeTokensOfAnAnswer) {
    EXPECT_EQ(warmUpTokens(promptOf(300)), 300);
    EXPECT_EQ(warmUpTokens(generationOf(300)), 4);
    EXPECT_EQ(warmUpTokens(generationOf(2)), 2);
}

TEST(BenchTokens, AreTheSameOnEveryMachine) {
    const std::vector<TokenId> tokens = plm::randomTokens(3, 1000, 1);
    EXPECT_EQ(tokens, (std::vector<TokenId>{528, 462, 930})) << "as mt19937_64 has it";
    EXPECT_NE(plm::randomTokens(3, 1000, 2), tokens);
    for (const TokenId token : plm::randomTokens(100, 7, 1))
        EXPECT_LT(token, 7);
}

TEST(BenchResults, TellSpeedsAndShares) {
    EXPECT_EQ(BenchResult{}.sparsity(4), 0);
    BenchResult result{generationOf(6), {2.0, 3.0}};
    result.cost.tokens = 6;
    result.cost.activeNeurons = {6, 18}; // of 4 neurons 1 and 3 a token
    result.cost.addWeights(Part::Up, 600);
    result.cost.cacheBytes = 60;
    EXPECT_EQ(result.speeds(), (std::vector<double>{3, 2}));
    EXPECT_FLOAT_EQ(static_cast<float>(result.sparsity(4)), 0.5F);
    EXPECT_EQ(result.bytesPerToken(), 110);
    result.test = promptOf(6);
    EXPECT_FALSE(result.bytesPerToken()) << "whose tokens share what is read";
}

// the runner

class BenchRuns : public testing::Test {
protected:
    /// Over `count` tokens.
    BenchRunner runner(int count, BenchControl control = {}) {
        return {*session, plm::randomTokens(count, kSyntheticVocabulary, 1), std::move(control)};
    }

    const SyntheticSession models;
    const std::unique_ptr<Session> session = models.open();
};

TEST_F(BenchRuns, RepeatAsOftenAsIsAskedFor) {
    BenchRunner runner = this->runner(20);
    for (const BenchTest& test : {promptOf(8, 4), generationOf(6, 4)}) {
        const auto result = runner.measure(test, 3);
        ASSERT_TRUE(result) << result.error().message;
        ASSERT_EQ(result->seconds.size(), 3U);
        for (const double seconds : result->seconds)
            EXPECT_GT(seconds, 0);
        EXPECT_EQ(result->cost.tokens, static_cast<std::uint64_t>(test.tokens)) << "of one repetition";
        EXPECT_EQ(result->outputHash.size(), 64U);
        EXPECT_EQ(result->startTime.size(), std::string("2026-01-01T00:00:00Z").size());
        EXPECT_EQ(session->position(), test.depth + test.tokens);
    }
}

TEST_F(BenchRuns, KeepADepthThatIsInTheCache) {
    BenchRunner runner = this->runner(40);
    ASSERT_TRUE(runner.measure(promptOf(4, 30), 2));
    EXPECT_EQ(session->evaluatedTokens(), 30U + 3 * 4) << "the depth once, warming up and two repetitions";
    ASSERT_TRUE(runner.measure(generationOf(6, 30), 1));
    EXPECT_EQ(session->evaluatedTokens(), 30U + 3 * 4 + 4 + 6);
    ASSERT_TRUE(runner.measure(promptOf(2, 32), 1));
    EXPECT_EQ(session->evaluatedTokens(), 30U + 3 * 4 + 4 + 6 + 2 * 2) << "a deeper one goes on from there";
}

TEST_F(BenchRuns, GiveTheSameOutputForTheSameTokens) {
    const auto other = models.open({.threads = 1});
    BenchRunner first = runner(20), second(*other, plm::randomTokens(20, kSyntheticVocabulary, 1), {}),
                different(*other, plm::randomTokens(20, kSyntheticVocabulary, 2), {});
    const auto hashOf = [](BenchRunner& runner, const BenchTest& test) {
        return runner.measure(test, 1).value().outputHash;
    };
    const BenchTest test = generationOf(8, 5);
    const std::string hash = hashOf(first, test);
    EXPECT_EQ(hashOf(first, test), hash);
    EXPECT_EQ(hashOf(second, test), hash);
    EXPECT_NE(hashOf(first, generationOf(9, 5)), hash);
    EXPECT_NE(hashOf(different, test), hash);
}

TEST_F(BenchRuns, HashTheLikeliestTokenAfterEachEvaluation) {
    const auto hashOf = [this](const BenchTest& test) {
        return runner(20).measure(test, 1).value().tokensHash;
    };
    EXPECT_EQ(hashOf(generationOf(1, 9)), hashOf(promptOf(10))) << "the token after ten";
    EXPECT_NE(hashOf(generationOf(2, 8)), hashOf(promptOf(10))) << "and the one after nine";
}

/// In the middle of the second repetition.
TEST_F(BenchRuns, MeasureAgainWhatSomethingWentBefore) {
    std::stop_source waiting;
    int served = 0;
    const auto tell = [&](const BenchProgress& now) {
        if (now.repetition == 2)
            waiting.request_stop();
    };
    const BenchInterruption chat{[&] { return waiting.get_token(); },
                                 [&] {
                                     ++served;
                                     session->rewind(0);
                                     waiting = {};
                                 }};
    const BenchTest test = generationOf(6, 4);
    const auto result = runner(20, {tell, {}, chat}).measure(test, 3);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(served, 1);
    EXPECT_EQ(result->seconds.size(), 3U);
    EXPECT_EQ(result->cost.tokens, 6U);
    EXPECT_EQ(result->outputHash, runner(20).measure(test, 1)->outputHash);
}

TEST_F(BenchRuns, TellWhichRepetitionBegins) {
    BenchWatch watch;
    ASSERT_TRUE(runner(20, watch.control()).measure(generationOf(8, 5), 2));
    std::vector<std::tuple<Step, int, int>> told;
    for (const BenchProgress& now : watch.told())
        told.emplace_back(now.step, now.repetition, now.repetitions);
    EXPECT_EQ(told,
              (std::vector<std::tuple<Step, int, int>>{
                  {Step::Testing, 0, 2}, {Step::Testing, 1, 2}, {Step::Testing, 2, 2}, {Step::Ended, 0, 0}}));
    EXPECT_EQ(watch.told().front().test.name(), "tg8");
    EXPECT_EQ(watch.told().front().test.depth, 5);
}

TEST_F(BenchRuns, EndInTheMiddleAndLeaveASessionThatGoesOn) {
    for (const BenchTest& test : {promptOf(8, 4), generationOf(8, 4)}) {
        BenchWatch watch([](const BenchProgress& now) { return now.repetition == 2; });
        const auto stopped = runner(20, watch.control()).measure(test, 3);
        ASSERT_FALSE(stopped);
        EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
        EXPECT_EQ(watch.told().back().repetition, 2) << "and no third";
        const auto again = runner(20).measure(test, 1);
        ASSERT_TRUE(again) << again.error().message;
        const auto fresh = models.open();
        EXPECT_EQ(again->outputHash, BenchRunner(*fresh, plm::randomTokens(20, kSyntheticVocabulary, 1), {})
                                         .measure(test, 1)
                                         ->outputHash);
    }
}

TEST_F(BenchRuns, RefuseATestThatTheTokensDoNotReachFor) {
    BenchRunner runner = this->runner(10);
    ASSERT_TRUE(runner.measure(promptOf(4, 6), 1));
    const auto refused = runner.measure(promptOf(5, 6), 1);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::BadArgument);
    EXPECT_THAT(refused.error().message, HasSubstr("pp5 at 6"));
    EXPECT_EQ(runner.measure(promptOf(4, -1), 1).error().kind, ErrorKind::BadArgument);
}

TEST_F(BenchRuns, SayThatTheContextIsTooShort) {
    const auto small = models.open({.contextLength = 8});
    BenchRunner runner(*small, plm::randomTokens(20, kSyntheticVocabulary, 1), {});
    EXPECT_EQ(runner.measure(promptOf(9), 1).error().kind, ErrorKind::ContextFull);
}

} // namespace
