// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "convert/vocabulary_keys.h"

#include "gguf/file.h"

#include <plm/tokenizer.h>

namespace plm::conversion {

void addVocabulary(const BpeVocabulary& vocabulary, const SpecialIds& ids, std::string_view chatTemplate,
                   gguf::Contents& contents) {
    const auto addId = [&contents](std::string_view key, std::optional<std::uint32_t> id) {
        if (id)
            contents.add(key, *id);
    };
    std::vector<std::int32_t> types;
    types.reserve(vocabulary.types.size());
    for (const TokenType type : vocabulary.types)
        types.push_back(static_cast<std::int32_t>(type));
    contents.add("tokenizer.ggml.model", "gpt2");
    contents.add("tokenizer.ggml.pre", "qwen2");
    contents.addArray("tokenizer.ggml.tokens", vocabulary.spellings);
    contents.addArray<std::int32_t>("tokenizer.ggml.token_type", types);
    contents.addArray("tokenizer.ggml.merges", vocabulary.merges);
    addId("tokenizer.ggml.bos_token_id", ids.beginOfSequence);
    addId("tokenizer.ggml.eos_token_id", ids.endOfSequence);
    addId("tokenizer.ggml.eot_token_id", ids.endOfTurn);
    addId("tokenizer.ggml.padding_token_id", ids.padding);
    contents.add("tokenizer.ggml.add_bos_token", ids.addsBeginOfSequence);
    if (!chatTemplate.empty())
        contents.add("tokenizer.chat_template", chatTemplate);
}

Status checkVocabulary(const BpeVocabulary& vocabulary, const SpecialIds& ids) {
    gguf::Contents contents;
    addVocabulary(vocabulary, ids, {}, contents);
    const std::string header = contents.header();
    const auto file = gguf::File::parse(std::as_bytes(std::span(header)), vocabulary.file);
    if (!file)
        return tl::unexpected(file.error());
    const auto tokenizer = Tokenizer::fromFile(*file);
    return tokenizer ? Status() : tl::unexpected(tokenizer.error());
}

} // namespace plm::conversion
