// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "synthetic_session.h"

#include <plm/threads.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

/// The logits of every token, read in pieces of these sizes over and over again.
std::vector<float> logitsInPieces(Session& session, std::span<const TokenId> tokens,
                                  std::span<const std::size_t> sizes) {
    std::vector<float> logits;
    for (std::size_t i = 0; !tokens.empty(); ++i) {
        const auto piece = tokens.first(std::min(sizes[i % sizes.size()], tokens.size()));
        const auto of = logitsOf(session, piece);
        logits.insert(logits.end(), of.begin(), of.end());
        tokens = tokens.subspan(piece.size());
    }
    return logits;
}

/// A whole context of 4,096 tokens, however it is cut; with single steps at every depth.
TEST(Session, PiecesOfAnySizeAgreeOverALongContext) {
    const SyntheticSession models(
        {.embedding = 32, .feedForward = 48, .latentRank = 24, .contextLength = 4096});
    const auto tokens = randomTokens(4096);
    const auto expected = logitsOf(*models.open({.threads = 2}), tokens, 512);
    EXPECT_EQ(logitsOf(*models.open({.threads = 1}), tokens, 512), expected);
    const auto limit = std::make_shared<ThreadLimit>();
    limit->set(1);
    const auto limited = models.open({.threads = 2, .threadLimit = limit});
    EXPECT_EQ(logitsOf(*limited, tokens, 512), expected);
    const std::vector<std::size_t> mixed{1, 7, 1, 64, 1, 1, 130};
    EXPECT_LT(distance(logitsInPieces(*models.open(), tokens, mixed), expected), 2e-4F);
    const auto small = logitsOf(*models.open(), tokens, 64);
    EXPECT_LT(distance(small, expected), 2e-4F);
    EXPECT_EQ(logitsOf(*models.open({.pieceTokens = 64}), tokens), small)
        << "the session's own pieces are those of its caller";
}

TEST(Session, LogitsOfTheLastTokenOnly) {
    const SyntheticSession models;
    const auto tokens = randomTokens(30);
    const auto all = logitsOf(*models.open(), tokens);
    for (const int piece : {512, 8, 1}) {
        std::vector<float> last(kSyntheticVocabulary);
        ASSERT_TRUE(models.open({.pieceTokens = piece})->evaluate(tokens, last));
        EXPECT_LT(distance(last, {all.end() - kSyntheticVocabulary, all.end()}), 1e-4F);
    }
    ASSERT_TRUE(models.open()->evaluate(tokens, {}));
}

TEST(Session, RewindForgetsExactlyWhatComesAfter) {
    const SyntheticSession models;
    const auto tokens = randomTokens(40);
    const auto session = models.open();
    const auto expected = logitsOf(*session, tokens, 1);
    session->rewind(25);
    EXPECT_EQ(session->position(), 25);
    const auto again = logitsOf(*session, std::span(tokens).subspan(25), 1);
    EXPECT_EQ(again, std::vector<float>(expected.begin() + 25 * kSyntheticVocabulary, expected.end()));
    session->rewind(1000);
    EXPECT_EQ(session->position(), 40) << "there is nothing to go forward to";
}

TEST(Session, ASecondTurnReadsOnlyItsOwnTokens) {
    const SyntheticSession models;
    const auto session = models.open();
    auto prompt = randomTokens(50);
    const auto first = session->generate(prompt, greedy(10));
    ASSERT_TRUE(first);
    EXPECT_EQ(first->statistics.cachedTokens, 0);
    prompt.insert(prompt.end(), first->tokens.begin(), first->tokens.end());
    const auto question = randomTokens(20, 2);
    prompt.insert(prompt.end(), question.begin(), question.end());
    const auto before = session->evaluatedTokens();
    const auto second = session->generate(prompt, greedy(1));
    ASSERT_TRUE(second);
    // All but the last token of the first answer was read while it was made.
    EXPECT_EQ(second->statistics.cachedTokens, 50 + static_cast<int>(first->tokens.size()) - 1);
    EXPECT_EQ(session->evaluatedTokens() - before, 21U);
    const auto fresh = models.open()->generate(prompt, greedy(1));
    EXPECT_EQ(second->tokens, fresh->tokens) << "what is kept is as good as what is read";
}

TEST(Session, ThePrefixEndsWhereThePromptsDiffer) {
    const SyntheticSession models;
    const auto session = models.open();
    auto prompt = randomTokens(50);
    ASSERT_TRUE(session->generate(prompt, greedy(1)));
    prompt[30] = (prompt[30] + 1) % 256;
    EXPECT_EQ(session->generate(prompt, greedy(1))->statistics.cachedTokens, 30);
    EXPECT_EQ(session->generate(prompt, greedy(1))->statistics.cachedTokens, 49)
        << "the last token is read again";
}

