// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every executor has to be: one line in a table puts another one in.
#include "executor_shapes.h"
#include "executors_under_test.h"
#include "generate/sampler.h"
#include "model/executor.h"
#include "synthetic_session.h"

#include <fstream>
#include <iterator>

namespace {

using namespace plm;
using namespace plm::test;

class ExecutorConformance : public testing::TestWithParam<const ExecutorPlug*> {
protected:
    void SetUp() override {
        if (const auto there = executor()->check(); !there)
            GTEST_SKIP() << there.error().message;
    }
    [[nodiscard]] const ExecutorPlug* executor() const { return GetParam(); }
    /// Prompts long enough for expanded keys and values, pieces of 3 for absorbed ones, and single steps. The
    /// reference has one way for all of them.
    [[nodiscard]] std::vector<std::pair<int, int>> piecesAndThreads() const {
        if (executor() == executorNamed("reference"))
            return {{1, 1}};
        return {{150, 2}, {64, 3}, {20, 1}, {3, 2}, {1, 2}};
    }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return m_folder / name; }

private:
    TemporaryFolder m_folder;
};
INSTANTIATE_TEST_SUITE_P(Each, ExecutorConformance, testing::ValuesIn(executorsUnderTest().all()),
                         [](const testing::TestParamInfo<const ExecutorPlug*>& one) {
                             return std::string(one.param->name);
                         });

TEST_P(ExecutorConformance, AgreesWithTheReference) {
    const auto tokens = randomTokens(150);
    for (const Shape& shape : kShapes) {
        const SyntheticSession models(shape.shape);
        for (const CacheType cache : {CacheType::F16, CacheType::F32, CacheType::Q8}) {
            const auto expected =
                logitsOf(*models.open({.executor = executorNamed("reference"), .cache = cache}), tokens);
            std::unique_ptr<Session> session;
            for (const auto& [piece, threads] : piecesAndThreads()) {
                if (!session ||
                    !executor()->hasDevices) // which make pipelines for seconds, and have no threads
                    session = models.open({.executor = executor(), .cache = cache, .threads = threads});
                session->rewind(0);
                EXPECT_LT(distance(logitsOf(*session, tokens, piece), expected), tolerance(cache))
                    << shape.name << " in pieces of " << piece << " by " << threads << " threads";
            }
        }
    }
}

/// Drafting relies on it.
TEST_P(ExecutorConformance, GivesSmallBatchesTheBitsOfSingleSteps) {
    for (const Shape& shape : kShapes) {
        const SyntheticSession models(shape.shape);
        const SessionOptions options{.executor = executor()};
        const auto made = executor()->make(*models.model(), options, {});
        ASSERT_TRUE(made) << made.error().message;
        const int together = (*made)->alikeTogether();
        const auto tokens = randomTokens(2 * together + 5);
        const auto steps = logitsOf(*models.open(options), tokens, 1);
        for (const int piece : {std::min(2, together), together})
            EXPECT_EQ(logitsOf(*models.open(options), tokens, piece), steps)
                << shape.name << " in pieces of " << piece;
    }
}

TEST_P(ExecutorConformance, DraftingChangesNoAnswer) {
    const SyntheticSession models;
    const auto prompt = randomTokens(40);
    GenerationOptions options = greedy(60);
    const auto drafted = models.open({.executor = executor()})->generate(prompt, options);
    options.draft = false;
    const auto plain = models.open({.executor = executor()})->generate(prompt, options);
    ASSERT_TRUE(drafted && plain);
    EXPECT_EQ(drafted->tokens, plain->tokens);
    EXPECT_EQ(plain->statistics.drafted, 0);
}

/// The answer to `prompt` from all logits after each token.
std::vector<TokenId> answerFromAllLogits(Session& session, std::span<const TokenId> prompt,
                                         const GenerationOptions& options) {
    session.rewind(0);
    Sampler sampler(options.sampling);
    std::vector<TokenId> text(prompt.begin(), prompt.end());
    std::vector<float> logits(kSyntheticVocabulary);
    std::span<const TokenId> next = prompt;
    for (int i = 0; i < options.maxTokens; ++i) {
        EXPECT_TRUE(session.evaluate(next, logits));
        text.push_back(*sampler.sample(logits, text));
        next = std::span(text).last(1);
        if (session.model().tokenizer().endsAnswer(text.back()))
            break;
    }
    return {text.begin() + static_cast<std::ptrdiff_t>(prompt.size()), text.end()};
}

