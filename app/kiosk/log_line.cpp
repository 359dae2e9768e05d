// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/log_line.h"

#include "kiosk/utf8.h"

#include <cstdint>
#include <ctime>
#include <fmt/format.h>

namespace peripheral::kiosk {
namespace {

/// What ends a line for some readers, or turns the order of what follows around.
bool isSteering(std::int32_t code) {
    return code == 0x2028 || code == 0x2029 || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

std::string shown(const Character& character, std::string_view bytes) {
    if (!character.valid || isControl(character.code))
        return fmt::format("\\x{:02X}", character.code);
    return isSteering(character.code) ? fmt::format("\\u{:04X}", character.code) : std::string(bytes);
}

} // namespace

std::string asOneLine(std::string_view text, std::size_t mostCharacters) {
    std::string line;
    for (std::size_t characters = 0; !text.empty(); ++characters) {
        if (characters == mostCharacters)
            return line + "…";
        const Character character = firstCharacter(text);
        line += shown(character, text.substr(0, character.bytes));
        text.remove_prefix(character.bytes);
    }
    return line;
}

std::string timestamp(std::chrono::system_clock::time_point time) {
    const std::time_t sinceEpoch = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    ::gmtime_r(&sinceEpoch, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

} // namespace peripheral::kiosk
