// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/vocabulary.h"

#include "gguf/file.h"
#include "text/spelling_index.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

namespace plm::text {

namespace {

constexpr bool isPrintable(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

constexpr std::size_t kUnprintable = 68;
constexpr std::size_t kLetters = 256 + kUnprintable;

struct Alphabet {
    std::array<char32_t, 256> spelling{};
    std::array<int, kLetters> byte{}; ///< by code point; -1: no letter
};

constexpr Alphabet makeAlphabet() {
    Alphabet alphabet;
    alphabet.byte.fill(-1);
    char32_t next = 256;
    for (unsigned byte = 0; byte < 256; ++byte) {
        alphabet.spelling[byte] = isPrintable(byte) ? byte : next++;
        alphabet.byte[alphabet.spelling[byte]] = static_cast<int>(byte);
    }
    return alphabet;
}

constexpr Alphabet kAlphabet = makeAlphabet();

} // namespace

char32_t spellingOf(unsigned char byte) {
    return kAlphabet.spelling[byte];
}

bool appendSpelledBytes(std::string& bytes, std::string_view spelling) {
    const std::size_t before = bytes.size();
    for (std::size_t at = 0; at < spelling.size();) {
        const bool whole = scanCharacter(spelling.substr(at)).kind == Character::Kind::Whole;
        const CodePoint letter = whole ? decodeCodePoint(spelling.substr(at)) : CodePoint{kLetters, 1};
        const int byte = letter.value < kLetters ? kAlphabet.byte[letter.value] : -1;
        if (byte < 0) {
            bytes.resize(before);
            return false;
        }
        bytes += static_cast<char>(byte);
        at += letter.length;
    }
    return true;
}

void SpecialTokenTable::insert(std::string_view spelling, TokenId id) {
    m_ids.emplace(spelling, id);
    std::vector<std::size_t>& lengths = m_lengths[static_cast<unsigned char>(spelling.front())];
    const auto at = std::lower_bound(lengths.begin(), lengths.end(), spelling.size(), std::greater<>());
    if (at == lengths.end() || *at != spelling.size())
        lengths.insert(at, spelling.size());
}

std::optional<TokenId> SpecialTokenTable::find(std::string_view spelling) const {
    const auto found = m_ids.find(spelling);
    return found == m_ids.end() ? std::nullopt : std::optional(found->second);
}

std::optional<SpecialTokenTable::Match> SpecialTokenTable::findIn(std::string_view text,
                                                                  std::size_t from) const {
    for (std::size_t begin = from; begin < text.size(); ++begin) {
        for (const std::size_t length : m_lengths[static_cast<unsigned char>(text[begin])]) {
            if (length > text.size() - begin)
                continue;
            if (const auto id = find(text.substr(begin, length)))
                return Match{begin, length, *id};
        }
    }
    return std::nullopt;
}

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
