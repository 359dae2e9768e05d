// SPDX-FileCopyrightText: 2026 The Peripheral authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <plm/generate.h>
#include <plm/session_options.h>

#include <CLI/App.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace peripheral::cli {

/// --model: a file, the built-in model where none is named.
void addModelOption(CLI::App& command, std::filesystem::path& model);

/// --threads: 0, or as many as are asked for and make sense; says so where that is fewer.
void addThreadsOption(CLI::App& command, int& threads);

/// --executor: one of `executors` by name, "auto" where none is named.
void addExecutorOption(CLI::App& command, std::string& name, const plm::Executors& executors);
/// The one that was asked for; fails where it is not to be had in this build or on this machine.
[[nodiscard]] plm::Result<const plm::ExecutorPlug*> executorNamed(const std::string& name,
                                                                  const plm::Executors& executors);

/// --executor, --threads, --kv, --sparse, --keep-weights: how tokens are evaluated.
struct EvaluationOptions {
    std::filesystem::path model;
    std::string executor;
    std::string cache = "f16";
    std::string sparse = "on";
    std::string keepWeights; ///< "on", "off", or empty: where it is worth it
    int threads = 0;
    const plm::Executors* executors = nullptr;

    /// Adds --model too. `among`, to choose from, must outlive it.
    void addTo(CLI::App& command, const plm::Executors& among);
    /// The names as values; fails where one is known but not part of this build.
    [[nodiscard]] plm::Result<plm::SessionOptions> sessionOptions() const;
};

/// --temp and the rest, -n, --stop, --draft, --pace: how an answer is made.
struct AnswerOptions {
    plm::GenerationOptions generation;
    std::optional<std::uint64_t> seed;
    std::string draft = "on";

    void addTo(CLI::App& command);
    /// With the seed that was given, or a random one.
    [[nodiscard]] plm::GenerationOptions withSeed() const;
};

} // namespace peripheral::cli
