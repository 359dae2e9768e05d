// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generate/speculation.h"

#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <vector>

namespace plm {
namespace {

/// Seconds that a batch of so many tokens takes.
using Cost = std::function<double(int tokens)>;

constexpr double kStep = 0.03;

/// Steps of the same length, and `share` of a step for each token more.
Cost linearCost(double share) {
    return [share](int tokens) { return kStep * (1 + share * (tokens - 1)); };
}

/// Words in random order: what repeats is chance.
std::vector<TokenId> freeText(int size, unsigned seed = 1) {
    std::mt19937 random(seed);
    std::vector<TokenId> text;
    for (int i = 0; i < size; ++i) // a few words are frequent, as in language
        text.push_back(static_cast<TokenId>(std::exp(std::ldexp(random(), -32) * std::log(3000.0))));
    return text;
}

/// The same 100 words again and again, one in 40 replaced.
std::vector<TokenId> repeatingText(int size, unsigned seed = 1) {
    std::mt19937 random(seed);
    const std::vector<TokenId> first = freeText(100, seed);
    std::vector<TokenId> text;
    for (int i = 0; i < size; ++i)
        text.push_back(i >= 100 && random() % 40 == 0 ? static_cast<TokenId>(5000 + i)
                                                      : first[static_cast<std::size_t>(i % 100)]);
    return text;
}

struct Written {
    double seconds = 0;
    int drafted = 0, accepted = 0;
    std::map<int, int> lengths; ///< batches by guesses
};

/// Writes `text` as a session does, with a clock that `cost` drives.
Written writeText(Speculation& speculation, std::span<const TokenId> text, const Cost& cost) {
    Written written;
    std::size_t i = 0;
    while (i < text.size()) {
        speculation.append(text[i++]);
        const auto guesses = speculation.propose(static_cast<int>(text.size() - i));
        const std::vector<TokenId> guess(guesses.begin(), guesses.end());
        const double seconds = cost(1 + static_cast<int>(guess.size()));
        speculation.record(1 + static_cast<int>(guess.size()), seconds);
        written.seconds += seconds;
        written.drafted += static_cast<int>(guess.size());
        ++written.lengths[static_cast<int>(guess.size())];
        for (std::size_t g = 0; g < guess.size() && guess[g] == text[i]; ++g, ++written.accepted)
            speculation.append(text[i++]);
    }
    return written;
}

/// How many times as fast as without guesses.
double speedup(const Written& written, std::size_t tokens) {
    return kStep * static_cast<double>(tokens) / written.seconds;
}

double speedupOf(std::span<const TokenId> text, const Cost& cost) {
    Speculation speculation(4096);
    speculation.follow({});
    return speedup(writeText(speculation, text, cost), text.size());
}

TEST(Speculation, IsQuickerOnWhatRepeats) {
    const auto text = repeatingText(2000);
    EXPECT_GT(speedupOf(text, linearCost(0)), 4.5) << "where batches cost no more than a step";
    EXPECT_GT(speedupOf(text, linearCost(0.1)), 3);
    EXPECT_GT(speedupOf(text, linearCost(0.25)), 2);
}

TEST(Speculation, CostsNextToNothingOnFreeText) {
    for (const double share : {0.0, 0.1, 0.25, 0.5, 1.0})
        for (const int size : {128, 2000})
            EXPECT_GT(speedupOf(freeText(size), linearCost(share)), 0.97)
                << size << " tokens, " << share << " steps for each more";
}

TEST(Speculation, GivesUpWhereBatchesDoNotPay) {
    const auto text = repeatingText(2000);
    Speculation speculation(4096);
    speculation.follow({});
    const Written written = writeText(speculation, text, linearCost(1.2));
    EXPECT_GT(written.drafted, 0) << "it has to try";
    EXPECT_GT(speedup(written, text.size()), 0.85);
}

TEST(Speculation, TakesLongDraftsOnlyWhereTheyAreRight) {
    Speculation speculation(4096);
    speculation.follow({});
    const std::vector<TokenId> same(1000, 7);
    Written written = writeText(speculation, same, linearCost(0.2));
    EXPECT_GT(written.lengths[Speculation::kMostGuesses], 40);
    EXPECT_EQ(written.accepted, written.drafted);
    // As long a text with the same words in no order: guesses fail from here on.
    std::mt19937 random(1);
    std::vector<TokenId> noise(1000);
    for (TokenId& token : noise)
        token = static_cast<TokenId>(random() % 20);
    written = writeText(speculation, noise, linearCost(0.2));
    EXPECT_GT(speedup(written, noise.size()), 0.97);
    EXPECT_LT(written.drafted, 150);
}

/// From 9 tokens on batches do not pay, as where other kernels take over.
TEST(Speculation, StaysBelowALengthThatDoesNotPay) {
    const Cost cost = [](int tokens) { return kStep * (tokens <= 8 ? 1 + 0.1 * (tokens - 1) : tokens); };
    Speculation speculation(4096);
    speculation.follow({});
    const std::vector<TokenId> same(1200, 7);
    const Written written = writeText(speculation, same, cost);
    int longer = 0;
    for (const auto& [length, batches] : written.lengths)
        longer += length > 7 ? batches : 0;
    EXPECT_LT(longer, 6);
    EXPECT_GT(speedup(written, same.size()), 3.5);
}

TEST(Speculation, OneDisturbedBatchIsNotForEver) {
    Speculation speculation(4096);
    speculation.follow({});
    const std::vector<TokenId> same(3000, 7);
    int batches = 0;
    const Cost disturbed = [&](int tokens) {
        const bool isSlow = tokens > 1 && ++batches < 6;
        return linearCost(0.1)(tokens) * (isSlow ? 20 : 1);
    };
    writeText(speculation, std::span(same).first(1000), disturbed);
    const Written later = writeText(speculation, std::span(same).subspan(1000), linearCost(0.1));
    EXPECT_GT(speedup(later, 2000), 3.5);
}

TEST(Speculation, FollowsAMachineThatChanges) {
    Speculation speculation(4096);
    speculation.follow({});
    const auto text = repeatingText(4000);
    writeText(speculation, std::span(text).first(1000), linearCost(0.05));
    const Written slow = writeText(speculation, std::span(text).subspan(1000, 1500), [](int tokens) {
        return kStep * tokens; // arithmetic has become the limit
    });
    EXPECT_GT(speedup(slow, 1500), 0.85);
    const Written quick = writeText(speculation, std::span(text).subspan(2500), linearCost(0.05));
    EXPECT_GT(speedup(quick, 1500), 2);
}

TEST(Speculation, ProposesNoMoreThanIsWanted) {
    Speculation speculation(4096);
    speculation.follow(std::vector<TokenId>(50, 7));
    speculation.record(1, kStep);
    speculation.record(BatchCosts::kMostTokens, kStep);
    for (const int most : {0, 1, 5, 15})
        EXPECT_EQ(speculation.propose(most).size(), static_cast<std::size_t>(most));
    EXPECT_EQ(speculation.propose(1000).size(), static_cast<std::size_t>(Speculation::kMostGuesses));
    speculation.append(8);
    EXPECT_TRUE(speculation.propose(15).empty()) << "there is no 8 further up";
}

TEST(HitRates, LearnAndForget) {
    HitRates rates;
    const double usual = rates.rate(3);
    for (int i = 0; i < 200; ++i)
        rates.record(3, true);
    EXPECT_GT(rates.rate(3), 0.98);
    EXPECT_EQ(rates.rate(1), HitRates().rate(1)) << "other lengths are others";
    for (int i = 0; i < 50; ++i)
        rates.record(3, false);
    EXPECT_LT(rates.rate(3), usual) << "what was long ago hardly counts";
}

TEST(HitRates, LongerMatchesAreTrustedMore) {
    const HitRates rates;
    for (int length = 1; length < 64; ++length)
        EXPECT_LE(rates.rate(length), rates.rate(length + 1));
}

TEST(BatchCosts, AreMeasuredInSteps) {
    BatchCosts costs;
    costs.record(4, 1.0);
    EXPECT_EQ(costs.inSteps(4), BatchCosts().inSteps(4)) << "there was no step to compare with";
    for (int i = 0; i < 5; ++i)
        costs.record(1, 0.02);
    costs.record(4, 0.05);
    costs.record(8, 0.09);
    EXPECT_EQ(costs.inSteps(1), 1);
    EXPECT_NEAR(costs.inSteps(4), 2.5, 0.05);
    EXPECT_NEAR(costs.inSteps(6), 3.5, 0.05) << "between what is known";
    EXPECT_GT(costs.inSteps(12), costs.inSteps(8));
    EXPECT_LT(costs.inSteps(12), 7) << "beyond it: rather too low";
}

TEST(BatchCosts, SinkUntilTheyAreMeasuredAgain) {
    BatchCosts costs;
    costs.record(1, 0.02);
    costs.record(8, 0.2);
    const double measured = costs.inSteps(8);
    for (int i = 0; i < 200; ++i)
        costs.record(1, 0.02);
    EXPECT_LT(costs.inSteps(8), 0.5 * measured);
    EXPECT_GE(costs.inSteps(8), 1);
    costs.record(8, 0.2);
    EXPECT_NEAR(costs.inSteps(8), 10, 0.1);
}

TEST(BatchCosts, AClockThatStandsStillDoesNoHarm) {
    BatchCosts costs;
    for (int tokens = 1; tokens <= BatchCosts::kMostTokens; ++tokens)
        costs.record(tokens, 0);
    for (int tokens = 1; tokens <= BatchCosts::kMostTokens; ++tokens) {
        EXPECT_GE(costs.inSteps(tokens), 1);
        EXPECT_LE(costs.inSteps(tokens), tokens);
    }
}

} // namespace
} // namespace plm
