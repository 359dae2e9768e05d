// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/shown.h"

#include "kiosk/utf8.h"

#include <fmt/format.h>

namespace peripheral::kiosk {

namespace {

/// As `quoted()`, of at most so many characters.
std::string quotedUpTo(std::string_view bytes, std::size_t most) {
    std::string shown = "“";
    for (std::size_t count = 0; !bytes.empty(); ++count) {
        if (count == most) {
            shown += "…";
            break;
        }
        const Character character = firstCharacter(bytes);
        if (character.valid && !isControl(character.code))
            shown += bytes.substr(0, character.bytes);
        else
            for (const char byte : bytes.substr(0, character.bytes))
                shown += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
        bytes.remove_prefix(character.bytes);
    }
    return shown + "”";
}

} // namespace

std::string quoted(std::string_view bytes) {
    constexpr std::size_t kMostCharacters = 100;
    return quotedUpTo(bytes, kMostCharacters);
}

std::string quoted(const std::filesystem::path& path) {
    return quotedUpTo(path.native(), path.native().size());
}

} // namespace peripheral::kiosk
