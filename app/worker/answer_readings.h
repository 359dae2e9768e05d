// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/requests.h"

#include <plm/engine.h>

#include <QMetaType>

#include <chrono>
#include <cstdint>
#include <vector>

namespace peripheral {

/// What an answer costs, as whoever watches is told while it comes into being: twice a second at most, and at
/// its end.
struct AnswerReadings {
    /// One evaluation while writing.
    struct Step {
        int tokens = 0;            ///< evaluated together, guesses included
        std::vector<float> shares; ///< of a layer's neurons, those above zero: by layer, 0 to 1
    };

    qint64 id = 0;                ///< AnswerRequest::id
    bool silent = false;          ///< AnswerRequest::silent
    std::uint64_t number = 0;     ///< counts the worker's answers
    plm::Counters prompt;         ///< what reading the prompt has cost so far
    plm::Counters writing;        ///< what writing has cost since the answer began
    plm::Counters last;           ///< of that, the latest evaluation
    std::vector<Step> steps;      ///< since the last telling
    int feedForward = 0;          ///< neurons a layer
    int tokens = 0;               ///< sampled so far
    double seconds = 0;           ///< since the answer was begun
    double firstTokenSeconds = 0; ///< until the first token; 0 before it
    /// Tokens a second since the last telling; 0 where none came.
    double tokensPerSecond = 0;
};

/// The engine's memory as it is at one moment.
struct EngineMemory {
    bool settled = true; ///< false while a model is loaded, when nobody can tell whose memory is whose
    std::vector<plm::MemoryRegion> regions{}; ///< Engine::memoryRegions()
    plm::DeviceMemory device{};               ///< Engine::deviceMemory()
    int layers = 0;                           ///< of the model
    int cacheTokens = 0;
    int contextLength = 0;
    std::uint64_t cacheBytesPerToken = 0;
    std::uint64_t expandedBytesPerToken = 0; ///< HyperParameters::expandedBytesPerToken()
};

/// Adds up what the engine says of one answer. Engine's thread.
class ReadingSums {
public:
    using Clock = std::chrono::steady_clock;

    /// Of an answer to `request`, the worker's so-and-so-many-th, by a model of `feedForward` neurons a
    /// layer.
    ReadingSums(const AnswerRequest& request, std::uint64_t number, int feedForward);

    /// `keepStep`: somebody watches, and wants to see each evaluation.
    void add(const plm::AnswerReading& reading, bool keepStep);
    /// So many tokens are sampled.
    void setTokens(int tokens);
    /// What there is since the last time it was taken.
    [[nodiscard]] AnswerReadings take();

private:
    [[nodiscard]] double seconds() const;

    AnswerReadings m_sums;
    Clock::time_point m_start = Clock::now();
    int m_toldTokens = 0;
    double m_toldAt = 0; ///< seconds
};

} // namespace peripheral

Q_DECLARE_METATYPE(peripheral::AnswerReadings)
Q_DECLARE_METATYPE(peripheral::EngineMemory)
