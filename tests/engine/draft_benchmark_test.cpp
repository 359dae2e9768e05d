// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "synthetic_session.h"

#include <plm/draft_benchmark.h>

namespace {

using namespace plm;
using namespace plm::test;

/// A text that repeats itself.
std::vector<TokenId> repeatingText(int count) {
    std::vector<TokenId> text;
    for (int i = 0; i < count; ++i)
        text.push_back("the fox "[i % 8]);
    return text;
}

constexpr BenchTest kWriting{BenchTest::Kind::Generation, 60, 20};

TEST(DraftBenchmark, WritesTheTextWithGuessesAndWithoutInTurn) {
    const SyntheticSession models;
    const auto session = models.open();
    BenchWatch watch;
    const auto result = measureDraft(*session, repeatingText(80), kWriting, 3, watch.control());
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->drafted.seconds.size(), 3U);
    EXPECT_EQ(result->plain.size(), 3U);
    EXPECT_EQ(result->plainSpeeds().size(), 3U);
    EXPECT_GT(result->ratio(), 0);
    EXPECT_TRUE(result->same);
    EXPECT_EQ(result->drafted.cost.tokens, 60U) << "of the text's own tokens only";
    EXPECT_EQ(watch.steps(), (std::vector{BenchProgress::Step::Drafting, BenchProgress::Step::Ended}));
    ASSERT_EQ(watch.told().size(), 5U) << "warming up, three repetitions, and the end";
    EXPECT_EQ(watch.told()[0].repetition, 0);
    EXPECT_EQ(watch.told()[3].repetition, 3);
    EXPECT_EQ(watch.told()[3].test.name(), "tg60");
}

TEST(DraftBenchmark, SumsUp) {
    DraftResult result{BenchResult{kWriting, {1.0, 2.0}}, {4.0, 4.0}};
    EXPECT_EQ(result.ratio(), 3) << "the median of 4 and 2";
    EXPECT_EQ(result.plainSpeeds(), (std::vector<double>{15, 15}));
    EXPECT_EQ(result.acceptance(), 0);
    result.statistics.drafted = 8;
    result.statistics.accepted = 6;
    EXPECT_EQ(result.acceptance(), 0.75);
}

TEST(DraftBenchmark, EndsWhereItIsStoppedAndRefusesAShortText) {
    const SyntheticSession models;
    const auto session = models.open();
    BenchWatch watch([](const BenchProgress& now) { return now.repetition == 1; });
    const auto stopped = measureDraft(*session, repeatingText(80), kWriting, 3, watch.control());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(measureDraft(*session, repeatingText(80), kWriting, 1, {}));
    const auto refused = measureDraft(*session, repeatingText(79), kWriting, 1, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::BadArgument);
}

} // namespace
