// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "conversation.h"
#include "interrupts.h"
#include "terminal.h"
#include "text_input.h"

#include <functional>
#include <optional>

namespace peripheral::cli {

/// The chat as a person in a terminal sees it: lines and commands in, streamed answers out. Works with pipes
/// too, where standard output gets the answers and nothing else.
class ChatTerminal {
public:
    explicit ChatTerminal(Conversation conversation, Interrupts& interrupts);

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

    Conversation m_conversation;
    Interrupts& m_interrupts;
    InputLines m_input;
    Terminal m_out{1};
    Terminal m_log{2};
    std::optional<plm::Generation> m_last;
};

} // namespace peripheral::cli
