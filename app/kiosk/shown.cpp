// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/shown.h"

#include "kiosk/utf8.h"

#include <fmt/format.h>

namespace peripheral::kiosk {

namespace {

/// At most so many characters of it.
std::string shown(std::string_view bytes, std::size_t most) {
    std::string text;
    for (std::size_t count = 0; !bytes.empty(); ++count) {
        if (count == most)
            return text + "…";
        const Character character = firstCharacter(bytes);
        if (character.valid && !isControl(character.code))
            text += bytes.substr(0, character.bytes);
        else
            for (const char byte : bytes.substr(0, character.bytes))
                text += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
        bytes.remove_prefix(character.bytes);
    }
    return text;
}

} // namespace

std::string inQuotes(std::string_view bytes) {
    constexpr std::size_t kMostCharacters = 100;
    return fmt::format("“{}”", shown(bytes, kMostCharacters));
}

std::string shownName(const std::filesystem::path& path) {
    return shown(path.native(), path.native().size());
}

std::string nameInQuotes(const std::filesystem::path& path) {
    return fmt::format("“{}”", shownName(path));
}

} // namespace peripheral::kiosk
