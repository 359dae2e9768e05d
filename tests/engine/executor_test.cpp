// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/cpu_executor.h"
#include "executor_shapes.h"
#include "synthetic_session.h"

#include <cmath>

namespace {

using namespace plm;
using namespace plm::test;

class CpuExecutor : public testing::TestWithParam<Shape> {};
INSTANTIATE_TEST_SUITE_P(Shapes, CpuExecutor, testing::ValuesIn(kShapes),
                         [](const testing::TestParamInfo<Shape>& shape) {
                             return std::string(shape.param.name);
                         });

TEST_P(CpuExecutor, ReferenceThroughItsCacheAgreesWithItself) {
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(40);
    const auto whole = logitsOf(*models.open({.executor = executorNamed("reference")}), tokens);
    EXPECT_LT(distance(logitsOf(*models.open({.executor = executorNamed("reference")}), tokens, 1), whole),
              1e-5F);
}

/// The logits by as many threads as are asked for: a session would use no more than there are processors.
std::vector<float> logitsByThreads(const Model& model, int threads, std::span<const TokenId> tokens,
                                   int piece) {
    const auto executor = makeCpuExecutor(model, threads, true, {});
    EXPECT_EQ((*executor)->threads(), threads);
    auto cache = (*executor)->makeCache(256, CacheType::F16);
    std::vector<float> logits;
    for (std::size_t first = 0; first < tokens.size(); first += static_cast<std::size_t>(piece)) {
        const auto part =
            tokens.subspan(first, std::min(static_cast<std::size_t>(piece), tokens.size() - first));
        std::vector<float> some(part.size() * kSyntheticVocabulary);
        EXPECT_TRUE((*executor)->evaluate({part, some, {}, {}}, **cache));
        logits.insert(logits.end(), some.begin(), some.end());
    }
    return logits;
}

TEST_P(CpuExecutor, ThreadsAndSkippingChangeNoBit) {
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(90);
    for (const int piece : {90, 1}) {
        const auto expected = logitsOf(*models.open({.threads = 1}), tokens, piece);
        EXPECT_EQ(logitsOf(*models.open({.threads = 2}), tokens, piece), expected);
        EXPECT_EQ(logitsByThreads(*models.model(), 5, tokens, piece), expected);
        EXPECT_EQ(logitsOf(*models.open({.threads = 2, .sparse = false}), tokens, piece), expected);
    }
}

TEST(Executor, OpenBlasStopsBeforeItsFirstPieceAndGoesOn) {
    if (const auto there = executorNamed("openblas")->check(); !there)
        GTEST_SKIP() << there.error().message;
    const SyntheticSession models;
    const auto tokens = randomTokens(30);
    const auto session = models.open({.executor = executorNamed("openblas"), .pieceTokens = 10});
    EXPECT_EQ(&session->executor(), executorNamed("openblas"));
    EXPECT_FALSE(session->skipsZeros());
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = session->evaluate(tokens, {}, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(session->position(), 0);
    EXPECT_LT(distance(logitsOf(*session, tokens), logitsOf(*models.open(), tokens)), 2e-3F);
}

TEST(Executor, RotaryPositionsMatter) {
    const SyntheticSession models;
    const std::vector<TokenId> forward{'a', 'b', 'c'};
    const std::vector<TokenId> swapped{'b', 'a', 'c'};
    const auto last = [&](const std::vector<TokenId>& tokens) {
        std::vector<float> logits(kSyntheticVocabulary);
        EXPECT_TRUE(models.open()->evaluate(tokens, logits));
        return logits;
    };
    EXPECT_GT(distance(last(forward), last(swapped)), 1e-3F);
}

} // namespace
