// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kiosk/ini_lines.h"

#include "kiosk/shown.h"
#include "kiosk/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace peripheral::kiosk {

namespace {

constexpr std::string_view kBlanks = " \t";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// What stands in the way of reading a line at all; empty: nothing.
std::string faultOfBytes(std::string_view line) {
    while (!line.empty()) {
        const Character character = firstCharacter(line);
        if (!character.valid)
            return fmt::format("the byte {} is not UTF-8", inQuotes(line.substr(0, 1)));
        if (isControl(character.code) && character.code != '\t')
            return fmt::format("the control character {} stands in it",
                               inQuotes(line.substr(0, character.bytes)));
        line.remove_prefix(character.bytes);
    }
    return {};
}

/// Reads lines one after the other.
class IniReader {
public:
    explicit IniReader(MistakeList& mistakes) : m_mistakes(mistakes) {}

    void read(std::string_view line) {
        ++m_number;
        line = trimmed(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
        if (const std::string fault = faultOfBytes(line); !fault.empty())
            m_mistakes.add(m_number, fault);
        else if (!line.empty() && line.front() == '[')
            readSection(line);
        else if (!line.empty() && line.front() != '#' && line.front() != ';')
            readKey(line);
    }

    IniLines take() { return std::move(m_read); }

private:
    void readSection(std::string_view line) {
        if (line.back() != ']')
            return m_mistakes.add(m_number, fmt::format("{} has no ] at its end", inQuotes(line)));
        m_section = trimmed(line.substr(1, line.size() - 2));
        m_read.sections.push_back({.number = m_number, .name = m_section});
    }

    void readKey(std::string_view line) {
        const auto equals = line.find('=');
        if (equals == std::string_view::npos)
            return m_mistakes.add(m_number,
                                  fmt::format("{} is no “key = value”, no [section], and no comment, which "
                                              "begins with #",
                                              inQuotes(line)));
        m_read.lines.push_back({.number = m_number,
                                .section = m_section,
                                .key = trimmed(line.substr(0, equals)),
                                .value = trimmed(line.substr(equals + 1))});
    }

    MistakeList& m_mistakes;
    IniLines m_read;
    std::string_view m_section;
    int m_number = 0;
};

/// Takes a value that begins with a quotation mark from the beginning of `rest`.
tl::expected<std::string, std::string> takeQuoted(std::string_view& rest) {
    std::string text;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest = trimmed(rest.substr(i + 1));
            return text;
        }
        if (rest[i] != '\\') {
            text += rest[i];
            continue;
        }
        const char escaped = ++i < rest.size() ? rest[i] : '\0';
        if (escaped != '"' && escaped != '\\' && escaped != 'n')
            return tl::unexpected(std::string(R"(has a \ before something else than ", \ or n)"));
        text += escaped == 'n' ? '\n' : escaped;
    }
    return tl::unexpected(std::string("has no quotation mark \" at its end"));
}

/// Takes a value of a list, up to the comma or the end.
tl::expected<std::string, std::string> takeItem(std::string_view& rest) {
    if (rest.starts_with('"'))
        return takeQuoted(rest);
    const auto comma = std::min(rest.find(','), rest.size());
    const auto item = trimmed(rest.substr(0, comma));
    rest = rest.substr(comma);
    if (item.empty())
        return tl::unexpected(std::string("has nothing between two commas, or behind the last"));
    return std::string(item);
}

} // namespace

IniLines readIniLines(std::string_view text, MistakeList& mistakes) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    IniReader reader(mistakes);
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        reader.read(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return reader.take();
}

tl::expected<std::string, std::string> readIniText(std::string_view value) {
    if (!value.starts_with('"'))
        return std::string(value);
    auto text = takeQuoted(value);
    if (text && !value.empty())
        return tl::unexpected(fmt::format("has {} behind its quotation marks", inQuotes(value)));
    return text;
}

tl::expected<std::vector<std::string>, std::string> readIniList(std::string_view value) {
    std::vector<std::string> list;
    for (bool more = !value.empty(); more;) {
        auto item = takeItem(value);
        if (!item)
            return tl::unexpected(item.error());
        list.push_back(std::move(*item));
        more = !value.empty();
        if (more && value.front() != ',')
            return tl::unexpected(fmt::format("has {} where a comma is expected", inQuotes(value)));
        if (more)
            value = trimmed(value.substr(1));
    }
    return list;
}

std::string writeIniText(std::string_view text) {
    std::string written = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            written += '\\';
        written += c == '\n' ? std::string_view("\\n") : std::string_view(&c, 1);
    }
    return written + '"';
}

} // namespace peripheral::kiosk
