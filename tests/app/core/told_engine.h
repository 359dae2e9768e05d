// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_worker.h"

#include <QSemaphore>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peripheral {

/// What a ToldEngine does and has done. Set it before requests are made; counters may be read at any time.
struct Told {
    std::vector<std::string> pieces{"An ", "answer."};
    std::function<void()> beforeAnswer;          ///< may throw
    std::function<void(int tokens)> beforePiece; ///< in the engine's thread; may throw
    std::optional<plm::Error> answerError;       ///< after the pieces
    bool hearsToken = true;                      ///< else it ends only where onText() says so
    plm::StopReason reason = plm::StopReason::EndOfAnswer;
    std::optional<plm::Error> openError; ///< of any file but "good.gguf"
    std::function<void()> beforeOpen;
    std::function<void()> whileOpening; ///< after it looked whether it is stopped
    int contextLength = 1000;
    std::vector<plm::TokenId> tokens; ///< that it says it has read

    std::atomic<int> counts = 0; ///< of tokens that were asked for
    std::atomic<int> sampled = 0;
    std::vector<plm::ChatMessage> lastMessages; ///< to be read while the engine is idle
    plm::GenerationOptions lastOptions;
};

/// An engine for tests that gives the pieces it was told to. Its tokens are its pieces; a conversation takes
/// ten tokens a message.
EngineFactory toldEngine(std::shared_ptr<Told> told);

} // namespace peripheral
