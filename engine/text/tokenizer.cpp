// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/file.h"
#include "text/normal_form.h"
#include "text/pair_merger.h"
#include "text/tokenizer_tables.h"
#include "text/utf8.h"
#include "text/word_splitter.h"

#include <plm/tokenizer.h>

#include <algorithm>
#include <fmt/format.h>

namespace plm {

namespace {

/// Positions in a word are 32-bit numbers, and normal form C can be three times as long as its source.
constexpr std::size_t kLongestText = std::size_t{1} << 29;

Status checkText(std::string_view text) {
    if (text.size() > kLongestText) {
        return fail(ErrorKind::BadArgument,
                    fmt::format("The text has {} bytes, more than the {} that can be tokenized at once.",
                                text.size(), kLongestText));
    }
    if (const std::size_t broken = text::findBroken(text); broken != std::string_view::npos)
        return fail(ErrorKind::BadArgument, fmt::format("The text is not UTF-8 at byte {}.", broken));
    return {};
}

void appendText(std::vector<TokenId>& ids, text::PairMerger& merger, std::string_view text) {
    const std::string normal = text::normalFormC(text);
    for (std::string_view rest = normal; !rest.empty();) {
        const std::size_t length = text::firstWordLength(rest);
        merger.append(ids, rest.substr(0, length));
        rest.remove_prefix(length);
    }
}

} // namespace

Tokenizer::Tokenizer(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}

Result<Tokenizer> Tokenizer::open(const std::filesystem::path& path) {
    const auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    return fromFile(*file);
}

Result<Tokenizer> Tokenizer::fromFile(const gguf::File& file) {
    auto tables = Tables::read(file);
    if (!tables)
        return tl::unexpected(tables.error());
    return Tokenizer(std::make_shared<const Tables>(std::move(*tables)));
}

/// Special tokens are looked for before normalisation, and the text between two of them is normalised by
/// itself, as the reference does.
Result<std::vector<TokenId>> Tokenizer::encode(std::string_view utf8, SpecialTokens special) const {
    if (const Status text = checkText(utf8); !text)
        return tl::unexpected(text.error());
    std::vector<TokenId> ids;
    text::PairMerger merger(m_tables->vocabulary.byteTokens(), m_tables->merges);
    std::size_t at = 0;
    while (special == SpecialTokens::Parsed) {
        const auto match = m_tables->vocabulary.specials().findIn(utf8, at);
        if (!match)
            break;
        appendText(ids, merger, utf8.substr(at, match->begin - at));
        ids.push_back(match->id);
        at = match->begin + match->length;
    }
    appendText(ids, merger, utf8.substr(at));
    return ids;
}

Result<std::string> Tokenizer::decode(std::span<const TokenId> ids, SpecialTokens special) const {
    std::string text;
    for (const TokenId id : ids) {
        if (!m_tables->vocabulary.contains(id)) {
            return fail(ErrorKind::BadArgument,
                        fmt::format("The token {} is outside the vocabulary, which has {} tokens.", id,
                                    m_tables->vocabulary.size()));
        }
        if (special == SpecialTokens::Parsed || !isSpecial(id))
            text += m_tables->vocabulary.spelledOut(id);
    }
    return text;
}

std::string_view Tokenizer::bytes(TokenId id) const {
    const bool isText = m_tables->vocabulary.contains(id) && !isSpecial(id);
    return isText ? m_tables->vocabulary.spelledOut(id) : std::string_view();
}

int Tokenizer::size() const {
    return m_tables->vocabulary.size();
}

std::optional<TokenId> Tokenizer::special(std::string_view spelling) const {
    return m_tables->vocabulary.specials().find(spelling);
}

bool Tokenizer::isSpecial(TokenId id) const {
    return m_tables->vocabulary.isSpecial(id);
}

bool Tokenizer::endsAnswer(TokenId id) const {
    return std::find(m_tables->answerEnds.begin(), m_tables->answerEnds.end(), id) !=
           m_tables->answerEnds.end();
}

std::optional<TokenId> Tokenizer::beginOfSequence() const {
    return m_tables->beginOfSequence;
}

} // namespace plm
