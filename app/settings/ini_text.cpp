// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/ini_text.h"

#include <algorithm>

namespace peripheral {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\v\f";
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// Takes a line from the front of `text`, without its end.
std::string_view takeLine(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

} // namespace

IniText::IniText(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
        text.remove_prefix(kByteOrderMark.size());
    std::string section;
    while (!text.empty()) {
        const std::string_view raw = takeLine(text);
        const std::string_view line = trimmed(raw);
        Line& read = m_lines.emplace_back(Line{std::string(raw), section, {}, {}});
        if (line.empty() || line.front() == ';' || line.front() == '#')
            continue;
        if (line.front() == '[') {
            section = trimmed(line.substr(1, std::min(line.find(']'), line.size()) - 1));
            read.section = section;
        } else if (const std::size_t equals = line.find('='); equals != std::string_view::npos) {
            read.key = trimmed(line.substr(0, equals));
            read.value = trimmed(line.substr(equals + 1));
        }
    }
}

std::vector<IniText::Line>::const_reverse_iterator IniText::find(std::string_view section,
                                                                 std::string_view key) const {
    return std::find_if(m_lines.rbegin(), m_lines.rend(),
                        [&](const Line& line) { return line.key == key && line.section == section; });
}

std::optional<std::string> IniText::value(std::string_view section, std::string_view key) const {
    const auto line = find(section, key);
    return line == m_lines.rend() ? std::nullopt : std::optional(unescapeIniValue(line->value));
}

void IniText::set(std::string_view section, std::string_view key, std::string_view value) {
    const std::string escaped = escapeIniValue(value);
    const Line line{std::string(key) + '=' + escaped, std::string(section), std::string(key), escaped};
    if (const auto old = find(section, key); old != m_lines.rend()) {
        m_lines[static_cast<std::size_t>(m_lines.rend() - old - 1)] = line;
        return;
    }
    // Behind the last line of the section that says something: what separates it from the next stays behind.
    const auto last = std::find_if(m_lines.rbegin(), m_lines.rend(), [&](const Line& one) {
        return one.section == section && !trimmed(one.raw).empty();
    });
    if (last != m_lines.rend()) {
        m_lines.insert(last.base(), line);
        return;
    }
    if (!m_lines.empty())
        m_lines.push_back({});
    m_lines.push_back({'[' + line.section + ']', line.section, {}, {}});
    m_lines.push_back(line);
}

std::string IniText::text() const {
    std::string text;
    for (const Line& line : m_lines)
        text += line.raw + '\n';
    return text;
}

} // namespace peripheral
