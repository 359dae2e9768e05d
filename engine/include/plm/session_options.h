// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plm/executors.h"
#include "plm/result.h"
#include "plm/threads.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plm {

/// How the latent cache keeps its numbers; Q8 keeps latents in 8 bits, 32 to a scale, and rotary keys as F16.
enum class CacheType { F16, F32, Q8 };
/// Fails with BadArgument where `name` is none of "f16", "f32", "q8".
[[nodiscard]] Result<CacheType> cacheTypeFromName(std::string_view name);
[[nodiscard]] std::string_view toString(CacheType type);

/// Where weights are kept as the CPU executor laid them out, so that the next session on the same file maps
/// them instead of laying them out again.
struct KeptWeights {
    std::filesystem::path folder{}; ///< made where it is not there; empty: none are kept
    /// Bytes that all models' files may take; what was not used for the longest time goes first. With 0 none
    /// are kept, and those that are there go.
    std::uint64_t budgetBytes = std::uint64_t{4} << 30;
    /// A model with less to keep is laid out again in no time.
    std::uint64_t leastBytes = std::uint64_t{64} << 20;
    /// Told in a sentence why a file is not used or cannot be written; nothing but time is lost. On the
    /// thread that makes the session, or on one of its own.
    std::function<void(const std::string& sentence)> log{};
};

struct SessionOptions {
    const ExecutorPlug* executor = &builtInExecutors().automatic(); ///< never null
    int gpu = 0; ///< which of the devices, for an executor that has such
    /// How many of the layers, the last ones, the device computes, at least one; the CPU computes the others.
    /// Empty: as many as the device has memory for.
    std::optional<int> gpuLayers{};
    /// Goes on where the executor's device fails in the middle of its work, with what was read so far: it
    /// reads that again. Null: the failure is told as such, which whoever measures wants to know.
    const ExecutorPlug* standIn = nullptr;
    /// Told in a sentence why, when that begins; on the thread that evaluates. May be empty.
    std::function<void(const std::string& sentence)> onStandIn{};
    /// Told after each step of the stand-in's loading and each layer of what it reads again: for those who
    /// watch whether the engine goes on. On the same thread; may be empty.
    std::function<void()> onStandInStep{};
    CacheType cache = CacheType::F16;
    int threads = 0; ///< 0: one a physical core; what of it is used, threadsFor() tells
    /// Of these, as many as it says at each moment, where the CPU executor computes. Null: all.
    std::shared_ptr<const ThreadLimit> threadLimit{};
    bool sparse = true;    ///< leave out weights of neurons that are exactly zero; the result is the same
    int contextLength = 0; ///< tokens; 0: what the model was made for
    int mostContext = 0;   ///< where contextLength is 0: no longer than so many tokens; 0: no such bound
    bool pastModelContext = false; ///< contextLength may be more than that: to measure, not to chat
    int pieceTokens = 512;         ///< a prompt is read in pieces of at most so many tokens
    /// Seconds since any moment; the system's steady clock where empty. Drafting learns by it what pays,
    /// which decides about speed and never about the text: for tests.
    std::function<double()> clock{};
    KeptWeights keptWeights{};
    /// Where what a device's driver made of the program's shaders is kept for the next start, a file for each
    /// device; made where it is not there; empty: nothing is kept.
    std::filesystem::path pipelineCache{};
};

} // namespace plm
