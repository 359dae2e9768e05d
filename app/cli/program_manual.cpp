// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program_manual.h"

#include "version/version.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace peripheral::cli {

namespace {

std::string namesOf(const std::set<CLI::Option*>& options) {
    std::vector<std::string> names;
    names.reserve(options.size());
    for (const CLI::Option* option : options)
        names.push_back(option->get_name());
    std::sort(names.begin(), names.end()); // the set has them by their addresses
    return fmt::format("{}", fmt::join(names, ", "));
}

/// CLI11 writes several values as "[1,2]".
std::string withoutBrackets(const std::string& values) {
    return values.starts_with('[') && values.ends_with(']') ? values.substr(1, values.size() - 2) : values;
}

OptionManual manualOf(const CLI::Option& option) {
    OptionManual manual;
    for (const std::string& name : option.get_snames())
        manual.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        manual.names.push_back("--" + name);
    manual.help = option.get_description();
    if (option.get_items_expected_max() > 0) {
        // The range that a number may have stands behind the kind of it.
        const std::string type = option.get_type_name();
        const std::size_t colon = std::min(type.find(':'), type.size());
        manual.value = manual.names.empty() ? option.get_name(true) : type.substr(0, colon);
        if (colon + 1 < type.size())
            manual.help += fmt::format(" ({})", type.substr(colon + 1));
    }
    manual.help += ".";
    if (const std::string value = option.get_default_str(); !value.empty())
        manual.help += fmt::format(" Otherwise {}.", withoutBrackets(value));
    if (option.get_required())
        manual.help += " Required.";
    if (!option.get_needs().empty())
        manual.help += fmt::format(" Only with {}.", namesOf(option.get_needs()));
    if (!option.get_excludes().empty())
        manual.help += fmt::format(" Not with {}.", namesOf(option.get_excludes()));
    return manual;
}

CommandManual commandManualOf(const CLI::App& app) {
    CommandManual manual{
        .name = app.get_name(), .usage = app.get_footer(), .help = app.get_description(), .options = {}};
    for (const CLI::Option* option : app.get_options())
        manual.options.push_back(manualOf(*option));
    return manual;
}

} // namespace

ProgramManual manualOf(const CLI::App& program) {
    ProgramManual manual{.program = commandManualOf(program),
                         .commands = {},
                         .exitStatus = {{"0", "Done."},
                                        {"1", "Failed; a sentence on standard error says why."},
                                        {"2", "Wrong usage."}},
                         .version = std::string(kVersion),
                         .date = std::string(kDate)};
    for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
        manual.commands.push_back(commandManualOf(*command));
    return manual;
}

} // namespace peripheral::cli
