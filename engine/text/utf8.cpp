// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/utf8.h"

#include <plm/tokenizer.h>

#include <utf8proc.h>

namespace plm::text {

namespace {

struct Lead {
    std::size_t length = 0;                ///< of the whole character; 0: no character begins so
    unsigned char low = 0x80, high = 0xBF; ///< bounds of the second byte
};

/// Bounds other than 80..BF exclude overlong forms, surrogates and what lies above U+10FFFF.
Lead leadOf(unsigned char byte) {
    if (byte < 0x80)
        return {1};
    if (byte < 0xC2 || byte > 0xF4)
        return {};
    if (byte < 0xE0)
        return {2};
    if (byte < 0xF0) {
        return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    }
    return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
}

} // namespace

Character scanCharacter(std::string_view bytes) {
    Lead lead = leadOf(static_cast<unsigned char>(bytes[0]));
    if (lead.length == 0)
        return {Character::Kind::Broken, 1};
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (i == bytes.size())
            return {Character::Kind::Unfinished, i};
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < lead.low || byte > lead.high)
            return {Character::Kind::Broken, i};
        lead.low = 0x80;
        lead.high = 0xBF;
    }
    return {Character::Kind::Whole, lead.length};
}

std::size_t findBroken(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const Character character = scanCharacter(bytes.substr(at));
        if (character.kind != Character::Kind::Whole)
            return at;
        at += character.length;
    }
    return std::string_view::npos;
}

void appendUtf8(std::string& text, char32_t codePoint) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(codePoint), bytes);
    text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::string takeCharacters(std::string& bytes) {
    std::string characters;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const Character character = scanCharacter(std::string_view(bytes).substr(at));
        if (character.kind == Character::Kind::Unfinished)
            break;
        if (character.kind == Character::Kind::Whole)
            characters.append(bytes, at, character.length);
        else
            characters += "\uFFFD";
        at += character.length;
    }
    bytes.erase(0, at);
    return characters;
}

} // namespace plm::text

std::size_t plm::findBrokenUtf8(std::string_view text) {
    return text::findBroken(text);
}
