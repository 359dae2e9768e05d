// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/model_config.h"

#include "convert/config_variants.h"
#include "convert/object_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace plm::conversion {

namespace {

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
