// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/forms.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace peripheral {

namespace {

/// What follows the option, as _arguments has it: ":what:how".
std::string valueOf(const OptionManual& option) {
    if (option.value.empty())
        return {};
    std::string how = " ";
    if (const auto among = choices(option); !among.empty())
        how = fmt::format("({})", fmt::join(among, " "));
    else if (takesFile(option))
        how = "_files";
    return fmt::format(":{}:{}", escaped(option.value, ":\\"), how);
}

std::string specificationOf(const OptionManual& option) {
    if (option.names.empty())
        return quoted("*" + valueOf(option));
    const std::string rest =
        quoted(fmt::format("[{}]{}", escaped(shortHelp(option.help), "[]:\\"), valueOf(option)));
    if (option.names.size() == 1)
        return "'*'" + option.names.front() + rest;
    return fmt::format("'*'{{{}}}{}", fmt::join(option.names, ","), rest);
}

std::string argumentsOf(const CommandManual& command, std::string_view indent) {
    std::string text;
    for (const OptionManual& option : command.options)
        text += fmt::format(" \\\n{}    {}", indent, specificationOf(option));
    return text;
}

} // namespace

std::string zshCompletion(const ProgramManual& program) {
    const CommandManual& own = program.program;
    std::string text =
        fmt::format("#compdef {0}\n# Completes {0} in zsh. Written by {0} --manual zsh.\n{1}() {{\n",
                    own.name, functionName(program));
    if (program.commands.empty()) {
        text += fmt::format("    _arguments{}\n", argumentsOf(own, "    "));
    } else {
        text += "    local state line\n    local -a commands=(\n";
        for (const CommandManual& command : program.commands)
            text += fmt::format("        {}\n", quoted(command.name + ":" + escaped(command.help, ":\\")));
        text += fmt::format("    )\n    _arguments -C{} \\\n        '1: :->command' '*:: :->argument'\n"
                            "    case $state in\n    command) _describe command commands ;;\n"
                            "    argument)\n        case $line[1] in\n",
                            argumentsOf(own, "    "));
        for (const CommandManual& command : program.commands)
            text += fmt::format("        {})\n            _arguments{}\n            ;;\n", command.name,
                                argumentsOf(command, "            "));
        text += "        esac\n        ;;\n    esac\n";
    }
    return text + fmt::format("}}\n{} \"$@\"\n", functionName(program));
}

} // namespace peripheral
