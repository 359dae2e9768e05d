// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace plm {

// Text out of files, and the names of files, may hold anything: what ends a line, moves a terminal's cursor,
// or turns the words beside it around. Whoever shows such text to people shows it by one of these. Any
// thread.

/// `bytes` as part of one line: what is not UTF-8 and what controls (U+0000 to U+001F, U+007F to U+009F,
/// marks of direction, ends of lines and paragraphs) is escaped, as \n, \x1B or \u202E.
std::string shownText(std::string_view bytes);

/// The name of a file for a sentence, as shownText().
std::string displayName(const std::filesystem::path& path);

/// `bytes` in double quotes for a sentence, as shownText(); at most 80 bytes of it.
std::string inQuotes(std::string_view bytes);

/// `bytes` with what is not UTF-8 as \xNN, and nothing else changed: for text that goes on to JSON.
std::string asUtf8(std::string_view bytes);

/// `bytes` without what is not UTF-8 and without the controls of shownText(): for text that is kept as it
/// will be shown.
std::string withoutControls(std::string_view bytes);

/// JSON in UTF-8 with the controls of shownText() that JSON leaves as they are, as \u009B or \u202E: the same
/// values to a program, and harmless in a terminal.
std::string shownJson(std::string_view json);

} // namespace plm
