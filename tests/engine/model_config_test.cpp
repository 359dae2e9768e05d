// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_config.h"
#include "hugging_face_folder.h"
#include "json/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plm::conversion {
namespace {

using json::describe;
using test::Json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

const Json& sound() {
    static const Json config = test::smallFolder().config;
    return config;
}

Result<ModelConfig> configFrom(const Json& config) {
    return parseConfig(config.dump(), "config.json");
}

/// What is said of the sound config with `changes`.
Error refusalWith(const Json& changes) {
    Json config = sound();
    config.merge_patch(changes); // null removes a key
    const auto read = configFrom(config);
    EXPECT_FALSE(read) << changes;
    return read ? Error{} : read.error();
}

std::string quoted(const char* key) {
    return std::string("\"").append(key).append("\"");
}

TEST(ModelConfig, ReadsEveryKey) {
    const auto read = configFrom(sound());
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
        EXPECT_EQ(refusalWith({{key, nullptr}}).message, "config.json: " + quoted(key) + " is missing.");
        for (const Json& value : {Json(0), Json(-1), Json("4"), Json::array({4}), Json(true), Json(1e300)})
            EXPECT_THAT(refusalWith({{key, value}}).message,
                        AllOf(HasSubstr("config.json: " + quoted(key) + " is "), HasSubstr("it must be")))
                << value;
    }
    for (const char* key : {"hidden_size", "vocab_size", "num_hidden_layers"})
        for (const Json& value : {Json(4.5), Json(1LL << 32), Json(18446744073709551615U)})
            EXPECT_THAT(refusalWith({{key, value}}).message, HasSubstr(quoted(key) + " is "));
}

TEST(ModelConfig, RefusesOtherArchitecturesByName) {
    const Error llama = refusalWith({{"architectures", {"LlamaForCausalLM"}}});
    EXPECT_EQ(
        llama.message,
        "config.json: \"architectures\" is \"LlamaForCausalLM\"; only PLMForCausalLM can be converted.");
    EXPECT_EQ(llama.kind, ErrorKind::Unsupported);
    EXPECT_THAT(refusalWith({{"model_type", "deepseek_v2"}}).message,
                HasSubstr("\"model_type\" is \"deepseek_v2\""));
    EXPECT_THAT(refusalWith({{"architectures", {"PLMForCausalLM", "Other"}}}).message,
                HasSubstr("is an array"));
    EXPECT_THAT(refusalWith({{"architectures", nullptr}, {"model_type", nullptr}}).message,
                HasSubstr("\"architectures\" is missing"));
    EXPECT_THAT(parseConfig("[]", "config.json").error().message,
                HasSubstr("It is an array, not an object."));
}

TEST(ModelConfig, RefusesWhatTheForwardPassDoesNotDo) {
    const std::pair<const char*, Json> variants[] = {{"q_lora_rank", 1536},
                                                     {"hidden_act", "silu"},
                                                     {"rope_interleave", false},
                                                     {"partial_rotary_factor", 0.5},
                                                     {"attention_bias", true},
                                                     {"mlp_bias", true},
                                                     {"use_qk_norm", true},
                                                     {"use_sliding_window", true},
                                                     {"n_routed_experts", 64},
                                                     {"num_experts", 8},
                                                     {"scale_emb", 12},
                                                     {"logits_scaling", 8.0},
                                                     {"residual_multiplier", 0.22},
                                                     {"final_logit_softcapping", 30.0},
                                                     {"is_encoder_decoder", true},
                                                     {"head_dim", 128},
                                                     {"qk_head_dim", 128},
                                                     {"quantization_config", {{"bits", 4}}}};
    for (const auto& [key, value] : variants) {
        const Error error = refusalWith({{key, value}});
        EXPECT_THAT(error.message,
                    AllOf(HasSubstr("config.json: " + quoted(key) + " is "), HasSubstr("can be converted.")));
        EXPECT_EQ(error.kind, ErrorKind::Unsupported);
    }
}

