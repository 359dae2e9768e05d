// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/result.h>

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json_fwd.hpp>
#include <string_view>
#include <utility>

namespace peripheral::cli {

// What the program says, all of it: results on standard output, notes on standard error. A result that cannot
// be written is a failure, for which main() looks in the end; a note that cannot be written changes nothing.

/// Makes closed standard streams fail, instead of becoming the next files that are opened, and a reader that
/// goes away a failure to write, instead of the end on the spot. To be called before all else.
void prepareStandardStreams();

/// Writes `text` to standard output, as it is. The main thread.
void writeResult(std::string_view text);

/// The same with fmt's formats.
template <class... Args>
void printResult(fmt::format_string<Args...> format, Args&&... args) {
    writeResult(fmt::format(format, std::forward<Args>(args)...));
}

/// Prints `value` and a line end, in UTF-8: indented by two, or in one line. Text that a terminal would obey
/// is escaped (plm::shownJson()), and bytes that are no UTF-8 come out as U+FFFD.
void printIndented(const nlohmann::json& value);
void printInOneLine(const nlohmann::json& value);

/// Prints the size of a file of `type` that was just written, and how many of its tensors have which format.
plm::Status printWrittenFile(const std::filesystem::path& path, std::string_view type);

/// Hands on what was written so far. Fails with Io, saying why, where not all of it could be, now or before.
plm::Status flushResults();

/// Whether results failed because their reader went away, e.g. `head`, and the user wants what is usual then:
/// an end by SIGPIPE, without a word.
bool isReaderGone();

/// Writes `text` to standard error, as it is. Any thread.
void writeNote(std::string_view text);

/// A line on standard error, with fmt's formats.
template <class... Args>
void printNote(fmt::format_string<Args...> format, Args&&... args) {
    writeNote(fmt::format(format, std::forward<Args>(args)...) + '\n');
}

} // namespace peripheral::cli
