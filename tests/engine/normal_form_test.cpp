// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pretokenizer.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>
#include <utf8proc.h>

namespace plm::text {
namespace {

std::string libraryForm(const std::string& text) {
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> normal(
        utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str())), &std::free);
    return reinterpret_cast<const char*>(normal.get());
}

TEST(NormalForm, ComposesLettersAndTheirMarks) {
    EXPECT_EQ(normalFormC("e\u0301"), "é");
    EXPECT_EQ(normalFormC("A\u030angstro\u0308m"), "Ångström");
    EXPECT_EQ(normalFormC("\u1112\u1161\u11AB"), "한");
    EXPECT_EQ(normalFormC("\u212B"), "\u00C5"); // the sign for ångström is the letter
}

TEST(NormalForm, LeavesWhatMayNotBeComposed) {
    EXPECT_EQ(normalFormC("\u0958"), "\u0915\u093C"); // a composition exclusion
    EXPECT_EQ(normalFormC("plain text, é"), "plain text, é");
    EXPECT_EQ(normalFormC(""), "");
}

TEST(NormalForm, OrdersMarksAsTheLibraryDoes) {
    for (const std::string text :
         {"a\u0315\u0300\u05AE\u0062", "\u0061\u0305\u0315\u0300\u05AE\u0062", "\u05B9\u05E3\u05C2\u05DE",
          "q\u0307\u0323", "\u0344\u0301", "\u1E9B\u0323", "한\u11A8\u0301語🦊"}) {
        EXPECT_EQ(normalFormC(text), libraryForm(text));
    }
}

// Sorting marks by exchanging neighbours would take 10^11 steps here.
TEST(NormalForm, EndlessMarksDoNotTakeForever) {
    std::string text = "a";
    for (int i = 0; i < 300'000; ++i) {
        text += i % 2 == 0 ? "\u0315" : "\u0327"; // combining classes 232 and 202
    }
    const std::string normal = normalFormC(text);
    EXPECT_EQ(normal.size(), text.size());
    EXPECT_EQ(normal.substr(0, 5), "a\u0327\u0327");
    EXPECT_TRUE(normal.ends_with("\u0315\u0315"));
}

} // namespace
} // namespace plm::text
