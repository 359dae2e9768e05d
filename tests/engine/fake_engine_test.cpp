// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/engine.h>

#include <gtest/gtest.h>
#include <thread>

namespace {

using plm::ChatMessage;
using plm::Recording;
using plm::Role;
using plm::StopReason;

const std::vector<ChatMessage> kQuestion = {{Role::User, "Who jumps?"}};

Recording fox() {
    Recording recording;
    recording.modelName = "Fox";
    recording.promptTokens = 12;
    recording.activeByLayer = {0.25F, 0.5F};
    recording.pieces = {"The", " fox", " jumps", "."};
    return recording;
}

std::string replay(const Recording& recording, const std::vector<ChatMessage>& messages,
                   const plm::GenerationOptions& options = {}) {
    const auto engine = plm::makeFakeEngine(recording);
    std::string text;
    const auto onText = [&](std::string_view piece, int) {
        text += piece;
        return true;
    };
    const auto generation = engine->answer(messages, options, {{}, onText}, {});
    EXPECT_TRUE(generation && generation->text == text);
    return text;
}

TEST(FakeEngine, ReplaysEveryPieceInOrder) {
    const auto engine = plm::makeFakeEngine(fox());
    std::vector<std::string> pieces;
    std::vector<int> counts;
    const auto onText = [&](std::string_view piece, int tokens) {
        pieces.emplace_back(piece);
        counts.push_back(tokens);
        return true;
    };
    const auto generation = engine->answer(kQuestion, {}, {{}, onText}, {});
    ASSERT_TRUE(generation);
    EXPECT_EQ(pieces, fox().pieces);
    EXPECT_EQ(counts, (std::vector{1, 2, 3, 4}));
    EXPECT_EQ(generation->text, "The fox jumps.");
    EXPECT_EQ(generation->reason, StopReason::EndOfAnswer);
}

TEST(FakeEngine, TellsWhatTheRecordingSaysOfEachToken) {
    Recording recording = fox();
    recording.weightBytes = {10, 20, 30, 40, 1000, 60};
    recording.cacheBytesPerToken = 7;
    std::vector<plm::AnswerReading> readings;
    plm::GenerationCallbacks callbacks;
    callbacks.onReading = [&](const plm::AnswerReading& reading) { readings.push_back(reading); };
    plm::GenerationOptions options;
    const auto engine = plm::makeFakeEngine(recording);
    ASSERT_TRUE(engine->answer(kQuestion, options, callbacks, {}));
    ASSERT_EQ(readings.size(), 3U) << "the first token comes of the prompt";
    EXPECT_EQ(readings[1].cost.activeShares(1000), recording.activeByLayer);
    EXPECT_EQ(readings[1].cost.weightBytesOf(plm::Part::Down), 375U) << "of 1000, three eighths are active";
    EXPECT_EQ(readings[1].cost.cacheBytes, 14U * 7);
    EXPECT_EQ(readings[1].cost.denseBytesRead(), 1160U + 14U * 7);
    options.skipZeros = false;
    ASSERT_TRUE(engine->answer(kQuestion, options, callbacks, {}));
    EXPECT_EQ(readings.back().cost.weightBytesOf(plm::Part::Down), 1000U);
}

TEST(FakeEngine, StatisticsSayWhatWasDone) {
    const auto generation = plm::makeFakeEngine(fox())->answer(kQuestion, {}, {}, {});
    ASSERT_TRUE(generation);
    EXPECT_EQ(generation->statistics.promptTokens, 12);
    EXPECT_EQ(generation->statistics.answerTokens, 4);
    EXPECT_EQ(generation->statistics.activeByLayer, fox().activeByLayer);
    EXPECT_GE(generation->statistics.firstTokenSeconds, generation->statistics.promptSeconds);
}

TEST(FakeEngine, ReportsThePromptFromStartToEnd) {
    Recording recording = fox();
    recording.promptSeconds = 0.1;
    std::vector<plm::PromptProgress> progress;
    const auto onPrompt = [&](const plm::PromptProgress& step) { progress.push_back(step); };
    const auto generation = plm::makeFakeEngine(recording)->answer(kQuestion, {}, {onPrompt, {}}, {});
    ASSERT_GE(progress.size(), 2U);
    EXPECT_EQ(progress.front().done, 0);
    EXPECT_DOUBLE_EQ(progress.front().secondsLeft, 0.1);
    EXPECT_EQ(progress.back().done, 12);
    EXPECT_EQ(progress.back().total, 12);
    EXPECT_EQ(progress.back().secondsLeft, 0);
    EXPECT_GE(generation->statistics.promptSeconds, 0.1); // never sooner than recorded
}

TEST(FakeEngine, IsNeverFasterThanRecorded) {
    Recording recording = fox();
    recording.tokensPerSecond = 100;
    const auto generation = plm::makeFakeEngine(recording)->answer(kQuestion, {}, {}, {});
    EXPECT_GE(generation->statistics.decodeSeconds, 0.03); // the first of four pieces does not wait
}

TEST(FakeEngine, TheCallersSpeedGoesBeforeTheRecordedOne) {
    Recording recording = fox();
    recording.tokensPerSecond = 1e-6; // the second piece would come tomorrow
    plm::GenerationOptions options;
    options.tokensPerSecond = 1000;
    EXPECT_EQ(replay(recording, kQuestion, options), "The fox jumps.");
}

TEST(FakeEngine, StopsAtTheWantedLength) {
    plm::GenerationOptions options;
    options.maxTokens = 2;
    const auto generation = plm::makeFakeEngine(fox())->answer(kQuestion, options, {}, {});
    EXPECT_EQ(generation->text, "The fox");
    EXPECT_EQ(generation->reason, StopReason::Length);
}

TEST(FakeEngine, StopsAtTheEndOfTheContext) {
    Recording recording = fox();
    recording.contextLength = recording.promptTokens + 3;
    const auto generation = plm::makeFakeEngine(recording)->answer(kQuestion, {}, {}, {});
    EXPECT_EQ(generation->text, "The fox jumps");
    EXPECT_EQ(generation->reason, StopReason::ContextFull);
}

TEST(FakeEngine, StopsWhereTheCallbackSaysSo) {
    const auto onText = [](std::string_view, int tokens) { return tokens < 2; };
    const auto generation = plm::makeFakeEngine(fox())->answer(kQuestion, {}, {{}, onText}, {});
    EXPECT_EQ(generation->text, "The fox");
    EXPECT_EQ(generation->reason, StopReason::Cancelled);
}

TEST(FakeEngine, AStopTokenEndsThePauseBetweenPieces) {
    Recording recording = fox();
    recording.tokensPerSecond = 1e-6;
    std::stop_source stop;
    std::jthread stopper;
    const auto onText = [&](std::string_view, int) {
        stopper = std::jthread([&] { stop.request_stop(); });
        return true;
    };
    const auto generation =
        plm::makeFakeEngine(recording)->answer(kQuestion, {}, {{}, onText}, stop.get_token());
    EXPECT_EQ(generation->text, "The");
    EXPECT_EQ(generation->reason, StopReason::Cancelled);
}

TEST(FakeEngine, AStopTokenEndsThePrompt) {
    Recording recording = fox();
    recording.promptSeconds = 3600;
    std::stop_source stop;
    std::jthread stopper;
    const auto onPrompt = [&](const plm::PromptProgress&) {
        if (!stopper.joinable())
            stopper = std::jthread([&] { stop.request_stop(); });
    };
    const auto generation =
        plm::makeFakeEngine(recording)->answer(kQuestion, {}, {onPrompt, {}}, stop.get_token());
    EXPECT_EQ(generation->reason, StopReason::Cancelled);
    EXPECT_EQ(generation->text, "");
    EXPECT_LT(generation->statistics.promptTokens, 12);
}

TEST(FakeEngine, ContinuesAnAnswerThatBrokeOff) {
    EXPECT_EQ(replay(fox(), {kQuestion[0], {Role::Assistant, "The fox"}}), " jumps.");
    EXPECT_EQ(replay(fox(), {kQuestion[0], {Role::Assistant, "The fox jumps."}}), "");
    EXPECT_EQ(replay(fox(), {kQuestion[0], {Role::Assistant, "A cat"}}), "The fox jumps.");
}

TEST(FakeEngine, OpensWhateverFileIsThere) {
    const auto engine = plm::makeFakeEngine(fox());
    const auto info = engine->open(PERIPHERAL_TEST_DATA "/recordings/blocks.json", {}, {});
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->name, "Fox");
    EXPECT_GT(info->fileBytes, 0U);
    const auto missing = engine->open("/nowhere/model.gguf", {}, {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, plm::ErrorKind::NotFound);
    EXPECT_NE(missing.error().message.find("/nowhere/model.gguf"), std::string::npos);
}

TEST(FakeEngine, CountsMoreTokensForMoreText) {
    const auto engine = plm::makeFakeEngine(fox());
    const std::vector<ChatMessage> longer = {{Role::User, "Who jumps over the lazy dog?"}};
    EXPECT_GT(engine->countTokens(longer).value(), engine->countTokens(kQuestion).value());
    EXPECT_EQ(engine->contextLength(), Recording().contextLength);
}

} // namespace
