// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "convert/special_tokens.h"

#include "json/object_reader.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>

namespace plm::conversion {

using json::Json;
using json::parseJson;

namespace {

constexpr std::size_t kMostEnds = 64;

std::vector<std::uint64_t> readEnds(ObjectReader& object) {
    constexpr std::string_view kKey = "eos_token_id";
    const Json* value = object.find(kKey);
    if (value == nullptr)
        return {};
    const Json list = value->is_array() ? *value : Json::array({*value});
    std::vector<std::uint64_t> ends;
    for (const Json& id : list) {
        if (!id.is_number_unsigned() || ends.size() == kMostEnds) {
            object.refuseValue(kKey, *value, "a whole number from 0 on, or a list of some");
            return {};
        }
        ends.push_back(id.get<std::uint64_t>());
    }
    return ends;
}

} // namespace

TokenIds readTokenIds(ObjectReader& object) {
    TokenIds ids;
    ids.file = object.file();
    ids.beginOfSequence = object.unsignedInteger("bos_token_id");
    ids.padding = object.unsignedInteger("pad_token_id");
    ids.ends = readEnds(object);
    return ids;
}

Result<TokenIds> parseGenerationConfig(std::string_view json, std::string_view file) {
    const auto tree = parseJson(json, file);
    if (!tree)
        return tl::unexpected(tree.error());
    ObjectReader object(*tree, file);
    TokenIds ids = readTokenIds(object);
    if (!object.status())
        return tl::unexpected(object.status().error());
    return ids;
}

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

namespace {

using Id = std::optional<std::uint32_t>;

/// Looks tokens up in the vocabulary and keeps the first error.
class TokenFinder {
public:
    explicit TokenFinder(const BpeVocabulary& vocabulary) : m_vocabulary(vocabulary) {}

    Id spelled(const std::string& file, std::string_view key, const std::optional<std::string>& spelling) {
        if (!spelling)
            return std::nullopt;
        const auto& all = m_vocabulary.spellings;
        const auto found = std::find(all.begin(), all.end(), *spelling);
        if (found == all.end())
            return refuse(fmt::format("{}: \"{}\" is {}, which is no token of {}.", file, key,
                                      inQuotes(*spelling), m_vocabulary.file));
        return static_cast<std::uint32_t>(found - all.begin());
    }

    Id numbered(const std::string& file, std::string_view key, std::optional<std::uint64_t> id) {
        if (!id)
            return std::nullopt;
        if (*id >= m_vocabulary.spellings.size())
            return refuse(fmt::format("{}: \"{}\" is {}, but the vocabulary has {} tokens.", file, key, *id,
                                      m_vocabulary.spellings.size()));
        return static_cast<std::uint32_t>(*id);
    }

    std::nullopt_t refuse(std::string message) {
        if (m_status)
            m_status = fail(ErrorKind::BadFile, std::move(message));
        return std::nullopt;
    }

    /// Whether every program that knows ChatML ends an answer at the token.
    [[nodiscard]] bool isWellKnownEnd(std::uint32_t id) const {
        const std::string& spelling = m_vocabulary.spellings[id];
        return spelling == "<|endoftext|>" || spelling == "<|im_end|>";
    }

    [[nodiscard]] const Status& status() const { return m_status; }

private:
    const BpeVocabulary& m_vocabulary;
    Status m_status;
};

Id firstOf(std::initializer_list<Id> ids) {
    const auto* found = std::find_if(ids.begin(), ids.end(), [](const Id& id) { return id.has_value(); });
    return found == ids.end() ? std::nullopt : *found;
}

/// Sets the ends of an answer: of `ids`, those that are not well known need one of the two keys.
void chooseEnds(TokenFinder& find, const TokenIds& ids, SpecialIds& chosen) {
    std::vector<std::uint32_t> unknown, known;
    for (const std::uint64_t number : ids.ends) {
        const Id id = find.numbered(ids.file, "eos_token_id", number);
        if (!id)
            return;
        if (!chosen.endOfSequence)
            chosen.endOfSequence = id;
        auto& others = find.isWellKnownEnd(*id) ? known : unknown;
        if (id != chosen.endOfSequence && std::find(others.begin(), others.end(), *id) == others.end())
            others.push_back(*id);
    }
    if (unknown.size() > 1)
        find.refuse(
            fmt::format("{}: \"eos_token_id\" names more tokens than a GGUF file can: {} and {} beside "
                        "{}.",
                        ids.file, unknown[0], unknown[1], *chosen.endOfSequence));
    else if (!unknown.empty() || !known.empty())
        chosen.endOfTurn = unknown.empty() ? known.front() : unknown.front();
}

} // namespace

Result<SpecialIds> chooseSpecialIds(const BpeVocabulary& vocabulary, const TokenizerConfig& tokenizer,
                                    const TokenIds& generation, const TokenIds& config) {
    TokenFinder find(vocabulary);
    SpecialIds chosen;
    chosen.beginOfSequence =
        firstOf({find.spelled(tokenizer.file, "bos_token", tokenizer.beginOfSequence),
                 find.numbered(generation.file, "bos_token_id", generation.beginOfSequence),
                 find.numbered(config.file, "bos_token_id", config.beginOfSequence)});
    chosen.padding = firstOf({find.spelled(tokenizer.file, "pad_token", tokenizer.padding),
                              find.numbered(generation.file, "pad_token_id", generation.padding),
                              find.numbered(config.file, "pad_token_id", config.padding)});
    chosen.endOfSequence = find.spelled(tokenizer.file, "eos_token", tokenizer.endOfSequence);
    chooseEnds(find, generation.ends.empty() ? config : generation, chosen);
    chosen.addsBeginOfSequence = tokenizer.addsBeginOfSequence.value_or(false);
    if (chosen.addsBeginOfSequence && !chosen.beginOfSequence)
        find.refuse(
            fmt::format("{}: \"add_bos_token\" is true, but there is no \"bos_token\".", tokenizer.file));
    if (!find.status())
        return tl::unexpected(find.status().error());
    return chosen;
}

} // namespace plm::conversion
