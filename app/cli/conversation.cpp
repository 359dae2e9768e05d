// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "conversation.h"

namespace peripheral::cli {

Conversation::Conversation(std::unique_ptr<plm::Session> session, AnswerOptions options,
                           std::string systemPrompt)
    : m_session(std::move(session)),
      m_options(std::move(options)),
      m_systemPrompt(std::move(systemPrompt)) {}

plm::Result<plm::Generation> Conversation::say(std::string_view text,
                                               const plm::GenerationCallbacks& callbacks,
                                               const std::stop_token& stop) {
    m_messages.push_back({plm::Role::User, std::string(text)});
    auto generation = answer(callbacks, stop);
    if (!generation)
        m_messages.pop_back();
    return generation;
}

plm::Result<plm::Generation> Conversation::regenerate(const plm::GenerationCallbacks& callbacks,
                                                      const std::stop_token& stop) {
    if (m_messages.empty())
        return plm::fail(plm::ErrorKind::BadArgument, "There is no answer yet.");
    const plm::ChatMessage old = std::move(m_messages.back());
    m_messages.pop_back();
    auto generation = answer(callbacks, stop);
    if (!generation)
        m_messages.push_back(old);
    return generation;
}

void Conversation::clear() {
    m_messages.clear();
}

const std::string& Conversation::systemPrompt() const {
    return m_systemPrompt.empty() ? m_session->model().chatTemplate().defaultSystemPrompt() : m_systemPrompt;
}

plm::Result<plm::Generation> Conversation::answer(const plm::GenerationCallbacks& callbacks,
                                                  const std::stop_token& stop) {
    std::vector<plm::ChatMessage> messages = m_messages;
    if (!m_systemPrompt.empty())
        messages.insert(messages.begin(), {plm::Role::System, m_systemPrompt});
    const auto prompt = m_session->model().chatTemplate().render(messages);
    if (!prompt)
        return tl::unexpected(prompt.error());
    auto generation = m_session->generate(*prompt, m_options.withSeed(), callbacks, stop);
    if (generation)
        m_messages.push_back({plm::Role::Assistant, generation->text});
    return generation;
}

} // namespace peripheral::cli
