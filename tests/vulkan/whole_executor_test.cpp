// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The executor as it is used, under the validation layer: whatever way it goes, no message comes of it.
#include "executor_shapes.h"
#include "model/executor.h"
#include "shader_test.h"
#include "synthetic_session.h"
#include "vulkan/device_expansion.h"
#include "vulkan/vulkan_executor.h"

#include <cstdlib>

namespace {

using namespace plm;
using namespace plm::test;
using namespace plm::vulkan;

constexpr int kCapacity = 1200; // more than a block of expanded rows, and four segments of attention's

struct WayThrough {
    CacheType cache;
    bool skipZeros;
    bool baseline; ///< as on a device that can no more than every one
};

/// What a device opened meanwhile is taken to be able to.
class ChosenFamily {
public:
    explicit ChosenFamily(bool baseline) : m_chosen(baseline && std::getenv(kVariable) == nullptr) {
        if (m_chosen)
            setenv(kVariable, "none", 1);
    }
    ChosenFamily(const ChosenFamily&) = delete;
    ChosenFamily& operator=(const ChosenFamily&) = delete;
    ~ChosenFamily() {
        if (m_chosen)
            unsetenv(kVariable);
    }

private:
    static constexpr const char* kVariable = "PERIPHERAL_VULKAN_FEATURES";
    bool m_chosen;
};

class ExecutorTest : public ValidatedTest {
protected:
    [[nodiscard]] static std::unique_ptr<Executor> make(const SyntheticSession& models, CacheType cache,
                                                        bool baseline = false) {
        const ChosenFamily family(baseline);
        auto made = makeVulkanExecutor(*models.model(), {.cache = cache, .contextLength = kCapacity}, {});
        EXPECT_TRUE(made) << made.error().message;
        return std::move(*made);
    }
    [[nodiscard]] static std::unique_ptr<LatentCache> cacheOf(const Executor& executor, CacheType type) {
        auto made = executor.makeCache(kCapacity, type);
        EXPECT_TRUE(made) << made.error().message;
        return std::move(*made);
    }
    /// The logits of every token, read in pieces of at most `piece`.
    [[nodiscard]] static std::vector<float> read(Executor& executor, LatentCache& cache,
                                                 std::span<const TokenId> tokens, std::size_t piece,
                                                 bool skipZeros = true);
    /// The logits of every token by the reference executor.
    [[nodiscard]] static std::vector<float> expected(const SyntheticSession& models, CacheType type,
                                                     std::span<const TokenId> tokens) {
        return logitsOf(*models.open({.executor = executorNamed("reference"), .cache = type}), tokens);
    }
    /// Copies all that the one holds into the other, by rows as saved caches have them.
    static void copyRows(const LatentCache& from, LatentCache& to);
};

std::vector<float> ExecutorTest::read(Executor& executor, LatentCache& cache, std::span<const TokenId> tokens,
                                      std::size_t piece, bool skipZeros) {
    std::vector<float> logits(tokens.size() * kSyntheticVocabulary);
    for (std::size_t first = 0; first < tokens.size(); first += piece) {
        const std::size_t count = std::min(piece, tokens.size() - first);
        Batch batch;
        batch.tokens = tokens.subspan(first, count);
        batch.logits = std::span(logits).subspan(first * kSyntheticVocabulary, count * kSyntheticVocabulary);
        batch.skipZeros = skipZeros;
        const Status done = executor.evaluate(batch, cache);
        EXPECT_TRUE(done) << done.error().message;
    }
    return logits;
}

void ExecutorTest::copyRows(const LatentCache& from, LatentCache& to) {
    std::vector<std::byte> rows(from.rowBytes() * static_cast<std::size_t>(from.size()));
    for (int layer = 0; layer < from.layers(); ++layer) {
        EXPECT_TRUE(from.readRows(layer, 0, rows));
        EXPECT_TRUE(to.writeRows(layer, 0, rows));
    }
    to.resize(from.size());
}

class WholeExecutor : public ExecutorTest, public testing::WithParamInterface<WayThrough> {};

std::string wayName(const testing::TestParamInfo<WayThrough>& way) {
    const CacheType type = way.param.cache;
    const std::string cache = type == CacheType::F16 ? "F16" : type == CacheType::F32 ? "F32" : "Q8";
    return cache + (way.param.skipZeros ? "Sparse" : "Dense") + (way.param.baseline ? "Baseline" : "");
}
/// Each cache, family and kind of neurons' lists, and both kinds of lists with either family.
constexpr WayThrough kWays[] = {{CacheType::F16, true, false},
                                {CacheType::F16, false, true},
                                {CacheType::F32, true, true},
                                {CacheType::F32, false, false},
                                {CacheType::Q8, true, false}};
INSTANTIATE_TEST_SUITE_P(Each, WholeExecutor, testing::ValuesIn(kWays), wayName);

/// A prompt that is submitted by layers, steps, and the rest behind what was restored from rows.
TEST_P(WholeExecutor, AgreesAndIsValid) {
    const auto [type, skipZeros, baseline] = GetParam();
    const auto tokens = randomTokens(100);
    const std::span<const TokenId> all(tokens);
    for (const Shape& shape : kShapes) {
        const SyntheticSession models(shape.shape);
        const auto executor = make(models, type, baseline);
        const auto cache = cacheOf(*executor, type);
        auto logits = read(*executor, *cache, all.first(80), 80, skipZeros);
        const auto steps = read(*executor, *cache, all.subspan(80, 10), 1, skipZeros);
        const auto restored = cacheOf(*executor, type);
        copyRows(*cache, *restored);
        const auto rest = read(*executor, *restored, all.subspan(90), 10, skipZeros);
        EXPECT_EQ(rest, read(*executor, *cache, all.subspan(90), 10, skipZeros)) << shape.name;
        logits.insert(logits.end(), steps.begin(), steps.end());
        logits.insert(logits.end(), rest.begin(), rest.end());
        EXPECT_LT(distance(logits, expected(models, type, all)), tolerance(type)) << shape.name;
    }
}

/// So many that absorbed attention has a second segment, in each kind of batch.
TEST_P(WholeExecutor, GoesBeyondASegment) {
    const auto [type, skipZeros, baseline] = GetParam();
    const auto tokens = randomTokens(300);
    const SyntheticSession models(
        {.latentRank = 12, .noPositionWidth = 40, .valueWidth = 44, .contextLength = kCapacity});
    ASSERT_FALSE(isExpanded(models.model()->info().hyper, 250, 0));
    const auto executor = make(models, type, baseline);
    const auto cache = cacheOf(*executor, type);
    auto logits = read(*executor, *cache, std::span(tokens).first(250), 250, skipZeros);
    for (const auto& [first, piece] : {std::pair(250, 1), {262, 17}}) {
        const auto count = static_cast<std::size_t>(first == 250 ? 12 : 38);
        const auto some =
            read(*executor, *cache, std::span(tokens).subspan(static_cast<std::size_t>(first), count),
                 static_cast<std::size_t>(piece), skipZeros);
        logits.insert(logits.end(), some.begin(), some.end());
    }
    EXPECT_LT(distance(logits, expected(models, type, tokens)), tolerance(type));
}

/// So many that keys and values are expanded in two blocks, the second of which few tokens see; and a prompt
/// behind a cache, the first of whose tokens sees the last row of a block.
TEST_P(WholeExecutor, GoesBeyondABlockOfRows) {
    const auto [type, skipZeros, baseline] = GetParam();
    const SyntheticSession models({.layers = 1, .contextLength = kCapacity});
    const std::uint32_t block = expandedTogether(models.model()->info().hyper);
    ASSERT_LT(block + 100, unsignedOf(kCapacity));
    const auto tokens = randomTokens(static_cast<int>(block) + 100);
    const std::span<const TokenId> all(tokens);
    for (const std::size_t first : {block - 30U, block - 1U}) {
        const auto executor = make(models, type, baseline);
        const auto cache = cacheOf(*executor, type);
        auto logits = read(*executor, *cache, all.first(first), first, skipZeros);
        const auto rest = read(*executor, *cache, all.subspan(first), 70, skipZeros);
        logits.insert(logits.end(), rest.begin(), rest.end());
        EXPECT_LT(distance(logits, expected(models, type, all)), tolerance(type)) << first;
    }
}

/// As PLM-1.8B has it: from the beginning any prompt, behind a long context a long one.
TEST(DeviceExpansion, IsOfManyTokensForTheRowsThatAreExpanded) {
    HyperParameters hyper;
    hyper.heads = 16;
    hyper.latentRank = 512;
    hyper.noPositionWidth = hyper.valueWidth = 128;
    hyper.rotaryWidth = 64;
    const auto fewest = [&](int position) {
        std::uint32_t tokens = 1;
        while (!isExpanded(hyper, tokens, position))
            ++tokens;
        return tokens;
    };
    EXPECT_EQ(fewest(0), kMostAlike + 1);
    EXPECT_GT(fewest(512), 30U);
    EXPECT_LT(fewest(512), 80U);
    EXPECT_GT(fewest(4096), fewest(512));
    EXPECT_LT(fewest(4096), 100U);
    EXPECT_EQ(expandedTogether(hyper), 1024U);
    hyper.heads = 1000;
    EXPECT_EQ(expandedTogether(hyper), 32U) << "keys that a buffer has room for";
    hyper.heads = 1;
    hyper.latentRank = 16;
    for (const std::uint32_t tokens : {9U, 512U, 5000U})
        EXPECT_FALSE(isExpanded(hyper, tokens, 0)) << "latents are narrower than keys";
}

/// What was recorded and not done is forgotten, whether it was submitted in part or not.
TEST_P(WholeExecutor, IsValidAfterAStop) {
    const auto [type, skipZeros, baseline] = GetParam();
    const SyntheticSession models({.layers = 3});
    const auto executor = make(models, type, baseline);
    const auto cache = cacheOf(*executor, type);
    const auto tokens = randomTokens(40);
    for (const std::size_t count : {4U, 40U}) {
        std::stop_source stop;
        Batch batch;
        batch.tokens = std::span(tokens).first(count);
        batch.stop = stop.get_token();
        batch.onLayer = [&](int) { stop.request_stop(); };
        batch.skipZeros = skipZeros;
        EXPECT_FALSE(executor->evaluate(batch, *cache));
        EXPECT_EQ(cache->size(), 0);
    }
    EXPECT_LT(distance(read(*executor, *cache, tokens, 40, skipZeros), expected(models, type, tokens)),
              tolerance(type));
}

/// Whatever way a batch goes, and whichever of its rows are wanted.
TEST_F(ExecutorTest, GivesTheCandidatesOfItsLogits) {
    const SyntheticSession models;
    const auto executor = make(models, CacheType::F16);
    const auto cache = cacheOf(*executor, CacheType::F16);
    ASSERT_TRUE(executor->givesCandidates());
    const auto tokens = randomTokens(60);
    const auto evaluate = [&](std::size_t count, std::span<float> logits, std::span<Candidate> candidates) {
        cache->resize(0);
        Batch batch;
        batch.tokens = std::span(tokens).first(count);
        batch.logits = logits;
        batch.candidates = candidates;
        const Status done = executor->evaluate(batch, *cache);
        EXPECT_TRUE(done) << done.error().message;
    };
    for (const auto& [count, rows] :
         {std::pair(1U, 1U), {8U, 8U}, {8U, 1U}, {3U, 3U}, {40U, 40U}, {40U, 1U}}) {
        std::vector<float> logits(rows * kSyntheticVocabulary);
        evaluate(count, logits, {});
        for (const std::size_t each : {1U, 40U, 128U, 1U}) {
            std::vector<float> unwritten(logits.size(), 7.0F);
            std::vector<Candidate> candidates(rows * each), expected(rows * each);
            evaluate(count, unwritten, candidates);
            for (std::size_t row = 0; row < rows; ++row)
                findCandidates(std::span(logits).subspan(row * kSyntheticVocabulary, kSyntheticVocabulary),
                               std::span(expected).subspan(row * each, each));
            EXPECT_EQ(candidates, expected) << each << " of " << rows << " of " << count;
            EXPECT_TRUE(std::ranges::all_of(unwritten, [](float logit) { return logit == 7.0F; }));
        }
    }
}

/// What was recorded for a token binds room for few logits, which a batch that wants many has made anew.
TEST_F(ExecutorTest, IsValidAfterManyLogits) {
    const SyntheticSession models;
    const auto executor = make(models, CacheType::F16);
    const auto cache = cacheOf(*executor, CacheType::F16);
    const auto tokens = randomTokens(60);
    const std::span<const TokenId> all(tokens);
    Batch prompt; // as long, so that nothing else is made anew later
    prompt.tokens = all.first(50);
    ASSERT_TRUE(executor->evaluate(prompt, *cache));
    cache->resize(0);
    auto logits = read(*executor, *cache, all.first(5), 1);
    for (const auto& [first, piece] : {std::pair(5U, 50U), {55U, 1U}}) {
        const auto some = read(*executor, *cache, all.subspan(first, first == 5 ? 50 : 5), piece);
        logits.insert(logits.end(), some.begin(), some.end());
    }
    EXPECT_LT(distance(logits, expected(models, CacheType::F16, tokens)), tolerance(CacheType::F16));
}

/// Every format that a device keeps as it is.
TEST_F(ExecutorTest, ReadsEveryKindOfWeights) {
    constexpr CacheType type = CacheType::F16;
    const auto tokens = randomTokens(20);
    for (const quant::Type weights : {quant::Type::Q4_0, quant::Type::Q8_0, quant::Type::Q4_K,
                                      quant::Type::Q5_K, quant::Type::Q6_K, quant::Type::BF16}) {
        const SyntheticSession models({.layers = 1,
                                       .embedding = 256,
                                       .feedForward = 512,
                                       .heads = 2,
                                       .latentRank = 256,
                                       .noPositionWidth = 16,
                                       .rotaryWidth = 8,
                                       .valueWidth = 128,
                                       .type = weights});
        const auto executor = make(models, type);
        const auto cache = cacheOf(*executor, type);
        EXPECT_LT(distance(read(*executor, *cache, tokens, 7), expected(models, type, tokens)),
                  tolerance(type))
            << quant::format(weights).name;
    }
}

} // namespace
