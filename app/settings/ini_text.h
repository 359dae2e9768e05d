// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral {

/// The text of an ini file: keys with values in sections, as people write them and as Qt's QSettings does.
/// Any bytes are allowed: a byte order mark and CRLF are read, and what is not understood stays as it is. All
/// text is UTF-8, or whatever bytes the file has.
class IniText {
public:
    IniText() = default;
    explicit IniText(std::string_view text);

    /// Where a key stands more than once, the last counts.
    [[nodiscard]] std::optional<std::string> value(std::string_view section, std::string_view key) const;
    /// Replaces the value, or adds the key at the end of its section. Section and key are names without
    /// special characters.
    void set(std::string_view section, std::string_view key, std::string_view value);
    /// All of it again, lines ended by LF.
    [[nodiscard]] std::string text() const;

private:
    struct Line {
        std::string raw;
        std::string section;
        std::string key;   ///< empty: a heading, a comment, or nothing
        std::string value; ///< as it stands there, escaped
    };

    [[nodiscard]] std::vector<Line>::const_reverse_iterator find(std::string_view section,
                                                                 std::string_view key) const;

    std::vector<Line> m_lines;
};

/// A value as the person meant it, of a value as it stands in a file: without quotes, escapes and a comment
/// behind it.
[[nodiscard]] std::string unescapeIniValue(std::string_view escaped);

/// The reverse, which QSettings reads too.
[[nodiscard]] std::string escapeIniValue(std::string_view value);

} // namespace peripheral
