// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/normal_form.h"

#include "text/utf8.h"

#include <algorithm>
#include <array>
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

} // namespace plm::text
