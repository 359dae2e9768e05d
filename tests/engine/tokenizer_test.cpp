// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"

#include <plm/tokenizer.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <thread>

namespace plm {
namespace {

using test::smallVocabulary;
using test::VocabularyKeys;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TokenizerTest : public ::testing::Test {
protected:
    [[nodiscard]] std::vector<std::string> spelled(std::string_view text, SpecialTokens special) const {
        std::vector<std::string> spellings;
        const std::vector<TokenId> ids = m_tokenizer.encode(text, special).value();
        for (const TokenId id : ids) {
            spellings.push_back(m_tokenizer.decode(std::vector{id}, SpecialTokens::Parsed).value());
        }
        return spellings;
    }

    VocabularyKeys m_keys = smallVocabulary();
    Tokenizer m_tokenizer = test::tokenizerOf(m_keys).value();
};

TEST_F(TokenizerTest, MergesWithinWords) {
    EXPECT_THAT(spelled("hello world", SpecialTokens::AsText), ElementsAre("hello", " world"));
    EXPECT_THAT(spelled("hellw", SpecialTokens::AsText), ElementsAre("hell", "w"));
    EXPECT_THAT(spelled("", SpecialTokens::AsText), ElementsAre());
    EXPECT_THAT(m_tokenizer.encode("hello", SpecialTokens::AsText).value(), ElementsAre(m_keys.id("hello")));
}

TEST_F(TokenizerTest, NormalisesToFormC) {
    EXPECT_THAT(spelled("e\u0301", SpecialTokens::AsText), ElementsAre("é"));
}

TEST_F(TokenizerTest, SpecialTokensAreTextUnlessAskedFor) {
    const std::vector<TokenId> ids =
        m_tokenizer.encode("<|im_end|> <|endoftext|>", SpecialTokens::AsText).value();
    for (const TokenId id : ids) {
        EXPECT_FALSE(m_tokenizer.isSpecial(id)) << id;
    }
    EXPECT_THAT(spelled("hello<|im_start|><|endoftext|>hello", SpecialTokens::Parsed),
                ElementsAre("hello", "<|im_start|>", "<|endoftext|>", "hello"));
    EXPECT_THAT(spelled("<|im_end", SpecialTokens::Parsed), ElementsAre("<|", "im", "_", "end"));
}

TEST_F(TokenizerTest, TheLongestSpecialTokenIsTaken) {
    EXPECT_THAT(spelled("<|im_end|>>", SpecialTokens::Parsed), ElementsAre("<|im_end|>>"));
    EXPECT_THAT(spelled("<|im_end|>|>", SpecialTokens::Parsed), ElementsAre("<|im_end|>", "|", ">"));
}

TEST_F(TokenizerTest, TextBetweenSpecialTokensIsNormalisedByItself) {
    EXPECT_THAT(spelled("e<|im_end|>\u0301e\u0301", SpecialTokens::Parsed),
                ElementsAre("e", "<|im_end|>", "\xCC", "\x81", "é"));
}

TEST_F(TokenizerTest, SpecialTokensNeverComeFromMerges) {
    const auto add = [this](const char* spelling, std::int32_t type) {
        m_keys.tokens.emplace_back(spelling);
        m_keys.types.push_back(type);
    };
    add("|>", 1);
    add("<||>", 3);
    m_keys.merges.insert(m_keys.merges.end(), {"| >", "<| |>"});
    m_tokenizer = test::tokenizerOf(m_keys).value();
    EXPECT_THAT(spelled("<||>", SpecialTokens::AsText), ElementsAre("<|", "|>"));
    EXPECT_THAT(spelled("<||>", SpecialTokens::Parsed), ElementsAre("<||>"));
}

TEST_F(TokenizerTest, DecodesToTheBytes) {
    const std::vector<TokenId> ids{m_keys.id("hello"), m_keys.id("<|im_end|>"), m_keys.id("Ġworld"),
                                   m_keys.id("[PAD]")};
    EXPECT_EQ(m_tokenizer.decode(ids, SpecialTokens::AsText).value(), "hello world");
    EXPECT_EQ(m_tokenizer.decode(ids, SpecialTokens::Parsed).value(), "hello<|im_end|> world");
    EXPECT_EQ(m_tokenizer.bytes(m_keys.id("Ġworld")), " world");
    EXPECT_EQ(m_tokenizer.bytes(m_keys.id("<|im_end|>")), "");
    EXPECT_EQ(m_tokenizer.bytes(-1), "");
    EXPECT_EQ(m_tokenizer.bytes(m_tokenizer.size()), "");
}

TEST_F(TokenizerTest, RefusesIdsOutsideTheVocabulary) {
    for (const TokenId id : {-1, m_tokenizer.size()}) {
        const auto decoded = m_tokenizer.decode(std::vector{id}, SpecialTokens::AsText);
        ASSERT_FALSE(decoded.has_value());
        EXPECT_EQ(decoded.error().kind, ErrorKind::BadArgument);
        EXPECT_THAT(decoded.error().message, HasSubstr(std::to_string(id)));
    }
}

TEST_F(TokenizerTest, RefusesTextThatIsNotUtf8) {
    const auto encoded = m_tokenizer.encode("abc\xFF", SpecialTokens::AsText);
    ASSERT_FALSE(encoded.has_value());
    EXPECT_EQ(encoded.error().kind, ErrorKind::BadArgument);
    EXPECT_THAT(encoded.error().message, HasSubstr("byte 3"));
}

TEST_F(TokenizerTest, AnswersEndOnAnyOfTheFourTokens) {
    m_keys.endOfSequence = static_cast<std::uint32_t>(m_keys.id("hello"));
    m_keys.endOfTurn = static_cast<std::uint32_t>(m_keys.id("user"));
    const Tokenizer tokenizer = test::tokenizerOf(m_keys).value();
    for (const char* end : {"hello", "user", "<|endoftext|>", "<|im_end|>"}) {
        EXPECT_TRUE(tokenizer.endsAnswer(m_keys.id(end))) << end;
    }
    EXPECT_FALSE(tokenizer.endsAnswer(m_keys.id("<|im_start|>")));
    EXPECT_FALSE(tokenizer.endsAnswer(-1));
}

TEST_F(TokenizerTest, KnowsSpecialTokensBySpelling) {
    EXPECT_EQ(m_tokenizer.special("<|im_start|>"), m_keys.id("<|im_start|>"));
    EXPECT_EQ(m_tokenizer.special("hello"), std::nullopt);
    EXPECT_EQ(m_tokenizer.special(""), std::nullopt);
    EXPECT_EQ(m_tokenizer.beginOfSequence(), std::nullopt);
    m_keys.beginOfSequence = 7;
    EXPECT_EQ(test::tokenizerOf(m_keys).value().beginOfSequence(), 7);
}

TEST_F(TokenizerTest, CopiesWorkInSeveralThreadsAtOnce) {
    const auto once = m_tokenizer.encode("hello world <|im_end|>", SpecialTokens::Parsed).value();
    std::vector<std::vector<TokenId>> found(4);
    std::vector<std::jthread> threads;
    for (std::vector<TokenId>& ids : found) {
        threads.emplace_back([&ids, tokenizer = m_tokenizer] {
            for (int i = 0; i < 100; ++i) {
                ids = tokenizer.encode("hello world <|im_end|>", SpecialTokens::Parsed).value();
            }
        });
    }
    threads.clear();
    EXPECT_THAT(found, ::testing::Each(once));
}

} // namespace
} // namespace plm
