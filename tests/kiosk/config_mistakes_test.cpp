// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is said about a file of settings that is wrong.
#include "parsed_config.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

using namespace peripheral::kiosk;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

namespace {

/// A line, the section that it stands in, and what is said about it.
struct WrongLine {
    std::string section;
    std::string line;
    std::string said;
};

std::string hundreds(int count) {
    return std::string(static_cast<std::size_t>(count) * 100, 'x');
}

const std::vector<WrongLine>& wrongLines() {
    static const std::vector<WrongLine> lines{
        // Names.
        {"visit", "idel = 9", "“idel” is unknown in [visit]; is “idle” meant?"},
        {"visit", "Answer_Tokens = 9", "is “answer-tokens” meant?"},
        {"visit", "rotation = 90", "“rotation” is unknown in [visit]; it belongs into [screen]"},
        {"visit", "frobnication = 90", "“frobnication” is unknown in [visit]."},
        {"visit", "= 90", "“” is unknown in [visit]"},
        {"visit", "idle", "“idle” is no “key = value”"},
        {"visit", "[screen", "has no ] at its end"},
        // Languages.
        {"operator", "message = Hello", "“message” is by language, as message.en"},
        {"operator", "message. = Hello", "“message.” has nothing behind its dot"},
        {"operator", "message.fr = Salut", "“message.fr” is of a language that is none of: en, de, zh_CN"},
        {"operator", "name.en = X", "“name.en” is not by language"},
        {"visit", "languages =", "“languages” has to name at least one of: en, de, zh_CN"},
        {"visit", "languages = en, fr", "“languages” names “fr”, which is none of: en, de, zh_CN"},
        {"visit", "languages = en, de, en", "names “en” twice"},
        {"visit", "languages = en,,de", "nothing between two commas"},
        {"visit", "languages = en,", "nothing between two commas, or behind the last"},
        {"model", "languages = english", "names “english”, which is no language"},
        {"model", "languages = en,en", "names “en” twice"},
        // Numbers.
        {"visit", "idle = 4", "“idle” is “4”, and has to be a whole number from 5 to 3600"},
        {"visit", "idle = 3601", "from 5 to 3600"},
        {"visit", "idle = 9.5", "whole number"},
        {"visit", "idle = 90 s", "is “90 s”"},
        {"visit", "idle =", "is “”, and has to be a whole number"},
        {"visit", "idle = 99999999999999999999", "from 5 to 3600"},
        {"model", "threads = -1", "from 0 to 256"},
        {"screen", "text-scale = 2.1", "“text-scale” is “2.1”, and has to be a number from 1 to 2"},
        {"screen", "text-scale = nan", "is “nan”"},
        {"screen", "text-scale = 1,5", "is “1,5”"},
        {"machine", "hot-degrees = inf", "has to be a number from 30 to 120"},
        {"machine", "hot-degrees = 75",
         "“hot-degrees” leaves hot-degrees (75) no higher than warm-degrees (75)"},
        {"machine", "warm-degrees = 90",
         "“warm-degrees” leaves hot-degrees (82) no higher than warm-degrees (90)"},
        // Words.
        {"visit", "consent = maybe", "“consent” is “maybe”, and has to be one of: yes, no"},
        {"operator", "scheme = Light", "has to be one of: light, dark, high-contrast"},
        {"screen", "rotation = 45", "has to be one of: 0, 90, 180, 270"},
        {"administration", "corner = left", "one of: top-left, top-right, bottom-left, bottom-right"},
        {"administration", "pin-hash = 1234", "“pin-hash” is no hash as `peripheral --hash-pin` writes it"},
        // Colours.
        {"operator", "accent = blue", "“accent” has to be a colour as #RRGGBB"},
        {"operator", "accent = #12345g", "has to be a colour as #RRGGBB"},
        {"operator", "accent = #-12345", "has to be a colour as #RRGGBB"},
        {"operator", "accent-text = #123456", "“accent-text” needs an accent, too"},
        // Texts.
        {"operator", "name = \"One\\nTwo\"", "“name” has to be a single line"},
        {"operator", "name = \"Library", "“name” has no quotation mark \" at its end"},
        {"operator", "name = \"A\" and B", "“name” has “and B” behind its quotation marks"},
        {"operator", "name = \"C:\\temp\"", "“name” has a \\ before something else"},
        {"operator", "name = \"A\\", "has a \\ before something else"},
        {"operator", "name = " + hundreds(20) + "x", "has 2001 characters, and at most 2000 are allowed"},
        {"visit", "suggestions.de = 1,2,3,4,5,6,7,8,9", "has 9 suggestions, and at most 8 are shown"},
        {"visit", "suggestions.de = \"\"", "has a suggestion without words"},
        {"visit", "suggestions.de = \"1\" 2", "has “2” where a comma is expected"},
        {"visit", "suggestions.de = " + hundreds(6), "more characters than a question may have (500)"},
        // Bytes.
        {"operator",
         "name = B\xFC"
         "cherei",
         "the byte “\\xFC” is not UTF-8"},
        {"operator", "name = \xED\xA0\x80", "is not UTF-8"},
        {"operator", std::string("name = A\0B", 10), "the control character “\\x00” stands in it"},
        {"operator", "name = \x1B[31m", "the control character “\\x1B” stands in it"},
    };
    return lines;
}

} // namespace

