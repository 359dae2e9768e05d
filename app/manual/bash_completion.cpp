// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/forms.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace peripheral {

namespace {

// Readline's own completion, which knows files.
constexpr std::string_view kFiles = "compopt -o default\n            return";

std::string valuesOf(const OptionManual& option) {
    if (const auto among = choices(option); !among.empty())
        return fmt::format("words={}", quoted(fmt::format("{}", fmt::join(among, " "))));
    return std::string(takesFile(option) ? kFiles : "return");
}

/// What may come in one place: the words, or the value of the option before.
std::string placeOf(const CommandManual& command, std::vector<std::string> words) {
    std::string values;
    bool files = false;
    for (const OptionManual& option : command.options) {
        words.insert(words.end(), option.names.begin(), option.names.end());
        if (option.names.empty())
            files = files || takesFile(option);
        else if (!option.value.empty())
            values += fmt::format("        {})\n            {}\n            ;;\n",
                                  fmt::join(option.names, " | "), valuesOf(option));
    }
    std::string text = fmt::format("        words={}\n", quoted(fmt::format("{}", fmt::join(words, " "))));
    if (!values.empty())
        text += "        case $before in\n" + values + "        esac\n";
    if (files)
        text += "        [[ $current == -* ]] || { compopt -o default; return; }\n";
    return text;
}

} // namespace

std::string bashCompletion(const ProgramManual& program) {
    std::vector<std::string> names;
    std::string places;
    for (const CommandManual& command : program.commands) {
        names.push_back(command.name);
        places += fmt::format("    {})\n{}        ;;\n", command.name, placeOf(command, {}));
    }
    return fmt::format("# Completes {0} in bash. Written by {0} --manual bash.\n"
                       "{1}() {{\n"
                       "    local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} "
                       "command= words=\n"
                       "    ((COMP_CWORD < 2)) || command=${{COMP_WORDS[1]}}\n"
                       "    case $command in\n{2}    *)\n{3}        ;;\n    esac\n"
                       "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
                       "}}\ncomplete -F {1} {0}\n",
                       program.program.name, functionName(program), places, placeOf(program.program, names));
}

} // namespace peripheral
