// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/forms.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace peripheral {

namespace {

/// In single quotes, as fish reads them.
std::string inQuotes(std::string_view text) {
    return "'" + escaped(text, "\\'") + "'";
}

std::string nameOf(const std::string& name) {
    return name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
}

std::string valueOf(const OptionManual& option) {
    if (option.value.empty())
        return {};
    if (const auto among = choices(option); !among.empty())
        return fmt::format(" -x -a {}", inQuotes(fmt::format("{}", fmt::join(among, " "))));
    return takesFile(option) ? " -r -F" : " -x";
}

/// Whether it is an argument that names a file.
bool isFile(const OptionManual& option) {
    return option.names.empty() && takesFile(option);
}

std::string linesOf(const CommandManual& command, const std::string& start) {
    std::string text;
    for (const OptionManual& option : command.options) {
        if (option.names.empty()) {
            text += isFile(option) ? start + " -F\n" : "";
            continue;
        }
        text += start;
        for (const std::string& name : option.names)
            text += nameOf(name);
        text += fmt::format("{} -d {}\n", valueOf(option), inQuotes(shortHelp(option.help)));
    }
    return text;
}

} // namespace

std::string fishCompletion(const ProgramManual& program) {
    const CommandManual& own = program.program;
    const std::string complete = "complete -c " + own.name;
    std::string text = fmt::format("# Completes {0} in fish. Written by {0} --manual fish.\n", own.name);
    if (std::none_of(own.options.begin(), own.options.end(), isFile))
        text += complete + " -f\n"; // no files but where they are asked for
    text += linesOf(own, complete + (program.commands.empty() ? "" : " -n __fish_use_subcommand"));
    for (const CommandManual& command : program.commands)
        text += fmt::format("{} -n __fish_use_subcommand -a {} -d {}\n", complete, command.name,
                            inQuotes(command.help));
    for (const CommandManual& command : program.commands)
        text +=
            linesOf(command, fmt::format("{} -n '__fish_seen_subcommand_from {}'", complete, command.name));
    return text;
}

} // namespace peripheral
