// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "json/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm::json {
namespace {

using testing::HasSubstr;

std::string refusalOf(const std::string& text) {
    const auto tree = parseJson(text, "x.json");
    EXPECT_FALSE(tree) << text.substr(0, 80);
    return tree ? std::string() : tree.error().message;
}

std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

TEST(BoundedJson, ReadsTheTreeOfAText) {
    const std::string text = R"({"a": [1, -2, 1.5, true, null, {"b": "\u00e9\u0000"}], "": {}, "c": []})";
    const auto tree = parseJson(text, "x.json");
    ASSERT_TRUE(tree) << tree.error().message;
    EXPECT_EQ(*tree, Json::parse(text));
    EXPECT_EQ(parseJson(" 7 ", "x.json"), Json(7));
}

TEST(BoundedJson, RefusesWhatIsNone) {
    for (const std::string text :
         {"", "{", "[1,]", "{} {}", "{'a': 1}", "\"a", "[1e999]", "nul", "\"\xff\"", "\"\\ud800\"", "[01]"})
        EXPECT_THAT(refusalOf(text), HasSubstr("x.json: It is not valid JSON at byte ")) << text;
}

TEST(BoundedJson, RefusesAKeyThatComesTwice) {
    EXPECT_EQ(refusalOf(R"({"a": 1, "b": {"c": 1, "a": 2, "c": 3}})"),
              "x.json: It holds the key \"c\" twice.");
    EXPECT_TRUE(parseJson(R"([{"a": 1}, {"a": 1, "b": {"a": 1}}])", "x.json"));
}

TEST(BoundedJson, RefusesDeepNesting) {
    EXPECT_TRUE(parseJson(nested(kDeepest), "x.json"));
    EXPECT_EQ(refusalOf(nested(kDeepest + 1)), "x.json: It is nested more than 32 levels deep.");
    EXPECT_EQ(refusalOf(std::string(10'000'000, '[')), "x.json: It is nested more than 32 levels deep.");
}

TEST(BoundedJson, RefusesValuesWithoutEnd) {
    std::string text = "[0";
    for (std::size_t i = 0; i < kMostValues; ++i)
        text += ",0";
    EXPECT_EQ(refusalOf(text), "x.json: It holds more than 2097152 values.")
        << "refused before its end is seen";
}

TEST(BoundedJson, DescribesValuesInAFewWords) {
    EXPECT_EQ(describe(Json("a\nb")), "\"a\\nb\"");
    EXPECT_EQ(describe(Json(1.5)), "1.5");
    EXPECT_EQ(describe(Json(nullptr)), "null");
    EXPECT_EQ(describe(Json::array({1})), "an array");
    EXPECT_EQ(describe(Json::object()), "an object");
    EXPECT_LT(describe(Json(std::string(1000, 'x'))).size(), 100U);
}

} // namespace
} // namespace plm::json
