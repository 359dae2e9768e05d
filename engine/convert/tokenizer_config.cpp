// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/tokenizer_config.h"

#include "convert/object_reader.h"

#include <fmt/format.h>

namespace plm::conversion {

namespace {

/// A token by its spelling, or as an object whose `content` is that.
std::optional<std::string> readToken(ObjectReader& config, std::string_view key) {
    const Json* value = config.find(key);
    if (value == nullptr || !value->is_object())
        return config.text(key);
    ObjectReader token(*value, config.file(), key);
    token.require("content");
    auto content = token.text("content");
    config.keep(token.status());
    return content;
}

/// The template named "default" of a list of them.
std::string readDefault(ObjectReader& config, std::string_view key, const Json& templates) {
    std::string found;
    for (std::size_t i = 0; i < templates.size(); ++i) {
        ObjectReader entry(templates[i], config.file(), fmt::format("{}[{}]", key, i));
        const std::string name = entry.text("name").value_or("");
        entry.require("template");
        const std::string source = entry.text("template").value_or("");
        config.keep(entry.status());
        if (name == "default" && found.empty())
            found = source;
    }
    if (found.empty() && !templates.empty())
        config.refuse(key, "has no entry of the name \"default\"");
    return found;
}

std::string readChatTemplate(ObjectReader& config) {
    constexpr std::string_view kKey = "chat_template";
    const Json* value = config.find(kKey);
    if (value != nullptr && value->is_array())
        return readDefault(config, kKey, *value);
    return config.text(kKey).value_or("");
}

} // namespace

Result<TokenizerConfig> parseTokenizerConfig(std::string_view json, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader config(*tree, file);
    TokenizerConfig tokenizer;
    tokenizer.file = config.file();
    tokenizer.beginOfSequence = readToken(config, "bos_token");
    tokenizer.endOfSequence = readToken(config, "eos_token");
    tokenizer.padding = readToken(config, "pad_token");
    tokenizer.addsBeginOfSequence = config.boolean("add_bos_token");
    tokenizer.chatTemplate = readChatTemplate(config);
    if (!config.status())
        return tl::unexpected(config.status().error());
    return tokenizer;
}

} // namespace plm::conversion