TEST(Session, GreedyTextIsThatOfTheReference) {
    const SyntheticSession models;
    const auto prompt = randomTokens(12);
    const auto cpu = models.open()->generate(prompt, greedy(40));
    const auto reference =
        models.open({.executor = executorNamed("reference")})->generate(prompt, greedy(40));
    ASSERT_TRUE(cpu && reference);
    EXPECT_EQ(cpu->tokens, reference->tokens);
    EXPECT_EQ(cpu->text, reference->text);
}

TEST(Session, TheSeedDecidesTheText) {
    const SyntheticSession models;
    const auto prompt = randomTokens(12);
    const auto text = [&](std::uint64_t seed) {
        GenerationOptions options;
        options.maxTokens = 30;
        options.sampling.seed = seed;
        return models.open()->generate(prompt, options)->tokens;
    };
    EXPECT_EQ(text(3), text(3));
    EXPECT_NE(text(3), text(4));
}

TEST(Session, EndsForEveryReason) {
    const SyntheticSession models({.contextLength = 64});
    const auto prompt = randomTokens(20);
    const auto length = models.open()->generate(prompt, greedy(7));
    EXPECT_EQ(length->reason, StopReason::Length);
    EXPECT_EQ(length->tokens.size(), 7U);

    const auto full = models.open()->generate(prompt, greedy(0));
    ASSERT_TRUE(full);
    if (full->reason != StopReason::EndOfAnswer) {
        EXPECT_EQ(full->reason, StopReason::ContextFull);
        EXPECT_EQ(full->tokens.size(), 64U - 20 + 1) << "the token after the last that fits is still known";
    }

    GenerationOptions stop = greedy(40);
    stop.stopStrings = {length->text.substr(2, 2)};
    const auto stopped = models.open()->generate(prompt, stop);
    EXPECT_EQ(stopped->reason, StopReason::StopString);
    EXPECT_EQ(stopped->text, length->text.substr(0, length->text.find(stop.stopStrings[0])));
}

TEST(Session, StopsWithinOneToken) {
    const SyntheticSession models;
    std::stop_source stop;
    GenerationCallbacks callbacks;
    callbacks.onText = [&](std::string_view, int tokens) {
        if (tokens == 3)
            stop.request_stop();
        return true;
    };
    const auto session = models.open();
    const auto byToken = session->generate(randomTokens(10), greedy(100), callbacks, stop.get_token());
    EXPECT_EQ(byToken->reason, StopReason::Cancelled);
    EXPECT_EQ(byToken->tokens.size(), 3U);
    callbacks.onText = [](std::string_view, int tokens) { return tokens < 4; };
    const auto byCallback = session->generate(randomTokens(10), greedy(100), callbacks);
    EXPECT_EQ(byCallback->reason, StopReason::Cancelled);
    EXPECT_EQ(byCallback->tokens.size(), 4U);
}

TEST(Session, ReadingReportsProgressAndCanBeCancelled) {
    const SyntheticSession models;
    std::vector<PromptProgress> seen;
    std::stop_source stop;
    GenerationCallbacks callbacks;
    callbacks.onPrompt = [&](const PromptProgress& progress) {
        seen.push_back(progress);
        if (progress.done >= 100)
            stop.request_stop();
    };
    const auto session = models.open({.pieceTokens = 16});
    const auto result = session->generate(randomTokens(200), greedy(5), callbacks, stop.get_token());
    ASSERT_TRUE(result);
    EXPECT_EQ(result->reason, StopReason::Cancelled);
    EXPECT_TRUE(result->tokens.empty());
    ASSERT_GT(seen.size(), 6U);
    for (std::size_t i = 1; i < seen.size(); ++i) {
        EXPECT_GE(seen[i].done, seen[i - 1].done);
        EXPECT_EQ(seen[i].total, 200);
        EXPECT_GE(seen[i].secondsLeft, 0);
    }
    EXPECT_LT(seen.back().done, 120) << "cancelled within a piece";
    EXPECT_EQ(session->position() % 16, 0) << "whole pieces stay";
    const int kept = session->position();
    EXPECT_EQ(session->generate(randomTokens(200), greedy(1))->statistics.cachedTokens, kept)
        << "and need not be read again";
}

