// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "generate/stop_matcher.h"

#include <gtest/gtest.h>

namespace {

using plm::StopMatcher;

/// What is shown of `text` when it comes in pieces of `size` bytes.
std::string shown(StopMatcher& matcher, std::string_view text, std::size_t size) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); at += size)
        out += matcher.feed(text.substr(at, size));
    return out + matcher.finish();
}

TEST(StopMatcher, CutsBeforeTheFirstStopStringHoweverTheTextArrives) {
    for (std::size_t size = 1; size <= 20; ++size) {
        StopMatcher matcher({"END", "\n\nUser:"});
        EXPECT_EQ(shown(matcher, "one two EN END three", size), "one two EN ");
        EXPECT_TRUE(matcher.matched());
        StopMatcher other({"END", "\n\nUser:"});
        EXPECT_EQ(shown(other, "a\n\nUser: END", size), "a");
    }
}

TEST(StopMatcher, GivesBackWhatOnlyLookedLikeAStop) {
    for (std::size_t size = 1; size <= 8; ++size) {
        StopMatcher matcher({"aab"});
        EXPECT_EQ(shown(matcher, "aaaa aa", size), "aaaa aa");
        EXPECT_FALSE(matcher.matched());
    }
}

TEST(StopMatcher, OverlappingBeginnings) {
    StopMatcher matcher({"aab"});
    EXPECT_EQ(matcher.feed("aaa"), "a");
    EXPECT_EQ(matcher.feed("b"), "");
    EXPECT_TRUE(matcher.matched());
    EXPECT_EQ(matcher.feed("more"), "");
}

TEST(StopMatcher, ShowsAtOnceWhatCannotBeAStop) {
    StopMatcher matcher({"###"});
    EXPECT_EQ(matcher.feed("plain"), "plain");
    EXPECT_EQ(matcher.feed("#"), "");
    EXPECT_EQ(matcher.feed("x"), "#x");
}

TEST(StopMatcher, IgnoresEmptyStrings) {
    StopMatcher matcher({"", ""});
    EXPECT_EQ(matcher.feed("text"), "text");
    EXPECT_FALSE(matcher.matched());
}

} // namespace
