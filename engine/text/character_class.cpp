// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/character_class.h"

#include <array>
#include <utf8proc.h>

namespace plm::text {

namespace {

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

} // namespace

CharacterClass classOf(char32_t codePoint) {
    static const std::array<CharacterClass, 128> ascii = [] {
        std::array<CharacterClass, 128> classes{};
        for (char32_t c = 0; c < classes.size(); ++c)
            classes[c] = lookUp(c);
        return classes;
    }();
    return codePoint < ascii.size() ? ascii[codePoint] : lookUp(codePoint);
}

} // namespace plm::text
