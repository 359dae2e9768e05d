// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pretokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace plm::text {
namespace {

using testing::ElementsAre;

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    while (!text.empty()) {
        found.emplace_back(text.substr(0, firstWordLength(text)));
        text.remove_prefix(found.back().size());
    }
    return found;
}

TEST(WordSplitter, LettersTakeOneCharacterBeforeThem) {
    EXPECT_THAT(words("Hello, big world"), ElementsAre("Hello", ",", " big", " world"));
    EXPECT_THAT(words("(a _b\tc"), ElementsAre("(a", " _", "b", "\tc"));
    EXPECT_THAT(words("\u00A0naïve Привет 語"), ElementsAre("\u00A0naïve", " Привет", " 語"));
}

TEST(WordSplitter, ContractionsInAnyCaseAreWords) {
    EXPECT_THAT(words("I'm we'VE he'Ll it's"),
                ElementsAre("I", "'m", " we", "'VE", " he", "'Ll", " it", "'s"));
    EXPECT_THAT(words("don't they're I'd"), ElementsAre("don", "'t", " they", "'re", " I", "'d"));
    EXPECT_THAT(words("'\u017F"), ElementsAre("'\u017F")); // the long s is an s
    EXPECT_THAT(words("'x 'v"), ElementsAre("'x", " '", "v"));
}

TEST(WordSplitter, DigitsStandAlone) {
    EXPECT_THAT(words("3.14 ٣½Ⅳ"), ElementsAre("3", ".", "1", "4", " ", "٣", "½", "Ⅳ"));
}

TEST(WordSplitter, OtherCharactersTakeASpaceBeforeAndLineEndsBehind) {
    EXPECT_THAT(words("a == b;\n\nc"), ElementsAre("a", " ==", " b", ";\n\n", "c"));
    EXPECT_THAT(words("\t== 👍🏽"), ElementsAre("\t", "==", " 👍🏽"));
    EXPECT_THAT(words("\u0301a"), ElementsAre("\u0301a")); // a mark is neither letter nor number
}

TEST(WordSplitter, SpacesLeaveOneToTheNextWord) {
    EXPECT_THAT(words("a   b"), ElementsAre("a", "  ", " b"));
    EXPECT_THAT(words("a   1"), ElementsAre("a", "  ", " ", "1"));
    EXPECT_THAT(words("a   "), ElementsAre("a", "   "));
}

TEST(WordSplitter, WhiteSpaceEndsAtItsLastLineEnd) {
    EXPECT_THAT(words("a \n \r\n  b"), ElementsAre("a", " \n \r\n", " ", " b"));
    EXPECT_THAT(words("\n\n"), ElementsAre("\n\n"));
}

TEST(WordSplitter, WhiteSpaceIsUnicodes) {
    for (const std::string space : {"\u0085", "\u00A0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202F",
                                    "\u205F", "\u3000", "\v", "\f"}) {
        EXPECT_THAT(words("a" + space + space + "."), ElementsAre("a", space, space, ".")) << space;
    }
    EXPECT_THAT(words("a\u200B\u200B."), ElementsAre("a", "\u200B\u200B.")); // has no width, but is no space
}

TEST(WordSplitter, ControlCharactersAreWords) {
    EXPECT_THAT(words(std::string_view("a\0b\x1F.", 5)), ElementsAre("a", std::string("\0b", 2), "\x1F."));
}

} // namespace
} // namespace plm::text