/// An estimate, whatever it is: nothing before anything is known and in the end, and something between.
TEST(Session, TheTimeThatReadingTakesFallsToNothing) {
    const SyntheticSession models;
    std::vector<PromptProgress> seen;
    GenerationCallbacks callbacks;
    callbacks.onPrompt = [&](const PromptProgress& progress) { seen.push_back(progress); };
    const auto session = models.open({.pieceTokens = 16});
    for (const int length : {100, 180}) { // the second begins with the first
        seen.clear();
        ASSERT_TRUE(session->generate(randomTokens(length), greedy(1), callbacks));
        ASSERT_GT(seen.size(), 6U);
        EXPECT_EQ(seen.front().secondsLeft, 0) << "nothing is known yet";
        EXPECT_EQ(seen.back().done, length);
        EXPECT_EQ(seen.back().secondsLeft, 0);
        for (const PromptProgress& progress : std::span(seen).subspan(1, seen.size() - 2))
            EXPECT_EQ(progress.secondsLeft > 0, progress.done < length) << progress.done;
    }
}

TEST(Session, APromptMayFillTheContext) {
    const SyntheticSession models({.contextLength = 32});
    const auto session = models.open();
    for (int turn = 0; turn < 2; ++turn) { // the second finds it read
        const auto full = session->generate(randomTokens(32), greedy(5));
        ASSERT_TRUE(full) << full.error().message;
        EXPECT_EQ(full->reason, StopReason::ContextFull);
        EXPECT_EQ(full->tokens.size(), 1U) << "what comes behind the last that fits is known";
        EXPECT_EQ(session->position(), 32);
    }
    const auto last = session->generate(randomTokens(31), greedy(0));
    ASSERT_TRUE(last) << last.error().message;
    EXPECT_LE(last->tokens.size(), 2U);
}

TEST(Session, RefusesWhatDoesNotFit) {
    const SyntheticSession models({.contextLength = 32});
    const auto session = models.open();
    const auto tooLong = session->generate(randomTokens(33), greedy(1));
    ASSERT_FALSE(tooLong);
    EXPECT_EQ(tooLong.error().kind, ErrorKind::ContextFull);
    EXPECT_NE(tooLong.error().message.find("33"), std::string::npos) << tooLong.error().message;
    EXPECT_NE(tooLong.error().message.find("32"), std::string::npos) << tooLong.error().message;

    EXPECT_EQ(session->evaluate(randomTokens(33), {}).error().kind, ErrorKind::ContextFull);
    EXPECT_EQ(session->position(), 0) << "nothing was read";
    const std::vector<TokenId> unknown{5, 259};
    EXPECT_EQ(session->evaluate(unknown, {}).error().kind, ErrorKind::BadArgument);
    const std::vector<TokenId> negative{-1};
    EXPECT_EQ(session->evaluate(negative, {}).error().kind, ErrorKind::BadArgument);
    std::vector<float> odd(100);
    EXPECT_EQ(session->evaluate(randomTokens(2), odd).error().kind, ErrorKind::BadArgument);
    EXPECT_EQ(session->generate({}, greedy(1)).error().kind, ErrorKind::BadArgument);

    EXPECT_FALSE(Session::create(models.model(), {.contextLength = 33}));
    EXPECT_FALSE(Session::create(models.model(), {.threads = -1}));
    EXPECT_EQ(models.open({.contextLength = 16})->contextLength(), 16);
}

TEST(Session, TellsHowFarLoadingIs) {
    const SyntheticSession models;
    for (const ExecutorPlug* executor : {executorNamed("cpu"), executorNamed("reference")}) {
        double last = -1;
        const auto session = Session::create(models.model(), {.executor = executor}, [&](double fraction) {
            EXPECT_GE(fraction, last);
            last = fraction;
        });
        ASSERT_TRUE(session) << session.error().message;
        EXPECT_EQ(last, 1.0);
    }
}

TEST(Session, LoadingCanBeCancelled) {
    const SyntheticSession models;
    std::stop_source stop;
    stop.request_stop();
    for (const ExecutorPlug* executor : {executorNamed("cpu"), executorNamed("reference")}) {
        const auto session = Session::create(models.model(), {.executor = executor}, {}, stop.get_token());
        ASSERT_FALSE(session);
        EXPECT_EQ(session.error().kind, ErrorKind::Cancelled);
        EXPECT_EQ(session.error().message, models.model()->info().path.string() + ": loading was cancelled.");
    }
}

