// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A GPU that computes some of the layers (executor_conformance_test asks the same of it as of all executors).
#include "gpu_fault.h"
#include "synthetic_session.h"

#include <plm/engine.h>
#include <plm/model_outline.h>

#include <gmock/gmock.h>
#include <string>

namespace {

using namespace plm;
using namespace plm::test;

constexpr int kLayers = 6;

class PartOnGpu : public testing::Test {
protected:
    void SetUp() override {
        if (const Status there = vulkan->check(); !there)
            GTEST_SKIP() << there.error().message;
    }
    [[nodiscard]] SessionOptions layers(std::optional<int> count) const {
        return {.executor = vulkan, .gpuLayers = count, .contextLength = 128, .pieceTokens = 16};
    }
    [[nodiscard]] std::uint64_t weightsOn(int count) const {
        return models.open(layers(count))->memory().device.weights;
    }

    const ExecutorPlug* const vulkan = executorNamed("vulkan");
    const SyntheticSession models{SyntheticShape{.layers = kLayers}};
    const std::vector<TokenId> prompt = randomTokens(40);
};

/// Each layer's weights, cache and answers, however many there are.
TEST_F(PartOnGpu, HasTheLastLayersAndTheHead) {
    const auto expected = logitsOf(*models.open({.executor = executorNamed("reference")}), prompt);
    for (int count = 1; count <= kLayers; ++count) {
        SCOPED_TRACE(count);
        const auto session = models.open(layers(count));
        const SessionMemory memory = session->memory();
        EXPECT_EQ(memory.device.layers, count);
        EXPECT_EQ(memory.device.cache, memory.cacheReserved / kLayers * static_cast<std::uint64_t>(count));
        EXPECT_EQ(memory.laidOutWeights > 0, count < kLayers);
        EXPECT_FALSE(session->weightsAreKept());
        EXPECT_LT(distance(logitsOf(*session, prompt), expected), 2e-3F);
    }
    const std::uint64_t layer = weightsOn(2) - weightsOn(1);
    EXPECT_EQ(weightsOn(4), weightsOn(1) + 3 * layer);
    const auto predicted = memoryNeed(models.model()->info().path, *vulkan);
    ASSERT_TRUE(predicted);
    EXPECT_EQ(weightsOn(kLayers), predicted->deviceWeights);
}

/// Neurons by layer, bytes by part.
TEST_F(PartOnGpu, CountsBothParts) {
    const auto whole = models.open(layers(kLayers)), part = models.open(layers(2));
    const auto cpu = models.open();
    for (const auto* session : {&whole, &part, &cpu})
        for (const TokenId token : prompt)
            ASSERT_TRUE((*session)->evaluate(std::span(&token, 1), {}));
    const Counters& all = whole->counters();
    const Counters& both = part->counters();
    EXPECT_EQ(both.tokens, prompt.size());
    EXPECT_EQ(both.cacheBytes, all.cacheBytes);
    for (int layer = 0; layer < kLayers; ++layer) // the CPU rounds what it multiplies
        EXPECT_NEAR(part->activeByLayer()[static_cast<std::size_t>(layer)],
                    whole->activeByLayer()[static_cast<std::size_t>(layer)], 0.003F);
    for (const Part one : {Part::Projections, Part::Attention, Part::Up, Part::Down}) {
        const auto bytes = [one](const Counters& counters) {
            return static_cast<double>(counters.weightBytesOf(one));
        };
        const double expected = bytes(all) * 2 / kLayers + bytes(cpu->counters()) * (kLayers - 2) / kLayers;
        EXPECT_NEAR(bytes(both) / expected, 1, 0.02) << toString(one);
        EXPECT_GT(both.secondsOf(one), 0) << toString(one);
    }
}

TEST_F(PartOnGpu, HasAsManyLayersAsThereIsMemoryFor) {
    int last = 0;
    bool wasPart = false;
    for (int kib = 64; last < kLayers && kib < 1 << 20; kib += kib / 8) {
        const GpuFault little(("little-memory@" + std::to_string(kib)).c_str());
        const auto session = Session::create(models.model(), layers({}));
        if (!session) {
            EXPECT_EQ(session.error().kind, ErrorKind::OutOfMemory);
            EXPECT_THAT(session.error().message, testing::HasSubstr("too little for a layer of this model"));
            EXPECT_EQ(last, 0);
            continue;
        }
        const SessionMemory memory = (*session)->memory();
        EXPECT_GE(memory.device.layers, last);
        EXPECT_LT(memory.device.weights + memory.device.cache, static_cast<std::uint64_t>(kib) << 10);
        last = memory.device.layers;
        wasPart = wasPart || last < kLayers;
    }
    EXPECT_EQ(last, kLayers);
    EXPECT_TRUE(wasPart);
}

/// A model that is opened in place of another, or again, has the memory that the one before gives back.
TEST_F(PartOnGpu, HasTheMemoryOfTheModelBefore) {
    const std::filesystem::path path = models.model()->info().path;
    int kib = 64;
    for (int had = 0; had < 4; kib += kib / 8) { // of six
        const GpuFault little(("little-memory@" + std::to_string(kib)).c_str());
        const auto session = Session::create(models.model(), layers({}));
        had = session ? (*session)->deviceMemory().layers : 0;
    }
    const GpuFault little(("little-memory@" + std::to_string(kib)).c_str());
    SessionOptions options = layers({});
    options.standIn = executorNamed("cpu");
    const auto engine = makeEngine(options);
    ASSERT_TRUE(engine->open(path, {}, {}));
    const int first = engine->deviceMemory().layers;
    ASSERT_GE(first, 4);
    for (int again = 0; again < 2; ++again) {
        ASSERT_TRUE(engine->open(path, {}, {}));
        EXPECT_EQ(engine->deviceMemory().layers, first);
    }
}

TEST_F(PartOnGpu, RefusesNumbersThatTheModelHasNot) {
    for (const int count : {-1, 0, kLayers + 1}) {
        const auto session = Session::create(models.model(), layers(count));
        ASSERT_FALSE(session);
        EXPECT_EQ(session.error().kind, ErrorKind::BadArgument);
        EXPECT_THAT(session.error().message, testing::HasSubstr("the model has 6"));
    }
}

TEST_F(PartOnGpu, LeavesTheRestOfAnAnswerToTheCpuWhereItIsLost) {
    for (int at = 1, lost = 0; lost < 2; at += 7) {
        ASSERT_LT(at, 200);
        const GpuFault fault(("lost@" + std::to_string(at)).c_str());
        SessionOptions options = layers(3);
        options.standIn = executorNamed("cpu");
        std::size_t before = 0, written = 0;
        bool said = false;
        options.onStandIn = [&](const std::string&) {
            before = written;
            said = true;
        };
        const auto session = Session::create(models.model(), options);
        if (!session)
            continue; // lost while it was opened
        GenerationCallbacks callbacks;
        callbacks.onText = [&](std::string_view, int count) {
            written = static_cast<std::size_t>(count);
            return true;
        };
        const auto answer = (*session)->generate(prompt, greedy(12), callbacks);
        ASSERT_TRUE(answer) << answer.error().message;
        EXPECT_TRUE(said);
        EXPECT_EQ((*session)->memory().device.layers, 0);
        std::vector<TokenId> known = prompt;
        known.insert(known.end(), answer->tokens.begin(),
                     answer->tokens.begin() + static_cast<std::ptrdiff_t>(before));
        const auto rest = models.open({.contextLength = 128, .pieceTokens = 16})
                              ->generate(known, greedy(12 - static_cast<int>(before)));
        ASSERT_TRUE(rest);
        EXPECT_TRUE(std::equal(rest->tokens.begin(), rest->tokens.end(),
                               answer->tokens.begin() + static_cast<std::ptrdiff_t>(before),
                               answer->tokens.end()));
        ++lost;
    }
}

} // namespace
