// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>
#include <plm/tokenizer.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plm::gguf {
class File;
}

namespace plm::text {

class SpellingIndex;

// GPT-2's byte alphabet: vocabularies spell each byte as one printable character. Bytes that are printable in
// Latin-1 stand for themselves, the others follow from U+0100 on in their order (a space is U+0120, "Ġ").

/// The character that spells `byte`.
[[nodiscard]] char32_t spellingOf(unsigned char byte);

/// Appends the bytes that `spelling` stands for. Where it holds anything that is no letter of the alphabet,
/// nothing is appended and false returned.
bool appendSpelledBytes(std::string& bytes, std::string_view spelling);

/// The tokens that stand for no text: control tokens and those that a user of the vocabulary defined.
class SpecialTokenTable {
public:
    /// `spelling` is not empty.
    void insert(std::string_view spelling, TokenId id);

    [[nodiscard]] std::optional<TokenId> find(std::string_view spelling) const;

    struct Match {
        std::size_t begin;
        std::size_t length;
        TokenId id;
    };
    /// The first special token spelled out in `text` from `from` on; of several at one place the longest.
    [[nodiscard]] std::optional<Match> findIn(std::string_view text, std::size_t from) const;

private:
    std::map<std::string, TokenId, std::less<>> m_ids;
    std::array<std::vector<std::size_t>, 256> m_lengths; ///< of those that begin with a byte, longest first
};

/// The tokens of a file: their bytes, and which of them are special.
class Vocabulary {
public:
    /// From `tokenizer.ggml.tokens` and `tokenizer.ggml.token_type`. Enters every token into `index`, and
    /// refuses two of one spelling and a vocabulary in which a byte has no token.
    static Result<Vocabulary> read(const gguf::File& file, std::span<const std::string_view> spellings,
                                   SpellingIndex& index);

    /// What a vocabulary of `count` tokens takes beside their bytes.
    static std::size_t bytesFor(std::size_t count) { return count * (sizeof(std::size_t) + sizeof(Kind)); }

    [[nodiscard]] int size() const { return static_cast<int>(m_kinds.size()); }
    [[nodiscard]] bool contains(TokenId id) const { return id >= 0 && id < size(); }
    [[nodiscard]] bool isSpecial(TokenId id) const { return contains(id) && kindOf(id) == Kind::Special; }
    /// The bytes of a token of text, the spelling of a special one, nothing for ids that are not in use.
    [[nodiscard]] std::string_view spelledOut(TokenId id) const {
        const auto at = static_cast<std::size_t>(id);
        return std::string_view(m_bytes).substr(m_offsets[at], m_offsets[at + 1] - m_offsets[at]);
    }
    [[nodiscard]] const SpecialTokenTable& specials() const { return m_specials; }
    /// The token of each single byte.
    [[nodiscard]] const std::array<TokenId, 256>& byteTokens() const { return m_byteTokens; }

private:
    enum class Kind : std::uint8_t { Text, Special, Unused };
    static Kind kindOfType(std::int64_t type);
    Vocabulary() = default;
    [[nodiscard]] Kind kindOf(TokenId id) const { return m_kinds[static_cast<std::size_t>(id)]; }
    void append(std::string_view spelling, Kind kind);
    Status findByteTokens(const gguf::File& file, const SpellingIndex& index);

    std::string m_bytes;                   ///< of all tokens, one after the other
    std::vector<std::size_t> m_offsets{0}; ///< where each token begins, and the end
    std::vector<Kind> m_kinds;
    SpecialTokenTable m_specials;
    std::array<TokenId, 256> m_byteTokens{};
};

} // namespace plm::text
