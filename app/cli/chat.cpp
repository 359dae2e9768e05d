// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_terminal.h"
#include "commands.h"
#include "open_session.h"
#include "usage.h"

namespace peripheral::cli {

namespace {

struct ChatOptions {
    EvaluationOptions evaluation;
    AnswerOptions answer;
    std::string system;
};

plm::Status run(const ChatOptions& options, Interrupts& interrupts) {
    Terminal log(2);
    auto session = openSession(options.evaluation, log, interrupts.ending());
    if (!session)
        return tl::unexpected(session.error());
    return ChatTerminal(Conversation(std::move(*session), options.answer, options.system), interrupts).run();
}

} // namespace

void addChat(CLI::App& program, Invocation& invocation) {
    CLI::App& command = *program.add_subcommand("chat", "A chat in the terminal");
    setUsage(command, "peripheral-cli chat [--system TEXT] [OPTION]…");
    const auto options = std::make_shared<ChatOptions>();
    options->evaluation.addTo(command, invocation.executors);
    options->answer.addTo(command);
    command.add_option("--system", options->system, "The system prompt; the model's own if left out")
        ->type_name("TEXT");
    command.callback([options, &invocation] { invocation.outcome = run(*options, invocation.interrupts); });
}

} // namespace peripheral::cli
