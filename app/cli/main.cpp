// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "usage.h"

#include <CLI/App.hpp>
#include <cstdio>
#include <exception>
#include <fmt/format.h>

namespace {

using namespace peripheral::cli;

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

/// The command that the user was at.
const CLI::App& nearest(const CLI::App& program) {
    const auto commands = program.get_subcommands();
    return commands.empty() ? program : *commands.front();
}

int wrongUsage(const CLI::App& program, const CLI::ParseError& error) {
    const CLI::App& command = nearest(program);
    const std::string name =
        &command == &program ? program.get_name() : program.get_name() + " " + command.get_name();
    fmt::print(stderr, "{}: {}\n", name, error.what());
    fmt::print(stderr, "Usage: {}\n", usageOf(command));
    return kWrongUsage;
}

int run(int argc, char** argv) {
    CLI::App program("Chats with PLM models, and looks into them.", "peripheral-cli");
    plm::Status outcome;
    setUsage(program, "peripheral-cli COMMAND [OPTION]… (COMMAND --help tells which)");
    program.set_version_flag("--version", "peripheral-cli " PERIPHERAL_VERSION);
    program.require_subcommand(0, 1);
    for (const auto add : {addBench, addChat, addGenerate, addTokenize, addDetokenize, addLogits,
                           addPerplexity, addProfile, addInspect, addQuantize, addSynthesize, addConvert})
        add(program, outcome);
    try {
        program.parse(argc, argv);
        if (program.get_subcommands().empty())
            throw CLI::RequiredError("A command");
    } catch (const CLI::Success& asked) { // --help, --version
        return program.exit(asked);
    } catch (const CLI::ParseError& error) {
        return wrongUsage(program, error);
    }
    if (!outcome) {
        fmt::print(stderr, "peripheral-cli: {}\n", outcome.error().message);
        return kFailed;
    }
    return kDone;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "peripheral-cli: %s\n", error.what());
        return kFailed;
    }
}
