// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/template_items.h"

#include <algorithm>
#include <array>

namespace plm::text {

namespace {

bool isWordLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string takeWord(std::string_view& source) {
    const auto end = std::find_if_not(source.begin(), source.end(), isWordLetter);
    std::string word(source.begin(), end);
    source.remove_prefix(word.size());
    return word;
}

char unescaped(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case 'r':
        return '\r';
    default:
        return c;
    }
}

/// A string from its quote on; nothing where it does not end.
std::optional<std::string> takeString(std::string_view& source) {
    const char quote = source.front();
    std::string value;
    for (std::size_t i = 1; i < source.size(); ++i) {
        if (source[i] == quote) {
            source.remove_prefix(i + 1);
            return value;
        }
        if (source[i] == '\\' && i + 1 < source.size())
            value += unescaped(source[++i]);
        else
            value += source[i];
    }
    return std::nullopt;
}

std::string takeSign(std::string_view& source) {
    constexpr std::array<std::string_view, 6> kPairs{"==", "!=", "<=", ">=", "//", "**"};
    constexpr std::string_view kSingles = "+-*/%~|.,:()[]{}<>=";
    const bool isPair = std::find(kPairs.begin(), kPairs.end(), source.substr(0, 2)) != kPairs.end();
    const bool isSingle = kSingles.find(source.front()) != std::string_view::npos;
    std::string sign(source.substr(0, isPair ? 2 : isSingle ? 1 : 0));
    source.remove_prefix(sign.size());
    return sign;
}

std::optional<CodeToken> takeToken(std::string_view& source) {
    if (source.front() == '\'' || source.front() == '"') {
        auto value = takeString(source);
        return value ? std::optional(CodeToken{CodeToken::Kind::String, std::move(*value)}) : std::nullopt;
    }
    if (isWordLetter(source.front()))
        return CodeToken{CodeToken::Kind::Word, takeWord(source)};
    CodeToken sign{CodeToken::Kind::Sign, takeSign(source)};
    return sign.text.empty() ? std::nullopt : std::optional(std::move(sign));
}

/// Appends `token`, and where it completes `.name`, writes `['name']` instead.
void append(std::vector<CodeToken>& tokens, CodeToken token) {
    const bool isAttribute = token.kind == CodeToken::Kind::Word && !tokens.empty() &&
                             tokens.back() == CodeToken{CodeToken::Kind::Sign, "."};
    if (!isAttribute) {
        tokens.push_back(std::move(token));
        return;
    }
    tokens.back().text = "[";
    tokens.push_back({CodeToken::Kind::String, std::move(token.text)});
    tokens.push_back({CodeToken::Kind::Sign, "]"});
}

void skipBlanks(std::string_view& source) {
    source.remove_prefix(std::min(source.find_first_not_of(" \t\r\n"), source.size()));
}

} // namespace

std::optional<TemplateCode> takeCode(std::string_view& source, std::string_view close) {
    TemplateCode code;
    for (skipBlanks(source); !source.empty(); skipBlanks(source)) {
        code.trimsAfter = source.front() == '-' && source.substr(1).starts_with(close);
        if (code.trimsAfter || source.starts_with(close)) {
            source.remove_prefix(close.size() + (code.trimsAfter ? 1 : 0));
            return code;
        }
        auto token = takeToken(source);
        if (!token)
            return std::nullopt;
        append(code.tokens, std::move(*token));
    }
    return std::nullopt;
}

std::string spelled(const std::vector<CodeToken>& tokens) {
    std::string text;
    for (const CodeToken& token : tokens) {
        text += text.empty() ? "" : " ";
        if (token.kind != CodeToken::Kind::String) {
            text += token.text;
            continue;
        }
        text += '\'';
        for (const char c : token.text) {
            text += c == '\'' || c == '\\' ? "\\" : "";
            text += c;
        }
        text += '\'';
    }
    return text;
}

} // namespace plm::text