TEST(ModelConfig, RefusesKeysThatItDoesNotKnow) {
    for (const auto& [key, value] : {std::pair<const char*, Json>{"scale_depth", 1.4},
                                     {"moe_intermediate_size", 1024},
                                     {"query_pre_attn_scalar", 256},
                                     {"per_layer_config", Json::object()},
                                     {"use_rope", false}}) {
        const Error error = refusalWith({{key, value}});
        EXPECT_EQ(error.message, "config.json: " + quoted(key) + " is " + describe(value) +
                                     "; this key is not known, and may change the model.");
        EXPECT_EQ(error.kind, ErrorKind::Unsupported);
    }
}

/// As transformers and its friends write them.
TEST(ModelConfig, PassesOverWhatChangesNothing) {
    Json config = sound();
    config.update(Json::parse(R"json({
        "_name_or_path": "PLM-Team/PLM-1.8B-Instruct", "attention_bias": false, "attention_dropout": 0.0,
        "auto_map": {"AutoConfig": "configuration_plm.PLMConfig"}, "dtype": "bfloat16", "head_dim": 4,
        "initializer_range": 0.02, "layer_types": ["full_attention", "full_attention"], "max_window_layers": 28,
        "n_routed_experts": null, "num_experts": 0, "partial_rotary_factor": 1.0, "pretraining_tp": 1,
        "qk_head_dim": 10, "quantization_config": null, "rope_interleave": true, "sliding_window": 4096,
        "temperature": 0.6, "torch_dtype": "bfloat16", "transformers_version": "5.0.0", "unknown": null,
        "use_cache": true, "use_sliding_window": false})json"));
    const auto read = configFrom(config);
    EXPECT_TRUE(read) << read.error().message;
    config["head_dim"] = 10; // the whole head
    EXPECT_TRUE(configFrom(config));
}

TEST(ModelConfig, RefusesWindowsThatMayBeUsed) {
    EXPECT_THAT(refusalWith({{"sliding_window", 512}}).message, HasSubstr("\"sliding_window\" is 512;"));
    EXPECT_THAT(refusalWith({{"sliding_window", 512}, {"use_sliding_window", true}}).message,
                HasSubstr("\"use_sliding_window\" is true"));
    EXPECT_THAT(refusalWith({{"layer_types", {"full_attention", "sliding_attention"}}}).message,
                HasSubstr("\"layer_types\" asks for other layers"));
    EXPECT_THAT(refusalWith({{"layer_types", "full_attention"}}).message, HasSubstr("\"layer_types\" asks"));
}

TEST(ModelConfig, ReadsTheRotaryBaseWhereNewerFilesHaveIt) {
    const Json standard = {{"rope_type", "default"}, {"rope_theta", 5000}};
    for (const Json& changes :
         {Json{{"rope_theta", nullptr}, {"rope_parameters", standard}},
          Json{{"rope_theta", 5000.0}, {"rope_parameters", standard}},
          Json{{"rope_theta", nullptr}, {"rope_parameters", {{"rope_theta", 5e3}}}},
          Json{{"rope_theta", nullptr}, {"rope_scaling", standard}},
          Json{{"rope_theta", 5000}, {"rope_scaling", {{"type", "default"}}}},
          Json{{"rope_theta", 5000}, {"rope_scaling", {{"type", "default"}, {"factor", 1.0}}}},
          Json{{"rope_theta", 5000}, {"rope_parameters", nullptr}}}) {
        Json config = sound();
        config.merge_patch(changes);
        const auto read = configFrom(config);
        ASSERT_TRUE(read) << changes << ": " << read.error().message;
        EXPECT_EQ(read->hyper.rotaryBase, 5000.0F) << changes;
    }
}

