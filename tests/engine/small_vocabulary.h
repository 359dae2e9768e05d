// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/tokenizer.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plm::test {

/// The `tokenizer.*` keys of a vocabulary file, to be changed by tests before they are written.
struct VocabularyKeys {
    std::string model = "gpt2";
    std::string pre = "qwen2";
    std::vector<std::string> tokens;
    std::vector<std::int32_t> types; ///< 1 text, 3 control, 4 user-defined, 5 unused
    std::vector<std::string> merges;
    std::optional<std::uint32_t> endOfSequence;
    std::optional<std::uint32_t> endOfTurn;
    std::optional<std::uint32_t> beginOfSequence; ///< where given, it is asked for

    /// The id of a token by its spelling, which the vocabulary must have.
    [[nodiscard]] TokenId id(const std::string& spelling) const;
};

/// All bytes, a few merges, <|endoftext|>, <|im_start|>, <|im_end|>, the user-defined <|im_end|>>, one
/// unused.
VocabularyKeys smallVocabulary();

/// A GGUF file of these keys and nothing else. Keys whose value is empty are left out.
std::string ggufOf(const VocabularyKeys& keys);

/// The tokenizer that a file of these keys gives.
Result<Tokenizer> tokenizerOf(const VocabularyKeys& keys);

} // namespace plm::test
