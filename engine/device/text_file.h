// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace plm::device
