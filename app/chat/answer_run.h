// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/ids.h"
#include "history/message_state.h"

#include <plm/chat.h>
#include <plm/generate.h>

#include <QString>

#include <stop_token>
#include <vector>

namespace peripheral {

/// A question and its answer on their way, from the saving of the question to the answer's end.
struct AnswerRun {
    int requestId = 0;                 ///< of the request to the history
    ConversationId conversationId = 0; ///< 0 until a new conversation is saved
    MessageId questionId = 0;          ///< 0 until it is saved
    MessageId answerId = 0;            ///< 0 until the history has made room for it
    MessageState state = MessageState::Waiting;
    std::vector<plm::ChatMessage> messages; ///< the conversation to answer
    plm::GenerationOptions options;
    std::stop_source stop;

    QString text; ///< so far; of a continued answer with what stood there before
    plm::PromptProgress prompt;
    int tokens = 0; ///< sampled so far
    double tokensPerSecond = 0;

    /// Its turn comes when a model is there, and no other answer with the engine.
    [[nodiscard]] bool isQueued() const { return answerId != 0 && state == MessageState::Waiting; }
    [[nodiscard]] bool isAtEngine() const {
        return state == MessageState::Reading || state == MessageState::Streaming;
    }
};

} // namespace peripheral
