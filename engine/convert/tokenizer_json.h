// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plm::conversion {

/// Types of tokens as GGUF numbers them.
enum class TokenType : std::int32_t { Normal = 1, Control = 3, UserDefined = 4, Unused = 5 };

/// A byte-level BPE vocabulary.
struct BpeVocabulary {
    std::string file;                   ///< for sentences
    std::vector<std::string> spellings; ///< by id, in GPT-2's byte alphabet where the token is text
    std::vector<TokenType> types;       ///< as many
    std::vector<std::string> merges;    ///< "left right", the earliest first
};

/// Reads tokenizer.json: Qwen2's byte-level BPE, the only one that the engine can run; others are refused by
/// what is different. The tokens are `size`; ids without one become unused, and one of an id from `size` on
/// is an error. Errors begin with `file` and name the key, the token or the merge.
Result<BpeVocabulary> parseTokenizer(std::string_view json, int size, std::string_view file);

} // namespace plm::conversion
