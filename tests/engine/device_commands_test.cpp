// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the Vulkan executor gives a device to do for a token: counts that say how fast it can be where there
// is no device to measure.
#include "forward/forward_executor.h"
#include "synthetic_session.h"
#include "vulkan/vulkan_backend.h"

#include <gtest/gtest.h>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr int kCapacity = 400;

/// An executor whose recording can be looked at.
class Watched {
public:
    explicit Watched(std::uint32_t layers) : m_models({.layers = layers}) {
        auto device = Device::open(0);
        if (!device)
            return;
        auto backend = VulkanBackend::create(std::move(*device), wholeOf(*m_models.model()), {}, {});
        EXPECT_TRUE(backend) << backend.error().message;
        m_backend = static_cast<const VulkanBackend*>(backend->get());
        m_executor = std::make_unique<ForwardExecutor>(m_models.model()->info().hyper, std::move(*backend));
        m_cache = std::move(*m_executor->makeCache(kCapacity, CacheType::F16));
        m_logits.resize(static_cast<std::size_t>(m_models.model()->info().hyper.vocabulary));
    }

    [[nodiscard]] bool isThere() const { return m_executor != nullptr; }
    [[nodiscard]] const Recording& recording() const { return m_backend->recording(); }
    [[nodiscard]] std::uint64_t workingBytes() const { return m_backend->deviceMemory().working; }
    [[nodiscard]] const HyperParameters& hyper() const { return m_models.model()->info().hyper; }
    [[nodiscard]] int position() const { return m_cache->size(); }
    /// That the program read.
    [[nodiscard]] std::uint64_t bytesBack() const { return m_backend->bytesBack(); }
    /// What evaluating so many costs, with the logits of the last or so many of its candidates.
    CommandCounts evaluate(int tokens, std::size_t candidates = 0) {
        const CommandCounts before = recording().counts();
        const auto ids = randomTokens(tokens);
        std::vector<Candidate> wanted(candidates);
        EXPECT_TRUE(m_executor->evaluate(
            {.tokens = ids, .logits = m_logits, .stop = {}, .onLayer = {}, .candidates = wanted}, *m_cache));
        CommandCounts cost = recording().counts();
        cost.dispatches -= before.dispatches;
        cost.copies -= before.copies;
        cost.barriers -= before.barriers;
        return cost;
    }

private:
    SyntheticSession m_models;
    const VulkanBackend* m_backend = nullptr;
    std::unique_ptr<Executor> m_executor;
    std::unique_ptr<LatentCache> m_cache;
    std::vector<float> m_logits;
};

TEST(DeviceCommands, OfATokenAreFewALayer) {
    Watched four(4), six(6);
    if (!four.isThere())
        GTEST_SKIP() << "no Vulkan device";
    for (const int tokens : {1, 2, 8}) {
        const CommandCounts less = four.evaluate(tokens), more = six.evaluate(tokens);
        EXPECT_LE((more.dispatches - less.dispatches) / 2, 11U) << tokens;
        EXPECT_LE((more.barriers - less.barriers) / 2, 10U)
            << tokens << ": q and kv_a wait for none between them";
        EXPECT_EQ(more.copies, less.copies) << tokens;
    }
    for (const int tokens : {20, 100}) { // absorbed and expanded
        const CommandCounts less = four.evaluate(tokens), more = six.evaluate(tokens);
        EXPECT_LE((more.dispatches - less.dispatches) / 2, 14U) << tokens;
    }
}

TEST(DeviceCommands, OfATokenAreSubmittedOnceWhateverThePosition) {
    Watched watched(3);
    if (!watched.isThere())
        GTEST_SKIP() << "no Vulkan device";
    watched.evaluate(100);
    const CommandCounts first = watched.evaluate(1);
    for (int i = 0; i < 80; ++i) { // over ends of segments
        const std::uint64_t submitted = watched.recording().submissions();
        const CommandCounts next = watched.evaluate(1);
        EXPECT_EQ(watched.recording().submissions(), submitted + 1);
        EXPECT_EQ(next.dispatches, first.dispatches);
        EXPECT_EQ(next.barriers, first.barriers);
    }
    const std::uint64_t submitted = watched.recording().submissions();
    watched.evaluate(100);
    EXPECT_EQ(watched.recording().submissions(), submitted + 10)
        << "three for each layer, and one for the head";
}

/// By batches of up to so many tokens, first expanded, then absorbed.
TEST(DeviceCommands, TakeTheMemoryThatIsPredicted) {
    for (const int tokens : {5, 20, 100}) {
        Watched watched(2);
        if (!watched.isThere())
            GTEST_SKIP() << "no Vulkan device";
        const std::uint64_t predicted = VulkanBackend::workingBytes(watched.hyper(), tokens, kCapacity);
        while (watched.position() < 100) {
            watched.evaluate(tokens);
            EXPECT_LE(watched.workingBytes(), predicted) << tokens;
        }
        watched.evaluate(std::min(tokens, 9)); // more than 9 are expanded at any position
        EXPECT_EQ(watched.workingBytes(), predicted) << tokens;
    }
}

/// Of the logits two dispatches more find them, and nothing else of the logits comes back.
TEST(DeviceCommands, OfCandidatesAreTwoMoreThanOfLogits) {
    constexpr std::uint64_t kLayers = 3;
    Watched watched(kLayers);
    if (!watched.isThere())
        GTEST_SKIP() << "no Vulkan device";
    const std::uint64_t counted = kLayers * kShareCounts * sizeof(std::uint32_t); // one share
    const auto cost = [&](std::size_t candidates) {
        const std::uint64_t before = watched.bytesBack(), submitted = watched.recording().submissions();
        const CommandCounts counts = watched.evaluate(1, candidates);
        EXPECT_EQ(watched.recording().submissions(), submitted + 1) << candidates;
        const std::uint64_t each =
            candidates > 0 ? candidates * sizeof(Candidate) : kSyntheticVocabulary * sizeof(float);
        EXPECT_EQ(watched.bytesBack() - before, counted + each) << candidates;
        return counts;
    };
    watched.evaluate(1);
    for (int round = 0; round < 2; ++round) { // recorded, and submitted as it was recorded
        const CommandCounts all = cost(0);
        for (const std::size_t candidates : {1U, 40U, 128U}) {
            const CommandCounts few = cost(candidates);
            EXPECT_EQ(few.dispatches, all.dispatches + 2);
            EXPECT_EQ(few.barriers, all.barriers + 2);
            EXPECT_EQ(few.copies, all.copies);
        }
    }
}

/// Bytes beside the CPU's executor, which lays out the same numbers for another machine.
TEST(DeviceCommands, ReadNoMoreThanTheProcessorDoes) {
    const SyntheticSession models({.layers = 2});
    const auto bytesOf = [&](const char* name) {
        const auto plugs = builtInExecutors();
        const auto session = models.open({.executor = *plugs.find(name)});
        EXPECT_TRUE(session->evaluate(randomTokens(20), {}));
        const Counters before = session->counters();
        std::vector<float> logits(static_cast<std::size_t>(models.model()->info().hyper.vocabulary));
        for (const TokenId token : randomTokens(20))
            EXPECT_TRUE(session->evaluate({&token, 1}, logits));
        return static_cast<double>((session->counters() - before).bytesRead());
    };
    if (!Device::open(0))
        GTEST_SKIP() << "no Vulkan device";
    EXPECT_LE(bytesOf("vulkan"), 1.05 * bytesOf("cpu"));
}

} // namespace
