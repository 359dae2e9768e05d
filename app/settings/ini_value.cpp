// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands behind the "=" of an ini file.
#include "settings/ini_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace peripheral {

namespace {

struct Escape {
    char letter, meant;
};
constexpr std::array<Escape, 9> kEscapes{{{'n', '\n'},
                                          {'r', '\r'},
                                          {'t', '\t'},
                                          {'a', '\a'},
                                          {'b', '\b'},
                                          {'f', '\f'},
                                          {'v', '\v'},
                                          {'0', '\0'},
                                          {'"', '"'}}};

/// 0 to 15; -1 for what is no digit.
int hexValue(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char small = static_cast<char>(digit | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// Appends a character of the basic plane as UTF-8; half a pair, which is none, as a question mark.
void appendCharacter(std::string& text, std::uint32_t code) {
    const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xc0 | code >> 6);
        put(0x80 | (code & 0x3f));
    } else if (code > 0xffff || (code >= 0xd800 && code < 0xe000)) {
        put('?');
    } else {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
        put(0x80 | (code & 0x3f));
    }
}

/// Takes the digits of "\x…" from the front of `rest`, as many as there are.
std::uint32_t takeHex(std::string_view& rest) {
    constexpr std::uint32_t kTooLarge = 0x10000;
    std::uint32_t code = 0;
    for (; !rest.empty() && hexValue(rest.front()) >= 0; rest.remove_prefix(1))
        code = std::min(kTooLarge, code * 16 + static_cast<std::uint32_t>(hexValue(rest.front())));
    return code;
}

/// Appends what the escape at the front of `rest`, behind its backslash, stands for, and takes it away.
void takeEscape(std::string_view& rest, std::string& text) {
    if (rest.empty())
        return;
    const char letter = rest.front();
    rest.remove_prefix(1);
    if (letter == 'x')
        return appendCharacter(text, takeHex(rest));
    const auto known = std::find_if(kEscapes.begin(), kEscapes.end(),
                                    [letter](const Escape& escape) { return escape.letter == letter; });
    text += known == kEscapes.end() ? letter : known->meant;
}

/// Where a comment behind a value begins: a semicolon after a blank.
bool beginsComment(std::string_view rest, const std::string& text) {
    return rest.front() == ';' && !text.empty() && (text.back() == ' ' || text.back() == '\t');
}

std::string escaped(char character) {
    const auto known = std::find_if(kEscapes.begin(), kEscapes.end(), [character](const Escape& escape) {
        return escape.meant == character && escape.letter != '0';
    });
    if (known != kEscapes.end())
        return {'\\', known->letter};
    if (character == '\\')
        return "\\\\";
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(character);
    return {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

bool isControl(char character) {
    const auto code = static_cast<unsigned char>(character); // char has a sign on some processors only
    return code < ' ' || code == '\x7f';
}

} // namespace

std::string unescapeIniValue(std::string_view escapedValue) {
    std::string_view rest = escapedValue;
    const bool quoted = !rest.empty() && rest.front() == '"';
    if (quoted)
        rest.remove_prefix(1);
    std::string text;
    std::size_t meant = 0; // up to here blanks are not those before a comment
    while (!rest.empty() && !(quoted ? rest.front() == '"' : beginsComment(rest, text))) {
        const char character = rest.front();
        rest.remove_prefix(1);
        if (character == '\\')
            takeEscape(rest, text);
        else
            text += character;
        if (quoted || character == '\\' || (character != ' ' && character != '\t'))
            meant = text.size();
    }
    text.resize(meant);
    // QSettings doubles an "@" at the beginning, which stands for other types of values there.
    return text.substr(0, 2) == "@@" ? text.substr(1) : text;
}

std::string escapeIniValue(std::string_view value) {
    std::string text;
    bool plain = !value.empty() && value.front() != ' ' && value.back() != ' ';
    bool afterHex = false; // a digit would be taken for one more of the number
    if (!value.empty() && value.front() == '@')
        text += '@';
    for (const char character : value) {
        const bool escape = isControl(character) || character == '"' || character == '\\' ||
                            (afterHex && hexValue(character) >= 0);
        const std::string part = escape ? escaped(character) : std::string(1, character);
        plain = plain && !escape && std::string_view(";,=#").find(character) == std::string_view::npos;
        afterHex = part.size() == 4;
        text += part;
    }
    return plain ? text : '"' + text + '"';
}

} // namespace peripheral
