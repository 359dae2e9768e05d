// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/executor_in_use.h"

#include <plm/engine.h>

#include <QMetaType>
#include <QString>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <tl/expected.hpp>
#include <vector>

/// What goes to the engine's thread and what comes back: values.
namespace peripheral {

/// Asks for one answer.
struct AnswerRequest {
    qint64 id = 0;           ///< the caller's; comes back with what is said while it is under way
    qint64 conversation = 0; ///< the one that `messages` are of; 0: one of which nothing is to be saved
    std::vector<plm::ChatMessage> messages;
    plm::GenerationOptions options;
    /// An answer to the last request once more, to measure: nothing is said of its text and prompt, and
    /// nothing is saved.
    bool silent = false;
    std::stop_source
        stop; ///< shared with the caller: works while the engine's thread is busy with the answer
};

/// Asks for a model file to be loaded.
struct LoadRequest {
    int id = 0; ///< the caller's; comes back with its progress
    std::filesystem::path path;
    std::stop_source stop; ///< shared with the caller
    ExecutorWish executor{};
};

/// Where caches are saved, and how many, so that an old conversation is not read again.
struct CacheRequest {
    std::filesystem::path folder;
    std::uint64_t budgetBytes = 0;
    /// After an answer, before what was read is saved: a disk need not write every turn of a conversation.
    std::chrono::milliseconds idle{20'000};
};

/// A model is open.
struct OpenedModel {
    plm::ModelInfo info;
    int contextLength = 0; ///< tokens
    ExecutorFacts executor;
};

/// Why there is no answer or no model.
struct EngineFailure {
    plm::ErrorKind kind = plm::ErrorKind::Io;
    QString sentence;
    int tokens = 0;        ///< with ContextFull: what the conversation takes, where it could be counted
    int contextLength = 0; ///< with ContextFull: what the context holds
};

/// How a request ended.
using LoadReply = tl::expected<OpenedModel, EngineFailure>;
using AnswerReply = tl::expected<plm::Generation, EngineFailure>;
using EraseReply = tl::expected<void, EngineFailure>;

} // namespace peripheral

Q_DECLARE_METATYPE(plm::PromptProgress)
Q_DECLARE_METATYPE(plm::Generation)
Q_DECLARE_METATYPE(peripheral::AnswerRequest)
