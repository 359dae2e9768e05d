// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kiosk/mistakes.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace peripheral::kiosk {

/// "key = value" of a file of settings, as it stands there.
struct IniLine {
    int number = 0;           ///< from 1
    std::string_view section; ///< of the last "[section]"; empty: none yet
    std::string_view key;
    std::string_view value; ///< without blanks around it
};

/// A "[section]".
struct IniSection {
    int number = 0;
    std::string_view name;
};

/// The lines of a text, which they look into. What is neither, nor a comment, nor empty, is a mistake; so is
/// what is not UTF-8. A byte order mark and CRLF are read.
struct IniLines {
    std::vector<IniSection> sections;
    std::vector<IniLine> lines;
};
[[nodiscard]] IniLines readIniLines(std::string_view text, MistakeList& mistakes);

/// A value as it was meant: without quotation marks, where it has them; "\"", "\\" and "\n" mean what they
/// usually do between these, and nowhere else. Or what is wrong, as the second half of a sentence.
[[nodiscard]] tl::expected<std::string, std::string> readIniText(std::string_view value);

/// Values with commas between them, each as readIniText() has it. An empty text is an empty list.
[[nodiscard]] tl::expected<std::vector<std::string>, std::string> readIniList(std::string_view value);

/// Text that readIniText() reads as `text`, and readIniList() as the one text of a list.
[[nodiscard]] std::string writeIniText(std::string_view text);

} // namespace peripheral::kiosk
