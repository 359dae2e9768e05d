// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace peripheral::kiosk {

/// Any bytes in quotation marks, for a sentence of one line, as asOneLine() writes them; what is longer than
/// a hundred characters ends in "…".
[[nodiscard]] std::string inQuotes(std::string_view bytes);

/// A file's name, all of it, as what is no text is shown above.
[[nodiscard]] std::string shownName(const std::filesystem::path& path);
[[nodiscard]] std::string nameInQuotes(const std::filesystem::path& path);

} // namespace peripheral::kiosk
