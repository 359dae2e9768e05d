// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gguf/names.h"

#include <cstdint>
#include <fmt/format.h>
#include <utf8proc.h>

namespace plm::gguf {

namespace {

constexpr std::size_t kLongestQuote = 80;

/// Bytes of the UTF-8 character that `bytes` begins with; 0 where it begins with none.
std::size_t characterLength(std::string_view bytes) {
    utf8proc_int32_t codePoint = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data()),
                                         static_cast<utf8proc_ssize_t>(bytes.size()), &codePoint);
    return length > 0 ? static_cast<std::size_t>(length) : 0;
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

std::string inQuotes(std::string_view bytes) {
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
