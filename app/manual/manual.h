// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peripheral {

// What a program's help says of it, as values, and what is written from that: a manual page and completions.
// All text is UTF-8. Any thread.

struct OptionManual {
    std::vector<std::string> names; ///< with their dashes; empty: an argument that is no option
    std::string value; ///< what follows it, such as "FILE", or "on|off" to choose from; empty: nothing
    std::string help;  ///< without a line end
};

struct CommandManual {
    std::string name;
    std::string usage; ///< the whole line
    std::string help;
    std::vector<OptionManual> options;
};

struct ProgramManual {
    CommandManual program; ///< its name, and what it takes before any command
    std::vector<CommandManual> commands;
    std::vector<std::pair<std::string, std::string>> exitStatus; ///< number and meaning
    std::string version;
    std::string date; ///< as kDate
};

/// `program --manual FORM` writes manual(…, FORM). For the build: no help tells of it.
inline constexpr std::string_view kManualArgument = "--manual";

/// "man": a page for section 1; "bash", "zsh" or "fish": a completion for that shell. Nothing where `form` is
/// none of these.
[[nodiscard]] std::optional<std::string> manual(const ProgramManual& program, std::string_view form);

} // namespace peripheral
