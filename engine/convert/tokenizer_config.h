// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <optional>
#include <string>
#include <string_view>

namespace plm::conversion {

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

} // namespace plm::conversion
