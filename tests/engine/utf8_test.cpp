// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/utf8.h"

#include <gtest/gtest.h>

namespace plm::text {
namespace {

using Kind = Character::Kind;

void expectCharacter(std::string_view bytes, Kind kind, std::size_t length) {
    const Character character = scanCharacter(bytes);
    EXPECT_EQ(character.kind, kind) << bytes;
    EXPECT_EQ(character.length, length) << bytes;
}

TEST(Utf8, KnowsWholeCharacters) {
    expectCharacter("a", Kind::Whole, 1);
    expectCharacter("éx", Kind::Whole, 2);
    expectCharacter("語x", Kind::Whole, 3);
    expectCharacter("🦊x", Kind::Whole, 4);
    expectCharacter("\xF4\x8F\xBF\xBF", Kind::Whole, 4); // U+10FFFF
}

TEST(Utf8, KnowsWhatCanStillBecomeACharacter) {
    expectCharacter("\xC3", Kind::Unfinished, 1);
    expectCharacter("\xF0\x9F\xA6", Kind::Unfinished, 3);
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatLiesBeyondUnicode) {
    expectCharacter("\xC0\x80", Kind::Broken, 1);
    expectCharacter("\xE0\x80\x80", Kind::Broken, 1);
    expectCharacter("\xED\xA0\x80", Kind::Broken, 1);
    expectCharacter("\xF0\x80\x80\x80", Kind::Broken, 1);
    expectCharacter("\xF4\x90\x80\x80", Kind::Broken, 1);
    expectCharacter("\xF5\x80\x80\x80", Kind::Broken, 1);
    expectCharacter("\x80", Kind::Broken, 1);
    expectCharacter("\xE8\xAAx", Kind::Broken, 2); // a maximal subpart
}

TEST(Utf8, FindsTheFirstBrokenByte) {
    EXPECT_EQ(findBroken("plain, é, 語, 🦊"), std::string_view::npos);
    EXPECT_EQ(findBroken("é\xFF"), 2U);
    EXPECT_EQ(findBroken("é\xE8\xAA"), 2U);
}

TEST(Utf8, WritesWhatItReads) {
    for (const char32_t codePoint : {U'\0', U'a', U'é', U'語', U'🦊', U'\U0010FFFF'}) {
        std::string text;
        appendUtf8(text, codePoint);
        EXPECT_EQ(decodeCodePoint(text).value, codePoint);
        EXPECT_EQ(decodeCodePoint(text).length, text.size());
    }
}

TEST(Utf8, TakesWholeCharactersAndLeavesTheUnfinishedOne) {
    std::string bytes = "a\xFF語\xF0\x9F";
    EXPECT_EQ(takeCharacters(bytes), "a\uFFFD語");
    EXPECT_EQ(bytes, "\xF0\x9F");
}

} // namespace
} // namespace plm::text
