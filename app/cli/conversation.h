// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <plm/session.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peripheral::cli {

/// A conversation and the session that answers it.
class Conversation {
public:
    Conversation(std::unique_ptr<plm::Session> session, AnswerOptions options, std::string systemPrompt);

    /// Answers `text`, or says why not; then the conversation is as it was. A stopped answer is kept.
    plm::Result<plm::Generation> say(std::string_view text, const plm::GenerationCallbacks& callbacks,
                                     const std::stop_token& stop);
    /// Answers the last thing said once more. Fails where nothing was said.
    plm::Result<plm::Generation> regenerate(const plm::GenerationCallbacks& callbacks,
                                            const std::stop_token& stop);
    /// Forgets what was said, not the system prompt.
    void clear();

    /// The system prompt in use, the model's own where none was set.
    [[nodiscard]] const std::string& systemPrompt() const;
    void setSystemPrompt(std::string prompt) { m_systemPrompt = std::move(prompt); }

    [[nodiscard]] const plm::Session& session() const { return *m_session; }
    /// Session::keepWeights() and Session::awaitKeptWeights().
    void keepWeights() { m_session->keepWeights(); }
    void awaitKeptWeights(const std::stop_token& stop) { m_session->awaitKeptWeights(stop); }

private:
    plm::Result<plm::Generation> answer(const plm::GenerationCallbacks& callbacks,
                                        const std::stop_token& stop);

    std::unique_ptr<plm::Session> m_session;
    AnswerOptions m_options;
    std::string m_systemPrompt;
    std::vector<plm::ChatMessage> m_messages; ///< without the system prompt
};

} // namespace peripheral::cli
