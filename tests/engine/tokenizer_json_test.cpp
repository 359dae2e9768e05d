// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tokenizer_json.h"
#include "hugging_face_folder.h"
#include "small_vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm::conversion {
namespace {

using test::Json;
using testing::HasSubstr;
using testing::StartsWith;

int size() {
    return test::smallShape().vocabulary;
}

Result<BpeVocabulary> vocabularyFrom(const Json& tokenizer) {
    return parseTokenizer(tokenizer.dump(), size(), "tokenizer.json");
}

/// What is said of the small tokenizer with `value` at `pointer`.
std::string refusalAfter(const std::string& pointer, const Json& value) {
    Json tokenizer = test::smallTokenizer();
    tokenizer[Json::json_pointer(pointer)] = value;
    const auto read = vocabularyFrom(tokenizer);
    EXPECT_FALSE(read) << pointer << " " << value;
    if (read)
        return {};
    EXPECT_THAT(read.error().message, StartsWith("tokenizer.json: "));
    return read.error().message;
}

TEST(TokenizerJson, ReadsTokensTheirTypesAndMerges) {
    const auto read = vocabularyFrom(test::smallTokenizer());
    ASSERT_TRUE(read) << read.error().message;
    const test::VocabularyKeys keys = test::smallVocabulary();
    ASSERT_EQ(read->spellings.size(), static_cast<std::size_t>(size()));
    for (std::size_t id = 0; id < keys.tokens.size(); ++id) {
        EXPECT_EQ(static_cast<int>(read->types[id]), keys.types[id]) << id;
        EXPECT_EQ(read->spellings[id], keys.types[id] == 5
                                           ? std::string("[PAD").append(std::to_string(id)).append("]")
                                           : keys.tokens[id]);
    }
    EXPECT_EQ(read->merges, keys.merges);
    EXPECT_EQ(read->types.back(), TokenType::Unused) << "the embedding has more rows than there are tokens";
}

TEST(TokenizerJson, ReadsMergesAsPairsToo) {
    Json tokenizer = test::smallTokenizer();
    Json pairs = Json::array();
    for (const std::string merge : tokenizer["model"]["merges"]) {
        const auto space = merge.find(' ');
        pairs.push_back({merge.substr(0, space), merge.substr(space + 1)});
    }
    tokenizer["model"]["merges"] = pairs;
    const auto read = vocabularyFrom(tokenizer);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->merges, test::smallVocabulary().merges);
}

TEST(TokenizerJson, AddedTokensMayBeInTheVocabularyToo) {
    Json tokenizer = test::smallTokenizer();
    for (const Json& token : tokenizer["added_tokens"])
        tokenizer["model"]["vocab"][token["content"].get<std::string>()] = token["id"];
    const auto read = vocabularyFrom(tokenizer);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->types[static_cast<std::size_t>(test::smallVocabulary().id("<|im_end|>"))],
              TokenType::Control);
}

TEST(TokenizerJson, RefusesAnotherWayOfCuttingText) {
    const std::string words = "/pre_tokenizer/pretokenizers/0", bytes = "/pre_tokenizer/pretokenizers/1";
    const std::pair<std::string, Json> wrong[] = {
        {"/pre_tokenizer", nullptr},           {"/pre_tokenizer", 5},
        {"/pre_tokenizer/type", "Whitespace"}, {"/pre_tokenizer/pretokenizers/2", {{"type", "Digits"}}},
        {words + "/pattern/Regex", "\\s+"},    {words + "/pattern", {{"String", " "}}},
        {words + "/behavior", "Removed"},      {words + "/invert", true},
        {bytes + "/add_prefix_space", true},   {bytes + "/use_regex", true},
    };
    for (const auto& [pointer, value] : wrong)
        EXPECT_THAT(refusalAfter(pointer, value), HasSubstr("\"pre_tokenizer\" ")) << pointer;
    EXPECT_THAT(refusalAfter("/normalizer", {{"type", "Lowercase"}}), HasSubstr("\"normalizer\" asks for"));
    EXPECT_THAT(refusalAfter("/normalizer", "NFC"), HasSubstr("\"normalizer\" asks for"));
}

