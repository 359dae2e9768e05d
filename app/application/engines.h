// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "worker/engine_worker.h"

#include <QString>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace peripheral {

/// What an engine that answers with models is to be like.
struct EngineSetup {
    std::filesystem::path weights{};   ///< folder where they are kept as they were laid out; empty: nowhere
    std::uint64_t weightsBudget = 0;   ///< bytes; 0: none are kept
    std::filesystem::path pipelines{}; ///< as SessionOptions::pipelineCache
    int threads = 0;                   ///< as SessionOptions::threads
    int mostContext = 0;               ///< likewise
    std::shared_ptr<const plm::ThreadLimit> threadLimit{}; ///< likewise
};

/// An engine that answers with models.
[[nodiscard]] EngineFactory realEngine(const EngineSetup& setup);

/// One that replays the recording in a file; empty without a file. Nothing where it cannot be read, which is
/// said on standard error.
[[nodiscard]] std::optional<EngineFactory> replayOf(const QString& recording);

} // namespace peripheral
