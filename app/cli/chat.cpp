// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "conversation.h"
#include "figures.h"
#include "interrupts.h"
#include "open_session.h"
#include "output.h"
#include "terminal.h"
#include "text_input.h"

#include <plm/shown_text.h>

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

namespace peripheral::cli {

namespace {

struct ChatOptions {
    EvaluationOptions evaluation;
    AnswerOptions answer;
    std::string system;
};

/// The chat as a person in a terminal sees it: lines and commands in, streamed answers out. Works with pipes
/// too, where standard output gets the answers and nothing else.
class ChatTerminal {
public:
    /// `start` ends with the first answer.
    ChatTerminal(Conversation conversation, plm::GpuStart start, Interrupts& interrupts);

    /// Until the input ends or the user leaves. The weights are kept meanwhile, where that was asked for.
    plm::Status run();

private:
    using Ask =
        std::function<plm::Result<plm::Generation>(const plm::GenerationCallbacks&, const std::stop_token&)>;

    /// Says what comes in, and shows the answers.
    plm::Status converse();
    /// Says or does what was put in. False where the user leaves.
    bool take(const std::string& input);
    void greet() const;
    /// A line, or several where they end in a backslash; nothing at the end of the input.
    plm::Result<std::optional<std::string>> readInput();
    /// False where the user leaves.
    bool obey(std::string_view command, std::string argument);
    void help() const;
    void system(std::string prompt);
    void say(const std::string& text);
    void regenerate();
    void stats() const;
    void stream(const Ask& ask);
    void note(std::string_view text) const;

    plm::GpuStart m_start;
    Conversation m_conversation;
    Interrupts& m_interrupts;
    InputLines m_input;
    Terminal m_out{1};
    Terminal m_log{2};
    std::optional<plm::Generation> m_last;
};

bool isInteractive() {
    return ::isatty(STDIN_FILENO) == 1;
}

/// What is worth saying of how an answer ended; empty for the usual end.
std::string_view endOf(plm::StopReason reason) {
    switch (reason) {
    case plm::StopReason::Cancelled:
        return "(stopped)";
    case plm::StopReason::Length:
        return "(cut off at the number of tokens asked for)";
    case plm::StopReason::ContextFull:
        return "(the context is full; /new starts afresh)";
    case plm::StopReason::EndOfAnswer:
    case plm::StopReason::StopString:
        break;
    }
    return {};
}

ChatTerminal::ChatTerminal(Conversation conversation, plm::GpuStart start, Interrupts& interrupts)
    : m_start(std::move(start)),
      m_conversation(std::move(conversation)),
      m_interrupts(interrupts),
      m_input(interrupts.ending()) {}

plm::Status ChatTerminal::run() {
    greet();
    const plm::Status done = converse();
    m_conversation.awaitKeptWeights(m_interrupts.ending());
    return done;
}

plm::Status ChatTerminal::converse() {
    for (;;) {
        const auto input = readInput();
        if (!input)
            return tl::unexpected(input.error());
        if (!*input)
            break;
        if (!take(**input))
            return {};
        if (plm::Status written = flushResults(); !written)
            return written;
    }
    if (isInteractive())
        note("");
    return {};
}

bool ChatTerminal::take(const std::string& input) {
    if (!input.starts_with('/') || input.starts_with("//")) {
        if (!input.empty())
            say(input.starts_with("//") ? input.substr(1) : input);
        return true;
    }
    const std::size_t end = std::min(input.find_first_of(" \n"), input.size());
    return obey(input.substr(0, end), input.substr(std::min(end + 1, input.size())));
}

void ChatTerminal::greet() const {
    if (!isInteractive())
        return;
    const plm::ModelInfo& model = m_conversation.session().model().info();
    note(m_log.bold(model.name) + fmt::format(" ({}, {:.1f} million parameters, context of {} tokens)",
                                              model.type, static_cast<double>(model.parameters) / 1e6,
                                              m_conversation.session().contextLength()));
    note(m_log.faint("/help lists the commands, Ctrl-C stops an answer, Ctrl-D leaves."));
}

plm::Result<std::optional<std::string>> ChatTerminal::readInput() {
    std::string input;
    for (;;) {
        if (isInteractive())
            writeNote(m_log.bold(input.empty() ? "> " : "… "));
        auto line = m_input.next();
        if (!line)
            return line;
        if (!*line)
            return input.empty() ? std::nullopt : std::optional(input);
        const bool goesOn = (*line)->ends_with('\\');
        input += goesOn ? (*line)->substr(0, (*line)->size() - 1) + '\n' : **line;
        if (!goesOn)
            return input;
    }
}

bool ChatTerminal::obey(std::string_view command, std::string argument) {
    if (command == "/quit" || command == "/exit")
        return false;
    if (command == "/help")
        help();
    else if (command == "/system")
        system(std::move(argument));
    else if (command == "/new")
        m_conversation.clear();
    else if (command == "/regenerate")
        regenerate();
    else if (command == "/stats")
        stats();
    else
        note(fmt::format("There is no command {}; /help lists them.", plm::shownText(command)));
    return true;
}

void ChatTerminal::help() const {
    note("/new            forget what was said\n"
         "/regenerate     answer the last thing said once more\n"
         "/system [TEXT]  show the system prompt, or set it\n"
         "/stats          what the last answer cost\n"
         "/quit           leave (also Ctrl-D)\n"
         "Ctrl-C stops an answer. A line that ends in \\ goes on in the next; one that begins with // is "
         "said with one /.");
}

void ChatTerminal::system(std::string prompt) {
    if (!prompt.empty())
        m_conversation.setSystemPrompt(std::move(prompt));
    const std::string& used = m_conversation.systemPrompt();
    note(used.empty() ? "There is no system prompt." : "The system prompt is: " + m_log.harmless(used));
}

void ChatTerminal::say(const std::string& text) {
    stream(
        [&](const auto& callbacks, const auto& stop) { return m_conversation.say(text, callbacks, stop); });
}

void ChatTerminal::regenerate() {
    stream(
        [&](const auto& callbacks, const auto& stop) { return m_conversation.regenerate(callbacks, stop); });
}

void ChatTerminal::stats() const {
    if (m_last)
        note(statisticsLine(m_last->statistics));
    else
        note("There is no answer yet.");
}

void ChatTerminal::stream(const Ask& ask) {
    const auto show = [this](std::string_view text, int) {
        m_log.clearLine();
        writeResult(m_out.harmless(text));
        return flushResults().has_value();
    };
    const auto answer = ask({promptProgress(m_log), show}, m_interrupts.beginAnswer());
    m_interrupts.endAnswer();
    m_start.end();
    m_log.clearLine();
    if (!answer) {
        note(answer.error().message);
        return;
    }
    m_last = *answer;
    m_conversation.keepWeights();
    writeResult("\n");
    if (!flushResults())
        return; // converse() tells it
    if (const std::string_view end = endOf(answer->reason); !end.empty())
        note(m_log.faint(end));
}

void ChatTerminal::note(std::string_view text) const {
    printNote("{}", text);
}

plm::Status run(const ChatOptions& options, Interrupts& interrupts) {
    Terminal log(2);
    auto session = openSession(options.evaluation, log, interrupts.ending(), WhenLost::GoesOn);
    if (!session)
        return tl::unexpected(session.error());
    Conversation conversation(std::move(session->session), options.answer, options.system);
    return ChatTerminal(std::move(conversation), std::move(session->start), interrupts).run();
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
