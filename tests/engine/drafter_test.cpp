// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "allocation_count.h"
#include "generate/drafter.h"

#include <gtest/gtest.h>
#include <random>

namespace plm {
namespace {

std::vector<TokenId> tokensOf(std::string_view letters) {
    return {letters.begin(), letters.end()};
}

Drafter drafterOf(std::string_view letters) {
    Drafter drafter(100);
    drafter.follow(tokensOf(letters));
    return drafter;
}

std::string guessOf(const Drafter& drafter, std::size_t count) {
    std::vector<TokenId> guess(count);
    drafter.guess(drafter.find(), guess);
    return {guess.begin(), guess.end()};
}

std::vector<TokenId> randomText(std::size_t size, unsigned letters, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<TokenId> text(size);
    for (TokenId& token : text)
        token = static_cast<TokenId>(random() % letters);
    return text;
}

TEST(Drafter, FindsNothingInWhatIsNew) {
    EXPECT_EQ(drafterOf("").find().length, 0);
    EXPECT_EQ(drafterOf("a").find().length, 0);
    EXPECT_EQ(drafterOf("abcdef").find().length, 0);
}

TEST(Drafter, GuessesWhatFollowedTheLongestMatch) {
    const Drafter drafter = drafterOf("the cat sat. my cat ran. the cat");
    EXPECT_EQ(drafter.find().length, 7);
    EXPECT_EQ(guessOf(drafter, 5), " sat.") << "and not what followed 'cat' last";
}

TEST(Drafter, OfEquallyLongMatchesTheLatestCounts) {
    EXPECT_EQ(guessOf(drafterOf("ab1 ab2 ab3 ab"), 1), "3");
}

TEST(Drafter, AGuessGoesOnWithItself) {
    EXPECT_EQ(guessOf(drafterOf("xyxy"), 7), "xyxyxyx");
    EXPECT_EQ(guessOf(drafterOf("zz"), 3), "zzz");
}

TEST(Drafter, AMatchHasALimit) {
    const Drafter drafter = drafterOf(std::string(500, 'a'));
    EXPECT_EQ(drafter.find().length, Drafter::kLongestMatch);
}

/// In texts so short that no candidate is left out, the longest match and the latest of those.
TEST(Drafter, FindsWhatASearchOfTheWholeTextFinds) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        const auto text = randomText(5 + seed % 28, 2 + seed % 4, seed);
        Drafter drafter(8); // fewer chains than sequences, so that some are shared
        drafter.follow(text);
        Drafter::Match expected;
        for (std::size_t end = text.size() - 1; end > 0; --end) {
            std::size_t length = 0;
            while (length < end && text[end - length - 1] == text[text.size() - length - 1])
                ++length;
            if (static_cast<int>(length) > expected.length)
                expected = {static_cast<int>(length), static_cast<int>(end)};
        }
        // Of several lengths that one chain covers, a longer match may lie behind the candidates.
        const Drafter::Match found = drafter.find();
        EXPECT_EQ(found.length, expected.length) << "seed " << seed;
        EXPECT_EQ(found.next, expected.next) << "seed " << seed;
    }
}

TEST(Drafter, FollowingAnotherTextForgetsTheOld) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        const auto first = randomText(200, 4, seed);
        auto second = randomText(150, 4, seed + 1000);
        const std::size_t common = 40 + seed;
        std::copy_n(first.begin(), common, second.begin());
        second[common] = 4; // not in the first
        Drafter changed(100), fresh(100);
        changed.follow(first);
        EXPECT_EQ(changed.follow(second), static_cast<int>(common));
        fresh.follow(std::span(second).first(second.size() / 2));
        for (const TokenId token : std::span(second).subspan(second.size() / 2))
            fresh.append(token);
        ASSERT_TRUE(std::equal(second.begin(), second.end(), changed.text().begin(), changed.text().end()));
        EXPECT_EQ(changed.find().length, fresh.find().length);
        EXPECT_EQ(changed.find().next, fresh.find().next);
    }
}

TEST(Drafter, FollowingABeginningForgetsTheRest) {
    Drafter drafter = drafterOf("abcabd");
    EXPECT_EQ(drafter.follow(tokensOf("abcab")), 5);
    EXPECT_EQ(guessOf(drafter, 1), "c");
    EXPECT_EQ(drafter.follow({}), 0);
    EXPECT_EQ(drafter.find().length, 0);
}

TEST(Drafter, NeedsNoMemoryForATokenThatItHadRoomFor) {
    constexpr std::size_t kCapacity = 4096;
    const auto text = randomText(kCapacity, 300, 1);
    Drafter drafter(kCapacity);
    std::vector<TokenId> guess(15);
    const std::size_t before = test::allocationCount();
    for (const TokenId token : text) {
        drafter.append(token);
        if (const Drafter::Match match = drafter.find(); match.length > 0)
            drafter.guess(match, guess);
    }
    EXPECT_EQ(test::allocationCount(), before);
}

} // namespace
} // namespace plm