TEST(ModelConfig, RefusesRotaryScaling) {
    for (const char* key : {"rope_parameters", "rope_scaling"}) {
        const auto said = [&](const Json& value) { return refusalWith({{key, value}}).message; };
        const std::string path = std::string("config.json: \"") + key + ".";
        EXPECT_EQ(said({{"rope_type", "yarn"}, {"factor", 4.0}}),
                  path + "rope_type\" is \"yarn\"; only \"default\" can be converted.");
        EXPECT_EQ(said({{"type", "linear"}}),
                  path + "type\" is \"linear\"; only \"default\" can be converted.");
        EXPECT_THAT(said({{"rope_type", "default"}, {"type", "ntk"}}), HasSubstr("\"ntk\""));
        EXPECT_THAT(said({{"factor", 2.0}}), HasSubstr("factor\" is 2.0;"));
        EXPECT_THAT(said({{"partial_rotary_factor", 0.25}}), HasSubstr("partial_rotary_factor\" is 0.25;"));
        EXPECT_THAT(said({{"rope_type", "default"}, {"mrope_section", {16, 24}}}),
                    HasSubstr(".mrope_section\" is an array; this key is not known"));
        EXPECT_THAT(said({{"full_attention", {{"rope_type", "default"}}}}),
                    HasSubstr(".full_attention\" is"));
        EXPECT_THAT(said({{"rope_theta", "1e5"}}), HasSubstr(".rope_theta\" is \"1e5\""));
        EXPECT_THAT(said("default"), HasSubstr(std::string("\"") + key + "\" is \"default\", not an object"));
    }
}

TEST(ModelConfig, RefusesTwoBasesThatDiffer) {
    const Error error = refusalWith({{"rope_parameters", {{"rope_theta", 10000}}}});
    EXPECT_EQ(error.message,
              "config.json: \"rope_parameters.rope_theta\" is 10000 and another base of the file 100000.");
    EXPECT_THAT(refusalWith({{"rope_theta", nullptr},
                             {"rope_parameters", {{"rope_theta", 10000}}},
                             {"rope_scaling", {{"type", "default"}, {"rope_theta", 20000}}}})
                    .message,
                HasSubstr("\"rope_scaling.rope_theta\" is 20000 and another base of the file 10000."));
}

TEST(ModelConfig, RefusesWhatDoesNotAgree) {
    EXPECT_THAT(refusalWith({{"num_key_value_heads", 1}}).message, HasSubstr("\"num_key_value_heads\" is 1"));
    EXPECT_THAT(refusalWith({{"qk_rope_head_dim", 5}}).message, HasSubstr("\"qk_rope_head_dim\" is 5"));
    EXPECT_THAT(refusalWith({{"num_attention_heads", 1 << 24}, {"num_key_value_heads", 1 << 24}}).message,
                HasSubstr("\"num_attention_heads\" is 16777216"));
}

TEST(ModelConfig, TakesTransformersDefaults) {
    Json config = sound();
    for (const char* key : {"num_key_value_heads", "tie_word_embeddings", "hidden_act", "model_type"})
        config.erase(key);
    const auto read = configFrom(config);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->isTied);
}

TEST(ModelConfig, ReadsTheIdsOfSpecialTokens) {
    Json config = sound();
    config.update({{"bos_token_id", 3}, {"eos_token_id", {5, 7}}, {"tie_word_embeddings", false}});
    const auto read = configFrom(config);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->isTied);
    EXPECT_EQ(read->ids.beginOfSequence, 3U);
    EXPECT_EQ(read->ids.padding, std::nullopt);
    EXPECT_THAT(read->ids.ends, ElementsAre(5, 7));
    for (const Json& value : {Json("</s>"), Json(-1), Json::array({1, nullptr}), Json::array({1, {2}})})
        EXPECT_THAT(refusalWith({{"eos_token_id", value}}).message, HasSubstr("\"eos_token_id\" is "));
    EXPECT_THAT(refusalWith({{"bos_token_id", -1}}).message, HasSubstr("\"bos_token_id\" is -1"));
    EXPECT_THAT(refusalWith({{"tie_word_embeddings", "yes"}}).message,
                HasSubstr("\"tie_word_embeddings\" is \"yes\""));
}

} // namespace
} // namespace plm::conversion
