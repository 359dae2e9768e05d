// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/hyper_parameters.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>

namespace plm {

namespace {

/// A key, without "plm.", and the number at which it changes nothing; false is 0 and true is 1.
struct Neutral {
    std::string_view key;
    double value;
};

constexpr Neutral kNeutral[] = {
    {"attention.causal", 1},
    {"attention.clamp_kqv", 0},
    {"attention.max_alibi_bias", 0},
    {"attention.q_lora_rank", 0},
    {"attention.sliding_window", 0},
    {"attn_logit_softcapping", 0},
    {"embedding_scale", 1},
    {"expert_count", 0},
    {"expert_shared_count", 0},
    {"expert_used_count", 0},
    {"final_logit_softcapping", 0},
    {"logit_scale", 1},
    {"nextn_predict_layers", 0},
    {"residual_scale", 1},
    {"rope.scale_linear", 1},
    {"rope.scaling.attn_factor", 1},
    {"rope.scaling.factor", 1},
    {"rope.scaling.yarn_log_multiplier", 0},
    {"swin_norm", 0},
    {"use_parallel_residual", 0},
};

/// Keys of attention and the rotary embedding that are read elsewhere, or that only scaling looks at.
constexpr std::string_view kKnown[] = {
    "attention.head_count",
    "attention.head_count_kv",
    "attention.key_length",
    "attention.kv_lora_rank",
    "attention.layer_norm_rms_epsilon",
    "attention.value_length",
    "rope.dimension_count",
    "rope.freq_base",
    "rope.scaling.finetuned",
    "rope.scaling.original_context_length",
};

constexpr std::string_view kPrefix = "plm.";
constexpr std::string_view kScaling = "rope.scaling.type";

tl::unexpected<Error> refuseKey(const gguf::File& file, const gguf::Entry& entry, std::string_view problem) {
    return fail(ErrorKind::Unsupported,
                fmt::format("{}: key {} {}.", file.name(), inQuotes(entry.key), problem));
}

std::optional<double> numberIn(const gguf::Value& value) {
    return std::visit(
        [](const auto& held) -> std::optional<double> {
            if constexpr (std::is_arithmetic_v<std::decay_t<decltype(held)>>)
                return static_cast<double>(held);
            return std::nullopt;
        },
        value);
}

Status checkNeutral(const gguf::File& file, const gguf::Entry& entry, double neutral) {
    const std::optional<double> value = numberIn(entry.value);
    if (value == neutral)
        return {};
    return refuseKey(
        file, entry,
        fmt::format("is {}; only {} can be run", value ? fmt::format("{}", *value) : "no number", neutral));
}

Status checkScaling(const gguf::File& file, const gguf::Entry& entry) {
    const auto* type = std::get_if<std::string_view>(&entry.value);
    if (type != nullptr && *type == "none")
        return {};
    return refuseKey(
        file, entry,
        fmt::format("is {}; rotary scaling is not supported", type != nullptr ? inQuotes(*type) : "no text"));
}

Status checkKey(const gguf::File& file, const gguf::Entry& entry) {
    const std::string_view key = entry.key.substr(kPrefix.size());
    if (key == kScaling)
        return checkScaling(file, entry);
    const auto* const neutral = std::find_if(std::begin(kNeutral), std::end(kNeutral),
                                             [key](const Neutral& known) { return known.key == key; });
    if (neutral != std::end(kNeutral))
        return checkNeutral(file, entry, neutral->value);
    const bool isOfAttention = key.starts_with("attention.") || key.starts_with("rope.");
    if (isOfAttention && std::find(std::begin(kKnown), std::end(kKnown), key) == std::end(kKnown))
        return refuseKey(file, entry, "is not known, and may change the model");
    if (key.starts_with("expert_"))
        return refuseKey(file, entry, "is of a model with experts, and a PLM has none");
    return {};
}

} // namespace

Status refuseVariants(const gguf::File& file) {
    for (const gguf::Entry& entry : file.metadata())
        if (entry.key.starts_with(kPrefix))
            if (const Status ok = checkKey(file, entry); !ok)
                return ok;
    return {};
}

} // namespace plm
