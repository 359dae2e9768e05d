// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <plm/shown_text.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <utf8proc.h>

namespace plm {

namespace {

constexpr std::size_t kLongestQuote = 80;

struct Character {
    std::string_view bytes;
    std::int32_t codePoint; ///< negative where the byte is no UTF-8
};

/// The first of `text`, which has one.
Character firstOf(std::string_view text) {
    utf8proc_int32_t codePoint = -1;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &codePoint);
    if (length <= 0)
        return {text.substr(0, 1), -1};
    return {text.substr(0, static_cast<std::size_t>(length)), codePoint};
}

struct Range {
    std::int32_t first, last;
};

/// The controls; Arabic letter mark; marks left to right and right to left; ends of lines and paragraphs,
/// embeddings and overrides; isolates; the mark of the byte order.
constexpr std::array kControls = {Range{0x00, 0x1F},     Range{0x7F, 0x9F},     Range{0x061C, 0x061C},
                                  Range{0x200E, 0x200F}, Range{0x2028, 0x202E}, Range{0x2066, 0x2069},
                                  Range{0xFEFF, 0xFEFF}};

bool isControl(std::int32_t codePoint) {
    return std::any_of(kControls.begin(), kControls.end(), [codePoint](const Range& range) {
        return codePoint >= range.first && codePoint <= range.last;
    });
}

std::string escaped(const Character& character) {
    switch (character.codePoint) {
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        break;
    }
    if (character.codePoint > 0xFF)
        return fmt::format("\\u{:04X}", character.codePoint);
    const auto byte = static_cast<std::uint8_t>(character.bytes.front());
    return fmt::format("\\x{:02X}", character.codePoint < 0 ? byte : character.codePoint);
}

enum class Controls { Kept, Escaped };

/// Characters of `bytes`, escaped where they must be; sets `shortened` where more than `limit` bytes came of
/// it.
std::string escape(std::string_view bytes, Controls controls, std::size_t limit, bool& shortened) {
    std::string out;
    for (shortened = false; !bytes.empty();) {
        const Character character = firstOf(bytes);
        const bool isEscaped =
            character.codePoint < 0 || (controls == Controls::Escaped && isControl(character.codePoint));
        const std::string shown = isEscaped ? escaped(character) : std::string(character.bytes);
        shortened = out.size() + shown.size() > limit;
        if (shortened)
            break;
        out += shown;
        bytes.remove_prefix(character.bytes.size());
    }
    return out;
}

} // namespace

std::string shownText(std::string_view bytes) {
    bool shortened = false;
    return escape(bytes, Controls::Escaped, std::string::npos, shortened);
}

std::string displayName(const std::filesystem::path& path) {
    return shownText(path.native());
}

std::string inQuotes(std::string_view bytes) {
    bool shortened = false;
    const std::string text = escape(bytes, Controls::Escaped, kLongestQuote, shortened);
    return fmt::format("\"{}{}\"", text, shortened ? "…" : "");
}

std::string asUtf8(std::string_view bytes) {
    bool shortened = false;
    return escape(bytes, Controls::Kept, std::string::npos, shortened);
}

std::string withoutControls(std::string_view bytes) {
    std::string out;
    while (!bytes.empty()) {
        const Character character = firstOf(bytes);
        if (character.codePoint >= 0 && !isControl(character.codePoint))
            out += character.bytes;
        bytes.remove_prefix(character.bytes.size());
    }
    return out;
}

std::string shownJson(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    while (!json.empty()) {
        const Character character = firstOf(json);
        if (character.codePoint >= 0x7F && isControl(character.codePoint))
            out += fmt::format("\\u{:04X}", character.codePoint);
        else
            out += character.bytes; // JSON escapes what is below, and its own line ends are meant
        json.remove_prefix(character.bytes.size());
    }
    return out;
}

} // namespace plm
