// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/template_form.h"

#include <plm/chat.h>

#include <fmt/format.h>

namespace plm {

namespace {

/// PLM's own, for files that name none; without a full stop.
constexpr std::string_view kPlmSystemPrompt = "You are a helpful assistant";

constexpr std::string_view kUnknownForm =
    "The chat template of this model is none that Peripheral knows; its conversations are written as ChatML.";

std::string_view nameOf(Role role) {
    switch (role) {
    case Role::System:
        return "system";
    case Role::User:
        return "user";
    case Role::Assistant:
        break;
    }
    return "assistant";
}

Result<TokenId> require(const Tokenizer& tokenizer, std::string_view spelling) {
    if (const auto id = tokenizer.special(spelling))
        return *id;
    return fail(ErrorKind::Unsupported,
                fmt::format("The vocabulary has no token {}, which conversations need.", spelling));
}

/// Writes turns as tokens. Between two special tokens text is encoded as one piece, as the reference does:
/// merges may cross the line end between a role and what it says.
class TurnWriter {
public:
    TurnWriter(const Tokenizer& tokenizer, TokenId start, TokenId end)
        : m_tokenizer(tokenizer),
          m_start(start),
          m_end(end) {
        if (const auto begin = tokenizer.beginOfSequence())
            m_ids.push_back(*begin);
    }

    Status open(Role role, std::string_view content) {
        m_ids.push_back(m_start);
        return append(std::string(nameOf(role)).append("\n").append(content));
    }

    void close() {
        m_ids.push_back(m_end);
        append("\n");
    }

    std::vector<TokenId> take() { return std::move(m_ids); }

private:
    Status append(std::string_view text) {
        const auto ids = m_tokenizer.encode(text, SpecialTokens::AsText);
        if (!ids)
            return tl::unexpected(ids.error());
        m_ids.insert(m_ids.end(), ids->begin(), ids->end());
        return {};
    }

    const Tokenizer& m_tokenizer;
    TokenId m_start, m_end;
    std::vector<TokenId> m_ids;
};

} // namespace

ChatTemplate::ChatTemplate(Tokenizer tokenizer, TokenId start, TokenId end, std::string system,
                           std::string notice)
    : m_tokenizer(std::move(tokenizer)),
      m_start(start),
      m_end(end),
      m_defaultSystem(std::move(system)),
      m_notice(std::move(notice)) {}

Result<ChatTemplate> ChatTemplate::create(const Tokenizer& tokenizer, std::string_view source) {
    const auto start = require(tokenizer, "<|im_start|>");
    if (!start)
        return tl::unexpected(start.error());
    const auto end = require(tokenizer, "<|im_end|>");
    if (!end)
        return tl::unexpected(end.error());
    if (source.empty())
        return ChatTemplate(tokenizer, *start, *end, std::string(kPlmSystemPrompt), {});
    if (auto form = text::recogniseTemplate(source))
        return ChatTemplate(tokenizer, *start, *end, std::move(form->defaultSystemPrompt), {});
    return ChatTemplate(tokenizer, *start, *end, std::string(kPlmSystemPrompt), std::string(kUnknownForm));
}

Result<std::vector<TokenId>> ChatTemplate::render(std::span<const ChatMessage> messages) const {
    TurnWriter turns(m_tokenizer, m_start, m_end);
    if (!m_defaultSystem.empty() && (messages.empty() || messages.front().role != Role::System)) {
        turns.open(Role::System, m_defaultSystem);
        turns.close();
    }
    for (const ChatMessage& message : messages) {
        if (const Status opened = turns.open(message.role, message.content); !opened)
            return tl::unexpected(opened.error());
        if (&message != &messages.back() || message.role != Role::Assistant)
            turns.close();
    }
    if (messages.empty() || messages.back().role != Role::Assistant)
        turns.open(Role::Assistant, "");
    return turns.take();
}

} // namespace plm
