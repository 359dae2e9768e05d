// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"

#include <plm/tokenizer.h>

#include <gtest/gtest.h>

namespace plm {
namespace {

class StreamDecoderTest : public ::testing::Test {
protected:
    /// One token a byte.
    [[nodiscard]] TokenId byteToken(char byte) const { return static_cast<unsigned char>(byte); }

    Tokenizer m_tokenizer = test::tokenizerOf(test::smallVocabulary()).value();
    StreamDecoder m_decoder{m_tokenizer};
};

TEST_F(StreamDecoderTest, NeverGivesPartOfACharacter) {
    for (const std::string character : {"a", "é", "語", "🦊"}) {
        for (std::size_t i = 0; i + 1 < character.size(); ++i) {
            EXPECT_EQ(m_decoder.push(byteToken(character[i])), "") << character;
        }
        EXPECT_EQ(m_decoder.push(byteToken(character.back())), character);
        EXPECT_EQ(m_decoder.finish(), "");
    }
}

TEST_F(StreamDecoderTest, PiecesTogetherAreTheWholeWhereverItIsCut) {
    const std::string text = "Fox 🦊, 日本語, e\u0301: 👩‍👩‍👧‍👦!";
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        // One decoder for two halves, each a stream of its own tokens.
        std::string streamed;
        for (const char byte : text.substr(0, cut)) {
            streamed += m_decoder.push(byteToken(byte));
        }
        EXPECT_TRUE(text.starts_with(streamed));
        for (const char byte : text.substr(cut)) {
            streamed += m_decoder.push(byteToken(byte));
        }
        EXPECT_EQ(streamed + m_decoder.finish(), text);
    }
}

TEST_F(StreamDecoderTest, TokensOfSeveralCharactersAndHalves) {
    std::string streamed;
    const std::string text = "hello world 🦊 語語";
    const std::vector<TokenId> ids = m_tokenizer.encode(text, SpecialTokens::AsText).value();
    for (const TokenId id : ids) {
        const std::string piece = m_decoder.push(id);
        EXPECT_TRUE(m_tokenizer.encode(piece, SpecialTokens::AsText).has_value()) << piece;
        streamed += piece;
    }
    EXPECT_EQ(streamed, text);
}

TEST_F(StreamDecoderTest, BrokenBytesBecomeReplacementCharacters) {
    EXPECT_EQ(m_decoder.push(byteToken('\xFF')), "\uFFFD");
    EXPECT_EQ(m_decoder.push(byteToken('\xE8')), "");
    EXPECT_EQ(m_decoder.push(byteToken('a')), "\uFFFDa");
    EXPECT_EQ(m_decoder.push(byteToken('\xF0')), "");
    EXPECT_EQ(m_decoder.push(byteToken('\x9F')), "");
    EXPECT_EQ(m_decoder.finish(), "\uFFFD");
    EXPECT_EQ(m_decoder.finish(), "");
    EXPECT_EQ(m_decoder.push(byteToken('b')), "b");
}

TEST_F(StreamDecoderTest, SpecialTokensAreNoText) {
    EXPECT_EQ(m_decoder.push(byteToken("é"[0])), "");
    EXPECT_EQ(m_decoder.push(*m_tokenizer.special("<|im_end|>")), "");
    EXPECT_EQ(m_decoder.push(byteToken("é"[1])), "é");
}

} // namespace
} // namespace plm
