// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthesize/vocabulary_keys.h"

#include "gguf/file.h"
#include "text/utf8.h"
#include "text/vocabulary.h"

#include <plm/tokenizer.h>

#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <vector>

namespace plm::synthesis {

namespace {

constexpr std::string_view kTokens = "tokenizer.ggml.tokens";
constexpr std::string_view kTypes = "tokenizer.ggml.token_type";

// Types of tokens as GGUF numbers them.
constexpr std::int32_t kNormal = 1;
constexpr std::int32_t kControl = 3;
constexpr std::int32_t kUnused = 5;

struct Tokens {
    std::vector<std::string> spellings;
    std::vector<std::int32_t> types;

    std::uint32_t add(std::string spelling, std::int32_t type) {
        spellings.push_back(std::move(spelling));
        types.push_back(type);
        return static_cast<std::uint32_t>(spellings.size() - 1);
    }

    void addTo(gguf::Contents& contents, int size) {
        while (spellings.size() < static_cast<std::size_t>(size))
            add(fmt::format("[PAD{}]", spellings.size()), kUnused);
        contents.addArray(kTokens, spellings);
        contents.addArray<std::int32_t>(kTypes, types);
    }
};

/// The file's tokens. Tokenizer::fromFile() has checked that both arrays are there, and of one length.
Tokens tokensOf(const gguf::File& file) {
    const gguf::Array& spellings = **file.array(kTokens, gguf::ValueType::String);
    const gguf::Array& types = **file.array(kTypes, gguf::ValueType::I32);
    Tokens tokens;
    for (std::size_t i = 0; i < spellings.count; ++i)
        tokens.add(std::string(spellings.strings[i]), static_cast<std::int32_t>(types.integer(i)));
    return tokens;
}

std::string spellingOf(unsigned char byte) {
    std::string spelling;
    text::appendUtf8(spelling, text::spellingOf(byte));
    return spelling;
}

} // namespace

Status addVocabularyOf(const std::filesystem::path& source, int size, gguf::Contents& contents) {
    const auto file = gguf::File::open(source);
    if (!file)
        return tl::unexpected(file.error());
    const auto tokenizer = Tokenizer::fromFile(*file);
    if (!tokenizer)
        return tl::unexpected(tokenizer.error());
    if (tokenizer->size() > size)
        return fail(ErrorKind::BadArgument,
                    fmt::format("vocabulary {}: {} has {} tokens.", size, file->name(), tokenizer->size()));
    for (const gguf::Entry& entry : file->metadata())
        if (entry.key.starts_with("tokenizer.") && entry.key != kTokens && entry.key != kTypes)
            contents.add(entry);
    tokensOf(*file).addTo(contents, size);
    return file->intact();
}

void addByteVocabulary(int size, gguf::Contents& contents) {
    Tokens tokens;
    for (int byte = 0; byte < 256; ++byte)
        tokens.add(spellingOf(static_cast<unsigned char>(byte)), kNormal);
    const std::string space = spellingOf(' ');
    tokens.add(space + "t", kNormal); // because some programs refuse a vocabulary without a merge
    const std::vector<std::string> merges = {space + " t"};
    const std::uint32_t endOfText = tokens.add("<|endoftext|>", kControl);
    tokens.add("<|im_start|>", kControl);
    tokens.add("<|im_end|>", kControl);
    contents.add("tokenizer.ggml.model", "gpt2");
    contents.add("tokenizer.ggml.pre", "qwen2");
    tokens.addTo(contents, size);
    contents.addArray("tokenizer.ggml.merges", merges);
    contents.add("tokenizer.ggml.eos_token_id", endOfText);
    contents.add("tokenizer.ggml.padding_token_id", endOfText);
    contents.add("tokenizer.ggml.bos_token_id", endOfText);
    contents.add("tokenizer.ggml.add_bos_token", false);
}

} // namespace plm::synthesis
