// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pair_merger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>
#include <string>

namespace plm::text {
namespace {

using testing::ElementsAre;

/// Bytes stand for themselves; merges add tokens from 256 on.
class PairMergerTest : public testing::Test {
protected:
    PairMergerTest() { std::iota(m_bytes.begin(), m_bytes.end(), 0); }

    TokenId merge(TokenId left, TokenId right) {
        const TokenId token = m_next++;
        m_merges.insert(left, right, {static_cast<std::uint32_t>(token), token});
        return token;
    }

    std::vector<TokenId> tokens(std::string_view word) {
        std::vector<TokenId> found;
        PairMerger(m_bytes, m_merges).append(found, word);
        return found;
    }

    std::array<TokenId, 256> m_bytes{};
    MergeTable m_merges{100};
    TokenId m_next = 256;
};

TEST_F(PairMergerTest, WithoutMergesEveryByteIsAToken) {
    EXPECT_THAT(tokens("abc"), ElementsAre('a', 'b', 'c'));
    EXPECT_THAT(tokens("\xFF"), ElementsAre(255));
}

TEST_F(PairMergerTest, TheLowestRankGoesFirstWhereverItIs) {
    const TokenId bc = merge('b', 'c');
    merge('a', 'b');
    EXPECT_THAT(tokens("abc"), ElementsAre('a', bc));
}

TEST_F(PairMergerTest, OfOneRankTheLeftmostGoesFirst) {
    const TokenId aa = merge('a', 'a');
    EXPECT_THAT(tokens("aaa"), ElementsAre(aa, 'a'));
    EXPECT_THAT(tokens("aaaab"), ElementsAre(aa, aa, 'b'));
}

TEST_F(PairMergerTest, MergesBuildOnMerges) {
    const TokenId ab = merge('a', 'b');
    const TokenId cd = merge('c', 'd');
    const TokenId abcd = merge(ab, cd);
    EXPECT_THAT(tokens("abcd"), ElementsAre(abcd));
    EXPECT_THAT(tokens("abcdab"), ElementsAre(abcd, ab));
}

TEST_F(PairMergerTest, AMergeThatANeighbourTookAwayIsForgotten) {
    const TokenId bc = merge('b', 'c');
    merge('a', 'b');
    const TokenId cd = merge('c', 'd');
    EXPECT_THAT(tokens("abcd"), ElementsAre('a', bc, 'd'));
    EXPECT_THAT(tokens("cd"), ElementsAre(cd));
}

TEST_F(PairMergerTest, TheFirstOfTwoMergesOfAPairCounts) {
    const TokenId first = merge('a', 'b');
    merge('a', 'b');
    EXPECT_THAT(tokens("ab"), ElementsAre(first));
}

// A loop that looks for the lowest rank anew after every merge would take 10^12 steps here.
TEST_F(PairMergerTest, OneLetterWithoutEndDoesNotTakeForever) {
    constexpr std::size_t kLetters = 1 << 20;
    TokenId longest = merge('a', 'a');
    for (int i = 0; i < 9; ++i) {
        longest = merge(longest, longest);
    }
    const std::vector<TokenId> found = tokens(std::string(kLetters + 1, 'a'));
    EXPECT_EQ(found.size(), kLetters / 1024 + 1);
    EXPECT_EQ(found.front(), longest);
    EXPECT_EQ(found.back(), 'a');
}

} // namespace
} // namespace plm::text