TEST(TokenizerJson, RefusesOtherModelsByName) {
    EXPECT_THAT(refusalAfter("/model/type", "Unigram"),
                HasSubstr("\"model.type\" is \"Unigram\"; only \"BPE\""));
    EXPECT_THAT(refusalAfter("/model/type", nullptr), HasSubstr("\"model.type\" is missing"));
    EXPECT_THAT(refusalAfter("/model/byte_fallback", true), HasSubstr("\"model.byte_fallback\" is true"));
    EXPECT_THAT(refusalAfter("/model/ignore_merges", true), HasSubstr("\"model.ignore_merges\" is true"));
    EXPECT_THAT(refusalAfter("/model/end_of_word_suffix", "</w>"), HasSubstr("\"model.end_of_word_suffix\""));
    EXPECT_THAT(refusalAfter("/model", Json::array()),
                HasSubstr("\"model\" is an array; it must be an object"));
    EXPECT_THAT(refusalAfter("/model/vocab", Json::array()), HasSubstr("\"model.vocab\" is an array"));
    EXPECT_THAT(refusalAfter("/model/merges", "a b"),
                HasSubstr("\"model.merges\" is \"a b\"; it must be an array"));
    EXPECT_THAT(refusalAfter("", Json::array()), HasSubstr("It is an array"));
}

TEST(TokenizerJson, NamesTokensThatAreWrong) {
    for (const Json& id : {Json(size()), Json(-1), Json("5"), Json(1.5), Json(18446744073709551615U), Json()})
        EXPECT_THAT(refusalAfter("/model/vocab/hello", id), HasSubstr("The token \"hello\" has the id "))
            << id;
    EXPECT_THAT(refusalAfter("/model/vocab/new", 65), HasSubstr("both have the id 65"));
    EXPECT_THAT(refusalAfter("/added_tokens/0/id", 65), HasSubstr("\"<|endoftext|>\" both have the id 65"));
    EXPECT_THAT(refusalAfter("/added_tokens/0/content", "hello"),
                HasSubstr("The token \"hello\" has the ids "));
    EXPECT_THAT(refusalAfter("/added_tokens/0/content", "<|im_end|>"),
                HasSubstr("The token \"<|im_end|>\" has the ids "));
    EXPECT_THAT(refusalAfter("/added_tokens/0/id", nullptr), HasSubstr("\"added_tokens[0].id\" is missing"));
    EXPECT_THAT(refusalAfter("/added_tokens/1/content", 5), HasSubstr("\"added_tokens[1].content\" is 5"));
    EXPECT_THAT(refusalAfter("/added_tokens/1/special", 5), HasSubstr("\"added_tokens[1].special\" is 5"));
    EXPECT_THAT(refusalAfter("/added_tokens/2", 5), HasSubstr("\"added_tokens[2]\" is 5, not an object"));
    EXPECT_THAT(refusalAfter("/added_tokens", Json::object()), HasSubstr("\"added_tokens\" is an object"));
    const auto twice = parseTokenizer(R"({"model": {"vocab": {"a": 1, "a": 2}}})", size(), "tokenizer.json");
    EXPECT_THAT(twice.error().message, HasSubstr("holds the key \"a\" twice"));
}

TEST(TokenizerJson, NamesMergesThatAreWrong) {
    for (const Json& merge :
         {Json("hello"), Json(" h"), Json("h "), Json("h e l"), Json(5), Json::array({"h"}),
          Json::array({"h", "e", "l"}), Json::array({"h", 5}), Json::array({"h ", "e"})})
        EXPECT_THAT(refusalAfter("/model/merges/3", merge), HasSubstr("\"model.merges[3]\" is ")) << merge;
    EXPECT_THAT(refusalAfter("/model/merges/3", "h nothing"),
                HasSubstr("\"model.merges[3]\" needs the token \"nothing\", which \"model.vocab\" lacks"));
    EXPECT_THAT(refusalAfter("/model/merges/3", Json::array({"q", "q"})),
                HasSubstr("needs the token \"qq\""));
}

} // namespace
} // namespace plm::conversion
