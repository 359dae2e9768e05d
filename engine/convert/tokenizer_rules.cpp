// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tokenizer_rules.h"

#include <fmt/format.h>

namespace plm::conversion {

namespace {

/// How Qwen2 cuts text into words, as text/word_splitter.h does.
constexpr const char* kQwen2Pattern =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";

bool holds(const Json& object, const char* pointer, const Json& expected) {
    const Json::json_pointer place(pointer);
    return object.contains(place) && object.at(place) == expected;
}

/// Words by the pattern, each kept apart; then bytes as letters of the alphabet, and nothing more.
bool isQwen2(const Json& preTokenizer) {
    static const std::pair<const char*, Json> kParts[] = {
        {"/type", "Sequence"},
        {"/pretokenizers/0/type", "Split"},
        {"/pretokenizers/0/pattern/Regex", kQwen2Pattern},
        {"/pretokenizers/0/behavior", "Isolated"},
        {"/pretokenizers/0/invert", false},
        {"/pretokenizers/1/type", "ByteLevel"},
        {"/pretokenizers/1/add_prefix_space", false},
        {"/pretokenizers/1/use_regex", false},
    };
    for (const auto& [pointer, expected] : kParts)
        if (!holds(preTokenizer, pointer, expected))
            return false;
    return preTokenizer.at("pretokenizers").is_array() && preTokenizer.at("pretokenizers").size() == 2;
}

} // namespace

void checkTextRules(ObjectReader& root) {
    const Json* normalizer = root.find("normalizer");
    if (normalizer != nullptr && !holds(*normalizer, "/type", "NFC"))
        root.refuse("normalizer", "asks for something else than \"NFC\", which is not supported",
                    ErrorKind::Unsupported);
    const Json* preTokenizer = root.require("pre_tokenizer");
    if (preTokenizer != nullptr && !isQwen2(*preTokenizer))
        root.refuse("pre_tokenizer", "cuts text in another way than Qwen2's, which is not supported",
                    ErrorKind::Unsupported);
}

void checkModelRules(ObjectReader& model) {
    static const std::pair<const char*, Json> kOnly[] = {{"type", "BPE"},
                                                         {"byte_fallback", false},
                                                         {"ignore_merges", false},
                                                         {"continuing_subword_prefix", ""},
                                                         {"end_of_word_suffix", ""}};
    model.require("type");
    for (const auto& [key, only] : kOnly)
        if (const Json* value = model.find(key); value != nullptr && *value != only)
            model.refuse(key, fmt::format("is {}; only {} is supported", describe(*value), describe(only)),
                         ErrorKind::Unsupported);
}

} // namespace plm::conversion
