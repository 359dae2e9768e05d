// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/pretokenizer.h"

#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utf8proc.h>
#include <vector>

namespace plm::text {

namespace {

/// Below U+0300 every character is in normal form C, and only bytes from CC on begin what lies above.
bool isTriviallyNormal(std::string_view utf8) {
    return std::all_of(utf8.begin(), utf8.end(), [](char c) { return static_cast<unsigned char>(c) < 0xCC; });
}

std::vector<utf8proc_int32_t> decompose(std::string_view utf8) {
    std::vector<utf8proc_int32_t> codePoints;
    codePoints.reserve(utf8.size());
    int boundClass = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const CodePoint next = decodeCodePoint(utf8.substr(at));
        std::array<utf8proc_int32_t, 32> parts; // no canonical decomposition is longer than four
        const auto count = utf8proc_decompose_char(
            static_cast<utf8proc_int32_t>(next.value), parts.data(), parts.size(),
            static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_STABLE), &boundClass);
        codePoints.insert(codePoints.end(), parts.begin(), parts.begin() + count);
        at += next.length;
    }
    return codePoints;
}

utf8proc_propval_t combiningClass(utf8proc_int32_t codePoint) {
    return utf8proc_get_property(codePoint)->combining_class;
}

/// Puts runs of combining marks in canonical order. utf8proc_map would do it too, but in time that grows with
/// the square of the run, and a run can be as long as the text.
void reorder(std::vector<utf8proc_int32_t>& codePoints) {
    const auto isMark = [](utf8proc_int32_t c) { return combiningClass(c) != 0; };
    auto at = codePoints.begin();
    while (at != codePoints.end()) {
        const auto begin = std::find_if(at, codePoints.end(), isMark);
        at = std::find_if_not(begin, codePoints.end(), isMark);
        std::stable_sort(begin, at, [](utf8proc_int32_t a, utf8proc_int32_t b) {
            return combiningClass(a) < combiningClass(b);
        });
    }
}

} // namespace

std::string normalFormC(std::string_view utf8) {
    if (isTriviallyNormal(utf8))
        return std::string(utf8);
    std::vector<utf8proc_int32_t> codePoints = decompose(utf8);
    reorder(codePoints);
    const auto length =
        utf8proc_normalize_utf32(codePoints.data(), static_cast<utf8proc_ssize_t>(codePoints.size()),
                                 static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    std::string normal;
    normal.reserve(utf8.size());
    for (utf8proc_ssize_t i = 0; i < length; ++i)
        appendUtf8(normal, static_cast<char32_t>(codePoints[static_cast<std::size_t>(i)]));
    return normal;
}

namespace {

/// The classes that Qwen2's pattern tells apart: \p{L}, \p{N}, \s with and without line ends, and the rest.
enum class CharacterClass : std::uint8_t { Letter, Number, Space, LineEnd, Other };

/// The property White_Space is the categories of separators and these six controls.
bool isSpaceControl(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x85;
}

CharacterClass lookUp(char32_t codePoint) {
    if (codePoint == U'\r' || codePoint == U'\n')
        return CharacterClass::LineEnd;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(codePoint))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return CharacterClass::Letter;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return CharacterClass::Number;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return CharacterClass::Space;
    default:
        return isSpaceControl(codePoint) ? CharacterClass::Space : CharacterClass::Other;
    }
}

CharacterClass classOf(char32_t codePoint) {
    static const std::array<CharacterClass, 128> ascii = [] {
        std::array<CharacterClass, 128> classes{};
        for (char32_t c = 0; c < classes.size(); ++c)
            classes[c] = lookUp(c);
        return classes;
    }();
    return codePoint < ascii.size() ? ascii[codePoint] : lookUp(codePoint);
}

using enum CharacterClass;

struct Next {
    CharacterClass kind = Other;
    std::size_t length = 0; ///< 0 at the end of the text
};

Next at(std::string_view utf8, std::size_t offset) {
    if (offset >= utf8.size())
        return {};
    const CodePoint codePoint = decodeCodePoint(utf8.substr(offset));
    return {classOf(codePoint.value), codePoint.length};
}

std::size_t endOfRun(std::string_view utf8, std::size_t offset, CharacterClass kind) {
    for (Next next = at(utf8, offset); next.length > 0 && next.kind == kind; next = at(utf8, offset))
        offset += next.length;
    return offset;
}

/// The code point at the beginning of `utf8` without its case, as far as contractions need it: the long s
/// folds to s.
CodePoint folded(std::string_view utf8) {
    CodePoint c = utf8.empty() ? CodePoint{0, 0} : decodeCodePoint(utf8);
    if (c.value >= U'A' && c.value <= U'Z')
        c.value += U'a' - U'A';
    else if (c.value == U'\u017F')
        c.value = U's';
    return c;
}

/// (?i:'s|'t|'re|'ve|'m|'ll|'d); 0 where there is none.
std::size_t contractionLength(std::string_view utf8) {
    if (utf8.front() != '\'')
        return 0;
    const CodePoint first = folded(utf8.substr(1));
    if (first.value == U's' || first.value == U't' || first.value == U'm' || first.value == U'd')
        return 1 + first.length;
    const CodePoint second = folded(utf8.substr(1 + first.length));
    const bool found = (first.value == U'r' && second.value == U'e') ||
                       (first.value == U'v' && second.value == U'e') ||
                       (first.value == U'l' && second.value == U'l');
    return found ? 1 + first.length + second.length : 0;
}

/// \s*[\r\n]+|\s+(?!\S)|\s+ at the beginning of a run of white space: up to its last line end where it has
/// one; else all but the last space, which belongs to the next word; all of it at the end of the text.
std::size_t spaceLength(std::string_view utf8) {
    std::size_t end = 0;
    std::size_t lastBegin = 0;
    std::size_t lineEnd = 0;
    for (Next next = at(utf8, 0); next.length > 0 && (next.kind == Space || next.kind == LineEnd);
         next = at(utf8, end)) {
        lastBegin = end;
        end += next.length;
        lineEnd = next.kind == LineEnd ? end : lineEnd;
    }
    if (lineEnd > 0)
        return lineEnd;
    return end == utf8.size() || lastBegin == 0 ? end : lastBegin;
}

} // namespace

std::size_t firstWordLength(std::string_view utf8) {
    if (const std::size_t contraction = contractionLength(utf8); contraction > 0)
        return contraction;
    const Next first = at(utf8, 0);
    if (first.kind == Letter)
        return endOfRun(utf8, first.length, Letter);
    if (first.kind == Number)
        return first.length;
    const Next second = at(utf8, first.length);
    if (first.kind != LineEnd && second.length > 0 && second.kind == Letter)
        return endOfRun(utf8, first.length + second.length, Letter);
    if (first.kind == Other || (utf8.front() == ' ' && second.length > 0 && second.kind == Other))
        return endOfRun(utf8, endOfRun(utf8, first.length, Other), LineEnd);
    return spaceLength(utf8);
}

} // namespace plm::text
