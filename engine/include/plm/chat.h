// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/tokenizer.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plm {

enum class Role { System, User, Assistant };

struct ChatMessage {
    Role role;
    std::string content; ///< UTF-8
};

/// How a conversation becomes tokens. Immutable, cheap to copy; any thread.
class ChatTemplate {
public:
    /// The form that `source` (a file's `tokenizer.chat_template`) is recognised as: ChatML, with or without
    /// a default system prompt. An empty source is ChatML with PLM's default prompt. A source of no known
    /// form is ChatML too, and notice() says so. Fails with Unsupported where the
    /// vocabulary lacks ChatML's tokens.
    static Result<ChatTemplate> create(const Tokenizer& tokenizer, std::string_view source);

    /// The prompt for `messages`, opened for the assistant's answer. Where the last message is the
    /// assistant's own it is left open, so that the model continues it. The text of messages is never parsed
    /// for special tokens. Fails with BadArgument where a message is not UTF-8, and with OutOfMemory.
    [[nodiscard]] Result<std::vector<TokenId>> render(std::span<const ChatMessage> messages) const;

    /// The system prompt used when the conversation has none; empty where the form has none.
    [[nodiscard]] const std::string& defaultSystemPrompt() const { return m_defaultSystem; }
    /// A sentence for the user where the file's template was not understood, else empty.
    [[nodiscard]] const std::string& notice() const { return m_notice; }

private:
    ChatTemplate(Tokenizer tokenizer, TokenId start, TokenId end, std::string system, std::string notice);
    Tokenizer m_tokenizer;
    TokenId m_start, m_end;
    std::string m_defaultSystem, m_notice;
};

} // namespace plm
