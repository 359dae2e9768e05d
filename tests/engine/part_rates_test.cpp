// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_watch.h"
#include "small_file.h"
#include "synthetic_session.h"

#include <plm/model_outline.h>
#include <plm/part_rates.h>

#include <string>

namespace {

using namespace plm;

constexpr auto kUp = static_cast<std::size_t>(Part::Up);
constexpr auto kAttention = static_cast<std::size_t>(Part::Attention);
constexpr auto kHead = static_cast<std::size_t>(Part::Head);

TEST(PartRates, GiveSeconds) {
    PartRates rates;
    rates.writing[kUp] = 100;
    rates.writing[kAttention] = 10;
    rates.writingCache = 20;
    rates.overhead = 0.5;
    PartWork work;
    work.token[kUp] = 200;
    work.token[kAttention] = 30;
    work.token[kHead] = 1000; // whose rate is not known
    work.cachePerToken = 40;
    EXPECT_DOUBLE_EQ(writingSeconds(rates, work, 0), 2 + 3 + 2 + 0.5) << "the token itself is in the cache";
    EXPECT_DOUBLE_EQ(writingSeconds(rates, work, 9), 2 + 3 + 20 + 0.5);
}

TEST(PartRates, ReadPromptsInPieces) {
    PartRates rates;
    rates.reading[kUp] = 100;
    rates.reading[kHead] = 10;
    rates.readingCache = 20;
    rates.pieceTokens = 4;
    PartWork work;
    work.dense[kUp] = 50;
    work.dense[kHead] = 30;
    work.cachePerToken = 10;
    EXPECT_DOUBLE_EQ(readingSeconds(rates, work, 4, 0), 4 * 0.5 + 3) << "the head once";
    EXPECT_DOUBLE_EQ(readingSeconds(rates, work, 4, 2), 4 * (0.5 + 1) + 3);
    EXPECT_DOUBLE_EQ(readingSeconds(rates, work, 6, 0), 4 * 0.5 + 2 * (0.5 + 2) + 3) << "in two pieces";
}

TEST(PartRates, AreFoundFromTwoDepths) {
    PartCost first, later;
    first.seconds[kUp] = later.seconds[kUp] = 2;
    first.weightBytes[kUp] = later.weightBytes[kUp] = 10;
    first.weightBytes[kAttention] = later.weightBytes[kAttention] = 6;
    first.cacheBytes = 10;
    later.cacheBytes = 110;
    first.seconds[kAttention] = 3 + 1; // 2 bytes of weights a second, 10 of the cache
    later.seconds[kAttention] = 3 + 11;
    first.wallSeconds = later.wallSeconds = 7;
    const PartRates rates = writingRates(first, later);
    EXPECT_DOUBLE_EQ(rates.writing[kUp], 5);
    EXPECT_DOUBLE_EQ(rates.writing[kAttention], 2);
    EXPECT_DOUBLE_EQ(rates.writingCache, 10);
    EXPECT_DOUBLE_EQ(rates.overhead, 1);
    EXPECT_EQ(rates.writing[kHead], 0) << "of which nothing was measured";
}

/// Noise may make the longer cache the faster one.
TEST(PartRates, WeightsAndCacheShareARateWhereTheDepthsTellNothing) {
    PartCost first, later;
    first.weightBytes[kAttention] = later.weightBytes[kAttention] = 6;
    first.cacheBytes = 10;
    later.cacheBytes = 110;
    first.seconds[kAttention] = 5;
    later.seconds[kAttention] = 4;
    const PartRates rates = writingRates(first, later);
    EXPECT_DOUBLE_EQ(rates.writing[kAttention], 116.0 / 4);
    EXPECT_DOUBLE_EQ(rates.writingCache, 116.0 / 4);
}

TEST(RateProbes, MeasureAModelAndLeaveNothingBehind) {
    const test::TemporaryFolder folder;
    const auto path = folder / "model.gguf";
    ASSERT_TRUE(synthesize(path, test::smallFile("Q4_K_M", 8)));
    const auto place = folder / "place";
    std::filesystem::create_directory(place);
    RateProbe probe;
    probe.model = path;
    probe.folder = place;
    probe.depth = 40;
    probe.repetitions = 1;
    probe.session.pieceTokens = 32;
    test::BenchWatch watch;
    const auto rates = probeRates(probe, watch.control());
    ASSERT_TRUE(rates) << rates.error().message;
    for (const Part part : kAllParts) {
        EXPECT_GT(rates->writing[static_cast<std::size_t>(part)], 0) << toString(part);
        EXPECT_GT(rates->reading[static_cast<std::size_t>(part)], 0) << toString(part);
    }
    EXPECT_EQ(rates->pieceTokens, 32);
    EXPECT_NEAR(rates->activeShare, 0.1, 0.05);
    EXPECT_TRUE(std::filesystem::is_empty(place));

    test::BenchWatch stopping(
        [](const BenchProgress& now) { return now.step == BenchProgress::Step::Testing; });
    EXPECT_EQ(probeRates(probe, stopping.control()).error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(place));
    probe.folder = folder / "none";
    EXPECT_EQ(probeRates(probe, {}).error().kind, ErrorKind::Io);
    probe.repetitions = 0;
    EXPECT_EQ(probeRates(probe, {}).error().kind, ErrorKind::BadArgument);
}

} // namespace
