// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "gguf/file.h"
#include "gguf/split.h"
#include "text/tokenizer_tables.h"
#include "text/utf8.h"

#include <plm/tokenizer.h>

#include <algorithm>
#include <fmt/format.h>
#include <new>

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

} // namespace

Tokenizer::Tokenizer(std::shared_ptr<const Tables> tables) : m_tables(std::move(tables)) {}

Result<Tokenizer> Tokenizer::open(const std::filesystem::path& path) {
    const auto file = gguf::File::open(path);
    if (!file)
        return tl::unexpected(file.error());
    return file->ifIntact(fromFile(*file));
}

Result<Tokenizer> Tokenizer::fromFile(const gguf::File& file) {
    try {
        auto tables = Tables::read(file);
        if (const auto part = gguf::partOf(file); part && !tables) // the first part has all that is needed
            return gguf::notByItself(*part, file.name());
        if (!tables)
            return tl::unexpected(tables.error());
        return Tokenizer(std::make_shared<const Tables>(std::move(*tables)));
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("{}: There is not enough memory for the vocabulary.", file.name()));
    }
}

Result<std::vector<TokenId>> Tokenizer::encode(std::string_view utf8, SpecialTokens special) const {
    if (const Status text = checkText(utf8); !text)
        return tl::unexpected(text.error());
    try {
        return special == SpecialTokens::Parsed ? m_tables->encodeParsed(utf8) : m_tables->encodePlain(utf8);
    } catch (const std::bad_alloc&) {
        return fail(ErrorKind::OutOfMemory,
                    fmt::format("There is not enough memory to tokenize {} bytes of text.", utf8.size()));
    }
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

std::vector<MemoryRegion> Tokenizer::memoryRegions() const {
    std::vector<MemoryRegion> regions;
    m_tables->vocabulary.addRegions(regions);
    m_tables->merges.addRegions(regions);
    return regions;
}

std::optional<TokenId> Tokenizer::beginOfSequence() const {
    return m_tables->beginOfSequence;
}

StreamDecoder::StreamDecoder(Tokenizer tokenizer) : m_tokenizer(std::move(tokenizer)) {}

std::string StreamDecoder::push(TokenId id) {
    m_pending += m_tokenizer.bytes(id);
    return text::takeCharacters(m_pending);
}

std::string StreamDecoder::finish() {
    const bool unfinished = !m_pending.empty();
    m_pending.clear();
    return unfinished ? "\uFFFD" : "";
}

} // namespace plm
