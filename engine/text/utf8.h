// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plm::text {

/// What stands at the beginning of some bytes.
struct Character {
    enum class Kind {
        Whole,  ///< a well-formed UTF-8 character of `length` bytes
        Broken, ///< `length` bytes that no character begins with (a maximal subpart; one U+FFFD stands for
                ///< it)
        Unfinished, ///< the bytes end inside a character, of which `length` bytes are there
    };
    Kind kind;
    std::size_t length;
};

/// Looks at the beginning of `bytes`, which are not empty (Unicode 15, table 3-7).
[[nodiscard]] Character scanCharacter(std::string_view bytes);

/// The offset of the first byte that is not part of well-formed UTF-8, else npos.
[[nodiscard]] std::size_t findBroken(std::string_view bytes);

struct CodePoint {
    char32_t value;
    std::size_t length; ///< in bytes
};

/// The code point at the beginning of `utf8`, which is well-formed and not empty.
[[nodiscard]] inline CodePoint decodeCodePoint(std::string_view utf8) {
    const auto at = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(utf8[i])); };
    const char32_t lead = at(0);
    if (lead < 0x80)
        return {lead, 1};
    if (lead < 0xE0)
        return {(lead & 0x1F) << 6 | (at(1) & 0x3F), 2};
    if (lead < 0xF0)
        return {(lead & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F), 3};
    return {(lead & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F), 4};
}

/// Appends a code point (a Unicode scalar value) as UTF-8.
void appendUtf8(std::string& text, char32_t codePoint);

/// Moves the characters that are whole from `bytes` to the result, with U+FFFD for what is broken. What is
/// unfinished at the end stays in `bytes`.
[[nodiscard]] std::string takeCharacters(std::string& bytes);

} // namespace plm::text