#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__) // which end the program instead
TEST(Session, ACacheThatCannotBeHadIsToldBeforeWeightsAreRead) {
    // More than any machine has, where the system does not promise memory that it does not have.
    constexpr int kTokens = 2'000'000'000;
    if (void* const promised = std::malloc(std::size_t{kTokens} * 320)) {
        std::free(promised);
        GTEST_SKIP() << "this system promises any memory";
    }
    const SyntheticSession models;
    for (const ExecutorPlug* executor : builtInExecutors().all()) {
        if (!executor->check())
            continue;
        bool loaded = false;
        const auto session = Session::create(models.model(),
                                             {.executor = executor,
                                              .cache = CacheType::F32,
                                              .contextLength = kTokens,
                                              .pastModelContext = true},
                                             [&](double) { loaded = true; });
        ASSERT_FALSE(session) << executor->name;
        EXPECT_EQ(session.error().kind, ErrorKind::OutOfMemory);
        EXPECT_EQ(session.error().message,
                  "The cache of 2000000000 tokens needs 640000000000 bytes, which could not be had.");
        EXPECT_FALSE(loaded) << executor->name;
    }
}
#endif

TEST(Session, TellsWhatItUses) {
    const SyntheticSession models;
    EXPECT_EQ(models.open()->cacheBytesPerToken(), 2U * (32 + 8) * 2) << "layers × (r+p) × 2 bytes";
    EXPECT_EQ(models.open({.cache = CacheType::F32})->cacheBytesPerToken(), 2U * (32 + 8) * 4);
    EXPECT_EQ(models.open({.cache = CacheType::Q8})->cacheBytesPerToken(), 2U * (32 + 2 + 8 * 2));
    EXPECT_EQ(&models.open()->executor(), executorNamed("cpu"));
    EXPECT_EQ(models.open({.threads = 1})->threads(), 1);
    EXPECT_EQ(models.open({.threads = 1000})->threads(), threadsFor(1000)) << "no more than there are";
    const auto answer = models.open()->generate(randomTokens(20), greedy(5));
    EXPECT_EQ(answer->statistics.promptTokens, 20);
    EXPECT_EQ(answer->statistics.answerTokens, 5);
    EXPECT_EQ(answer->statistics.activeByLayer.size(), 2U);
    EXPECT_EQ(answer->statistics.cacheBytes, (20U + 4) * 2 * (32 + 8) * 2);
    EXPECT_GT(answer->statistics.firstTokenSeconds, 0);
    EXPECT_NEAR(answer->statistics.skippedShare(), 0.5, 0.1) << "of random neurons half are below zero";
}

TEST(Statistics, RatesAreOfWhatWasEvaluatedInTheirTime) {
    Statistics statistics;
    EXPECT_EQ(statistics.promptTokensPerSecond(), 0) << "nothing was measured";
    EXPECT_EQ(statistics.decodeTokensPerSecond(), 0);
    statistics.promptTokens = 30;
    statistics.cachedTokens = 10;
    statistics.promptSeconds = 4;
    statistics.answerTokens = 11;
    statistics.decodeSeconds = 2;
    EXPECT_EQ(statistics.promptTokensPerSecond(), 5) << "10 were not read again";
    EXPECT_EQ(statistics.decodeTokensPerSecond(), 5) << "the first came out of the prompt's evaluation";
    statistics.answerTokens = 1;
    EXPECT_EQ(statistics.decodeTokensPerSecond(), 0);
}

TEST(Statistics, TheShareSkippedIsThatOfAllLayers) {
    Statistics statistics;
    statistics.activeByLayer = {0.5F, 0.25F};
    EXPECT_EQ(statistics.skippedShare(), 0) << "they were multiplied all the same";
    statistics.zerosSkipped = true;
    EXPECT_EQ(statistics.skippedShare(), 0.625);
}

TEST(Session, NamesWhatThereIsInsteadOfWhatThereIsNot) {
    for (const CacheType type : {CacheType::F16, CacheType::F32, CacheType::Q8}) {
        EXPECT_EQ(cacheTypeFromName(toString(type)), type);
        EXPECT_NE(cacheTypeFromName("f64").error().message.find(toString(type)), std::string::npos);
    }
    const Executors executors = builtInExecutors();
    for (const ExecutorPlug* executor : executors.all()) {
        EXPECT_EQ(executors.find(executor->name), executor);
        EXPECT_NE(executors.find("gpu").error().message.find(executor->name), std::string::npos);
    }
    EXPECT_EQ(executors.find("auto"), &executors.automatic());
}

TEST(Session, GoesPastTheModelsContextOnlyIfAsked) {
    const SyntheticSession models({.contextLength = 16});
    const auto session = models.open({.contextLength = 24, .pastModelContext = true});
    EXPECT_EQ(session->contextLength(), 24);
    EXPECT_TRUE(session->evaluate(randomTokens(24), {}));
}

} // namespace
