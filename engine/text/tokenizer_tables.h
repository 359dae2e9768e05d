// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/merge_table.h"
#include "text/vocabulary.h"

#include <plm/tokenizer.h>

#include <optional>
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
};

} // namespace plm
