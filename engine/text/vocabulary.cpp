// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/vocabulary.h"

#include "gguf/file.h"
#include "text/byte_alphabet.h"
#include "text/spelling_index.h"
#include "text/utf8.h"

#include <fmt/format.h>

namespace plm::text {

namespace {

/// Over ten times the largest in use; keeps ids far inside of 32 bits.
constexpr std::size_t kLargestVocabulary = 4'194'304;

Status checkSizes(const gguf::File& file, std::size_t tokens, std::size_t types) {
    if (tokens > kLargestVocabulary) {
        return fail(ErrorKind::Unsupported,
                    fmt::format("{}: tokenizer.ggml.tokens holds {} tokens, more than {}.", file.name(),
                                tokens, kLargestVocabulary));
    }
    if (tokens != types) {
        return fail(
            ErrorKind::BadFile,
            fmt::format("{}: tokenizer.ggml.token_type holds {} values for the {} of tokenizer.ggml.tokens.",
                        file.name(), types, tokens));
    }
    return {};
}

} // namespace

/// The types as GGUF numbers them: 2 unknown, 3 control, 4 user-defined, 5 unused; all others are text.
Vocabulary::Kind Vocabulary::kindOfType(std::int64_t type) {
    switch (type) {
    case 3:
    case 4:
        return Kind::Special;
    case 2:
    case 5:
        return Kind::Unused;
    default:
        return Kind::Text;
    }
}

Result<Vocabulary> Vocabulary::read(const gguf::File& file, std::span<const std::string_view> spellings,
                                    SpellingIndex& index) {
    const auto types = file.array("tokenizer.ggml.token_type", gguf::ValueType::I32);
    if (!types)
        return tl::unexpected(types.error());
    if (const Status sizes = checkSizes(file, spellings.size(), (*types)->count); !sizes)
        return tl::unexpected(sizes.error());
    Vocabulary vocabulary;
    vocabulary.m_offsets.reserve(spellings.size() + 1);
    vocabulary.m_kinds.reserve(spellings.size());
    for (std::size_t i = 0; i < spellings.size(); ++i) {
        const auto id = static_cast<TokenId>(i);
        if (const TokenId same = index.insert(id); same >= 0) {
            return fail(ErrorKind::BadFile,
                        fmt::format("{}: the tokens {} and {} of tokenizer.ggml.tokens are the same.",
                                    file.name(), same, id));
        }
        vocabulary.append(spellings[i], kindOfType((*types)->integer(i)));
    }
    if (const Status bytes = vocabulary.findByteTokens(file, index); !bytes)
        return tl::unexpected(bytes.error());
    return vocabulary;
}

void Vocabulary::append(std::string_view spelling, Kind kind) {
    // A token of text that is not in the byte alphabet (some converters make them) stands for itself.
    if (kind == Kind::Special || (kind == Kind::Text && !appendSpelledBytes(m_bytes, spelling)))
        m_bytes += spelling;
    if (kind == Kind::Special && !spelling.empty())
        m_specials.insert(spelling, static_cast<TokenId>(m_kinds.size()));
    m_offsets.push_back(m_bytes.size());
    m_kinds.push_back(kind);
}

Status Vocabulary::findByteTokens(const gguf::File& file, const SpellingIndex& index) {
    for (std::size_t byte = 0; byte < m_byteTokens.size(); ++byte) {
        std::string spelling;
        appendUtf8(spelling, spellingOf(static_cast<unsigned char>(byte)));
        const TokenId id = index.find(spelling);
        if (id < 0 || kindOf(id) != Kind::Text) {
            return fail(ErrorKind::BadFile,
                        fmt::format("{}: tokenizer.ggml.tokens has no token for the byte {:#04x}.",
                                    file.name(), byte));
        }
        m_byteTokens[byte] = id;
    }
    return {};
}

} // namespace plm::text
