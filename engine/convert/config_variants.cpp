// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/config_variants.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace plm::conversion {

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

} // namespace

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

void refuseUnknown(ObjectReader& config) {
    config.refuseOthers(kHarmless);
}

} // namespace plm::conversion
