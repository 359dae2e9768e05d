// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/tokenizer_json.h"

#include <plm/result.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm::json {
class ObjectReader;
}

namespace plm::conversion {

using json::ObjectReader;

/// The special tokens that config.json or generation_config.json names by their ids.
struct TokenIds {
    std::string file; ///< for sentences
    std::optional<std::uint64_t> beginOfSequence, padding;
    std::vector<std::uint64_t> ends; ///< any of them ends an answer; the most important one first
};

/// From `bos_token_id`, `eos_token_id` (one or a list) and `pad_token_id`; each may be missing.
TokenIds readTokenIds(ObjectReader& object);

/// The same from the text of generation_config.json. Errors begin with `file` and name the key.
Result<TokenIds> parseGenerationConfig(std::string_view json, std::string_view file);

/// What tokenizer_config.json says beside tokenizer.json.
struct TokenizerConfig {
    std::string file;                                                   ///< for sentences
    std::optional<std::string> beginOfSequence, endOfSequence, padding; ///< tokens as they are spelled
    std::optional<bool> addsBeginOfSequence;
    std::string chatTemplate; ///< empty where it names none
};

/// `chat_template` is a text, or a list of named ones, of which "default" is taken. Errors begin with `file`
/// and name the key.
Result<TokenizerConfig> parseTokenizerConfig(std::string_view json, std::string_view file);

/// Special tokens by their ids, each one of the vocabulary.
struct SpecialIds {
    std::optional<std::uint32_t> beginOfSequence, endOfSequence, padding;
    std::optional<std::uint32_t> endOfTurn; ///< another token that ends an answer
    bool addsBeginOfSequence = false;
};

/// Chooses among what the files say: tokenizer_config.json goes before generation_config.json, and that
/// before config.json. Fails, naming file and key, where one names what is no token, or more ends of an
/// answer than a GGUF file can name.
Result<SpecialIds> chooseSpecialIds(const BpeVocabulary& vocabulary, const TokenizerConfig& tokenizer,
                                    const TokenIds& generation, const TokenIds& config);

} // namespace plm::conversion
