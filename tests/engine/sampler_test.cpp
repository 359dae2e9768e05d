// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/sampler.h"
#include "logit_samples.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <vector>

namespace {

using plm::Sampler;
using plm::SamplingOptions;
using plm::TokenId;

/// Everything off: plain sampling from the softmax.
SamplingOptions plain(float temperature = 1.0F) {
    return {.temperature = temperature, .topK = 0, .topP = 1, .minP = 0, .repeatPenalty = 1, .seed = 7};
}

std::map<TokenId, int> draw(const SamplingOptions& options, const std::vector<float>& logits, int times) {
    Sampler sampler(options);
    std::map<TokenId, int> counts;
    for (int i = 0; i < times; ++i)
        ++counts[sampler.sample(logits, {}).value()];
    return counts;
}

const std::vector<float> kLogits{std::log(0.5F), std::log(0.3F), std::log(0.15F), std::log(0.05F)};

TEST(Sampler, GreedyTakesTheLikeliestAndTheFirstOfEquals) {
    Sampler sampler(plain(0));
    EXPECT_EQ(sampler.sample(std::vector<float>{0, 3, 1}, {}), 1);
    EXPECT_EQ(sampler.sample(std::vector<float>{2, 3, 3}, {}), 1);
}

TEST(Sampler, FollowsTheProbabilities) {
    const auto counts = draw(plain(), kLogits, 20000);
    EXPECT_NEAR(counts.at(0), 10000, 400);
    EXPECT_NEAR(counts.at(1), 6000, 400);
    EXPECT_NEAR(counts.at(2), 3000, 300);
    EXPECT_NEAR(counts.at(3), 1000, 200);
}

TEST(Sampler, TemperatureSharpensAndFlattens) {
    EXPECT_GT(draw(plain(0.25F), kLogits, 2000).at(0), 1700);
    EXPECT_LT(draw(plain(8.0F), kLogits, 2000).at(0), 700);
}

TEST(Sampler, TopKKeepsTheKLikeliest) {
    auto options = plain();
    options.topK = 2;
    const auto counts = draw(options, kLogits, 2000);
    EXPECT_EQ(counts.size(), 2U);
    EXPECT_TRUE(counts.contains(0) && counts.contains(1));
}

TEST(Sampler, TopPKeepsTheFewestThatHoldTheShare) {
    auto options = plain();
    options.topP = 0.75F;
    EXPECT_EQ(draw(options, kLogits, 2000).size(), 2U);
    options.topP = 0.0F;
    EXPECT_EQ(draw(options, kLogits, 2000).size(), 1U) << "the likeliest always stays";
}

TEST(Sampler, MinPIsRelativeToTheLikeliest) {
    auto options = plain();
    options.minP = 0.2F; // 0.2 · 0.5: drops 0.05, keeps 0.15
    EXPECT_EQ(draw(options, kLogits, 4000).size(), 3U);
    options.minP = 1.0F;
    EXPECT_EQ(draw(options, kLogits, 2000).size(), 1U);
}

TEST(Sampler, RepeatPenaltyLooksAtTheLast64Tokens) {
    auto options = plain(0);
    options.repeatPenalty = 2.0F;
    Sampler sampler(options);
    const std::vector<float> logits{4, 3, -1};
    EXPECT_EQ(sampler.sample(logits, std::vector<TokenId>{0}), 1) << "4 / 2 is less than 3";
    std::vector<TokenId> longAgo(65, 2);
    longAgo[0] = 0;
    EXPECT_EQ(sampler.sample(logits, longAgo), 0);
    EXPECT_EQ(sampler.sample(std::vector<float>{-1, -1.5F}, std::vector<TokenId>{0}), 1)
        << "-1 · 2 is less than -1.5";
}

TEST(Sampler, TheSeedDecides) {
    auto options = plain();
    const auto sequence = [&](std::uint64_t seed) {
        options.seed = seed;
        Sampler sampler(options);
        std::vector<TokenId> tokens;
        for (int i = 0; i < 64; ++i)
            tokens.push_back(sampler.sample(kLogits, {}).value());
        return tokens;
    };
    EXPECT_EQ(sequence(1), sequence(1));
    EXPECT_NE(sequence(1), sequence(2));
}

TEST(Sampler, NumbersThatAreNone) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    EXPECT_FALSE(Sampler(plain()).sample(std::vector<float>{nan, nan}, {}));
    EXPECT_FALSE(Sampler(plain(0)).sample(std::vector<float>{nan}, {}));
    EXPECT_EQ(Sampler(plain()).sample(std::vector<float>{nan, 1}, {}), 1);
    EXPECT_EQ(Sampler(plain()).sample(std::vector<float>{0, infinity, -infinity}, {}), 1);
    EXPECT_TRUE(Sampler(plain()).sample(std::vector<float>{infinity, infinity}, {}).has_value());
}

/// Settings by which each filter decides something now and then.
std::vector<SamplingOptions> manySettings() {
    std::vector<SamplingOptions> all;
    for (const float temperature : {0.0F, 0.3F, 1.5F})
        for (const int topK : {0, 1, 40, 64})
            for (const float penalty : {0.5F, 1.0F, 1.1F, 3.0F})
                for (const auto& [topP, minP] : {std::pair(1.0F, 0.0F), {0.9F, 0.05F}, {0.5F, 0.5F}})
                    all.push_back({temperature, topK, topP, minP, penalty, static_cast<unsigned>(topK)});
    return all;
}

/// Tokens of which the likeliest are many.
std::vector<TokenId> recentOf(const std::vector<float>& logits, std::size_t step) {
    std::vector<TokenId> recent;
    for (const plm::Candidate& one : plm::test::sortedCandidates(logits, 150))
        if (recent.size() < 70 && static_cast<std::size_t>(one.token) % step == 0)
            recent.push_back(one.token);
    return recent;
}

TEST(Sampler, ChoosesTheSameFromCandidates) {
    const auto samples = plm::test::logitSamples(400);
    for (const SamplingOptions& options : manySettings()) {
        Sampler fromAll(options), fromFew(options);
        if (fromAll.candidates() == 0)
            continue;
        std::vector<plm::Candidate> few(fromAll.candidates());
        for (int round = 0; round < 4; ++round)
            for (const auto& [name, logits] : samples) {
                findCandidates(logits, few);
                if (!std::isfinite(few.front().logit))
                    continue; // nobody samples from these
                const auto recent = recentOf(logits, static_cast<std::size_t>(round) + 1);
                ASSERT_EQ(fromFew.sampleFrom(few, recent), fromAll.sample(logits, recent))
                    << name << ", temperature " << options.temperature << ", top-k " << options.topK
                    << ", penalty " << options.repeatPenalty;
            }
    }
}

TEST(Sampler, NeedsAsManyCandidatesAsMayDecide) {
    EXPECT_EQ(Sampler(plain()).candidates(), 0U) << "each has its share of the probability";
    EXPECT_EQ(Sampler(plain(0)).candidates(), 1U);
    auto options = plain();
    options.topK = 40;
    EXPECT_EQ(Sampler(options).candidates(), 40U);
    options.repeatPenalty = 1.1F;
    EXPECT_EQ(Sampler(options).candidates(), 40U + 64U);
    options.temperature = 0;
    EXPECT_EQ(Sampler(options).candidates(), 1U + 64U);
    for (const float penalty :
         {0.9F, -1.0F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
        options.repeatPenalty = penalty;
        EXPECT_EQ(Sampler(options).candidates(), 0U) << penalty;
    }
}

} // namespace
