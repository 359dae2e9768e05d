// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pair_merger.h"
#include "text/pretokenizer.h"
#include "text/tokenizer_tables.h"

namespace plm {

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
