// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plm::device {

/// The first line of a small file of the system's, without blanks around it; nothing where it cannot be read.
std::optional<std::string> firstLine(const std::filesystem::path& path);

/// What stands after `key` and a colon on the first line that has both; nothing where none has.
std::optional<std::string> field(const std::filesystem::path& path, std::string_view key);

/// The same of every line that has both.
std::vector<std::string> fields(const std::filesystem::path& path, std::string_view key);

/// `text` as a number in `base`, without what follows it; nothing where it does not begin with one.
std::optional<std::uint64_t> number(const std::optional<std::string>& text, int base = 10);

/// Calls visit(path) with what lies in `folder` under a name that begins with `prefix`, in the order of the
/// names; never where the folder cannot be read.
template <class Visit>
void eachEntry(const std::filesystem::path& folder, std::string_view prefix, const Visit& visit) {
    std::vector<std::filesystem::path> entries;
    std::error_code unreadable;
    for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable))
        if (entry.path().filename().string().starts_with(prefix))
            entries.push_back(entry.path());
    std::sort(entries.begin(), entries.end());
    for (const std::filesystem::path& entry : entries)
        visit(entry);
}

} // namespace plm::device
