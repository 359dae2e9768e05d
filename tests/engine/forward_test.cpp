// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The loop over layers, with a backend that computes nothing and writes down what it is asked for.
#include "forward/forward_executor.h"
#include "model/host_cache.h"

#include <array>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <new>
#include <string>
#include <vector>

namespace plm {
namespace {

using testing::ElementsAre;

constexpr HyperParameters kShape{.layers = 2,
                                 .embedding = 4,
                                 .feedForward = 8,
                                 .heads = 1,
                                 .latentRank = 2,
                                 .noPositionWidth = 2,
                                 .rotaryWidth = 2,
                                 .valueWidth = 2,
                                 .vocabulary = 3};

struct Asked {
    std::vector<std::string> operations;
    std::function<void()> onAttend; ///< may throw
    bool givesCandidates = false;
    Status finished;
};

class WritingBackend final : public Backend {
public:
    explicit WritingBackend(Asked& asked) : m_asked(asked) {}
    void begin(const BackendBatch& batch) override { note("begin", static_cast<int>(batch.tokens.size())); }
    void embed() override { note("embed"); }
    void normalise(LayerNorm norm, int layer) override {
        note(norm == LayerNorm::Attention ? "attention norm" : "feed-forward norm", layer);
    }
    void multiply(Product product, int layer) override {
        constexpr std::array kNames{"query", "latent", "attention output", "up", "down"};
        note(kNames.at(static_cast<std::size_t>(product)), layer);
    }
    void storeLatents(int layer) override { note("store", layer); }
    void attend(int layer) override {
        note("attend", layer);
        if (m_asked.onAttend)
            m_asked.onAttend();
    }
    void squaredRelu(int layer) override { note("squared relu", layer); }
    void head(const WantedLogits& wanted, std::span<float> /*logits*/) override {
        note("head", wanted.first);
    }
    void headCandidates(const WantedLogits& wanted, std::span<Candidate> candidates) override {
        note("candidates of " + std::to_string(wanted.first) + ":", static_cast<int>(candidates.size()));
    }
    [[nodiscard]] bool givesCandidates() const override { return m_asked.givesCandidates; }
    Status finish() override {
        note("finish");
        return m_asked.finished;
    }
    [[nodiscard]] Result<std::unique_ptr<LatentCache>> makeCache(int capacity,
                                                                 CacheType type) const override {
        return HostCache::create(kShape, capacity, type);
    }
    [[nodiscard]] int threads() const override { return 1; }
    [[nodiscard]] bool skipsZeros() const override { return false; }

private:
    void note(std::string operation) { m_asked.operations.push_back(std::move(operation)); }
    void note(const std::string& operation, int number) { note(operation + " " + std::to_string(number)); }

    Asked& m_asked;
};

class Forward : public testing::Test {
protected:
    Status evaluate(std::span<float> logits, const std::stop_token& stop = {}) {
        return m_executor.evaluate({m_tokens, logits, stop, [this](int layer) { m_layers.push_back(layer); }},
                                   *m_cache);
    }

    Asked m_asked;
    std::vector<int> m_layers;
    std::array<TokenId, 3> m_tokens{0, 1, 2};
    std::array<float, 3> m_logits{};
    ForwardExecutor m_executor{kShape, std::make_unique<WritingBackend>(m_asked)};
    std::unique_ptr<LatentCache> m_cache = *m_executor.makeCache(8, CacheType::F16);
};

TEST_F(Forward, AsksForEveryOperationInItsOrder) {
    ASSERT_TRUE(evaluate(m_logits));
    EXPECT_THAT(m_asked.operations,
                ElementsAre("begin 3", "embed", "attention norm 0", "query 0", "latent 0", "store 0",
                            "attend 0", "attention output 0", "feed-forward norm 0", "up 0", "squared relu 0",
                            "down 0", "attention norm 1", "query 1", "latent 1", "store 1", "attend 1",
                            "attention output 1", "feed-forward norm 1", "up 1", "squared relu 1", "down 1",
                            "head 2", "finish"));
    EXPECT_THAT(m_layers, ElementsAre(1, 2));
    EXPECT_EQ(m_cache->size(), 3);
    EXPECT_EQ(m_executor.counters().tokens, 3U);
}

TEST_F(Forward, LeavesTheHeadOutWhereNoLogitsAreWanted) {
    ASSERT_TRUE(evaluate({}));
    EXPECT_THAT(m_asked.operations, testing::Not(testing::Contains(testing::StartsWith("head"))));
    EXPECT_EQ(m_asked.operations.back(), "finish");
    EXPECT_EQ(m_cache->size(), 3);
}

TEST_F(Forward, AsksForCandidatesWhereTheyAreWantedAndGiven) {
    std::array<Candidate, 2> candidates{};
    Batch batch;
    batch.tokens = m_tokens;
    batch.logits = m_logits;
    for (const bool given : {false, true})
        for (const bool wanted : {false, true}) {
            m_asked = {.operations = {}, .onAttend = {}, .givesCandidates = given, .finished = {}};
            batch.candidates = std::span(candidates).first(wanted ? 2 : 0);
            ASSERT_TRUE(m_executor.evaluate(batch, *m_cache));
            m_cache->resize(0);
            const std::string head = given && wanted ? "candidates of 2: 2" : "head 2";
            EXPECT_EQ(m_asked.operations.end()[-2], head);
            EXPECT_EQ(m_executor.givesCandidates(), given);
        }
}

TEST_F(Forward, StopsBetweenLayersAndKeepsNothing) {
    std::stop_source stop;
    m_asked.onAttend = [&] { stop.request_stop(); };
    const Status stopped = evaluate(m_logits, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(m_asked.operations.back(), "down 0");
    EXPECT_EQ(m_cache->size(), 0);
    EXPECT_EQ(m_executor.counters().tokens, 0U);
}

TEST_F(Forward, KeepsNothingOfWhatADeviceDidNotFinish) {
    m_asked.finished = fail(ErrorKind::Io, "The device is gone.");
    const Status failed = evaluate(m_logits);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().message, "The device is gone.");
    EXPECT_EQ(m_cache->size(), 0);
    EXPECT_EQ(m_executor.counters().tokens, 0U);
}

TEST_F(Forward, SaysWhereMemoryLacksAndGoesOnAfterwards) {
    m_asked.onAttend = [] { throw std::bad_alloc(); };
    const Status failed = evaluate(m_logits);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, ErrorKind::OutOfMemory);
    EXPECT_EQ(m_cache->size(), 0);
    m_asked.onAttend = {};
    EXPECT_TRUE(evaluate(m_logits));
    EXPECT_EQ(m_cache->size(), 3);
}

} // namespace
} // namespace plm
