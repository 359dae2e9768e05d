// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "device/text_file.h"

#include <charconv>
#include <fstream>

namespace plm::device {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks(" \t\r\n\0", 5); // the device tree ends its texts with a zero byte
    const std::size_t first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// What stands after `key` and a colon, where the line has both.
std::optional<std::string> valueOf(std::string_view key, std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || trimmed(line.substr(0, colon)) != key)
        return std::nullopt;
    return std::string(trimmed(line.substr(colon + 1)));
}

} // namespace

std::optional<std::string> firstLine(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::string line;
    if (!std::getline(file, line))
        return std::nullopt;
    return std::string(trimmed(line));
}

std::optional<std::string> field(const std::filesystem::path& path, std::string_view key) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        if (auto value = valueOf(key, line))
            return value;
    return std::nullopt;
}

std::vector<std::string> fields(const std::filesystem::path& path, std::string_view key) {
    std::ifstream file(path);
    std::vector<std::string> values;
    for (std::string line; std::getline(file, line);)
        if (auto value = valueOf(key, line))
            values.push_back(*std::move(value));
    return values;
}

std::optional<std::uint64_t> number(const std::optional<std::string>& text, int base) {
    std::uint64_t value = 0;
    if (!text || std::from_chars(text->data(), text->data() + text->size(), value, base).ec != std::errc())
        return std::nullopt;
    return value;
}

} // namespace plm::device
