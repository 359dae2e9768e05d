// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "convert/token_ids.h"
#include "convert/tokenizer_config.h"
#include "convert/tokenizer_json.h"

#include <plm/result.h>

#include <cstdint>
#include <optional>

namespace plm::conversion {

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