/// Whatever comes back of the logits: only candidates in most of these settings, all in others.
TEST_P(ExecutorConformance, AnswersAsAllLogitsDo) {
    const SyntheticSession models;
    const auto prompt = randomTokens(40);
    const SamplingOptions settings[] = {
        {.temperature = 0},
        {.temperature = 0, .repeatPenalty = 1.2F},
        {.seed = 3},
        {.temperature = 0.4F, .topK = 64, .repeatPenalty = 1.1F, .seed = 4},
        {.temperature = 1.5F, .topK = 128, .topP = 1, .minP = 0, .seed = 5},
        {.temperature = 0.6F, .topK = 129, .topP = 1, .minP = 0, .seed = 6},
        {.temperature = 1, .topK = 0, .seed = 7},
        {.temperature = 0.5F, .repeatPenalty = 0.8F, .seed = 8},
    };
    // Batches cost as little as a token, so that drafts are long.
    const auto session =
        models.open({.executor = executor(), .clock = [seconds = 0.0]() mutable { return seconds += 1; }});
    for (const SamplingOptions& sampling : settings) {
        GenerationOptions options = greedy(25);
        options.sampling = sampling;
        const auto expected = answerFromAllLogits(*session, prompt, options);
        for (const bool draft : {false, true}) {
            options.draft = draft;
            session->rewind(0);
            const auto answer = session->generate(prompt, options);
            ASSERT_TRUE(answer) << answer.error().message;
            EXPECT_EQ(answer->tokens, expected) << "seed " << sampling.seed << (draft ? ", drafting" : "");
        }
    }
}

TEST_P(ExecutorConformance, SkippingChangesNoAnswer) {
    for (const Shape& shape : kShapes) {
        const SyntheticSession models(shape.shape);
        const auto session = models.open({.executor = executor()});
        GenerationOptions options = greedy(20);
        const auto prompt = randomTokens(40);
        const auto skipped = session->generate(prompt, options);
        options.skipZeros = false;
        options.draft = false;
        const auto dense = session->generate(prompt, options);
        ASSERT_TRUE(skipped && dense);
        EXPECT_EQ(dense->tokens, skipped->tokens) << shape.name;
        EXPECT_FALSE(dense->statistics.zerosSkipped);
        EXPECT_EQ(skipped->statistics.zerosSkipped, session->skipsZeros());
        EXPECT_EQ(dense->statistics.decoding.skippedBytes, 0U);
        EXPECT_EQ(skipped->statistics.decoding.skippedBytes > 0, session->skipsZeros()) << shape.name;
        EXPECT_EQ(session->generate(prompt, greedy(20))->statistics.zerosSkipped, session->skipsZeros())
            << "the next answer is as the session is";
    }
}

TEST_P(ExecutorConformance, CountsWhatTheReferenceCounts) {
    const auto tokens = randomTokens(50);
    for (const Shape& shape : kShapes) {
        const SyntheticSession models(shape.shape);
        const auto reference = models.open({.executor = executorNamed("reference"), .cache = CacheType::F32});
        logitsOf(*reference, tokens);
        const auto expected = reference->activeByLayer();
        const auto session = models.open({.executor = executor(), .cache = CacheType::F32});
        logitsOf(*session, tokens);
        const auto counted = session->activeByLayer();
        ASSERT_EQ(counted.size(), shape.shape.layers);
        for (std::size_t i = 0; i < counted.size(); ++i) {
            EXPECT_GT(counted[i], 0.2F) << "random weights leave about half of the neurons active";
            EXPECT_LT(counted[i], 0.8F);
            EXPECT_NEAR(counted[i], expected[i], 0.002F) << shape.name;
        }
        EXPECT_EQ(session->evaluatedTokens(), tokens.size());
        EXPECT_EQ(session->counters().cacheBytes, reference->counters().cacheBytes);
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

TEST_P(ExecutorConformance, StopsBetweenLayersAndGoesOn) {
    const SyntheticSession models({.layers = 6});
    const auto tokens = randomTokens(30);
    const auto session = models.open({.executor = executor()});
    EXPECT_EQ(&session->executor(), executor());
    EXPECT_EQ(layersAfterStop(*session, tokens), 0);
    EXPECT_EQ(session->position(), 0);
    EXPECT_LT(distance(logitsOf(*session, tokens), logitsOf(*models.open(), tokens)), 2e-3F);
}

std::vector<char> contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// What one executor saved the other goes on with, and nothing changes on the way.
TEST_P(ExecutorConformance, GoesOnWithWhatAnotherSaved) {
    const SyntheticSession models;
    const auto tokens = randomTokens(80);
    const auto first = std::span(tokens).first(60), rest = std::span(tokens).subspan(60);
    for (const CacheType type : {CacheType::F16, CacheType::F32, CacheType::Q8}) {
        const SessionOptions ours{.executor = executor(), .cache = type};
        const SessionOptions cpus{.executor = executorNamed("cpu"), .cache = type};
        for (const auto& [from, to] : {std::pair(ours, cpus), {cpus, ours}, {ours, ours}}) {
            const auto read = models.open(from);
            ASSERT_TRUE(read->evaluate(first, {}));
            ASSERT_TRUE(read->save(file("a.plmcache")));
            const auto restored = models.open(to);
            const auto count = restored->restore(file("a.plmcache"));
            ASSERT_TRUE(count) << count.error().message;
            EXPECT_EQ(*count, 60);
            ASSERT_TRUE(restored->save(file("b.plmcache")));
            EXPECT_EQ(contents(file("b.plmcache")), contents(file("a.plmcache")));
            EXPECT_EQ(restored->evaluatedTokens(), 0U) << "nothing was read again";
            EXPECT_LT(distance(logitsOf(*restored, rest, 1), logitsOf(*read, rest, 1)), tolerance(type));
        }
    }
}

} // namespace
