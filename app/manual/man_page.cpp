// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manual/forms.h"

#include <fmt/format.h>
#include <locale>

namespace peripheral {

namespace {

/// As roff has to have it: every dash one that can be copied, and no line that it would take for a request.
std::string roff(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
    }
    return result.starts_with('.') || result.starts_with('\'') ? "\\&" + result : result;
}

std::string bold(std::string_view text) {
    return "\\fB" + roff(text) + "\\fR";
}

std::string italic(std::string_view text) {
    return "\\fI" + roff(text) + "\\fR";
}

std::string upper(std::string text) {
    for (char& c : text)
        c = std::toupper(c, std::locale::classic());
    return text;
}

/// As the name of a page has it: it begins small, and no full stop ends it.
std::string clause(std::string sentence) {
    sentence = sentence.substr(0, sentence.find(". "));
    if (sentence.ends_with('.'))
        sentence.pop_back();
    if (!sentence.empty())
        sentence.front() = std::tolower(sentence.front(), std::locale::classic());
    return sentence;
}

std::string termOf(const OptionManual& option) {
    std::string term;
    for (const std::string& name : option.names)
        term.append(term.empty() ? "" : ", ").append(bold(name));
    if (!option.value.empty())
        term.append(term.empty() ? "" : " ").append(italic(option.value));
    return term;
}

std::string optionsOf(const CommandManual& command) {
    std::string text;
    for (const OptionManual& option : command.options)
        text += fmt::format(".TP\n{}\n{}\n", termOf(option), roff(option.help));
    return text;
}

} // namespace

std::string manPage(const ProgramManual& program) {
    const CommandManual& own = program.program;
    std::string text =
        fmt::format(".\\\" Written by {0} --manual man.\n"
                    ".TH {1} 1 {2} \"Peripheral {3}\" \"User Commands\"\n"
                    ".SH NAME\n{4} \\- {5}\n"
                    ".SH SYNOPSIS\n{6}\n"
                    ".SH DESCRIPTION\n{7}\n"
                    ".SH OPTIONS\n{8}",
                    own.name, roff(upper(own.name)), program.date, program.version, roff(own.name),
                    roff(clause(own.help)), bold(own.usage), roff(own.help), optionsOf(own));
    if (!program.commands.empty())
        text += ".SH COMMANDS\n";
    for (const CommandManual& command : program.commands)
        text += fmt::format(".SS {}\n{}.\n.PP\n{}\n{}", roff(command.name), roff(command.help),
                            bold(command.usage), optionsOf(command));
    text += ".SH EXIT STATUS\n";
    for (const auto& [status, meaning] : program.exitStatus)
        text += fmt::format(".TP\n{}\n{}\n", bold(status), roff(meaning));
    return text;
}

} // namespace peripheral
