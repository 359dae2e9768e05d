// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_config.h"
#include "hugging_face_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm::conversion {
namespace {

using test::Json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const Json& sound() {
    static const Json config = test::smallFolder().config;
    return config;
}

Result<ModelConfig> parse(const Json& config) {
    return parseConfig(config.dump(), "config.json");
}

/// What is said of the sound config with `changes`.
Error refusal(const Json& changes) {
    Json config = sound();
    config.merge_patch(changes); // null removes a key
    const auto read = parse(config);
    EXPECT_FALSE(read) << changes;
    return read ? Error{} : read.error();
}

std::string quoted(const char* key) {
    return std::string("\"").append(key).append("\"");
}

TEST(ModelConfig, ReadsEveryKey) {
    const auto read = parse(sound());
    ASSERT_TRUE(read) << read.error().message;
    const HyperParameters want = test::smallShape(), &got = read->hyper;
    EXPECT_EQ(got.layers, want.layers);
    EXPECT_EQ(got.embedding, want.embedding);
    EXPECT_EQ(got.feedForward, want.feedForward);
    EXPECT_EQ(got.heads, want.heads);
    EXPECT_EQ(got.latentRank, want.latentRank);
    EXPECT_EQ(got.noPositionWidth, want.noPositionWidth);
    EXPECT_EQ(got.rotaryWidth, want.rotaryWidth);
    EXPECT_EQ(got.valueWidth, want.valueWidth);
    EXPECT_EQ(got.vocabulary, want.vocabulary);
    EXPECT_EQ(got.contextLength, want.contextLength);
    EXPECT_EQ(got.rotaryBase, want.rotaryBase);
    EXPECT_EQ(got.normEpsilon, want.normEpsilon);
    EXPECT_TRUE(read->isTied);
}

TEST(ModelConfig, NamesAKeyThatIsMissingOrOfAnotherType) {
    for (const char* key : {"hidden_size", "intermediate_size", "kv_lora_rank", "max_position_embeddings",
                            "num_attention_heads", "num_hidden_layers", "qk_nope_head_dim",
                            "qk_rope_head_dim", "rms_norm_eps", "rope_theta", "v_head_dim", "vocab_size"}) {
        EXPECT_EQ(refusal({{key, nullptr}}).message, "config.json: " + quoted(key) + " is missing.");
        for (const Json& value : {Json(0), Json(-1), Json("4"), Json::array({4}), Json(true), Json(1e300)})
            EXPECT_THAT(refusal({{key, value}}).message,
                        AllOf(HasSubstr("config.json: " + quoted(key) + " is "), HasSubstr("it must be")))
                << value;
    }
    for (const char* key : {"hidden_size", "vocab_size", "num_hidden_layers"})
        for (const Json& value : {Json(4.5), Json(1LL << 32), Json(18446744073709551615U)})
            EXPECT_THAT(refusal({{key, value}}).message, HasSubstr(quoted(key) + " is "));
}

TEST(ModelConfig, RefusesOtherArchitecturesByName) {
    const Error llama = refusal({{"architectures", {"LlamaForCausalLM"}}});
    EXPECT_EQ(
        llama.message,
        "config.json: \"architectures\" is \"LlamaForCausalLM\"; only PLMForCausalLM can be converted.");
    EXPECT_EQ(llama.kind, ErrorKind::Unsupported);
    EXPECT_THAT(refusal({{"model_type", "deepseek_v2"}}).message,
                HasSubstr("\"model_type\" is \"deepseek_v2\""));
    EXPECT_THAT(refusal({{"architectures", {"PLMForCausalLM", "Other"}}}).message, HasSubstr("is an array"));
    EXPECT_THAT(refusal({{"architectures", nullptr}, {"model_type", nullptr}}).message,
                HasSubstr("\"architectures\" is missing"));
    EXPECT_THAT(parseConfig("[]", "config.json").error().message,
                HasSubstr("It is an array, not an object."));
}

TEST(ModelConfig, RefusesWhatTheForwardPassDoesNotDo) {
    const std::pair<const char*, Json> variants[] = {
        {"q_lora_rank", 1536},    {"rope_scaling", {{"type", "yarn"}}},
        {"hidden_act", "silu"},   {"rope_interleave", false},
        {"attention_bias", true}, {"quantization_config", {{"bits", 4}}}};
    for (const auto& [key, value] : variants) {
        const Error error = refusal({{key, value}});
        EXPECT_THAT(error.message, HasSubstr("config.json: " + quoted(key) + " is "));
        EXPECT_EQ(error.kind, ErrorKind::Unsupported);
    }
}

TEST(ModelConfig, RefusesWhatDoesNotAgree) {
    EXPECT_THAT(refusal({{"num_key_value_heads", 1}}).message, HasSubstr("\"num_key_value_heads\" is 1"));
    EXPECT_THAT(refusal({{"qk_rope_head_dim", 5}}).message, HasSubstr("\"qk_rope_head_dim\" is 5"));
    EXPECT_THAT(refusal({{"num_attention_heads", 1 << 24}, {"num_key_value_heads", 1 << 24}}).message,
                HasSubstr("\"num_attention_heads\" is 16777216"));
}

TEST(ModelConfig, TakesTransformersDefaults) {
    Json config = sound();
    for (const char* key : {"num_key_value_heads", "tie_word_embeddings", "hidden_act", "model_type"})
        config.erase(key);
    const auto read = parse(config);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->isTied);
}

TEST(ModelConfig, ReadsTheIdsOfSpecialTokens) {
    Json config = sound();
    config.update({{"bos_token_id", 3}, {"eos_token_id", {5, 7}}, {"tie_word_embeddings", false}});
    const auto read = parse(config);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->isTied);
    EXPECT_EQ(read->ids.beginOfSequence, 3U);
    EXPECT_EQ(read->ids.padding, std::nullopt);
    EXPECT_THAT(read->ids.ends, ElementsAre(5, 7));
    for (const Json& value : {Json("</s>"), Json(-1), Json::array({1, nullptr}), Json::array({1, {2}})})
        EXPECT_THAT(refusal({{"eos_token_id", value}}).message, HasSubstr("\"eos_token_id\" is "));
    EXPECT_THAT(refusal({{"bos_token_id", -1}}).message, HasSubstr("\"bos_token_id\" is -1"));
    EXPECT_THAT(refusal({{"tie_word_embeddings", "yes"}}).message,
                HasSubstr("\"tie_word_embeddings\" is \"yes\""));
}

} // namespace
} // namespace plm::conversion
