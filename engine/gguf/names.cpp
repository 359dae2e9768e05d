// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/names.h"

#include <cstdint>
#include <fmt/format.h>

namespace plm::gguf {

namespace {

constexpr std::size_t kLongestQuote = 80;

/// Bytes of the UTF-8 character that `bytes` begins with; 0 where it begins with none (Unicode 15, table
/// 3-7).
std::size_t characterLength(std::string_view bytes) {
    const auto byte = [bytes](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    const auto isIn = [&](std::size_t i, int low, int high) {
        return i < bytes.size() && byte(i) >= low && byte(i) <= high;
    };
    const int first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return isIn(1, 0x80, 0xBF) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool second = isIn(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        return second && isIn(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool second = isIn(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
        return second && isIn(2, 0x80, 0xBF) && isIn(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

bool isControl(char c) {
    return static_cast<std::uint8_t>(c) < 0x20 || c == 0x7F;
}

enum class Controls { Kept, Escaped };

/// Characters of `bytes`, escaped where they must be; sets `shortened` where more than `limit` characters
/// came of it.
std::string escape(std::string_view bytes, Controls controls, std::size_t limit, bool& shortened) {
    std::string out;
    while (!bytes.empty()) {
        std::size_t length = characterLength(bytes);
        const bool escaped = length == 0 || (controls == Controls::Escaped && isControl(bytes.front()));
        length = escaped ? 1 : length;
        const std::string character = escaped
                                          ? fmt::format("\\x{:02X}", static_cast<std::uint8_t>(bytes.front()))
                                          : std::string(bytes.substr(0, length));
        shortened = out.size() + character.size() > limit;
        if (shortened)
            break;
        out += character;
        bytes.remove_prefix(length);
    }
    return out;
}

} // namespace

std::string quoted(std::string_view bytes) {
    bool shortened = false;
    const std::string text = escape(bytes, Controls::Escaped, kLongestQuote, shortened);
    return fmt::format("\"{}{}\"", text, shortened ? "…" : "");
}

std::string asUtf8(std::string_view bytes) {
    bool shortened = false;
    return escape(bytes, Controls::Kept, std::string::npos, shortened);
}

std::string displayName(const std::filesystem::path& path) {
    return asUtf8(path.native());
}

} // namespace plm::gguf
