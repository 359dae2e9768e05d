// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat_terminal.h"

#include "open_session.h"
#include "output.h"
#include "statistics_text.h"

#include <plm/shown_text.h>

#include <fmt/format.h>
#include <unistd.h>

namespace peripheral::cli {

namespace {

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
    default:
        return {};
    }
}

} // namespace

ChatTerminal::ChatTerminal(Conversation conversation, Interrupts& interrupts)
    : m_conversation(std::move(conversation)),
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

} // namespace peripheral::cli
