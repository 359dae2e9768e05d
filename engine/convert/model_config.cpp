// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_config.h"

#include "json/object_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace plm::conversion {

using json::describe;
using json::Json;
using json::ObjectReader;
using json::parseJson;

namespace {

/// What transformers, and programs that use it, write beside a model.
constexpr std::string_view kHarmless[] = {
    // where it comes from, and how its numbers are stored and loaded
    "_attn_implementation", "_attn_implementation_autoset", "_commit_hash", "_name_or_path",
    "attn_implementation", "auto_map", "dtype", "max_window_layers", "model_max_length", "name_or_path",
    "torch_dtype", "torchscript", "transformers_version", "unsloth_fixed", "unsloth_version", "use_bfloat16",
    // training
    "attention_dropout", "chunk_size_feed_forward", "gradient_checkpointing", "hidden_dropout",
    "initializer_range", "pretraining_tp",
    // what a call gives back
    "is_decoder", "output_attentions", "output_hidden_states", "output_scores", "return_dict",
    "return_dict_in_generate", "use_cache",
    // text and labels
    "begin_suppress_tokens", "decoder_start_token_id", "finetuning_task", "id2label", "label2id",
    "num_labels", "prefix", "problem_type", "sep_token_id", "task_specific_params", "tokenizer_class",
    // sampling
    "bad_words_ids", "diversity_penalty", "do_sample", "early_stopping", "encoder_no_repeat_ngram_size",
    "exponential_decay_length_penalty", "forced_bos_token_id", "forced_eos_token_id", "length_penalty",
    "max_length", "max_new_tokens", "min_length", "min_new_tokens", "min_p", "no_repeat_ngram_size",
    "num_beam_groups", "num_beams", "num_return_sequences", "remove_invalid_values", "repetition_penalty",
    "suppress_tokens", "temperature", "tf_legacy_loss", "top_k", "top_p", "typical_p"};

/// A window of attention counts where it is used, and some programs use it where nothing is said about that.
void refuseWindows(ObjectReader& config) {
    const Json* used = config.find("use_sliding_window");
    const bool isOff = used != nullptr && *used == Json(false);
    const Json* window = config.find("sliding_window");
    if (window != nullptr && !isOff)
        config.refuse("sliding_window",
                      fmt::format("is {}; it can be converted only where \"use_sliding_window\" is false",
                                  describe(*window)),
                      ErrorKind::Unsupported);
    const Json* types = config.find("layer_types");
    const auto isFull = [](const Json& type) { return type == Json("full_attention"); };
    if (types != nullptr && !(types->is_array() && std::all_of(types->begin(), types->end(), isFull)))
        config.refuse("layer_types", "asks for other layers than \"full_attention\"", ErrorKind::Unsupported);
}

/// Refuses what config.json says of a model that the engine's forward pass does not compute, by name: a key
/// that is known and has another value than the one at which it changes nothing.
void refuseVariants(ObjectReader& config) {
    // The one value of each key with which it asks for nothing but the forward pass that the engine has; a
    // key that is missing or null does so too.
    static const std::pair<const char*, Json> kOnly[] = {
        {"hidden_act", "relu2"},
        {"q_lora_rank", nullptr},
        {"quantization_config", nullptr},
        // attention
        {"rope_interleave", true},
        {"partial_rotary_factor", 1},
        {"is_causal", true},
        {"attention_bias", false},
        {"use_qk_norm", false},
        {"qk_layernorm", false},
        {"use_sliding_window", false},
        {"attn_logit_softcapping", nullptr},
        // the feed-forward part, experts
        {"mlp_bias", false},
        {"n_routed_experts", 0},
        {"n_shared_experts", 0},
        {"num_experts", 0},
        {"num_local_experts", 0},
        {"num_experts_per_tok", 0},
        {"num_nextn_predict_layers", 0},
        {"routed_scaling_factor", 1},
        // factors of what passes through
        {"embedding_multiplier", 1},
        {"scale_emb", 1},
        {"residual_multiplier", 1},
        {"logits_scaling", 1},
        {"logit_scale", 1},
        {"final_logit_softcapping", nullptr},
        // other kinds of models
        {"is_encoder_decoder", false},
        {"add_cross_attention", false},
        {"tie_encoder_decoder", false},
        {"pruned_heads", Json::object()},
    };
    for (const auto& [key, only] : kOnly)
        config.requireOnly(key, only);
    refuseWindows(config);
}

/// Refuses the keys that nobody has read, but for those of training, sampling and bookkeeping, which do not
/// change what a model computes. To be called last.
void refuseUnknown(ObjectReader& config) {
    config.refuseOthers(kHarmless);
}

/// What an object that describes the rotary embedding may say, where it says it; "type" is the older name.
void refuseScaling(ObjectReader& rotary) {
    static const std::pair<const char*, Json> kOnly[] = {{"rope_type", "default"},
                                                         {"type", "default"},
                                                         {"factor", 1},
                                                         {"attention_factor", 1},
                                                         {"partial_rotary_factor", 1}};
    for (const auto& [key, only] : kOnly)
        rotary.requireOnly(key, only);
}

/// Takes over the base that config.json's object `key` names, where there is one; what was found before must
/// agree.
void readObject(ObjectReader& config, const char* key, std::optional<float>& base) {
    const Json* object = config.find(key);
    if (object == nullptr)
        return;
    ObjectReader rotary(*object, config.file(), key);
    refuseScaling(rotary);
    if (rotary.find("rope_theta") != nullptr) {
        const float own = rotary.positive("rope_theta");
        if (base && *base != own)
            rotary.refuse("rope_theta", fmt::format("is {} and another base of the file {}", own, *base));
        base = own;
    }
    static constexpr std::array<std::string_view, 1> kOfScaling{"original_max_position_embeddings"};
    rotary.refuseOthers(kOfScaling);
    config.keep(rotary.status());
}

/// The base of the rotary embedding, which config.json names as `rope_theta`, newer files as
/// `rope_parameters.rope_theta`. Refused are a base that is missing, two that differ, and every scaling:
/// `rope_parameters`, or `rope_scaling` of older files, of any type but "default".
float readRotaryBase(ObjectReader& config) {
    std::optional<float> base;
    if (config.find("rope_theta") != nullptr)
        base = config.positive("rope_theta");
    readObject(config, "rope_parameters", base);
    readObject(config, "rope_scaling", base);
    return base ? *base : config.positive("rope_theta");
}

// What a PLM file may hold at most (model/hyper_parameters.cpp, text/vocabulary.cpp).
constexpr int kLargestSize = 1 << 24;
constexpr int kMostLayers = 1024;
constexpr int kLargestVocabulary = 4'194'304;

void checkArchitecture(ObjectReader& config) {
    static const Json kArchitectures = Json::array({"PLMForCausalLM"});
    static const Json kModelType = "plm";
    const Json* architectures = config.find("architectures");
    const Json* modelType = config.find("model_type");
    if (architectures == nullptr && modelType == nullptr)
        return config.refuse("architectures", "is missing");
    if (architectures != nullptr && *architectures != kArchitectures) {
        const bool namesOne = architectures->is_array() && architectures->size() == 1;
        config.refuse("architectures",
                      fmt::format("is {}; only PLMForCausalLM can be converted",
                                  describe(namesOne ? architectures->front() : *architectures)),
                      ErrorKind::Unsupported);
    }
    if (modelType != nullptr && *modelType != kModelType)
        config.refuseValue("model_type", *modelType, "\"plm\"", ErrorKind::Unsupported);
}

HyperParameters readSizes(ObjectReader& config) {
    HyperParameters hyper;
    hyper.layers = config.size("num_hidden_layers", kMostLayers);
    hyper.contextLength = config.size("max_position_embeddings", kLargestSize);
    hyper.embedding = config.size("hidden_size", kLargestSize);
    hyper.feedForward = config.size("intermediate_size", kLargestSize);
    hyper.heads = config.size("num_attention_heads", kLargestSize);
    hyper.latentRank = config.size("kv_lora_rank", kLargestSize);
    hyper.noPositionWidth = config.size("qk_nope_head_dim", kLargestSize);
    hyper.rotaryWidth = config.size("qk_rope_head_dim", kLargestSize);
    hyper.valueWidth = config.size("v_head_dim", kLargestSize);
    hyper.vocabulary = config.size("vocab_size", kLargestVocabulary);
    hyper.rotaryBase = readRotaryBase(config);
    hyper.normEpsilon = config.positive("rms_norm_eps");
    return hyper;
}

void checkAgreement(ObjectReader& config, const HyperParameters& hyper) {
    const auto keyValueHeads = config.unsignedInteger("num_key_value_heads");
    if (keyValueHeads && *keyValueHeads != static_cast<std::uint64_t>(hyper.heads))
        config.refuse("num_key_value_heads",
                      fmt::format("is {} and \"num_attention_heads\" {}; PLM has as many of both",
                                  *keyValueHeads, hyper.heads),
                      ErrorKind::Unsupported);
    config.requireOnly("qk_head_dim", hyper.noPositionWidth + hyper.rotaryWidth);
    // What is turned of a head in transformers' files, the whole head in others.
    const Json* headWidth = config.find("head_dim");
    if (headWidth != nullptr && *headWidth != hyper.rotaryWidth)
        config.requireOnly("head_dim", hyper.noPositionWidth + hyper.rotaryWidth);
    if (hyper.rotaryWidth % 2 != 0)
        config.refuse(
            "qk_rope_head_dim",
            fmt::format("is {}; it must be even, because pairs of values are turned", hyper.rotaryWidth));
    const std::int64_t width =
        std::int64_t{hyper.noPositionWidth} + std::max(hyper.rotaryWidth, hyper.valueWidth);
    if (width * hyper.heads > kLargestSize)
        config.refuse("num_attention_heads", fmt::format("is {}; so many of {} values each are more than {}",
                                                         hyper.heads, width, kLargestSize));
}

} // namespace

Result<ModelConfig> parseConfig(std::string_view json, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader config(*tree, file);
    checkArchitecture(config);
    refuseVariants(config);
    ModelConfig model;
    model.hyper = readSizes(config);
    checkAgreement(config, model.hyper);
    model.isTied = config.boolean("tie_word_embeddings").value_or(true); // as transformers has it
    model.ids = readTokenIds(config);
    refuseUnknown(config);
    if (!config.status())
        return tl::unexpected(config.status().error());
    return model;
}

} // namespace plm::conversion
