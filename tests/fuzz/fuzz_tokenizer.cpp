// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"
#include "text/pretokenizer.h"
#include "text/utf8.h"

#include <plm/tokenizer.h>

#include <cstdlib>

namespace {

using plm::SpecialTokens;
using plm::TokenId;
using plm::Tokenizer;

void require(bool condition) {
    if (!condition)
        std::abort();
}

const Tokenizer& tokenizer() {
    static const Tokenizer small = plm::test::tokenizerOf(plm::test::smallVocabulary()).value();
    return small;
}

/// UTF-8 comes back in normal form C, without special tokens; other bytes are refused.
void checkText(std::string_view text) {
    const auto plain = tokenizer().encode(text, SpecialTokens::AsText);
    require(plain.has_value() == (plm::text::findBroken(text) == std::string_view::npos));
    if (!plain)
        return;
    for (const TokenId id : *plain)
        require(!tokenizer().isSpecial(id));
    const std::string normal = plm::text::normalFormC(text);
    require(tokenizer().decode(*plain, SpecialTokens::AsText).value() == normal);
    require(plm::text::normalFormC(normal) == normal);
    const auto parsed = tokenizer().encode(text, SpecialTokens::Parsed).value();
    require(plm::text::normalFormC(tokenizer().decode(parsed, SpecialTokens::Parsed).value()) == normal);
}

/// A stream of tokens gives the characters that the bytes of all of them give.
void checkStream(std::string_view choices) {
    std::vector<TokenId> ids;
    for (std::size_t i = 0; i + 1 < choices.size(); i += 2)
        ids.push_back(
            (static_cast<unsigned char>(choices[i]) * 256 + static_cast<unsigned char>(choices[i + 1])) %
            tokenizer().size());
    plm::StreamDecoder decoder(tokenizer());
    std::string streamed;
    for (const TokenId id : ids) {
        const std::string piece = decoder.push(id);
        require(plm::text::findBroken(piece) == std::string_view::npos);
        streamed += piece;
    }
    std::string rest = tokenizer().decode(ids, SpecialTokens::AsText).value();
    const std::string whole = plm::text::takeCharacters(rest);
    require(streamed == whole);
    require(decoder.finish() == (rest.empty() ? "" : "\uFFFD"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    checkText(input);
    checkStream(input);
    return 0;
}
