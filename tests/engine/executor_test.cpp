// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cpu/cpu_executor.h"
#include "synthetic_session.h"

#include <cmath>

namespace {

using namespace plm;
using namespace plm::test;

struct Case {
    const char* name;
    SyntheticShape shape;
};

/// Shapes with widths that are no multiple of any vector, one head, more heads than threads, a latent wider
/// than its keys, and both ways round.
const Case kCases[] = {
    {"plain", {}},
    {"odd",
     {.layers = 3,
      .embedding = 52,
      .feedForward = 99,
      .heads = 5,
      .latentRank = 23,
      .noPositionWidth = 7,
      .rotaryWidth = 6,
      .valueWidth = 11,
      .rotaryBase = 1e5F,
      .normEpsilon = 1e-3F,
      .seed = 5}},
    {"oneHead",
     {.layers = 1, .heads = 1, .latentRank = 64, .noPositionWidth = 33, .rotaryWidth = 2, .valueWidth = 5}},
    {"half", {.heads = 3, .type = quant::Type::F16, .seed = 9}},
};

class Executors : public testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Shapes, Executors, testing::ValuesIn(kCases),
                         [](const testing::TestParamInfo<Case>& shape) {
                             return std::string(shape.param.name);
                         });

/// Logits of these models are around 1 in size. Float32 sums of some hundred terms differ by far less than
/// this; with a half-precision cache such a difference can tip a value to its other neighbour.
float tolerance(CacheType cache) {
    return cache == CacheType::F32 ? 2e-4F : cache == CacheType::F16 ? 2e-3F : 2e-2F;
}

/// The prompt is long enough for expanded keys and values, the pieces of 3 for absorbed ones.
TEST_P(Executors, CpuAgreesWithTheReference) {
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(150);
    for (const CacheType cache : {CacheType::F16, CacheType::F32, CacheType::Q8}) {
        const auto expected =
            logitsOf(*models.open({.executor = executorNamed("reference"), .cache = cache}), tokens);
        for (const int piece : {150, 64, 3, 1}) {
            const auto logits =
                logitsOf(*models.open({.executor = executorNamed("cpu"), .cache = cache}), tokens, piece);
            EXPECT_LT(distance(logits, expected), tolerance(cache)) << "in pieces of " << piece;
        }
    }
}

/// In pieces that expand and that absorb, and in single steps, by one to three threads.
TEST_P(Executors, OpenBlasAgreesWithTheReference) {
    if (const auto there = executorNamed("openblas")->check(); !there)
        GTEST_SKIP() << there.error().message;
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(150);
    for (const CacheType cache : {CacheType::F16, CacheType::F32, CacheType::Q8}) {
        const auto expected =
            logitsOf(*models.open({.executor = executorNamed("reference"), .cache = cache}), tokens);
        for (const auto& [piece, threads] : {std::pair(150, 2), {64, 3}, {20, 1}, {3, 2}, {1, 2}}) {
            const SessionOptions options{
                .executor = executorNamed("openblas"), .cache = cache, .threads = threads};
            EXPECT_LT(distance(logitsOf(*models.open(options), tokens, piece), expected), tolerance(cache))
                << "in pieces of " << piece << " by " << threads << " threads";
        }
    }
}

TEST_P(Executors, ReferenceThroughItsCacheAgreesWithItself) {
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

TEST_P(Executors, ThreadsAndSkippingChangeNoBit) {
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(90);
    for (const int piece : {90, 1}) {
        const auto expected = logitsOf(*models.open({.threads = 1}), tokens, piece);
        EXPECT_EQ(logitsOf(*models.open({.threads = 2}), tokens, piece), expected);
        EXPECT_EQ(logitsByThreads(*models.model(), 5, tokens, piece), expected);
        EXPECT_EQ(logitsOf(*models.open({.threads = 2, .sparse = false}), tokens, piece), expected);
    }
}

/// A few tokens verified together give the bits that single steps give: drafting will rely on it.
TEST_P(Executors, SmallBatchesGiveTheBitsOfSingleSteps) {
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(60);
    EXPECT_EQ(logitsOf(*models.open(), tokens, 4), logitsOf(*models.open(), tokens, 1));
}

TEST_P(Executors, CountActiveNeuronsAlike) {
    const SyntheticSession models(GetParam().shape);
    const auto tokens = randomTokens(50);
    const auto reference = models.open({.executor = executorNamed("reference"), .cache = CacheType::F32});
    logitsOf(*reference, tokens);
    const auto expected = reference->activeByLayer();
    for (const ExecutorPlug* kind : {executorNamed("cpu"), executorNamed("openblas")}) {
        if (!kind->check())
            continue;
        const auto session = models.open({.executor = kind, .cache = CacheType::F32});
        logitsOf(*session, tokens);
        const auto counted = session->activeByLayer();
        ASSERT_EQ(counted.size(), GetParam().shape.layers);
        for (std::size_t i = 0; i < counted.size(); ++i) {
            EXPECT_GT(counted[i], 0.2F) << "random weights leave about half of the neurons active";
            EXPECT_LT(counted[i], 0.8F);
            EXPECT_NEAR(counted[i], expected[i], 0.002F);
        }
        EXPECT_EQ(session->evaluatedTokens(), tokens.size());
    }
}

/// Layers that are read after a stop within the first of six, while a prompt of one piece is read.
int layersAfterStop(Session& session, std::span<const TokenId> prompt) {
    std::stop_source stop;
    int calls = 0; // the first before anything is read, then one a layer
    GenerationCallbacks callbacks;
    callbacks.onPrompt = [&](const PromptProgress&) {
        if (++calls == 2)
            stop.request_stop();
    };
    const auto answer = session.generate(prompt, {}, callbacks, stop.get_token());
    EXPECT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->reason, StopReason::Cancelled);
    EXPECT_TRUE(answer->tokens.empty());
    return calls - 2;
}

TEST(Executor, EachStopsBetweenLayersAndGoesOn) {
    const SyntheticSession models({.layers = 6});
    const auto tokens = randomTokens(30);
    const auto expected = logitsOf(*models.open(), tokens);
    for (const ExecutorPlug* kind :
         {executorNamed("cpu"), executorNamed("openblas"), executorNamed("reference")}) {
        if (!kind->check())
            continue;
        const auto session = models.open({.executor = kind});
        EXPECT_EQ(layersAfterStop(*session, tokens), 0) << kind->name;
        EXPECT_EQ(session->position(), 0) << kind->name;
        EXPECT_LT(distance(logitsOf(*session, tokens), expected), 2e-3F) << kind->name;
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
