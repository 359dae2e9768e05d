// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/shown_text.h>

#include <gtest/gtest.h>

namespace plm {
namespace {

TEST(ShownText, LeavesWordsOfAnyWritingAsTheyAre) {
    for (const char* text :
         {"PLM 1.8B", "Größe", "модель", "模型", "שלום", "نموذج", "👩‍💻", "tab\\le", ""})
        EXPECT_EQ(shownText(text), text);
}

TEST(ShownText, EscapesWhatEndsALine) {
    EXPECT_EQ(shownText("a\nb\rc\td"), "a\\nb\\rc\\td");
    EXPECT_EQ(shownText("a\xE2\x80\xA8\x62\xE2\x80\xA9"), "a\\u2028b\\u2029");
}

TEST(ShownText, EscapesControlsOfTerminals) {
    EXPECT_EQ(shownText("\x1B[31mred"), "\\x1B[31mred");
    EXPECT_EQ(shownText("\xC2\x9B\x33\x31m"), "\\x9B31m") << "C1: works like ESC [ in some terminals";
    EXPECT_EQ(shownText(std::string_view("a\0b\x7F", 4)), "a\\x00b\\x7F");
}

TEST(ShownText, EscapesMarksOfDirection) {
    EXPECT_EQ(shownText("\u202Eabc"), "\\u202Eabc");
    EXPECT_EQ(shownText("\u202A\u202B\u202C\u202D"), "\\u202A\\u202B\\u202C\\u202D");
    EXPECT_EQ(shownText("\u2066\u2067\u2068\u2069"), "\\u2066\\u2067\\u2068\\u2069");
    EXPECT_EQ(shownText("\u200E\u200F\u061C\uFEFF"), "\\u200E\\u200F\\u061C\\uFEFF");
}

TEST(ShownText, EscapesWhatIsNotUtf8) {
    EXPECT_EQ(shownText("a\xFF\xC3"), "a\\xFF\\xC3");
    EXPECT_EQ(asUtf8("a\xFF\nb\x1B"), "a\\xFF\nb\x1B") << "controls are JSON's to escape";
}

/// A program reads the same, and a terminal gets nothing to obey.
TEST(ShownText, OfJsonStaysJson) {
    EXPECT_EQ(shownJson("{\n  \"a\": \"é\u009B\u007F\u202E\u2028\\u001b\"\n}"),
              "{\n  \"a\": \"é\\u009B\\u007F\\u202E\\u2028\\u001b\"\n}");
    EXPECT_EQ(shownJson("\xFF"), "\xFF") << "whoever writes the JSON decides what stands for it";
}

TEST(ShownText, NamesOfFilesAndQuotesToo) {
    EXPECT_EQ(displayName("/tmp/a\nb\xFF.gguf"), "/tmp/a\\nb\\xFF.gguf");
    EXPECT_EQ(inQuotes("a\u202Eb"), "\"a\\u202Eb\"");
    EXPECT_EQ(inQuotes(std::string(100, 'x')), '"' + std::string(80, 'x') + "…\"");
    EXPECT_EQ(inQuotes(std::string(79, 'x') + "é"), '"' + std::string(79, 'x') + "…\"") << "whole characters";
}

TEST(ShownText, WithoutControlsKeepsTheRest) {
    EXPECT_EQ(withoutControls("a\x1B[31m\n\tb\x7F"), "a[31mb");
    EXPECT_EQ(withoutControls("\u202E\u009B\u2066\u00E9\u20AC"), "\u00E9\u20AC");
    EXPECT_EQ(withoutControls("x\xFF\xC3"), "x") << "what is not UTF-8";
    EXPECT_EQ(withoutControls(""), "");
}

} // namespace
} // namespace plm
