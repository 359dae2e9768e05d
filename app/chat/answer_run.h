// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/chat.h>
#include <plm/generate.h>

#include <QString>

#include <stop_token>
#include <vector>

namespace peripheral {

/// A question and its answer on their way, from the saving of the question to the answer's end.
struct AnswerRun {
    enum class Stage {
        Saving,    ///< the history makes room for the question or the answer
        Queued,    ///< for a model, or for the end of an answer in another conversation
        Reading,   ///< the prompt
        Answering, ///< text arrives
    };

    int requestId = 0;      ///< of the request to the history
    int conversationId = 0; ///< 0 until a new conversation is saved
    int questionId = 0;     ///< 0 until it is saved
    int answerId = 0;       ///< 0 until it is begun
    Stage stage = Stage::Saving;
    std::vector<plm::ChatMessage> messages; ///< the conversation to answer
    plm::GenerationOptions options;
    std::stop_source stop;

    QString text; ///< so far; of a continued answer with what stood there before
    plm::PromptProgress prompt;
    int tokens = 0; ///< sampled so far
    double tokensPerSecond = 0;
};

} // namespace peripheral
