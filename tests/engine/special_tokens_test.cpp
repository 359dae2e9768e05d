// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/special_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm::conversion {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The ids 0 to 4 in this order.
BpeVocabulary vocabulary() {
    return {"tokenizer.json", {"<|endoftext|>", "<|im_start|>", "<|im_end|>", "<stop>", "<halt>"}, {}, {}};
}

TokenizerConfig tokenizerConfig(const std::string& json) {
    return parseTokenizerConfig(json, "tokenizer_config.json").value();
}

TokenIds ids(const std::string& json, const char* file = "generation_config.json") {
    return parseGenerationConfig(json, file).value();
}

Result<SpecialIds> choose(const std::string& tokenizer, const std::string& generation = "{}",
                          const std::string& config = "{}") {
    return chooseSpecialIds(vocabulary(), tokenizerConfig(tokenizer), ids(generation),
                            ids(config, "config.json"));
}

TEST(TokenizerConfig, ReadsTokensAsTextsOrObjects) {
    const TokenizerConfig read = tokenizerConfig(
        R"({"bos_token": null, "eos_token": "<e>", "pad_token": {"content": "<p>", "lstrip": false},
            "add_bos_token": false, "chat_template": "{{ x }}"})");
    EXPECT_EQ(read.beginOfSequence, std::nullopt);
    EXPECT_EQ(read.endOfSequence, "<e>");
    EXPECT_EQ(read.padding, "<p>");
    EXPECT_EQ(read.addsBeginOfSequence, false);
    EXPECT_EQ(read.chatTemplate, "{{ x }}");
}

TEST(TokenizerConfig, TakesTheDefaultOfSeveralTemplates) {
    EXPECT_EQ(tokenizerConfig(R"({"chat_template": [{"name": "tools", "template": "t"},
                                                    {"name": "default", "template": "d"}]})")
                  .chatTemplate,
              "d");
    EXPECT_EQ(tokenizerConfig(R"({"chat_template": []})").chatTemplate, "");
    EXPECT_EQ(tokenizerConfig("{}").chatTemplate, "");
}

TEST(TokenizerConfig, NamesTheKeyThatIsWrong) {
    const std::pair<const char*, const char*> wrong[] = {
        {R"({"eos_token": 5})", "\"eos_token\" is 5; it must be a string"},
        {R"({"eos_token": {"lstrip": true}})", "\"eos_token.content\" is missing"},
        {R"({"eos_token": {"content": []}})", "\"eos_token.content\" is an array"},
        {R"({"add_bos_token": "no"})", "\"add_bos_token\" is \"no\""},
        {R"({"chat_template": 5})", "\"chat_template\" is 5"},
        {R"({"chat_template": ["x"]})", "\"chat_template[0]\" is \"x\", not an object"},
        {R"({"chat_template": [{"name": "default"}]})", "\"chat_template[0].template\" is missing"},
        {R"({"chat_template": [{"name": "x", "template": "y"}]})", "no entry of the name \"default\""},
        {"[]", "It is an array"},
        {"x", "not valid JSON"},
    };
    for (const auto& [json, sentence] : wrong) {
        const auto read = parseTokenizerConfig(json, "tokenizer_config.json");
        ASSERT_FALSE(read) << json;
        EXPECT_THAT(read.error().message, HasSubstr("tokenizer_config.json: "));
        EXPECT_THAT(read.error().message, HasSubstr(sentence));
    }
}

TEST(GenerationConfig, ReadsOneIdOrSeveral) {
    EXPECT_THAT(ids(R"({"eos_token_id": 2})").ends, ElementsAre(2));
    EXPECT_THAT(ids(R"({"eos_token_id": [2, 0]})").ends, ElementsAre(2, 0));
    EXPECT_THAT(ids(R"({"eos_token_id": null})").ends, ElementsAre());
    EXPECT_FALSE(parseGenerationConfig(R"({"eos_token_id": "2"})", "generation_config.json"));
}

TEST(SpecialIds, GoByTheTokenizerThenByGenerationThenByTheModel) {
    EXPECT_EQ(choose(R"({"eos_token": "<|im_end|>"})", R"({"eos_token_id": 0})")->endOfSequence, 2U);
    EXPECT_EQ(choose("{}", R"({"eos_token_id": 3})", R"({"eos_token_id": 4})")->endOfSequence, 3U);
    EXPECT_EQ(choose("{}", "{}", R"({"eos_token_id": 4, "bos_token_id": 1})")->endOfSequence, 4U);
    EXPECT_EQ(choose("{}", R"({"bos_token_id": 0})", R"({"bos_token_id": 1})")->beginOfSequence, 0U);
    EXPECT_EQ(choose(R"({"pad_token": "<halt>"})", R"({"pad_token_id": 0})")->padding, 4U);
    const auto none = choose("{}");
    ASSERT_TRUE(none);
    EXPECT_FALSE(none->beginOfSequence || none->endOfSequence || none->padding || none->endOfTurn);
    EXPECT_FALSE(none->addsBeginOfSequence);
}

TEST(SpecialIds, KeepASecondEndOfAnAnswer) {
    const auto stop = choose(R"({"eos_token": "<|endoftext|>"})", R"({"eos_token_id": [2, 0, 3, 3]})");
    ASSERT_TRUE(stop) << stop.error().message;
    EXPECT_EQ(stop->endOfSequence, 0U);
    EXPECT_EQ(stop->endOfTurn, 3U) << "<|im_end|> ends every ChatML answer without being named";
    EXPECT_EQ(choose("{}", R"({"eos_token_id": [0, 2]})")->endOfTurn, 2U);
    EXPECT_EQ(choose("{}", R"({"eos_token_id": [0, 0]})")->endOfTurn, std::nullopt);
    const auto tooMany = choose("{}", R"({"eos_token_id": [0, 3, 4]})");
    ASSERT_FALSE(tooMany);
    EXPECT_EQ(tooMany.error().message,
              "generation_config.json: \"eos_token_id\" names more tokens than a GGUF "
              "file can: 3 and 4 beside 0.");
}

TEST(SpecialIds, NameWhatIsNoToken) {
    EXPECT_EQ(choose(R"({"eos_token": "</s>"})").error().message,
              "tokenizer_config.json: \"eos_token\" is \"</s>\", which is no token of tokenizer.json.");
    EXPECT_EQ(choose("{}", R"({"eos_token_id": [0, 5]})").error().message,
              "generation_config.json: \"eos_token_id\" is 5, but the vocabulary has 5 tokens.");
    EXPECT_THAT(choose("{}", "{}", R"({"bos_token_id": 4294967296})").error().message,
                HasSubstr("config.json: \"bos_token_id\" is 4294967296"));
    EXPECT_THAT(choose(R"({"add_bos_token": true})").error().message, HasSubstr("\"add_bos_token\" is true"));
    EXPECT_TRUE(choose(R"({"add_bos_token": true, "bos_token": "<stop>"})")->addsBeginOfSequence);
}

} // namespace
} // namespace plm::conversion
