// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "commands.h"
#include "output.h"
#include "program_manual.h"
#include "version/version.h"

#include <plm/gpu_probe.h>
#include <plm/shown_text.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <csignal>
#include <exception>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <string_view>

namespace peripheral::cli {

namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

std::string usageOf(const CLI::App& app) {
    return app.get_footer();
}

/// CLI11 has no usage line of one's own in this version, so the footer carries it.
class UsageFormatter : public CLI::Formatter {
public:
    std::string make_usage(const CLI::App* app, std::string /*name*/) const override {
        return "Usage: " + usageOf(*app) + "\n";
    }
    std::string make_footer(const CLI::App* /*app*/) const override { return {}; }
};

/// The command that the user was at.
const CLI::App& nearest(const CLI::App& program) {
    const auto commands = program.get_subcommands();
    return commands.empty() ? program : *commands.front();
}

int wrongUsage(const CLI::App& program, const CLI::ParseError& error) {
    const CLI::App& command = nearest(program);
    const std::string name =
        &command == &program ? program.get_name() : program.get_name() + " " + command.get_name();
    printNote("{}: {}\nUsage: {}", name, plm::shownText(error.what()), usageOf(command));
    return kWrongUsage;
}

/// What --help and --version ask for.
void answer(const CLI::App& program, const CLI::Success& asked) {
    std::ostringstream text;
    program.exit(asked, text, text);
    writeResult(text.str());
}

int complain(std::string_view sentence) {
    if (!isReaderGone())
        printNote("peripheral-cli: {}", plm::shownText(sentence));
    return kFailed;
}

int writeManual(const CLI::App& program, std::string_view form) {
    const auto text = manual(manualOf(program), form);
    writeResult(text.value_or(""));
    return text ? kDone : kWrongUsage;
}

int runCommand(int argc, char** argv, const plm::Executors& executors, Interrupts& interrupts) {
    CLI::App program("Chats with PLM models, and looks into them.", "peripheral-cli");
    Invocation invocation{interrupts, executors};
    setUsage(program, "peripheral-cli COMMAND [OPTION]… (COMMAND --help tells which)");
    program.set_version_flag("--version", "peripheral-cli " + std::string(kVersion));
    program.require_subcommand(0, 1);
    for (const auto add :
         {addBench, addChat, addCompare, addGenerate, addTokenize, addDetokenize, addLogits, addPerplexity,
          addProfile, addFit, addInspect, addQuantize, addSynthesize, addConvert})
        add(program, invocation);
    if (argc == 3 && argv[1] == kManualArgument)
        return writeManual(program, argv[2]);
    try {
        program.parse(argc, argv);
        if (program.get_subcommands().empty())
            throw CLI::RequiredError("A command");
    } catch (const CLI::Success& asked) {
        answer(program, asked);
    } catch (const CLI::ParseError& error) {
        return wrongUsage(program, error);
    }
    return invocation.outcome ? kDone : complain(invocation.outcome.error().message);
}

/// The end of a program whose command ended with `status`: nothing is done where its results did not get out.
int finish(int status, const Interrupts& interrupts) {
    const plm::Status written = flushResults();
    if (interrupts.signal() != 0)
        endBySignal(interrupts.signal());
    if (isReaderGone())
        endBySignal(SIGPIPE);
    return written || status != kDone ? status : complain(written.error().message);
}

} // namespace

void setUsage(CLI::App& app, std::string line) {
    app.footer(std::move(line));
    app.formatter(std::make_shared<UsageFormatter>());
}

int runProgram(int argc, char** argv, const plm::Executors& executors) {
    if (argc > 1 && argv[1] == plm::kProbeArgument)
        return plm::answerGpuProbe(std::span(argv, static_cast<std::size_t>(argc)).subspan(2));
    prepareStandardStreams();
    Interrupts interrupts; // before any other thread
    int status = kFailed;
    try {
        status = runCommand(argc, argv, executors, interrupts);
    } catch (const std::exception& error) {
        complain(error.what());
    }
    return finish(status, interrupts);
}

} // namespace peripheral::cli
