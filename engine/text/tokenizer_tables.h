// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/merge_table.h"
#include "text/vocabulary.h"

#include <plm/tokenizer.h>

#include <optional>
#include <string_view>
#include <vector>

namespace plm {

/// What a tokenizer knows, read once and shared by its copies.
struct Tokenizer::Tables {
    text::Vocabulary vocabulary;
    text::MergeTable merges;
    std::vector<TokenId> answerEnds;
    std::optional<TokenId> beginOfSequence;

    /// From the `tokenizer.*` keys. Errors name the file and the key.
    static Result<Tables> read(const gguf::File& file);

    /// The tokens of `utf8`, which is well-formed and shorter than 2 GiB in normal form C.
    [[nodiscard]] std::vector<TokenId> encodePlain(std::string_view utf8) const;
    /// The same where special tokens are spelled out. They are looked for before normalisation, and the text
    /// between two of them is normalised by itself, as the reference does.
    [[nodiscard]] std::vector<TokenId> encodeParsed(std::string_view utf8) const;
};

} // namespace plm