TEST(ConfigMistakesTest, eachIsOneSentenceWithFileAndLine) {
    for (const auto& [section, line, said] : wrongLines())
        EXPECT_THAT(
            mistakesOf(fmt::format("# a kiosk\n[{}]\n{}\n", section, line)),
            ElementsAre(AllOf(StartsWith("kiosk.ini, line 3: "), HasSubstr(said), MatchesRegex(".*[.?]"))))
            << line;
}

TEST(ConfigMistakesTest, anUnknownSectionIsSaidOnce) {
    EXPECT_THAT(mistakesOf("[vist]\nidle = 1\npanel = 7\n"),
                ElementsAre("kiosk.ini, line 1: [vist] is unknown; is [visit] meant?"));
    EXPECT_THAT(mistakesOf("[]\n"), ElementsAre(HasSubstr("there are: model, operator, visit, screen, "
                                                          "administration, machine.")));
}

TEST(ConfigMistakesTest, aKeyNeedsASection) {
    EXPECT_THAT(mistakesOf("idle = 30\n[visit]\n"),
                ElementsAre("kiosk.ini, line 1: “idle” stands before the first [section]."));
}

TEST(ConfigMistakesTest, aKeyStandsOnce) {
    EXPECT_THAT(mistakesOf("[visit]\nidle = 30\n[visit]\nidle = 40\n"),
                ElementsAre("kiosk.ini, line 4: “idle” stands in line 2 already."));
    EXPECT_THAT(mistakesOf("[operator]\nmessage.de = A\nmessage.en = B\nmessage.de = C\n"),
                ElementsAre("kiosk.ini, line 4: “message.de” stands in line 2 already."));
}

TEST(ConfigMistakesTest, wordsThatCannotBeReadAreRefused) {
    EXPECT_THAT(
        mistakesOf("[operator]\naccent = #FFCC00\naccent-text = #FFFFFF\n"),
        ElementsAre(
            "kiosk.ini, line 3: “accent-text” has a contrast of 1.5:1 on the accent, and it takes 4.5:1 "
            "to be read."));
    // #767676 on white is the lightest grey that has it.
    EXPECT_THAT(mistakesOf("[operator]\naccent = #767676\naccent-text = #FFFFFF\n"), ElementsAre());
    EXPECT_THAT(mistakesOf("[operator]\naccent = #777777\naccent-text = #FFFFFF\n"),
                ElementsAre(HasSubstr("4.4:1")));
}

TEST(ConfigMistakesTest, allOfThemAreSaid) {
    EXPECT_THAT(mistakesOf("[visit]\nidle = 1\nnonsense\n[screen]\ntext-scale = 9\n"),
                ElementsAre(HasSubstr("line 2: “idle”"), HasSubstr("line 3: “nonsense”"),
                            HasSubstr("line 5: “text-scale”")));
}

TEST(ConfigMistakesTest, moreThanTwentyAreCounted) {
    std::string text = "[visit]\n";
    for (int i = 0; i < 20; ++i)
        text += "nonsense\n";
    EXPECT_EQ(mistakesOf(text).size(), 20U);
    const Mistakes mistakes = mistakesOf(text + "nonsense\nnonsense\nnonsense\n");
    ASSERT_EQ(mistakes.size(), 21U);
    EXPECT_EQ(mistakes.back(), "kiosk.ini: and 3 more.");
}

TEST(ConfigMistakesTest, aLineOfAnyLengthIsQuotedShortly) {
    const Mistakes mistakes =
        mistakesOf("[visit]\n" + std::string(900'000, 'x') + "\n" + std::string(900'000, 'y') + " = 1\n");
    ASSERT_EQ(mistakes.size(), 2U);
    EXPECT_LT(mistakes[0].size() + mistakes[1].size(), 500U);
}

TEST(ConfigMistakesTest, nothingSecretIsQuoted) {
    const Mistakes mistakes = mistakesOf("[administration]\npin-hash = $argon2id$secret\n");
    ASSERT_EQ(mistakes.size(), 1U);
    EXPECT_EQ(mistakes[0].find("secret"), std::string::npos);
}
