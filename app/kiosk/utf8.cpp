// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/utf8.h"

#include <utf8proc.h>

namespace peripheral::kiosk {

Character firstCharacter(std::string_view text) {
    utf8proc_int32_t code = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (length <= 0)
        return {.code = static_cast<unsigned char>(text.front()), .bytes = 1, .valid = false};
    return {.code = code, .bytes = static_cast<std::size_t>(length), .valid = true};
}

std::optional<std::size_t> countCharacters(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) {
        const Character character = firstCharacter(text);
        if (!character.valid)
            return std::nullopt;
        text.remove_prefix(character.bytes);
    }
    return count;
}

bool isControl(std::int32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

} // namespace peripheral::kiosk
