// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/tokenizer_tables.h"

#include "gguf/file.h"
#include "text/pair_merger.h"
#include "text/pretokenizer.h"
#include "text/spelling_index.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <string>

namespace plm {

namespace {

Status checkKind(const gguf::File& file) {
    for (const auto& [key, known] :
         {std::pair{"tokenizer.ggml.model", "gpt2"}, {"tokenizer.ggml.pre", "qwen2"}}) {
        const auto value = file.string(key);
        if (!value)
            return tl::unexpected(value.error());
        if (*value != known) {
            return fail(ErrorKind::Unsupported, fmt::format("{}: {} is {}; only \"{}\" can be read.",
                                                            file.name(), key, inQuotes(*value), known));
        }
    }
    return {};
}

/// Looks the parts and the result of merges up; only tokens of text take part.
class MergeReader {
public:
    MergeReader(const text::SpellingIndex& index, const text::Vocabulary& vocabulary)
        : m_index(index),
          m_vocabulary(vocabulary) {}

    /// Adds the merge "left right". One that names a token that is not in the vocabulary, or a special one,
    /// can never give anything and is left out, as other programs do: real files have them.
    void add(text::MergeTable& merges, std::string_view merge, std::uint32_t rank) {
        const std::size_t space = merge.find(' ', 1);
        if (space == std::string_view::npos)
            return;
        m_joined.assign(merge, 0, space).append(merge, space + 1);
        const TokenId left = find(merge.substr(0, space));
        const TokenId right = find(merge.substr(space + 1));
        const TokenId token = find(m_joined);
        if (left >= 0 && right >= 0 && token >= 0)
            merges.insert(left, right, {rank, token});
    }

private:
    TokenId find(std::string_view spelling) const {
        const TokenId id = m_index.find(spelling);
        return m_vocabulary.isSpecial(id) ? -1 : id;
    }

    const text::SpellingIndex& m_index;
    const text::Vocabulary& m_vocabulary;
    std::string m_joined;
};

text::MergeTable readMerges(std::span<const std::string_view> merges, const text::SpellingIndex& index,
                            const text::Vocabulary& vocabulary) {
    text::MergeTable table(merges.size());
    MergeReader reader(index, vocabulary);
    for (std::size_t rank = 0; rank < merges.size(); ++rank)
        reader.add(table, merges[rank], static_cast<std::uint32_t>(rank));
    return table;
}

/// The id that `key` gives, nothing where the file has no such key.
Result<std::optional<TokenId>> readId(const gguf::File& file, std::string_view key,
                                      const text::Vocabulary& vocabulary) {
    if (file.find(key) == nullptr)
        return std::nullopt;
    const auto value = file.unsignedInteger(key);
    if (!value)
        return tl::unexpected(value.error());
    if (*value >= static_cast<std::uint64_t>(vocabulary.size())) {
        return fail(ErrorKind::BadFile, fmt::format("{}: {} is {}, but the vocabulary has {} tokens.",
                                                    file.name(), key, *value, vocabulary.size()));
    }
    return static_cast<TokenId>(*value);
}

Result<std::vector<TokenId>> readAnswerEnds(const gguf::File& file, const text::Vocabulary& vocabulary) {
    const auto endOfSequence = readId(file, "tokenizer.ggml.eos_token_id", vocabulary);
    if (!endOfSequence)
        return tl::unexpected(endOfSequence.error());
    const auto endOfTurn = readId(file, "tokenizer.ggml.eot_token_id", vocabulary);
    if (!endOfTurn)
        return tl::unexpected(endOfTurn.error());
    std::vector<TokenId> ends;
    for (const std::optional<TokenId> id :
         {*endOfSequence, *endOfTurn, vocabulary.specials().find("<|endoftext|>"),
          vocabulary.specials().find("<|im_end|>")})
        if (id)
            ends.push_back(*id);
    return ends;
}

Result<std::optional<TokenId>> readBeginOfSequence(const gguf::File& file,
                                                   const text::Vocabulary& vocabulary) {
    constexpr std::string_view kAsked = "tokenizer.ggml.add_bos_token";
    if (file.find(kAsked) == nullptr)
        return std::nullopt;
    const auto asked = file.boolean(kAsked);
    if (!asked)
        return tl::unexpected(asked.error());
    return *asked ? readId(file, "tokenizer.ggml.bos_token_id", vocabulary) : std::nullopt;
}

} // namespace

Result<Tokenizer::Tables> Tokenizer::Tables::read(const gguf::File& file) {
    if (const Status kind = checkKind(file); !kind)
        return tl::unexpected(kind.error());
    const auto spellings = file.array("tokenizer.ggml.tokens", gguf::ValueType::String);
    if (!spellings)
        return tl::unexpected(spellings.error());
    const auto merges = file.array("tokenizer.ggml.merges", gguf::ValueType::String);
    if (!merges)
        return tl::unexpected(merges.error());
    text::SpellingIndex index((*spellings)->strings);
    auto vocabulary = text::Vocabulary::read(file, (*spellings)->strings, index);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    auto ends = readAnswerEnds(file, *vocabulary);
    if (!ends)
        return tl::unexpected(ends.error());
    const auto begin = readBeginOfSequence(file, *vocabulary);
    if (!begin)
        return tl::unexpected(begin.error());
    text::MergeTable table = readMerges((*merges)->strings, index, *vocabulary);
    return Tables{std::move(*vocabulary), std::move(table), std::move(*ends), *begin};
}

namespace {

void appendText(std::vector<TokenId>& ids, text::PairMerger& merger, std::string_view utf8) {
    const std::string normal = text::normalFormC(utf8);
    for (std::string_view rest = normal; !rest.empty();) {
        const std::size_t length = text::firstWordLength(rest);
        merger.append(ids, rest.substr(0, length));
        rest.remove_prefix(length);
    }
}

} // namespace

std::vector<TokenId> Tokenizer::Tables::encodePlain(std::string_view utf8) const {
    std::vector<TokenId> ids;
    text::PairMerger merger(vocabulary.byteTokens(), merges);
    appendText(ids, merger, utf8);
    return ids;
}

std::vector<TokenId> Tokenizer::Tables::encodeParsed(std::string_view utf8) const {
    std::vector<TokenId> ids;
    text::PairMerger merger(vocabulary.byteTokens(), merges);
    std::size_t at = 0;
    while (const auto match = vocabulary.specials().findIn(utf8, at)) {
        appendText(ids, merger, utf8.substr(at, match->begin - at));
        ids.push_back(match->id);
        at = match->begin + match->length;
    }
    appendText(ids, merger, utf8.substr(at));
    return ids;
}

} // namespace plm
